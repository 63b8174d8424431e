"""The tail of a page: where the last contributor stops and the editors' notes and the chrome begin.

Each line speaks for the tail or against it; the tail is the run of last lines with the greatest sum.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solidarity_extract.cleaning import letters
from solidarity_extract.segmenting import lexicon
from solidarity_extract.segmenting.names import NAME_RUN
from solidarity_extract.segmenting.page import chrome_weight
from solidarity_extract.segmenting.signs import is_credit

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

ENOUGH = 0.8
"""The lines of a tail sum up to this much at least."""

_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours)\b")
_NOTE = re.compile(r"\[\d{1,2}\]|\d{1,2}\s?[.)]?\s*(?:see|cf\.|ibid)|[¹²³*†‡]\s?\w", re.IGNORECASE)
_IMPRINT = re.compile(
    r"\b(?:is|are) (?:published|printed|edited|produced|supported|run|funded|made|written) by\b|"
    r"\bis an? (?:project|publication|quarterly|magazine|newsletter|blog|proud member|member|registered)\b"
)
_ARROWS = re.compile(r"[←→↑↓⟵⟶«»▸▼►◂]")
_BRACKETED = re.compile(r"[\[(].*[\])]$", re.DOTALL)


def mark_tail(page: Page, keep: int, names: Sequence[str], barrier: Container[int]) -> None:
    """Mark the tail behind line `keep`; lines in `barrier` (headers, turns) are never in it.

    `names` are the contributors' names: a line that names several of them speaks about them.
    """
    free = [line for line in page.free() if line.index > keep]
    total, best, cut = 0.0, ENOUGH, None
    for place in range(len(free) - 1, -1, -1):
        line = free[place]
        if line.index in barrier:
            break
        total += _tail_weight(free, place, names)
        if total > best:
            best, cut = total, place
    if cut is not None:
        _mark(page, free[cut:])


def mark_closing(page: Page, start: int, end: int) -> None:
    """Mark what stands behind a heading that closes a section (`First signatories`, `Notes`, `Declared interests`)."""
    for index in range(start + 1, end):
        line = page.lines[index]
        if page.is_free(index) and is_closing_heading(line):
            _mark(page, [page.lines[i] for i in range(index, end) if page.is_free(i)])
            return


def is_closing_heading(line: Line) -> bool:
    """Tell whether a line is nothing but the editors' heading of a closing part."""
    body = line.body.strip(" *_:.[]()")
    match = lexicon.pattern("closing").match(body)
    return match is not None and match.end() >= len(body) - 1 and bool(line.blank_before or line.heading)


def _mark(page: Page, lines: Sequence[Line]) -> None:
    """Mark the tail: the editors' own lines first, then the chrome."""
    chrome = False
    for place, line in enumerate(lines):
        chrome = chrome or chrome_weight(line) >= 1 or _printed_twice(lines, place)
        page.mark(line.index, "chrome" if chrome else "introduction")


def _printed_twice(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a short line is the same as the one above or below it."""
    line = lines[place]
    if not 8 <= line.length <= 170:
        return False
    key = letters(line.clean)
    return any(0 <= at < len(lines) and letters(lines[at].clean) == key for at in (place - 1, place + 1))


def _tail_weight(lines: Sequence[Line], place: int, names: Sequence[str]) -> float:
    """Weigh how much a line speaks for the tail."""
    line = lines[place]
    chrome = chrome_weight(line)
    weight = min(2.0, chrome) if chrome >= 0.8 else 0.0
    weight += 1.5 * _printed_twice(lines, place)
    weight += 1.2 * is_credit(line.clean) + 1.4 * bool(_IMPRINT.search(line.clean[:200]))
    closing = line.clean[:1] not in "\"'" and bool(lexicon.pattern("closing").match(line.body.lstrip("[( ")))
    weight += 1.6 * closing
    weight += 0.8 * bool(_NOTE.match(line.clean)) + 0.8 * bool(_ARROWS.search(line.clean[:3] + line.clean[-3:]))
    weight += 0.3 * line.is_rule + 0.3 * bool(line.bullet and line.bullet not in "–—")
    weight += 0.8 * bool((line.wholly_marked or _BRACKETED.match(line.clean)) and not line.is_question)
    weight += 0.9 * (sum(name in line.clean for name in names[:200]) >= 2)
    weight += 0.7 * (line.clean.count(";") >= 3) + 1.2 * _lists_names(line)
    return weight + _text_weight(line) * (0.3 if closing or chrome >= 2 else 1.0)


def _lists_names(line: Line) -> bool:
    """Tell whether a line is a list of names: at least four, and few words besides."""
    found = NAME_RUN.findall(line.clean[:2000])
    listed = sum(len(name.split()) for name in found)
    return len(found) >= 4 and listed >= 0.45 * len(line.clean[:2000].split())


def _text_weight(line: Line) -> float:
    """Weigh what a line's length and wording say: running text and the first person speak against the tail."""
    speaks = bool(_FIRST_PERSON.search(line.clean))
    if line.length >= 140:
        return -1.2 - 1.0 * speaks
    if line.words >= 7 and line.ends_sentence:
        return -0.5 - 1.0 * speaks
    if line.ends_sentence or line.is_question:
        return -0.3 - 0.7 * speaks
    return 0.4 if line.length < 100 else 0.0
