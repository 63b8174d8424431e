"""What the plan of a post is made of: its entries, and the names that stand in the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from solidarity_extract.segmenting import names
from solidarity_extract.segmenting.signs import is_credit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.segmenting.headers import Header
    from solidarity_extract.segmenting.heads import Head
    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page
    from solidarity_extract.segmenting.quotes import Repetition
    from solidarity_extract.segmenting.turns import Label, Speaker

Arrangement = Literal["headers", "signatures", "single"]


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


def with_ends(page: Page, entries: Sequence[Entry]) -> list[tuple[Entry, int]]:
    """Give each entry with the line at which its section ends when headers stand above their text."""
    ends = [*(entry.first for entry in entries[1:]), len(page.lines)]
    return list(zip(entries, ends, strict=False))


def name_of(page: Page, extent: tuple[int, int]) -> str:
    """Give a name as it stands in the plain view."""
    return page.plain[extent[0] : extent[1]]


def names_in(page: Page, lines: Sequence[int]) -> list[str]:
    """Give the names of people in some lines."""
    found = []
    for index in lines:
        for match in names.FULL_NAME.finditer(
            page.plain, page.lines[index].start, min(page.lines[index].end, page.lines[index].start + 3000)
        ):
            words = match.group().split()
            if (
                len(set(words)) == len(words)
                and names.person_score(match.group()) >= 0.6
                and not names.is_organisation(match.group())
            ):
                found.append(match.group())
    return found


def is_running(line: Line) -> bool:
    """Tell whether a line may be somebody's text."""
    return (line.length >= 60 or (line.ends_sentence and line.words >= 4)) and not is_credit(line.clean)
