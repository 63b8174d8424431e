"""A post made ready for recognising: its words, its blocks, and what can be told about each word by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from solidarity_extract.recognising import lexicon, lookup
from solidarity_extract.recognising.words import CAPITALISED, Shape, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from solidarity_extract.mentions import Block, KnownName, Zone
    from solidarity_extract.recognising.words import Words

CONTEXT = "recognising_context.txt"
HEADS = "recognising_heads.txt"
NOT_NAMES = "recognising_not_names.txt"

_MARKUP = frozenset({"*", "**", "***", "_", "__", "#", "##", "###", "####", '"', "'", "[", ">", "\\"})
_STOPS = frozenset({".", "!", "?", "...", "…", "•", "·", "|", "—", "→", "▪", "■", "●", "◆", "★", "§", "¶"})
_SHORT_ZONES = frozenset({"header", "title"})
_NARROWEST, _WIDEST, _LINES_AROUND_A_BREAK = 40, 120, 2
"""Code points: texts are wrapped somewhere between these widths."""
_SHORT_LINE = 12
"""Words: a line of capitals no longer than this may be a heading."""


class Stretch(NamedTuple):
    """The words of a block: from ``first`` up to ``stop``."""

    first: int
    stop: int
    zone: Zone


@dataclass(slots=True)
class Page:
    """The words of a post, and what the rules ask about them."""

    text: str
    words: Words
    stretches: list[Stretch] = field(default_factory=list)
    opening: bytearray = field(default_factory=bytearray)
    """For each word: 1 where a sentence or a line begins, 2 where a colon or a quotation mark stands before it."""
    shouted: bytearray = field(default_factory=bytearray)
    """For each word: 1 in a line of capitals, where capitals tell nothing."""
    small: Counter[str] = field(default_factory=Counter)
    """How often each word stands in small letters in the blocks."""
    large: Counter[str] = field(default_factory=Counter)
    """How often each word stands with a capital where none is due."""
    listed: dict[int, list[lookup.Match]] = field(default_factory=dict)
    """Gazetteer matches by their first word."""
    events: dict[int, int] = field(default_factory=dict)
    """Names of events and the like, by their first word: the word after their last."""
    known: dict[int, tuple[int, KnownName]] = field(default_factory=dict)
    """Names the layout has settled, by their first word: the word after their last, and the name."""
    tagged: dict[int, tuple[int, str]] | None = None
    """What a recogniser before this one found, by first word: the word after the last, and the label."""

    def acronym(self, index: int) -> bool:
        """Tell whether a word is all in capitals of its own accord."""
        return self.words.shape[index] is Shape.UPPER and not self.shouted[index]


def prepare(text: str, blocks: Sequence[Block], known: Sequence[KnownName], words: Words | None = None) -> Page:
    """Return the page of a post; ``words`` saves reading them twice."""
    page = Page(text, words or read(text))
    size = len(page.words)
    page.opening, page.shouted = bytearray(size), bytearray(size)
    page.stretches = _stretches(page.words, blocks)
    for stretch in page.stretches:
        if stretch.zone not in _SHORT_ZONES:
            _unwrap(page, stretch)
        _mark_lines(page, stretch)
        _mark_openings(page, stretch)
        _count(page, stretch)
        for match in lookup.load().matches(page.words, stretch.first, stretch.stop):
            page.listed.setdefault(match.first, []).append(match)
        for match in lookup.events().matches(page.words, stretch.first, stretch.stop):
            page.events[match.first] = max(match.stop, page.events.get(match.first, 0))
    _place_known(page, known)
    return page


def place_tagged(page: Page, names: Iterable[tuple[int, int, str]]) -> None:
    """Take in the names that a recogniser before this one found: start and end (code points), and label."""
    by_start = {start: index for index, start in enumerate(page.words.start)}
    by_end = {end: index + 1 for index, end in enumerate(page.words.end)}
    page.tagged = {}
    for start, end, label in names:
        first, stop = by_start.get(start), by_end.get(end)
        if first is not None and stop is not None and first < stop:
            page.tagged[first] = (stop, label)


def contexts() -> Mapping[str, lexicon.Classes]:
    """Return the classes of words around names."""
    return lexicon.classes(CONTEXT)


def heads() -> Mapping[str, lexicon.Classes]:
    """Return the classes of words inside names."""
    return lexicon.classes(HEADS)


def not_names() -> Mapping[str, lexicon.Classes]:
    """Return the classes of capitalised words that are no names."""
    return lexicon.classes(NOT_NAMES)


def _stretches(words: Words, blocks: Sequence[Block]) -> list[Stretch]:
    """Return the words of each block; a word belongs to a block if it lies wholly inside."""
    found, index, size = [], 0, len(words)
    for block in sorted(blocks, key=lambda block: (block.start, block.end)):
        while index < size and words.start[index] < block.start:
            index += 1
        first = index
        while index < size and words.end[index] <= block.end:
            index += 1
        if index > first:
            found.append(Stretch(first, index, block.zone))
    return found


def _unwrap(page: Page, stretch: Stretch) -> None:
    """Make a space of each line end that only wraps a line: the next word would have made the line too long."""
    words = page.words
    breaks = [index for index in range(stretch.first + 1, stretch.stop) if words.gap[index] == "\n"]
    starts = [words.start[index] for index in (stretch.first, *breaks)]
    ends = [words.end[index - 1] for index in (*breaks, stretch.stop)]
    longest = max(end - start for start, end in zip(starts, ends, strict=True))
    if not _NARROWEST <= longest <= _WIDEST:
        return
    for line, index in enumerate(breaks):
        length = ends[line] - starts[line]
        following = index
        while following + 1 < stretch.stop and words.gap[following + 1] == "":
            following += 1
        if length + 1 + words.end[following] - words.start[index] > longest and _one_break(page, index):
            words.gap[index] = " "


def _one_break(page: Page, index: int) -> bool:
    """Tell whether one line end and no more stands before a word."""
    between = page.text[page.words.end[index - 1] : page.words.start[index]]
    return len(f"{between}.".splitlines()) == _LINES_AROUND_A_BREAK


def _mark_lines(page: Page, stretch: Stretch) -> None:
    """Mark the lines that are all in capitals."""
    words, first = page.words, stretch.first
    for index in range(stretch.first + 1, stretch.stop + 1):
        if index == stretch.stop or words.gap[index] == "\n":
            shapes = [words.shape[i] for i in range(first, index)]
            upper = sum(len(words.text[i]) for i in range(first, index) if words.shape[i] is Shape.UPPER)
            other = sum(shape in {Shape.LOWER, Shape.TITLE, Shape.MIXED} for shape in shapes)
            if upper > _SHORT_LINE and not other:
                page.shouted[first:index] = b"\1" * (index - first)
            first = index


def _mark_openings(page: Page, stretch: Stretch) -> None:
    """Mark the words that stand first in a sentence, a line, a quotation."""
    words, state = page.words, 1
    for index in range(stretch.first, stretch.stop):
        word = words.text[index]
        if words.gap[index] == "\n":
            state = 1
        if words.shape[index] is not Shape.MARK:
            page.opening[index] = state
            state = 0
        elif word[0] in _STOPS or word in _STOPS:
            state = 1
        elif word in {":", ";", "–", "(", ")", "]"}:
            state = max(state, 2 if word != ";" else 0) if state != 1 else 1
        elif word == '"':
            state = state or 2
        elif word not in _MARKUP:
            state = 0


def _count(page: Page, stretch: Stretch) -> None:
    """Count the words in small letters, and those with a capital that only a name would have."""
    words = page.words
    for index in range(stretch.first, stretch.stop):
        shape = words.shape[index]
        if shape is Shape.LOWER:
            page.small[words.lower[index]] += 1
        elif shape in CAPITALISED and not page.opening[index] and not page.shouted[index]:
            page.large[words.lower[index]] += 1


def _place_known(page: Page, known: Sequence[KnownName]) -> None:
    """Find the words of the names the layout has settled."""
    by_start = {start: index for index, start in enumerate(page.words.start)} if known else {}
    by_end = {end: index + 1 for index, end in enumerate(page.words.end)} if known else {}
    inside = {index for stretch in page.stretches for index in range(stretch.first, stretch.stop)} if known else set()
    for name in known:
        first, stop = by_start.get(name.start), by_end.get(name.end)
        if first is not None and stop is not None and first in inside and first < stop:
            page.known[first] = (stop, name)
