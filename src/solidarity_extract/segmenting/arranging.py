"""Which heads are headers, and how the post is arranged: headers before their text, turns, signatures after it, or one author.

The heads come with their evidence; here they are compared with each other and with the whole of the page.
"""

from __future__ import annotations

import bisect
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Literal

from solidarity_extract.cleaning import squeeze
from solidarity_extract.segmenting import bios, interviews, lexicon, names, tail, turns
from solidarity_extract.segmenting.dressed import add_by_dress
from solidarity_extract.segmenting.heads import ACCEPTED, PROMISING, SALUTATION, Head, find_heads, is_credit, is_topic, rest_signs
from solidarity_extract.segmenting.headers import VALEDICTION, Header
from solidarity_extract.segmenting.layout import Line
from solidarity_extract.segmenting.page import COMMENTS, Page, chrome_weight, mark_stray_chrome, mark_title
from solidarity_extract.segmenting.quotes import Repetition, find_pull_quotes
from solidarity_extract.segmenting.turns import Label, Speaker

Arrangement = Literal["headers", "signatures", "single"]

SINGLE = 4.3
"""A lone head in the middle of a text needs this weight."""
ODD = 3.4
"""A head unlike all the others needs this weight."""


@dataclass(slots=True)
class Entry:
    """A header as it stands in the page: its lines, and who it introduces."""

    first: int
    line: int
    last: int
    text_start: int | None = None
    """Where text begins in the header's last line, if it does."""
    head: Head | None = None
    speaker: Speaker | None = None
    label: Label | None = None
    bio: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """How a post is arranged."""

    arrangement: Arrangement
    entries: list[Entry]
    repetitions: list[Repetition]
    heads: list[Head]
    start: int = 0
    """The first line of text, where no header stands above it."""
    author: Header | None = None
    """Who speaks, where no header stands by the text: the interviewee, or an author named below."""


def arrange(page: Page) -> Plan:
    """Decide how a post is arranged and mark what belongs to nobody."""
    heads = find_heads(page)
    mark_title(page, {head.line: _as_header(page, head) for head in heads})
    title = next((i for i, part in enumerate(page.parts) if part == "title"), -1)
    end = _chrome_at_end(page)
    heads = [head for head in heads if page.is_free(head.line) and title < head.line < end]
    repetitions = find_pull_quotes(page)
    heads = add_by_dress(page, [head for head in heads if page.is_free(head.line)])
    speakers = _conversation(page, heads)
    if speakers:
        entries = _turn_entries(page, heads, speakers)
        arrangement: Arrangement = "headers"
    else:
        arrangement, entries = _without_labels(page, heads)
        if not entries or (arrangement == "signatures" and not _has_text_above(page, entries[0].first)):
            _reconsider_standfirst(page)
    entries = _without_weak_opening(_without_contents(page, entries))
    _name_in_full(page, entries)
    asked = interviews.questions_of_interview(page, _first_text(page, "single", entries[-1:])) if arrangement == "single" else []
    if asked:
        entries = []
    _close(page, arrangement, entries, heads)
    _mark_editors(page)
    mark_stray_chrome(page, {line for entry in entries for line in range(entry.first, entry.last + 1)})
    entries = [entry for entry in entries if page.is_free(entry.line)]
    if arrangement != "signatures":
        bios.extend_headers(page, entries)
    if not entries and not any(line.is_text for line in page.free()):
        for line in list(page.free()):
            page.mark(line.index, "chrome")
    kept = [r for r in repetitions if page.parts[r.line] == "pull_quote"]
    plan = Plan(arrangement, entries, kept, heads, _first_text(page, arrangement, entries))
    if arrangement == "single" and not asked:
        _mark_small_print(page, max([plan.start, *(entry.last + 1 for entry in entries)]))
    if asked:
        plan.start = asked[0].index if page.is_free(asked[0].index) else plan.start
        plan.author = interviews.interviewee(page, asked[0].index, _those_who_ask(page, heads)) or interviews.author_below(page, plan.start)
    elif not entries:
        plan.author = interviews.author_above(page, plan.start) or interviews.author_below(page, plan.start)
    return plan


_SPOKEN = re.compile(r"\b(?:I|me|my|we|us|our|I'\w+|we'\w+)\b")


