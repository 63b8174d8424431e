"""Conversations: who the speakers are, who of them asks, and the entries of their turns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import interviews, lexicon, names, turns
from solidarity_extract.segmenting.choosing import accepted
from solidarity_extract.segmenting.entries import entry_of, merge_neighbours, without_overlap
from solidarity_extract.segmenting.plans import Entry, name_of, names_in
from solidarity_extract.segmenting.signs import is_credit

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from solidarity_extract.segmenting.heads import Head
    from solidarity_extract.segmenting.page import Page
    from solidarity_extract.segmenting.turns import Speaker


def those_who_ask(page: Page, heads: Sequence[Head]) -> list[str]:
    """Give the names of a byline, of credits and of labels before a question: they ask."""
    found = [
        name_of(page, person.extent) for head in heads if "byline" in head.evidence for person in head.header.people
    ]
    for line in page.lines:
        if is_credit(line.clean) and line.length < 300:
            found.extend(names_in(page, [line.index]))
        elif line.is_question and (label := re.match(r"\W*([^\W\d_][\w' -]{2,40}?)\s?:", line.clean)):
            found.append(label[1])
    return found


def conversation(page: Page, heads: Sequence[Head]) -> list[Speaker]:
    """Find the speakers of a conversation, with the names the page knows."""
    known = [
        name_of(page, person.extent)
        for head in heads
        for person in head.header.people
        if person.kind == "person" and person.strength >= 0.6
    ]
    known = [name for name in known if " " in name]
    title = next((i for i, part in enumerate(page.parts) if part == "title"), 0)
    opening = [line for line in page.lines[: title + 14] if page.parts[line.index] != "duplicate"]
    known += names_in(page, [line.index for line in opening])
    credited = "\n".join(clause for line in opening for clause in _credited(line.clean))
    if interviews.is_interview(" ".join(line.clean for line in opening if line.length < 600)):
        credited += "\n" + "\n".join(
            line.clean for line in opening if re.match(r"\W*by\s", line.clean, re.IGNORECASE) and line.length < 160
        )
    credited += (
        "\n"
        + _below_moderator(page)
        + "\n"
        + "\n".join(match[1] for line in opening for match in _TOLD.finditer(line.clean[:1000]))
    )
    publication = "\n".join(line.clean for line in page.lines[: max(title, 1)][:6])
    headers = {
        head.line
        for head in heads
        if head.form == "line" and head.evidence.keys() & {"role", "organisation"} and head.score >= 1.0
    }
    speakers = turns.find_turns(page, list(dict.fromkeys(known)), credited, publication, headers)
    for speaker in speakers:
        if speaker.name.casefold() in ("a", "answer"):
            answers = interviews.interviewee(page, speaker.labels[0].line, those_who_ask(page, heads))
            if answers is not None:
                speaker.name, speaker.header = name_of(page, answers.people[0].extent), answers
    return speakers


_TOLD = re.compile(rf"\b(?:tells|told) (?:our |the )?(?:[a-z]+ )?({names.FULL_NAME.pattern})")


_ASKED = re.compile(
    r"asked (?:the|all) questions|microphone|spoke (?:to|with) (?:them|her|him)|\(notes\)|"
    r"(?:moderator|interviewer|host|chair|facilitator) (?:was|is)\b|"
    r"\b(?:moderated|interviewed|chaired|hosted|facilitated)\b",
    re.IGNORECASE,
)


def _credited(text: str) -> list[str]:
    """Give the clauses of a line that credit somebody with asking, moderating, editing."""
    clauses = re.split(r"(?<=[a-z)])(?<!\bProf)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)[.;]\s|\s[|·•]\s", text)
    return [clause for clause in clauses if len(clause) < 200 and (is_credit(clause) or _ASKED.search(clause))]


def _below_moderator(page: Page) -> str:
    """Give the line below a heading `Moderator`."""
    for line in page.lines[:60]:
        if line.words <= 2 and line.body.strip(" :*").casefold() in lexicon.words("interviewers"):
            return page.lines[line.index + 1].clean if line.index + 1 < len(page.lines) else ""
    return ""


def turn_entries(page: Page, heads: Sequence[Head], speakers: Sequence[Speaker]) -> list[Entry]:
    """Make entries of the turns, and of the headers that stand between them."""
    by_line = turns.speakers_by_line(speakers)
    first_turn = min(by_line)
    entries = []
    run_in = {head.line: head for head in heads if head.form == "run_in" and head.header.people[0].fields}
    for line, (speaker, label) in by_line.items():
        head = run_in.get(line)
        speech = max(label.speech, head.text_start) if head else label.speech
        entries.append(
            Entry(line, line, line, None if speech >= page.lines[line].end else speech, head, speaker, label)
        )
    used = set(by_line)
    for head in accepted(page, heads):
        inside = head.line not in used and not head.evidence.keys() & {"in_a_list", "byline"}
        if inside and (head.line > first_turn or head.form == "run_in" or _has_text_of_its_own(page, head, used)):
            entries.append(entry_of(page, head))
    return merge_neighbours(page, without_overlap(entries))


def _has_text_of_its_own(page: Page, head: Head, turn_lines: Container[int]) -> bool:
    """Tell whether text or a turn stands right below a head: without, it is an item of a list of participants."""
    for index in range(head.last + 1, min(head.last + 4, len(page.lines))):
        if index in turn_lines or page.lines[index].is_text:
            return True
    return False
