"""From heads to entries: the lines of a header, neighbours joined, contents lists and weak openings dropped."""

from __future__ import annotations

import itertools
import statistics
from typing import TYPE_CHECKING

from solidarity_extract.cleaning import squeeze
from solidarity_extract.segmenting.full_names import FullNames
from solidarity_extract.segmenting.plans import Entry, name_of, names_in, with_ends
from solidarity_extract.segmenting.signs import is_credit, rest_signs
from solidarity_extract.segmenting.turns import Label, Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.segmenting.heads import Head
    from solidarity_extract.segmenting.page import Page


def entry_of(page: Page, head: Head) -> Entry:
    """Make an entry of a head."""
    run_in = head.form == "run_in"
    first, last = head.top, head.line if run_in else head.last
    while first < head.line and not page.is_free(first):
        first += 1
    while last > head.line and not all(page.is_free(index) for index in range(head.line + 1, last + 1)):
        last -= 1
    return Entry(first, head.line, last, head.text_start if run_in else None, head)


def signature_of(page: Page, head: Head) -> Entry:
    """Make an entry of a signature: only lines that tell a role, an organisation or a place go on with it."""
    entry = entry_of(page, head)
    entry.first = head.line
    entry.last = head.line
    while entry.last < head.last and (
        rest_signs(page, page.lines[entry.last + 1]) or page.lines[entry.last + 1].clean[:1] == "("
    ):
        entry.last += 1
    return entry


def without_overlap(entries: list[Entry]) -> list[Entry]:
    """Sort entries; drop those that start inside another, and all but one of those with no text between them."""
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (e.line, e.label is None)):
        if kept and entry.first <= kept[-1].last:
            if entry.line <= kept[-1].last:
                continue
            entry.first = kept[-1].last + 1
        kept.append(entry)
    return kept


def merge_neighbours(page: Page, entries: list[Entry]) -> list[Entry]:
    """Of two headers with no text between them keep one: the name rather than its affiliation, the better otherwise."""
    kept: list[Entry] = []
    for entry in entries:
        while (
            kept
            and entry.head
            and kept[-1].head
            and kept[-1].text_start is None
            and not _text_between(page, kept[-1], entry)
        ):
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


def without_contents(page: Page, entries: list[Entry]) -> list[Entry]:
    """Drop the headers of a contents list: nothing but a short line below each, and the same names again with text."""

    def name(entry: Entry) -> str:
        if entry.speaker is not None:
            return squeeze(entry.speaker.name).casefold()
        return squeeze(name_of(page, entry.head.header.people[0].extent)).casefold() if entry.head else ""

    empty = [
        entry.text_start is None
        and not any(
            page.lines[i].is_text or page.lines[i].length > 120 for i in range(entry.last + 1, edge) if page.is_free(i)
        )
        for entry, edge in with_ends(page, entries)
    ]
    later = {name(entry) for entry, without in zip(entries, empty, strict=True) if not without}
    listed = [without and name(entry) in later for entry, without in zip(entries, empty, strict=True)]
    heading = int(bool(empty) and empty[0] and not listed[0])
    number = heading + sum(1 for _ in itertools.takewhile(bool, listed[heading:]))
    return entries[number:] if number - heading >= 2 and number < len(entries) else entries


def name_in_full(page: Page, entries: Sequence[Entry]) -> None:
    """Let a header of one word stand for the full name that another header or the opening gives (`IVERSEN`)."""
    short = [
        (entry, entry.head.header.people[0].extent)
        for entry in entries
        if entry.head and entry.speaker is None and _is_one_word(page, entry.head)
    ]
    if not short:
        return
    given = [
        name_of(page, person.extent)
        for entry in entries
        if entry.head
        for person in entry.head.header.people
        if person.kind == "person"
    ]
    opening = names_in(page, range(min(entries[0].first, 14)))
    full_names = FullNames(dict.fromkeys(name for name in (*given, *opening) if " " in name))
    for entry, extent in short:
        full = full_names.resolve(name_of(page, extent))
        if full is not None:
            speech = page.lines[entry.line].end if entry.text_start is None else entry.text_start
            entry.speaker = Speaker(full)
            entry.label = Label(entry.line, extent, name_of(page, extent), speech)


def _is_one_word(page: Page, head: Head) -> bool:
    """Tell whether a header gives one person by one word."""
    people = head.header.people
    return (
        len(people) == 1
        and people[0].kind == "person"
        and not people[0].fields
        and " " not in name_of(page, people[0].extent)
    )


WEAK = 1.4
"""A first header with so much less evidence than the others is none."""


_FIRM = frozenset(("byline", "key", "age", "role", "same_dress", "bold", "heading", "numbered", "honorific"))


def without_weak_opening(entries: list[Entry]) -> list[Entry]:
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
