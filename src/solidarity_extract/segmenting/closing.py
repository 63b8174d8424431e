"""Where contributions end: the tail, bios, the editors' headings, notes and lists between two contributors."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import tail
from solidarity_extract.segmenting.heads import SINGLE, is_topic
from solidarity_extract.segmenting.page import chrome_weight
from solidarity_extract.segmenting.plans import name_of, with_ends
from solidarity_extract.segmenting.signs import SPEAKS_ABOUT, is_credit
from solidarity_extract.segmenting.surroundings import FIRST_PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page
    from solidarity_extract.segmenting.plans import Arrangement, Entry


def chrome_at_end(page: Page) -> int:
    """Find the first line of sure chrome behind the last running text; the number of lines where there is none."""
    end = len(page.lines)
    for line in reversed(page.lines):
        running = line.length >= 90 and (line.is_text or line.ends_sentence)
        if (running or (line.ends_sentence and FIRST_PERSON.search(line.clean))) and chrome_weight(line) < 1:
            break
        if chrome_weight(line) >= 2:
            end = line.index
    behind = page.lines[-1].end * 4 // 5 if page.lines else 0
    notes = (line.index for line in page.lines if line.start >= behind and tail.is_closing_heading(line))
    return min(end, next(notes, end))


def mark_small_print(page: Page, start: int) -> None:
    """Mark the short lines between the title of a single author's piece and its text (a name, a date, `5 min`)."""
    above = list(
        itertools.takewhile(
            lambda line: line.length < 100 and not line.ends_sentence,
            (line for line in page.free() if line.index >= start),
        )
    )
    below = next((line for line in page.free() if above and line.index > above[-1].index), None)
    if (
        below is None
        or not below.is_text
        or len(above) < 3
        or not any(re.search(r"^\W*$|\d{4}|\bmin\b", line.clean) for line in above)
    ):
        return
    for line in above:
        page.mark(line.index, "introduction")


def is_small_print(line: Line) -> bool:
    """Tell whether a line above the text is a date, a place or page furniture."""
    return line.length < 90 and not line.ends_sentence and bool(re.search(r"\d{4}|\|| · |•|min\b", line.clean))


_EDITORS = re.compile(
    r"[\W_]*(?:(?:editorial |a )?note (?:from|by) (?:the )?editors?|we say|we reply|our (?:reply|answer)|"
    r"(?:the )?editors?(?:'s?)?(?: (?:reply|note|remark|answer|comment|postscript|writes?|replies|reply|adds?|says?))|"
    r"eds?\.?)\W*[:.—–]",
    re.IGNORECASE,
)


def mark_editors(page: Page) -> None:
    """Mark the editors' own words between the contributions (`The editor writes: …`)."""
    for line in list(page.free()):
        bracketed = (
            line.length >= 80
            and line.clean[:1] == "["
            and line.clean[-1:] == "]"
            and not FIRST_PERSON.search(line.clean)
        )
        if _EDITORS.match(line.clean[:60]) or bracketed:
            page.mark(line.index, "introduction")


def mark_ends(page: Page, arrangement: Arrangement, entries: Sequence[Entry]) -> None:
    """Mark the tail behind the last contributor's text."""
    styles = Counter(entry.head.style for entry in entries if entry.head)
    firm = [
        entry
        for entry in entries
        if entry.head is None or styles[entry.head.style] > 1 or entry.head.score >= SINGLE or len(entries) < 3
    ]
    barrier = {line for entry in firm for line in range(entry.first, entry.last + 1)}
    known = list(
        dict.fromkeys(
            name_of(page, person.extent)
            for entry in entries
            if entry.head
            for person in entry.head.header.people
            if person.kind == "person"
        )
    )
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
        for entry, edge in with_ends(page, entries):
            tail.mark_closing(page, entry.last + 1, edge)
    _mark_interludes(page, entries, arrangement)


def _mark_bios_below(page: Page, entries: Sequence[Entry]) -> None:
    """Mark a bio that stands below a contributor's text: it starts with their name and speaks about them."""
    for entry, edge in with_ends(page, entries):
        names_here = (
            [name_of(page, person.extent) for person in entry.head.header.people if person.kind == "person"]
            if entry.head
            else []
        )
        for index in [i for i in range(entry.last + 2, edge) if page.is_free(i)][-4:]:
            line = page.lines[index]
            start = line.clean.lstrip("*_([ ")
            if page.is_free(index) and any(
                start.startswith(name) and SPEAKS_ABOUT.match(start, len(name)) for name in names_here
            ):
                page.mark(index, "introduction")


def _mark_interludes(page: Page, entries: Sequence[Entry], arrangement: Arrangement) -> None:
    """Mark the editors' headings between two contributors (`SECOND PLENARY`, `Discussion`)."""
    if arrangement == "signatures":
        return
    titled = _titled(page, entries)
    for before, entry in itertools.pairwise(entries):
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
    return (
        line.length <= 90
        and line.words <= 14
        and not line.is_text
        and not line.clean.rstrip('"').endswith((".", ",", ";", ":"))
        and line.clean[:1] not in "\"'"
    )


_SESSION = re.compile(
    r"\W*(?:(?:session|part|panel|plenary|block|day|round|section|chapter)\s+(?:\d{1,2}|[IVX]{1,4}|one|two|three|four|five)\b|\d{1,2}[.:]\d{2}\s)",
    re.IGNORECASE,
)


def _is_interlude(page: Page, index: int) -> bool:
    """Tell whether a line right above a header is a heading of the editors."""
    line = page.lines[index]
    if (is_credit(line.clean) or _SESSION.match(line.clean)) and line.length < 120:
        return True
    return line.is_rule or (is_topic(line) and not line.is_question and (line.blank_before > 0 or line.body.isupper()))


def _mark_listing(page: Page, before: Entry, end: int) -> None:
    """Mark a list of the editors' at the end of a section: a heading and nothing but short items below it."""
    items = end
    while (
        items > before.last + 1 and page.is_free(items) and page.lines[items].bullet and page.lines[items].length < 140
    ):
        items -= 1
    if end - items < 2:
        return
    top = items
    while top > before.last + 1 and page.is_free(top) and not page.lines[top].is_text and page.lines[top].length < 90:
        if is_topic(page.lines[top]):
            for index in range(top, end + 1):
                page.mark(index, "introduction")
            return
        top -= 1
