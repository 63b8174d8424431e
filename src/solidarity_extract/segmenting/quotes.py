"""Pull quotes: a sentence of the piece that is printed again, set apart.

A short line is a pull quote when nearly all its word groups stand close together in a longer line elsewhere. The index
of word groups makes that one step a line, however long the post.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from solidarity_extract.segmenting.page import Page
from solidarity_extract.segmenting.sections import Extent

GROUP = 3
"""Words of a group."""
LONGEST = 600
"""A pull quote has at most this many code points."""
SHARE = 0.72
"""The share of a pull quote's word groups that must stand in one line elsewhere."""
COMMON = 12
"""A word group that stands in more lines than this tells nothing."""

_WORD = re.compile(r"[^\W_]+(?:['ʻ-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A line that repeats a stretch of another line; `source` is that stretch."""

    line: int
    origin: int
    source: Extent


def find_pull_quotes(page: Page) -> list[Repetition]:
    """Find the lines that repeat a stretch of a longer line, and mark them."""
    index = _group_index(page)
    found = []
    for line in list(page.free()):
        if line.length <= LONGEST and not line.heading:
            repetition = _repetition(page, line.index, index)
            if repetition:
                found.append(repetition)
                page.mark(line.index, "pull_quote")
    return found


def _words(page: Page, line: int) -> list[re.Match[str]]:
    """Give the words of a line, as matches in the plain view."""
    return list(_WORD.finditer(page.plain, page.lines[line].start, page.lines[line].end))


def _group_index(page: Page) -> dict[tuple[str, ...], list[int]]:
    """Map each word group to the lines it stands in."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for line in page.free():
        texts = [m.group().casefold() for m in _words(page, line.index)]
        for group in {tuple(texts[i : i + GROUP]) for i in range(len(texts) - GROUP + 1)}:
            if len(index[group]) <= COMMON:
                index[group].append(line.index)
    return index


def _repetition(page: Page, line: int, index: dict[tuple[str, ...], list[int]]) -> Repetition | None:
    """Tell whether a line repeats a stretch of another, longer line."""
    own = page.lines[line]
    texts = [m.group().casefold() for m in _words(page, line)]
    quoted = own.clean.lstrip("> *_")[:1] in '"\'' or own.quoted
    if len(texts) < (4 if quoted else 6) or texts[0] == "by":
        return None
    groups = [tuple(texts[i : i + GROUP]) for i in range(len(texts) - GROUP + 1)]
    lines = Counter(at for group in groups if len(index[group]) <= COMMON for at in index[group] if at != line)
    for origin, count in lines.most_common(2):
        longer = page.lines[origin].length > own.length * (1.15 if quoted else 1.3) or (quoted and page.lines[origin].length > own.length + 3)
        if count >= SHARE * len(groups) and longer:
            return Repetition(line, origin, _source(page, origin, set(texts), texts))
    return None


def _source(page: Page, origin: int, wanted: set[str], texts: list[str]) -> Extent:
    """Find the stretch of the other line that the quote repeats: the window of the same length with most of its words."""
    words = _words(page, origin)
    size = min(len(texts), len(words))
    hits = [word.group().casefold() in wanted for word in words]
    score = sum(hits[:size])
    best, at = score, 0
    for start in range(1, len(words) - size + 1):
        score += hits[start + size - 1] - hits[start - 1]
        if score > best:
            best, at = score, start
    return Extent(words[at].start(), words[at + size - 1].end())