def _chrome_at_end(page: Page) -> int:
    """Find the first line of sure chrome behind the last running text; the number of lines where there is none."""
    end = len(page.lines)
    for line in reversed(page.lines):
        running = line.length >= 90 and (line.is_text or line.ends_sentence)
        if (running or (line.ends_sentence and _SPOKEN.search(line.clean))) and chrome_weight(line) < 1:
            break
        if chrome_weight(line) >= 2:
            end = line.index
    behind = page.lines[-1].end * 4 // 5 if page.lines else 0
    notes = (line.index for line in page.lines if line.start >= behind and tail.is_closing_heading(line))
    return min(end, next(notes, end))


def _those_who_ask(page: Page, heads: Sequence[Head]) -> list[str]:
    """Give the names of a byline, of credits and of labels before a question: they ask."""
    found = [_name(page, person.extent) for head in heads if "byline" in head.evidence for person in head.header.people]
    for line in page.lines:
        if is_credit(line.clean) and line.length < 300:
            found.extend(_names_in(page, [line.index]))
        elif line.is_question and (label := re.match(r"\W*([^\W\d_][\w' -]{2,40}?)\s?:", line.clean)):
            found.append(label[1])
    return found


_PLACE_AND_DATE = re.compile(r"[A-ZÀ-Þ][\w' -]{2,30}, (?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b.{0,12}$", re.IGNORECASE)


