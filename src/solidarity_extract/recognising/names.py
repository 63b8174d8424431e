"""Names in a page: two readings, the second with what the first remembers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from solidarity_extract.recognising import decoding, evidence, surroundings
from solidarity_extract.recognising.candidates import candidates
from solidarity_extract.recognising.memory import Memory, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.recognising.decoding import Triple
    from solidarity_extract.recognising.memory import Found
    from solidarity_extract.recognising.page import Page, Stretch
    from solidarity_extract.recognising.weights import Six, Weights

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
    """The candidates of one block and what each weighs, in both readings."""

    def __init__(self, page: Page, stretch: Stretch, weights: Weights) -> None:
        self.page, self.stretch = page, stretch
        self._weights = weights
        self.candidates = candidates(page, stretch)
        left = {first: weights.total(surroundings.left(page, stretch, first)) for first, _ in self.candidates}
        right = {stop: weights.total(surroundings.right(page, stretch, stop)) for _, stop in self.candidates}
        self._scores: list[Six] = []
        for first, stop in self.candidates:
            inner = weights.total(evidence.inner(page, stretch, first, stop))
            a, b, c, d, e, f = map(sum, zip(inner, left[first], right[stop], strict=True))
            self._scores.append((a, b, c, d, e, f))

    def first(self) -> list[Found]:
        """Return the best names of the block by itself."""
        scores = [self._settled(pair, six[:3]) for pair, six in zip(self.candidates, self._scores, strict=True)]
        return self._best(scores, self._weights.first_links)

    def second(self, memory: Memory) -> list[Found]:
        """Return the best names of the block with what the first reading of the post remembers."""
        scores = []
        for pair, (_, _, _, a, b, c) in zip(self.candidates, self._scores, strict=True):
            _, _, _, d, e, f = self._weights.total(memory.observations(*pair))
            scores.append(self._settled(pair, (a + d, b + e, c + f)))
        return self._best(scores, self._weights.second_links)

    def _best(self, scores: Sequence[Triple], links: dict[str, Triple]) -> list[Found]:
        """Return the best names for scores."""
        path = decoding.best_path(self.page, self.candidates, scores, links)
        return [(*self.candidates[position], decoding.TYPES[kind]) for position, kind in path]

    def _settled(self, pair: tuple[int, int], score: Triple) -> Triple:
        """Return the score of a candidate, raised where the layout has settled the type."""
        first, stop = pair
        if first in self.page.known and self.page.known[first][0] == stop:
            kind = self.page.known[first][1].type
            if kind is not None:
                wanted = _LABELS[kind]
                org, person, place = (score[i] + _SETTLED * (decoding.TYPES[i] == wanted) for i in range(3))
                return org, person, place
        return score


def observed(page: Page, stretch: Stretch, first: int, stop: int) -> list[str]:
    """Return all observations about one candidate, without the memory's."""
    return [
        *evidence.inner(page, stretch, first, stop),
        *surroundings.left(page, stretch, first),
        *surroundings.right(page, stretch, stop),
    ]


def remember(page: Page, readings: Sequence[Reading]) -> Memory:
    """Return the memory of a first reading."""
    tried = Counter(key_of(page, first, stop) for reading in readings for first, stop in reading.candidates)
    found = [(name, reading.stretch.stop) for reading in readings for name in reading.first()]
    return Memory(page, [name for name, _ in found], tried, [limit for _, limit in found])


def find(page: Page, weights: Weights) -> list[Name]:
    """Return the names of a page, in text order."""
    readings = [Reading(page, stretch, weights) for stretch in page.stretches]
    memory = remember(page, readings)
    return [
        Name(first, stop, label, _method(page, memory, first, stop, label), reading.stretch)
        for reading in readings
        for first, stop, label in reading.second(memory)
    ]


def _method(page: Page, memory: Memory, first: int, stop: int, label: str) -> str:
    """Return where a name comes from."""
    if first in page.known and page.known[first][0] == stop:
        return "header"
    for match in page.listed.get(first, ()):
        if match.stop == stop and any(_LABELS[entry.kind] == label for entry in match.entries):
            return "gazetteer"
    return "acronym" if memory.is_acronym(first, stop) else "rule"
