"""Pull quotes: a sentence of the piece that is printed again, set apart.

A short line is a pull quote when nearly all its word groups stand close together in a longer line elsewhere. The index
of word groups makes that one step a line, however long the post.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solidarity_extract.segmenting.sections import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

LONGEST = 600
"""A pull quote has at most this many code points."""
SHARE = 0.72
"""The share of a pull quote's word groups that must stand in one line elsewhere."""
COMMON = 12
"""A word group that stands in more lines than this tells nothing."""
VOCABULARY = 1 << 20
"""More different words than this are not told apart; so a group of words is one number."""

_WORD = re.compile(r"[^\W_]+(?:['ʻ-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A line that repeats a stretch of another line; `source` is that stretch."""

    line: int
    origin: int
    source: Extent


def find_pull_quotes(page: Page) -> list[Repetition]:
    """Find the lines that repeat a stretch of a longer line, and mark them."""
    index = _Index(page)
    found = []
    for line in list(page.free()):
        if line.length <= LONGEST and not line.heading:
            repetition = _repetition(page, line, index)
            if repetition:
                found.append(repetition)
                page.mark(line.index, "pull_quote")
    return found


class _Index:
    """The word groups of a page that stand in more than one line."""

    def __init__(self, page: Page) -> None:
        self._starts = [line.start for line in page.lines]
        self._numbers: dict[str, int] = {}
        self._first: dict[int, int] = {}
        """Group → where it stands first."""
        self._several: dict[int, list[int]] = {}
        """Group → where it stands first in each of several lines."""
        for line in page.free():
            for group, start in self._groups(page, line):
                first = self._first.setdefault(group, start)
                if first < line.start:
                    places = self._several.setdefault(group, [first])
                    if places[-1] < line.start and len(places) <= COMMON:
                        places.append(start)

    def _groups(self, page: Page, line: Line) -> Iterator[tuple[int, int]]:
        """Give the word groups of a line as numbers, each with its offset."""
        words = list(_WORD.finditer(page.plain, line.start, line.end))
        numbers = [self._numbers.setdefault(word.group().casefold(), len(self._numbers) % VOCABULARY) for word in words]
        for one, two, three, word in zip(numbers, numbers[1:], numbers[2:], words, strict=False):
            yield (one * VOCABULARY + two) * VOCABULARY + three, word.start()

    def elsewhere(self, page: Page, line: Line) -> tuple[int, dict[int, list[int]]]:
        """Count the word groups of a line, and give by line where else each stands, the common ones left out."""
        groups, found = 0, dict[int, list[int]]()
        for group, _ in self._groups(page, line):
            groups += 1
            places = self._several.get(group, ())
            if len(places) <= COMMON:
                for start in places:
                    at = bisect_right(self._starts, start) - 1
                    if at != line.index:
                        found.setdefault(at, []).append(start)
        return groups, found


def _words(page: Page, start: int, end: int) -> list[re.Match[str]]:
    """Give the words of a stretch, as matches in the plain view."""
    return list(_WORD.finditer(page.plain, start, end))


def _repetition(page: Page, own: Line, index: _Index) -> Repetition | None:
    """Tell whether a line repeats a stretch of another, longer line."""
    texts = [m.group().casefold() for m in _words(page, own.start, own.end)]
    quoted = own.clean.lstrip("> *_")[:1] in "\"'" or own.quoted
    if len(texts) < (4 if quoted else 6) or texts[0] == "by":
        return None
    groups, found = index.elsewhere(page, own)
    for origin, count in Counter({line: len(starts) for line, starts in found.items()}).most_common(2):
        longer = page.lines[origin]
        enough = own.length * (1.15 if quoted else 1.3)
        if count >= SHARE * groups and (longer.length > enough or (quoted and longer.length > own.length + 3)):
            return Repetition(own.index, origin, _source(page, longer, sorted(found[origin]), texts))
    return None


def _source(page: Page, origin: Line, starts: Sequence[int], texts: Sequence[str]) -> Extent:
    """Find the stretch of the other line that the quote repeats: the window of the same length with most of its words.

    It is looked for around the middle one of the places where the word groups of the quote start.
    """
    around = 2 * LONGEST
    middle = starts[len(starts) // 2]
    low = max(origin.start, middle - around)
    while low > origin.start and not page.plain[low - 1].isspace() and middle - low < 2 * around:
        low -= 1
    words = _words(page, low, min(origin.end, middle + around))
    wanted, size = set(texts), min(len(texts), len(words))
    hits = [word.group().casefold() in wanted for word in words]
    score = sum(hits[:size])
    best, at = score, 0
    for start in range(1, len(words) - size + 1):
        score += hits[start + size - 1] - hits[start - 1]
        if score > best:
            best, at = score, start
    return Extent(words[at].start(), words[at + size - 1].end())