def _first_text(page: Page, arrangement: Arrangement, entries: Sequence[Entry]) -> int:
    """Find where the first contributor's text begins when no header stands above it."""
    below_title = next((i + 1 for i in range(len(page.parts) - 1, -1, -1) if page.parts[i] in ("title", "standfirst")), 0)
    end = entries[0].first if entries else len(page.lines)
    above = [page.lines[i] for i in range(below_title, end) if page.is_free(i)]
    opening = [line for line in above if not (is_credit(line.clean) or re.match(r"by\s", line.body, re.IGNORECASE) or (_is_small_print(line) and not _PLACE_AND_DATE.match(line.clean)))]
    if not opening:
        return below_title
    if arrangement != "signatures" and entries:
        return opening[0].index
    salutation = next((line.index for line in opening if SALUTATION.match(line.clean) or _PLACE_AND_DATE.match(line.clean)), None)
    if salutation is not None:
        return salutation
    sizes = [sum(page.is_free(i) for i in range(a.last + 1, b.first)) for a, b in zip(entries, entries[1:], strict=False)]
    usual = sorted(sizes)[(len(sizes) * 3) // 4] if sizes else len(opening)
    return opening[-usual].index if len(opening) > usual >= 1 else opening[0].index


def _mark_small_print(page: Page, start: int) -> None:
    """Mark the short lines between the title of a single author's piece and its text (a name, a date, `5 min`)."""
    above = list(itertools.takewhile(lambda line: line.length < 100 and not line.ends_sentence, (line for line in page.free() if line.index >= start)))
    below = next((line for line in page.free() if above and line.index > above[-1].index), None)
    if below is None or not below.is_text or len(above) < 3 or not any(re.search(r"^\W*$|\d{4}|\bmin\b", line.clean) for line in above):
        return
    for line in above:
        page.mark(line.index, "introduction")


def _is_small_print(line: Line) -> bool:
    """Tell whether a line above the text is a date, a place or page furniture."""
    return line.length < 90 and not line.ends_sentence and bool(re.search(r"\d{4}|\|| · |•|min\b", line.clean))


def _with_ends(page: Page, entries: Sequence[Entry]) -> list[tuple[Entry, int]]:
    """Give each entry with the line at which its section ends when headers stand above their text."""
    ends = [*(entry.first for entry in entries[1:]), len(page.lines)]
    return list(zip(entries, ends, strict=False))


def _without_contents(page: Page, entries: list[Entry]) -> list[Entry]:
    """Drop the headers of a contents list: nothing but a short line below each, and the same names again with text."""
    def name(entry: Entry) -> str:
        if entry.speaker is not None:
            return squeeze(entry.speaker.name).casefold()
        return squeeze(_name(page, entry.head.header.people[0].extent)).casefold() if entry.head else ""

    empty = [
        entry.text_start is None and not any(page.lines[i].is_text or page.lines[i].length > 120 for i in range(entry.last + 1, edge) if page.is_free(i))
        for entry, edge in _with_ends(page, entries)
    ]
    later = {name(entry) for entry, without in zip(entries, empty, strict=True) if not without}
    listed = [without and name(entry) in later for entry, without in zip(entries, empty, strict=True)]
    heading = int(bool(empty) and empty[0] and not listed[0])
    number = heading + sum(1 for _ in itertools.takewhile(bool, listed[heading:]))
    return entries[number:] if number - heading >= 2 and number < len(entries) else entries


def _name_in_full(page: Page, entries: Sequence[Entry]) -> None:
    """Let a header of one word stand for the full name that another header or the opening of the page gives (`IVERSEN`, `Torbjørg`)."""
    short = [entry for entry in entries if entry.head and entry.speaker is None and _is_one_word(page, entry.head)]
    if not short:
        return
    given = [_name(page, person.extent) for entry in entries if entry.head for person in entry.head.header.people if person.kind == "person"]
    opening = _names_in(page, range(min(entries[0].first, 14)))
    full_names = turns.FullNames(dict.fromkeys(name for name in (*given, *opening) if " " in name))
    for entry in short:
        assert entry.head is not None
        extent = entry.head.header.people[0].extent
        full = full_names.resolve(_name(page, extent))
        if full is not None:
            speech = page.lines[entry.line].end if entry.text_start is None else entry.text_start
            entry.speaker = Speaker(full)
            entry.label = Label(entry.line, extent, _name(page, extent), speech)


def _is_one_word(page: Page, head: Head) -> bool:
    """Tell whether a header gives one person by one word."""
    people = head.header.people
    return len(people) == 1 and people[0].kind == "person" and not people[0].fields and " " not in _name(page, people[0].extent)


WEAK = 1.4
"""A first header with so much less evidence than the others is none."""
_FIRM = frozenset(("byline", "key", "age", "role", "same_dress", "bold", "heading", "numbered", "honorific"))


def _without_weak_opening(entries: list[Entry]) -> list[Entry]:
    """Drop the first header where little speaks for it beside the others (`News`, `Posted Oct 3 by the team`)."""
    scores = [entry.head.score for entry in entries if entry.head]
    if len(scores) < 4:
        return entries
    usual = statistics.median(scores)
    return entries[1:] if _is_weak(entries[0], usual) else entries


def _is_weak(entry: Entry, usual: float) -> bool:
    """Tell whether a header has much less evidence than is usual on its page, and no sure name."""
    head = entry.head
    if head is None or entry.speaker is not None or head.score > usual - WEAK or head.evidence.keys() & _FIRM:
        return False
    person = head.header.people[0]
    return person.kind != "person" or person.strength < 0.65


_EDITORS = re.compile(
    r"[\W_]*(?:(?:editorial |a )?note (?:from|by) (?:the )?editors?|we say|we reply|our (?:reply|answer)|(?:the )?editors?(?:'s?)?(?: (?:reply|note|remark|answer|comment|postscript|writes?|replies|reply|adds?|says?))|eds?\.?)\W*[:.—–]",
    re.IGNORECASE,
)


def _mark_editors(page: Page) -> None:
    """Mark the editors' own words between the contributions (`The editor writes: …`)."""
    for line in list(page.free()):
        bracketed = line.length >= 80 and line.clean[:1] == "[" and line.clean[-1:] == "]" and not _SPOKEN.search(line.clean)
        if _EDITORS.match(line.clean[:60]) or bracketed:
            page.mark(line.index, "introduction")


def _reconsider_standfirst(page: Page) -> None:
    """Give a standfirst back to the text where no header stands above the text, unless its type or place sets it apart."""
    for line in page.lines:
        if page.parts[line.index] == "standfirst" and line.blank_before and not line.wholly_marked:
            page.parts[line.index] = None


def _has_text_above(page: Page, end: int) -> bool:
    """Tell whether free lines above line `end` may be somebody's text."""
    return any(_is_running(line) for line in page.free() if line.index < end)


def _as_header(page: Page, head: Head) -> float:
    """Weigh a head against being the title: one that tells a role, an age, an organisation, or has a lead, is none."""
    telling = head.evidence.keys() & {"role", "age", "key", "byline", "honorific", "saying", "numbered", "bar", "rest_below", "organisation"}
    vague = head.header.people[0].kind == "anonymous" and not head.evidence.keys() & {"key", "byline", "numbered", "heading"}
    below = next((line for line in page.lines[head.last + 1 : head.last + 4] if page.is_free(line.index)), None)
    apart = head.form == "line" and "trailing_comma" not in head.evidence and (below is None or not (below.is_text or below.is_question or below.length > 90))
    site = head.line <= 1 and head.header.people[0].kind == "organisation" and not head.evidence.keys() & {"key", "byline"}
    return head.score - 1.5 * vague - 2.0 * apart - 3.0 * site - (0.0 if telling or head.form == "run_in" else 0.6)


def _conversation(page: Page, heads: Sequence[Head]) -> list[Speaker]:
    """Find the speakers of a conversation, with the names the page knows."""
    known = [_name(page, person.extent) for head in heads for person in head.header.people if person.kind == "person" and person.strength >= 0.6]
    known = [name for name in known if " " in name]
    title = next((i for i, part in enumerate(page.parts) if part == "title"), 0)
    opening = [line for line in page.lines[: title + 14] if page.parts[line.index] != "duplicate"]
    known += _names_in(page, [line.index for line in opening])
    credited = "\n".join(clause for line in opening for clause in _credited(line.clean))
    if interviews.is_interview(" ".join(line.clean for line in opening if line.length < 600)):
        credited += "\n" + "\n".join(line.clean for line in opening if re.match(r"\W*by\s", line.clean, re.IGNORECASE) and line.length < 160)
    credited += "\n" + _below_moderator(page) + "\n" + "\n".join(match[1] for line in opening for match in _TOLD.finditer(line.clean[:1000]))
    publication = "\n".join(line.clean for line in page.lines[: max(title, 1)][:6])
    headers = {head.line for head in heads if head.form == "line" and head.evidence.keys() & {"role", "organisation"} and head.score >= 1.0}
    speakers = turns.find_turns(page, list(dict.fromkeys(known)), credited, publication, headers)
    for speaker in speakers:
        if speaker.name.casefold() in ("a", "answer"):
            answers = interviews.interviewee(page, speaker.labels[0].line, _those_who_ask(page, heads))
            if answers is not None:
                speaker.name, speaker.header = _name(page, answers.people[0].extent), answers
    return speakers


_TOLD = re.compile(rf"\b(?:tells|told) (?:our |the )?(?:[a-z]+ )?({names.FULL_NAME.pattern})")
_ASKED = re.compile(
    r"asked (?:the|all) questions|microphone|spoke (?:to|with) (?:them|her|him)|\(notes\)|(?:moderator|interviewer|host|chair|facilitator) (?:was|is)\b|"
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


def _name(page: Page, extent: tuple[int, int]) -> str:
    """Give a name as it stands in the plain view."""
    return page.plain[extent[0] : extent[1]]


def _names_in(page: Page, lines: Sequence[int]) -> list[str]:
    """Give the names of people in some lines."""
    found = []
    for index in lines:
        for match in names.FULL_NAME.finditer(page.plain, page.lines[index].start, min(page.lines[index].end, page.lines[index].start + 3000)):
            words = match.group().split()
            if len(set(words)) == len(words) and names.person_score(match.group()) >= 0.6 and not names.is_organisation(match.group()):
                found.append(match.group())
    return found


def _turn_entries(page: Page, heads: Sequence[Head], speakers: Sequence[Speaker]) -> list[Entry]:
    """Make entries of the turns, and of the headers that stand between them."""
    by_line = turns.speakers_by_line(speakers)
    first_turn = min(by_line)
    entries = []
    run_in = {head.line: head for head in heads if head.form == "run_in" and head.header.people[0].fields}
    for line, (speaker, label) in by_line.items():
        head = run_in.get(line)
        speech = max(label.speech, head.text_start) if head else label.speech
        entries.append(Entry(line, line, line, None if speech >= page.lines[line].end else speech, head, speaker, label))
    used = set(by_line)
    for head in _accepted(page, heads):
        inside = head.line not in used and not head.evidence.keys() & {"in_a_list", "byline"}
        if inside and (head.line > first_turn or head.form == "run_in" or _has_text_of_its_own(page, head, used)):
            entries.append(_entry(page, head))
    return _merge_neighbours(page, _without_overlap(entries))


def _has_text_of_its_own(page: Page, head: Head, turn_lines: Container[int]) -> bool:
    """Tell whether text or a turn stands right below a head: without, it is an item of a list of participants."""
    for index in range(head.last + 1, min(head.last + 4, len(page.lines))):
        if index in turn_lines or page.lines[index].is_text:
            return True
    return False


def _entry(page: Page, head: Head) -> Entry:
    """Make an entry of a head."""
    run_in = head.form == "run_in"
    first, last = head.top, head.line if run_in else head.last
    while first < head.line and not page.is_free(first):
        first += 1
    while last > head.line and not all(page.is_free(index) for index in range(head.line + 1, last + 1)):
        last -= 1
    return Entry(first, head.line, last, head.text_start if run_in else None, head)


def _signature(page: Page, head: Head) -> Entry:
    """Make an entry of a signature: only lines that tell a role, an organisation or a place go on with it."""
    entry = _entry(page, head)
    entry.first = head.line
    entry.last = head.line
    while entry.last < head.last and (rest_signs(page, page.lines[entry.last + 1]) or page.lines[entry.last + 1].clean[:1] == "("):
        entry.last += 1
    return entry


def _without_overlap(entries: list[Entry]) -> list[Entry]:
    """Sort entries; drop those that start inside another, and all but one of those with no text between them."""
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (e.line, e.label is None)):
        if kept and entry.first <= kept[-1].last:
            if entry.line <= kept[-1].last:
                continue
            entry.first = kept[-1].last + 1
        kept.append(entry)
    return kept


def _merge_neighbours(page: Page, entries: list[Entry]) -> list[Entry]:
    """Of two headers with no text between them keep one: the name rather than its affiliation, the better otherwise."""
    kept: list[Entry] = []
    for entry in entries:
        while kept and entry.head and kept[-1].head and kept[-1].text_start is None and not _text_between(page, kept[-1], entry):
            if _goes_on(page, kept[-1], entry) or not _better(entry.head, kept[-1].head):
                break
            kept.pop()
        else:
            kept.append(entry)
    return kept


def _text_between(page: Page, before: Entry, entry: Entry) -> bool:
    """Tell whether text stands between two headers."""
    between = [page.lines[i] for i in range(before.last + 1, entry.first) if page.is_free(i)]
    between = [line for line in between if not is_credit(line.clean)]
    return any(line.length > 120 or line.ends_sentence or line.is_question for line in between) or len(between) > 3


def _goes_on(page: Page, before: Entry, entry: Entry) -> bool:
    """Tell whether a header's line ends in a comma, so that what follows is the rest of it."""
    return any(page.lines[i].clean.rstrip(" *_").endswith(",") for i in range(before.line, entry.first))


def _better(head: Head, before: Head) -> bool:
    """Tell whether the second of two neighbouring heads is the name and the first a topic or a repetition."""
    first, second = before.header.people[0], head.header.people[0]
    if second.kind != "person" and first.kind == "person" and first.strength >= 0.6:
        return False
    if head.style == before.style and first.kind == second.kind:
        return True
    return head.score > before.score


def _accepted(page: Page, heads: Sequence[Head]) -> list[Head]:
    """Keep the heads whose evidence is enough; one unlike all the others needs more."""
    comments = next((line.index for line in page.lines[len(page.lines) // 2 :] if COMMENTS.match(line.body)), len(page.lines))
    good = [head for head in heads if head.score >= ACCEPTED and head.line < comments]
    styles = Counter(head.style for head in good)
    main = max(styles.values(), default=0)
    return [head for head in good if styles[head.style] > 1 or main < 3 or head.score >= ODD + ("running_sentence" in head.evidence)]


def _without_labels(page: Page, heads: Sequence[Head]) -> tuple[Arrangement, list[Entry]]:
    """Arrange a post without turns: headers, signatures, or one author."""
    signatures = _signatures(page, heads)
    openers = _openers(page, heads)
    if signatures and _signed_rather(page, signatures, openers):
        return "signatures", _without_overlap([_signature(page, head) for head in signatures])
    if not openers:
        return "single", []
    arrangement: Arrangement = "headers" if len(openers) > 1 else "single"
    return arrangement, _merge_neighbours(page, _without_overlap([_entry(page, head) for head in openers]))


def _openers(page: Page, heads: Sequence[Head]) -> list[Head]:
    """Choose the heads that stand before their text; a byline at the top is an author only where nobody else is introduced."""
    good = _accepted(page, heads)
    bylines = [head for head in good if "byline" in head.evidence]
    others = [head for head in good if "byline" not in head.evidence]
    top = bylines[0] if bylines and _at_top(page, bylines[0]) else None
    if top is not None and len(bylines) == 1:
        strong = [head for head in others if "style" in head.evidence and head.score >= 3.0]
        if len(strong) >= 3 or (len(strong) == 2 and min(head.score for head in strong) >= SINGLE) or _STAFF.search(page.lines[top.line].clean):
            return others
        return [top, *(head for head in others if head.line > top.line and head.score >= ACCEPTED + 0.5 and _stands_apart(page, head))]
    if len(good) == 1 and not _may_be_alone(page, good[0]):
        return []
    if sum("spoken_about" in head.evidence for head in heads) >= max(2, 0.5 * len(good)):
        return []
    if good and len(good) <= FEW and _text_above(page, good[0]) > 0.35 and statistics.mean(head.score for head in good) < SINGLE:
        return []
    return good


FEW = 3
"""So few heads behind a long text are rather its headings."""


def _text_above(page: Page, head: Head) -> float:
    """Give the share of the running text that stands above a head."""
    running = [(line.index, line.length) for line in page.free() if line.is_text and line.length >= 120]
    total = sum(length for _, length in running)
    return sum(length for index, length in running if index < head.line) / total if total else 0.0


_STAFF = re.compile(r"\b(?:staff|editors?|collective|team|desk|admin|newsroom|correspondents?)\b", re.IGNORECASE)


def _at_top(page: Page, head: Head) -> bool:
    """Tell whether a head stands above all running text but the standfirst."""
    return not any(line.length > 300 for line in page.free() if line.index < head.line)


def _stands_apart(page: Page, head: Head) -> bool:
    """Tell whether a rule or a heading parts a head from the text above (a second piece on the same page)."""
    above = [page.lines[i] for i in range(max(0, head.top - 4), head.top)]
    return any(line.is_rule for line in above)


def _may_be_alone(page: Page, head: Head) -> bool:
    """Tell whether a single head may introduce the whole piece: nothing long stands above it, or it is very sure."""
    above = sum(line.length for line in page.free() if line.index < head.line)
    below = sum(line.length for line in page.free() if line.index > head.line)
    return above <= 0.25 * below and head.score >= 3.0


def _signatures(page: Page, heads: Sequence[Head]) -> list[Head]:
    """Choose the heads that may stand after their text."""
    signing = (head for head in heads if head.form == "line" and not head.evidence.keys() & _NEVER_SIGNS)
    scores = {head.line: _signature_score(page, head) for head in signing}
    alike = Counter(head.style for head in heads if scores.get(head.line, 0.0) >= PROMISING and not head.evidence.keys() & _UNLIKE)
    bonus = {style: min(1.5, 0.5 + 0.5 * (n - 1)) if n > 1 else 0.0 for style, n in alike.items()}
    found = [
        head for head in heads if head.line in scores and scores[head.line] + (not head.evidence.keys() & _UNLIKE) * bonus.get(head.style, 0.0) >= ACCEPTED
    ]
    names_only = [head for head in found if not _is_bio(page, head)]
    return names_only if len(names_only) > 0.5 * len(found) else found


def _is_bio(page: Page, head: Head) -> bool:
    """Tell whether a line with a name at its start is a sentence about that person."""
    line = page.lines[head.line]
    return line.words > 6 and _ABOUT.match(page.plain, head.header.people[0].extent.end) is not None


def _signature_score(page: Page, head: Head) -> float:
    """Weigh a head as a signature: what speaks for a header above its text is left out, a dash and text above count."""
    line = page.lines[head.line]
    left_out = ("text_follows", "no_text_follows", "blank_above", "no_blank_above", "topic_above")
    score = head.score - sum(head.evidence.get(sign, 0.0) for sign in (*left_out, "style"))
    above = page.lines[head.top - 1] if head.top else None
    text_above = above is not None and page.parts[above.index] in (None, "standfirst") and (above.is_text or above.ends_sentence or above.clean.endswith((",", '"')))
    score += 1.2 if text_above else -2.0
    dashed = line.bullet in ("–", "—", "~", "-", "--", "---") or bool(re.match(r"[–—~]", line.clean))
    bracketed = bool(re.match(r"[(\[].*[)\]]\W?$", line.clean))
    score += 1.2 * (above is not None and above.length < 60 and bool(_CLOSES_LETTER.match(above.clean)))
    return score + (1.6 if dashed else 0.0) + 0.8 * bracketed - (1.5 if line.words > 25 else 0.0)


_CLOSES_LETTER = re.compile(VALEDICTION.pattern.removesuffix(r"(?=\S)") + "$", re.IGNORECASE)


def _signed_rather(page: Page, signatures: Sequence[Head], openers: Sequence[Head]) -> bool:
    """Tell whether the heads sign the text above them rather than introduce the text below."""
    if len(signatures) < max(1, 0.6 * len(openers)):
        return False
    if openers and openers[0].line < signatures[0].line and openers[0].style == signatures[0].style:
        return False
    above, below, typical = _around(page, signatures)
    if above == 0:
        return False
    number = len(signatures)
    dashed = sum(bool(re.match(r"\W?[–—~]|--", page.lines[head.line].clean)) for head in signatures) / number
    dressed = sum(bool(head.evidence.keys() & _BEFORE_TEXT) for head in signatures) / number
    close = sum(_closeness(page, head) for head in signatures) / number
    lead = min(1.0, above / typical) - min(1.0, below / typical) + (0.3 if below == 0 and number >= 3 else 0.0)
    if number == 1 and not dashed:
        return lead > 0.6 and page.lines[signatures[0].line].length < 90
    return lead + 0.5 * close + 1.2 * dashed - 0.8 * dressed > 0.35


_NEVER_SIGNS = frozenset(("byline", "numbered", "heading", "saying"))
_UNLIKE = frozenset(("running_sentence", "chrome", "menu", "credit", "quoted"))
"""Signs that tell a line apart from the signatures of its style."""
_BEFORE_TEXT = frozenset(("bold", "heading", "numbered", "key", "byline", "colon", "saying"))
"""Signs of headers that stand before their text."""


def _closeness(page: Page, head: Head) -> int:
    """Tell whether a head stands closer to the text above (positive) or below; a rule parts items and so tells more."""
    above, below = page.lines[head.top].blank_before, page.lines[head.last].blank_after
    ruled_above = head.top > 0 and page.lines[head.top - 1].is_rule
    ruled_below = head.last + 1 < len(page.lines) and page.lines[head.last + 1].is_rule
    topics = _topics_below(page, head) - _topics_above(page, head)
    return (above < below) - (below < above) + 2 * (ruled_below - ruled_above) + topics


def _topics_below(page: Page, head: Head) -> int:
    """Tell whether the heading of the next item stands between a name and the text below it."""
    below = [page.lines[i] for i in range(head.line + 1, min(head.line + 4, len(page.lines)))]
    short = list(itertools.takewhile(lambda line: page.is_free(line.index) and not line.is_text and line.length < 90, below))
    return int(bool(short) and len(short) < len(below) and not rest_signs(page, short[-1]) and not short[-1].ends_sentence)


def _topics_above(page: Page, head: Head) -> int:
    """Tell whether a heading stands between the text above and a name."""
    above = [page.lines[i] for i in range(head.top - 1, max(-1, head.top - 4), -1)]
    short = list(itertools.takewhile(lambda line: page.is_free(line.index) and not line.is_text and line.length < 90, above))
    return int((bool(short) and len(short) < len(above) and not short[-1].ends_sentence) or head.top < head.line)


def _is_running(line: Line) -> bool:
    """Tell whether a line may be somebody's text."""
    return (line.length >= 60 or (line.ends_sentence and line.words >= 4)) and not is_credit(line.clean)


def _around(page: Page, heads: Sequence[Head]) -> tuple[float, float, float]:
    """Measure the running text above the first head, below the last, and typically between two."""
    stretches = _between(page, [head.line for head in heads])
    sizes = []
    for place, lines in enumerate(stretches):
        if place == len(stretches) - 1:
            lines = [line for line in _before_closing(lines) if line.is_text or line.ends_sentence]
        if place == 0 and not any(_is_running(line) for line in lines):
            lines = [line for line in page.lines[: heads[0].line] if page.parts[line.index] == "standfirst"]
        sizes.append(sum(line.length for line in lines if _is_running(line)))
    between = [size for size in sizes[1:-1] if size] or [max(sizes[0], sizes[-1], 1)]
    return float(sizes[0]), float(sizes[-1]), float(statistics.median(between))


def _between(page: Page, edges: Sequence[int]) -> list[list[Line]]:
    """Give the lines without a part above the first of some lines, between two, and below the last."""
    found: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in page.free():
        place = bisect.bisect_left(edges, line.index)
        if place == len(edges) or edges[place] != line.index:
            found[place].append(line)
    return found


def _before_closing(lines: list[Line]) -> list[Line]:
    """Give the lines above the first line of chrome or of the editors' closing words."""
    for place, line in enumerate(lines):
        if chrome_weight(line) >= 1 or lexicon.pattern("closing").match(line.body.lstrip("[( ")) or line.wholly_marked:
            return lines[:place]
    return lines


def _close(page: Page, arrangement: Arrangement, entries: Sequence[Entry], heads: Sequence[Head]) -> None:
    """Mark the tail behind the last contributor's text."""
    styles = Counter(entry.head.style for entry in entries if entry.head)
    firm = [entry for entry in entries if entry.head is None or styles[entry.head.style] > 1 or entry.head.score >= SINGLE or len(entries) < 3]
    barrier = {line for entry in firm for line in range(entry.first, entry.last + 1)}
    known = list(dict.fromkeys(_name(page, person.extent) for entry in entries if entry.head for person in entry.head.header.people if person.kind == "person"))
    known += [entry.speaker.name for entry in entries if entry.speaker and " " in entry.speaker.name]
    if not entries:
        free = [line.index for line in page.free()]
        keep = free[len(free) // 3] if free else 0
    elif arrangement == "signatures":
        keep = entries[-1].last
    else:
        keep = (firm or entries)[-1].last + ((firm or entries)[-1].text_start is None)
    if arrangement != "signatures":
        _mark_bios_below(page, entries)
    tail.mark_tail(page, keep, list(dict.fromkeys(known)), barrier)
    if arrangement != "signatures":
        for entry, edge in _with_ends(page, entries):
            tail.mark_closing(page, entry.last + 1, edge)
    _mark_interludes(page, entries, arrangement)


_ABOUT = re.compile(r"\s(?:is|was|works|worked|writes|teaches|lives|has|organises|organizes|edits|studies|runs|chairs)\b")


def _mark_bios_below(page: Page, entries: Sequence[Entry]) -> None:
    """Mark a bio that stands below a contributor's text: it starts with their name and speaks about them."""
    for entry, edge in _with_ends(page, entries):
        names_here = [_name(page, person.extent) for person in entry.head.header.people if person.kind == "person"] if entry.head else []
        for index in range(max(entry.last + 2, edge - 4), edge):
            line = page.lines[index]
            start = line.clean.lstrip("*_([ ")
            if page.is_free(index) and any(start.startswith(name) and _ABOUT.match(start, len(name)) for name in names_here):
                page.mark(index, "introduction")


def _mark_interludes(page: Page, entries: Sequence[Entry], arrangement: Arrangement) -> None:
    """Mark the editors' headings between two contributors (`SECOND PLENARY`, `Discussion`)."""
    if arrangement == "signatures":
        return
    titled = _titled(page, entries)
    for before, entry in zip(entries, entries[1:], strict=False):
        index = entry.first - 1
        if titled and index > before.last + 1 and _is_piece_title(page, index):
            page.mark(index, "introduction")
            index -= 1
        while index > before.last + 1 and page.is_free(index) and _is_interlude(page, index):
            page.mark(index, "introduction")
            index -= 1
        while index > before.last + 1 and page.is_free(index) and _FOOTNOTE.match(page.lines[index].clean):
            page.mark(index, "introduction")
            index -= 1
        _mark_listing(page, before, index)


_FOOTNOTE = re.compile(r"\[\d{1,2}\]\s|[¹²³⁴⁵⁶⁷⁸⁹]\s?\S")


def _titled(page: Page, entries: Sequence[Entry]) -> bool:
    """Tell whether most headers have the title of their piece right above."""
    above = sum(_is_piece_title(page, entry.first - 1) for entry in entries)
    return len(entries) >= 3 and above >= 0.6 * len(entries)


def _is_piece_title(page: Page, index: int) -> bool:
    """Tell whether a line may be the title of the piece whose header stands below it."""
    if not page.is_free(index):
        return False
    line = page.lines[index]
    return line.length <= 90 and line.words <= 14 and not line.is_text and not line.clean.rstrip('"').endswith((".", ",", ";", ":")) and line.clean[:1] not in "\"'"


_SESSION = re.compile(r"\W*(?:(?:session|part|panel|plenary|block|day|round|section|chapter)\s+(?:\d{1,2}|[IVX]{1,4}|one|two|three|four|five)\b|\d{1,2}[.:]\d{2}\s)", re.IGNORECASE)


def _is_interlude(page: Page, index: int) -> bool:
    """Tell whether a line right above a header is a heading of the editors."""
    line = page.lines[index]
    if (is_credit(line.clean) or _SESSION.match(line.clean)) and line.length < 120:
        return True
    return line.is_rule or (is_topic(page, line) and not line.is_question and (line.blank_before > 0 or line.body.isupper()))


def _mark_listing(page: Page, before: Entry, end: int) -> None:
    """Mark a list of the editors' at the end of a section: a heading in capitals and nothing but short items below it."""
    items = end
    while items > before.last + 1 and page.is_free(items) and page.lines[items].bullet and page.lines[items].length < 140:
        items -= 1
    if end - items < 2:
        return
    top = items
    while top > before.last + 1 and page.is_free(top) and not page.lines[top].is_text and page.lines[top].length < 90:
        if is_topic(page, page.lines[top]):
            for index in range(top, end + 1):
                page.mark(index, "introduction")
            return
        top -= 1
