"""Names in a page: two readings, the second with what the first remembers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from solidarity_extract.recognising import decoding, evidence
from solidarity_extract.recognising.candidates import candidates
from solidarity_extract.recognising.memory import Found, Memory, key_of
from solidarity_extract.recognising.weights import Weights, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.recognising.decoding import Triple
    from solidarity_extract.recognising.page import Page, Stretch

_LABELS = {"person": "PERSON", "place": "PLACE", "organisation": "ORG", "union": "ORG"}
_SETTLED = 100.0
"""More than any sum of weights: what the layout says of a contributor stands."""


class Name(NamedTuple):
    """A name found: its words from ``first`` up to ``stop``, its type, how it was found, and its block."""

    first: int
    stop: int
    label: str
    method: str
    stretch: Stretch


class Reading:
    """The candidates of one block and what speaks for each."""

    def __init__(self, page: Page, stretch: Stretch) -> None:
        self.page, self.stretch = page, stretch
        self.candidates = candidates(page, stretch)
        self.left = {first: evidence.left(page, stretch, first) for first, _ in self.candidates}
        self.right = {stop: evidence.right(page, stretch, stop) for _, stop in self.candidates}
        self.inner = [evidence.inner(page, stretch, first, stop) for first, stop in self.candidates]

    def observations(self, position: int) -> list[str]:
        """Return all observations about one candidate, without the memory's."""
        first, stop = self.candidates[position]
        return self.inner[position] + self.left[first] + self.right[stop]

    def scores(self, weights: dict[str, Triple], memory: Memory | None = None) -> list[Triple]:
        """Return the score of each candidate for each type."""
        left = {first: total(seen, weights) for first, seen in self.left.items()}
        right = {stop: total(seen, weights) for stop, seen in self.right.items()}
        found = []
        for (first, stop), inner in zip(self.candidates, self.inner, strict=True):
            seen = inner if memory is None else [*inner, *memory.observations(first, stop)]
            a, b, c = total(seen, weights), left[first], right[stop]
            found.append(_settled(self.page, first, stop, (a[0] + b[0] + c[0], a[1] + b[1] + c[1], a[2] + b[2] + c[2])))
        return found

    def best(self, weights: dict[str, Triple], memory: Memory | None = None) -> list[Found]:
        """Return the best names of the block."""
        path = decoding.best_path(self.page, self.candidates, self.scores(weights, memory), weights)
        return [(*self.candidates[position], decoding.TYPES[kind]) for position, kind in path]


def _settled(page: Page, first: int, stop: int, score: Triple) -> Triple:
    """Return the score of a candidate, raised where the layout has settled the type."""
    if first in page.known and page.known[first][0] == stop:
        kind = page.known[first][1].type
        if kind is not None:
            wanted = _LABELS[kind]
            org, person, place = (score[i] + _SETTLED * (decoding.TYPES[i] == wanted) for i in range(3))
            return org, person, place
    return score


def remember(readings: Sequence[Reading], found: Sequence[Sequence[Found]]) -> Memory:
    """Return the memory of the names found in each block."""
    page = readings[0].page
    tried = Counter(key_of(page, first, stop) for reading in readings for first, stop in reading.candidates)
    names = [name for names in found for name in names]
    limits = [reading.stretch.stop for reading, names in zip(readings, found, strict=True) for _ in names]
    return Memory(page, names, tried, limits)


def find(page: Page, weights: Weights) -> list[Name]:
    """Return the names of a page, in text order."""
    readings = [Reading(page, stretch) for stretch in page.stretches]
    if not readings:
        return []
    memory = remember(readings, [reading.best(weights.first) for reading in readings])
    names = []
    for reading in readings:
        for first, stop, label in reading.best(weights.second, memory):
            names.append(Name(first, stop, label, _method(page, memory, first, stop, label), reading.stretch))
    return names


def _method(page: Page, memory: Memory, first: int, stop: int, label: str) -> str:
    """Return where a name comes from."""
    if first in page.known and page.known[first][0] == stop:
        return "header"
    for match in page.listed.get(first, ()):
        if match.stop == stop and any(_LABELS[entry.kind] == label for entry in match.entries):
            return "gazetteer"
    return "acronym" if memory.is_acronym(first, stop) else "rule"
