"""The best set of names for a block: candidates that do not overlap, each with a type, of the highest total score.

A semi-Markov Viterbi search (Sarawagi and Cohen, NIPS 2004) in which a short stretch between two names, such as a
comma or `and`, lets the type of the one bear on the type of the other. Linear in the number of candidates.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from solidarity_extract.recognising.words import CAPITALISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from solidarity_extract.recognising.page import Page

TYPES = ("ORG", "PERSON", "PLACE")
Triple = tuple[float, float, float]
"""A weight for each of the types."""
Choice = tuple[int, int]
"""A candidate and a type, by position."""
LINK = "after "
"""How the observation of a name before a candidate begins."""
REACH = 3
"""Words between two names over which the one bears on the other."""


def link(page: Page, stop: int, first: int, kind: int) -> str:
    """Return the observation that a name of a type stands before, and what stands between."""
    words = page.words
    between = " ".join("C" if words.shape[i] in CAPITALISED else words.lower[i] for i in range(stop, first))
    return f"{LINK}{TYPES[kind]} [{between}]"


def best_path(
    page: Page, candidates: Sequence[tuple[int, int]], scores: Sequence[Triple], weights: Mapping[str, Sequence[float]]
) -> list[Choice]:
    """Return the best choice of candidates with types, in text order; candidates come sorted."""
    search = _Search(page, candidates, scores, weights)
    for position in range(len(candidates)):
        search.extend(position)
    return search.result()


class _Search:
    """The state of one search."""

    def __init__(
        self,
        page: Page,
        candidates: Sequence[tuple[int, int]],
        scores: Sequence[Triple],
        weights: Mapping[str, Sequence[float]],
    ) -> None:
        self._page, self._candidates, self._scores, self._weights = page, candidates, scores, weights
        self._best: list[list[float]] = []
        self._back: list[list[Choice | None]] = []
        self._by_stop = sorted(range(len(candidates)), key=lambda position: candidates[position][1])
        self._closed = 0
        self._ended: dict[int, list[int]] = defaultdict(list)
        self._running: tuple[float, Choice | None] = (0.0, None)
        self._first = -1
        self._before: list[tuple[float, Choice | None]] = []

    def extend(self, position: int) -> None:
        """Find the best path that ends with each type of a candidate."""
        first = self._candidates[position][0]
        if first != self._first:
            self._first = first
            self._close(first)
            self._before = self._best_before(first)
        self._best.append([score + own for (score, _), own in zip(self._before, self._scores[position], strict=True)])
        self._back.append([choice for _, choice in self._before])

    def _best_before(self, first: int) -> list[tuple[float, Choice | None]]:
        """Return for each type of a name that begins with a word the best path up to it, what links add included."""
        found = [self._running] * len(TYPES)
        for score, choice, extra in self._links(first):
            for kind, more in enumerate(extra):
                if score + more > found[kind][0]:
                    found[kind] = (score + more, choice)
        return found

    def _close(self, first: int) -> None:
        """Take in the candidates that end before a word."""
        while self._closed < len(self._by_stop):
            position = self._by_stop[self._closed]
            stop = self._candidates[position][1]
            if stop > first:
                return
            self._closed += 1
            self._ended[stop].append(position)
            for kind, score in enumerate(self._best[position]):
                if score > self._running[0]:
                    self._running = (score, (position, kind))

    def _links(self, first: int) -> Iterator[tuple[float, Choice, Sequence[float]]]:
        """Yield the names that end shortly before a word: score, choice, and what each adds to every type."""
        for stop in range(first - REACH, first + 1):
            if stop not in self._ended:
                continue
            extras = [self._weights.get(link(self._page, stop, first, kind)) for kind in range(len(TYPES))]
            for position in self._ended[stop]:
                for kind, extra in enumerate(extras):
                    if extra:
                        yield self._best[position][kind], (position, kind), extra

    def result(self) -> list[Choice]:
        """Return the best path of all."""
        end: tuple[float, Choice | None] = (0.0, None)
        for position, scores in enumerate(self._best):
            for kind, score in enumerate(scores):
                if score > end[0]:
                    end = (score, (position, kind))
        path, choice = [], end[1]
        while choice:
            path.append(choice)
            choice = self._back[choice[0]][choice[1]]
        return path[::-1]
