"""Who of the speakers asks: told by the label, the credits, the publication, and how their turns end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.full_names import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solidarity_extract.segmenting.page import Page
    from solidarity_extract.segmenting.turns import Speaker

CREDITS = 20_000
"""Credits and the names of the publication are read within this many code points."""
ASKS = 0.6
"""Who asks ends at least this share of their turns with a question mark."""


def is_interviewer(text: str) -> bool:
    """Tell whether a label names the one who asks by their office."""
    return re.sub(r"\s+\d+$", "", text.casefold().strip(" .")) in lexicon.words("interviewers")


def decide_who_asks(page: Page, speakers: Sequence[Speaker], credited: str, publication: str) -> None:
    """Tell who asks: by the label, by the credits, by the publication's name, by how their turns end."""
    folded, publication = re.sub(r"[^\w\s]", "", credited[:CREDITS].casefold()), publication[:CREDITS]
    initials, publication = _initials(publication), _unspaced(publication).casefold()
    for speaker in speakers:
        key = name_key(speaker.name)
        labels = {name_key(label.text) for label in speaker.labels}
        named = any(is_interviewer(label.text) for label in speaker.labels) or any(
            is_interviewer(k.split()[-1]) for k in labels if k
        )
        named = named or (len(key) > 3 and key in folded)
        short = {k for k in labels if len(k) > 3 and k in key.split()}
        paper = any(_has_word(publication, k) for k in {key, *short} if len(k) > 3)
        lettered = any(k.upper() in initials for k in labels if 2 <= len(k) <= 5 and k.isalpha())
        speaker.asks = named or ((paper or lettered) and (bool(short) or names.person_score(speaker.name) < 0.9))
    _find_host(page, speakers)
    undecided = [speaker for speaker in speakers if not speaker.asks]
    if not any(speaker.asks and not _FLOOR.search(speaker.name) for speaker in speakers) and len(undecided) >= 2:
        starts = sorted(label.line for speaker in speakers for label in speaker.labels)
        ends = dict(zip(starts, [*starts[1:], len(page.lines)], strict=True))
        asking = [(_share_of_questions(page, speaker, ends), speaker) for speaker in undecided]
        sure = [speaker for share, speaker in asking if share >= 0.75 and len(speaker.labels) >= 2]
        if len(sure) < len(undecided):
            for speaker in sure:
                speaker.asks = True
        best, speaker = max(asking, key=lambda pair: pair[0])
        first = min(undecided, key=lambda s: s.labels[0].line)
        if best >= ASKS and (speaker is first or best >= 0.75) and len(speaker.labels) >= 2:
            speaker.asks = True


_HOSTING = re.compile(
    r"\b(?:welcome to|welcome back|you're welcome|welcome everyone|welcome, everyone|"
    r"good (?:morning|afternoon|evening),? everyone|your host|i am joined|i'm joined|joining (?:me|us)|"
    r"my guests?|our guests?|thank you all for|"
    r"our speakers|our panel|the panel|we'll start with|let me (?:start|begin) with|introduce our)\b",
    re.IGNORECASE,
)
_FLOOR = re.compile(r"floor|audience|chat|question", re.IGNORECASE)


def _find_host(page: Page, speakers: Sequence[Speaker]) -> None:
    """Mark who opens the conversation and welcomes the others, unless somebody but the audience asks already."""
    if any(speaker.asks and not _FLOOR.search(speaker.name) for speaker in speakers) or len(speakers) < 2:
        return
    first = min(speakers, key=lambda speaker: speaker.labels[0].line)
    line = page.lines[first.labels[0].line]
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else line
    if _HOSTING.search(line.clean[:900]) or (
        first.labels[0].speech >= line.end and _HOSTING.search(following.clean[:900])
    ):
        first.asks = True


def _unspaced(text: str) -> str:
    """Join letters that are set wide (`K A R M I R`)."""
    return re.sub(r"(?<!\w)(?:\w ){2,}\w(?!\w)", lambda m: m.group().replace(" ", ""), text)


def _initials(publication: str) -> frozenset[str]:
    """Give the initials of the publication's names, line by line."""
    found: set[str] = set()
    for line in _unspaced(publication).splitlines():
        words = re.findall(r"[^\W\d_]+", line)
        for n in range(2, 6):
            found.update(
                "".join(word[0] for word in words[i : i + n]).upper() for i in range(min(3, len(words) - n + 1))
            )
    return frozenset(found)


def _has_word(text: str, word: str) -> bool:
    """Tell whether a word, or several, stand in a text on their own."""
    at = text.find(word)
    while at >= 0:
        if not re.match(r"\w", text[at - 1 : at]) and not re.match(r"\w", text[at + len(word) : at + len(word) + 1]):
            return True
        at = text.find(word, at + 1)
    return False


def _share_of_questions(page: Page, speaker: Speaker, ends: Mapping[int, int]) -> float:
    """Give the share of a speaker's turns that end with a question mark; `ends` tells where each turn ends."""
    asked = 0
    for label in speaker.labels:
        turn = [
            page.lines[i] for i in range(label.line, min(ends[label.line], label.line + 4)) if page.parts[i] is None
        ]
        asked += bool(turn) and turn[-1].is_question
    return asked / len(speaker.labels)
