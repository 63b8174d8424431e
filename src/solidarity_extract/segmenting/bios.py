"""What stands between a name and the text: a role on the next line, a bio, a place; told from the text's first words.

A line below a name is weighed by itself and by what stands in the same place below the other headers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page
    from solidarity_extract.segmenting.plans import Entry

LONGEST = 420
"""A bio line has at most this many code points."""

_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|we|our|ours)\b|\b(?:I|we)'", re.IGNORECASE)
_SHE = re.compile(r"(?:he|she|they) (?:is|was|are|were|has|have)\b|born in\b", re.IGNORECASE)
_DATE = re.compile(
    r"^\W*(?:\d{1,2}\s)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s(?:\d{1,2},?\s)?\d{4}\b.{0,40}$",
    re.IGNORECASE,
)


UNDERLINE = 4
"""A rule right below a name is its underline where it has at least this many signs."""
SHORT_FIELDS = 14
"""A line below the names of several people is no bio but their roles where it has at most this many words."""
USUAL = 0.6
"""What at least this share of the headers have below the name belongs to each of them."""


def extend_headers(page: Page, entries: Sequence[Entry]) -> None:
    """Add the lines below each name that belong to its header."""
    chosen = [entry for entry in entries if entry.head is not None and entry.text_start is None]
    for _ in range(4):
        headers = {index: entry for entry in entries for index in range(entry.first, entry.last + 1)}
        below = [
            (entry, line, _kind(page, entry, line)) for entry in chosen for line in [_next_line(page, entry, headers)]
        ]
        alike = sum(kind in ("short", "bio", "perhaps_bio") for _, _, kind in below)
        usual = len(chosen) >= 2 and alike >= USUAL * len(chosen)
        taken = [
            (entry, line, kind)
            for entry, line, kind in below
            if kind in ("sure", "bio") or (usual and kind in ("short", "perhaps_bio"))
        ]
        for entry, line, kind in taken:
            if line is not None:
                _take(entry, line, kind)
        if not taken:
            return


def _next_line(page: Page, entry: Entry, headers: Mapping[int, Entry]) -> Line | None:
    """Give the line below a header, unless it starts another or nothing but it stands before the next.

    `headers` are all headers by each of their lines.
    """
    index = entry.last + 1
    if (
        index + 1 < len(page.lines)
        and page.lines[index].is_rule
        and page.lines[index].blank_before == 0
        and page.lines[index].length >= UNDERLINE
    ):
        index += 1
    other, below = headers.get(index), headers.get(index + 1)
    if not page.is_free(index) or (other is not None and other is not entry):
        return None
    if not page.is_free(index + 1) or (
        below is not None and below.first == index + 1 and not (below.speaker and below.speaker.asks)
    ):
        return None
    return page.lines[index]


def _kind(page: Page, entry: Entry, line: Line | None) -> str:
    """Tell what a line below a header is: surely the header's, a bio, a short line that may be, or text."""
    if line is None or line.is_question or line.heading or line.is_rule:
        return "text"
    above = page.lines[entry.last]
    if (above.clean.rstrip(" *_").endswith(",") and line.length <= 120) or _DATE.match(line.clean):
        return "sure"
    weight = _bio_weight(page, entry, line)
    if weight >= 1.0:
        return "bio"
    following = page.lines[line.index + 1]
    if _is_short(line) and following.is_text:
        return "short"
    return "perhaps_bio" if _is_perhaps_bio(line, following, weight) else "text"


def _is_short(line: Line) -> bool:
    """Tell whether a line is a few words in nobody's voice that do not close like a sentence."""
    few = line.length <= 110 and line.words <= 14
    closes = line.ends_sentence or line.clean.endswith(":")
    return few and not closes and line.clean[:1] not in "\"'" and not _FIRST_PERSON.search(line.clean)


def _is_perhaps_bio(line: Line, following: Line, weight: float) -> bool:
    """Tell whether a line above a longer one may be a bio, if other headers of the page have one there."""
    long_text = following.is_text and following.length > 1.5 * line.length
    fits = line.length <= 130 or (line.length <= 260 and weight >= 0.4)
    return long_text and fits and not _FIRST_PERSON.search(_without_quotes(line.clean))


def _bio_weight(page: Page, entry: Entry, line: Line) -> float:
    """Weigh whether a line is a bio: the third person, a sentence without a subject, italics, nearness to the name."""
    if line.length > LONGEST or entry.head is None:
        return -1.0
    body = line.body.strip(" *_([")
    people = [page.plain[p.extent.start : p.extent.end] for p in entry.head.header.people]
    named = any(part in line.clean for name in people for part in (name, name.split()[-1]) if len(part) > 2)
    opening = lexicon.pattern("bios").match(body)
    weight = (
        0.9 * bool(opening) + 0.7 * named + 0.8 * (line.wholly_marked or line.italic) + 0.3 * (line.blank_before == 0)
    )
    if body.split()[:1] and body.split()[0].casefold().rstrip(".,;") in lexicon.roles():
        weight += 0.9
    if _FIRST_PERSON.search(_without_quotes(line.clean)):
        weight -= 2.0
    elif _SHE.match(body) and _FIRST_PERSON.search(
        page.lines[line.index + 1].clean if line.index + 1 < len(page.lines) else ""
    ):
        weight += 0.2
    weight -= 0.5 * (line.length > 260)
    weight -= 0.6 * (body[:1] in "\"'")
    return weight


def _without_quotes(text: str) -> str:
    """Blank what stands in quotation marks."""
    return re.sub(r'"[^"]*"', "", text)


def _take(entry: Entry, line: Line, kind: str) -> None:
    """Add a line to a header."""
    several = entry.head is not None and len(entry.head.header.people) > 1
    if kind in ("bio", "perhaps_bio") and not (several and not line.ends_sentence and line.words <= SHORT_FIELDS):
        entry.bio.append(line.index)
    entry.last = line.index
