"""The best set of names for a block: candidates that do not overlap, each with a type, of the highest total score.

A semi-Markov Viterbi search (Sarawagi and Cohen, NIPS 2004) in which a short stretch between two names, such as a
comma or `and`, lets the type of the one bear on the type of the other. Linear in the number of candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solidarity_extract.recognising.words import CAPITALISED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solidarity_extract.recognising.page import Page

TYPES = ("ORG", "PERSON", "PLACE")
Triple = tuple[float, float, float]
"""A weight for each of the types."""
Choice = tuple[int, int]
"""A candidate and a type, by position."""
Path = tuple[float, Choice | None]
"""A score, and the last choice on the way to it."""
_NOTHING = (0.0, 0.0, 0.0)
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


def _score(path: Path) -> float:
    """Return the score of a path."""
    return path[0]


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
        self._ended = 0
        self._near: dict[int, list[Path]] = {}
        """For the words in reach: the best path that ends before each, for each type of its last name."""
        self._far: Path = (0.0, None)
        """The best path that ends out of reach."""
        self._first = -1
        self._before: list[Path] = []

    def extend(self, position: int) -> None:
        """Find the best path that ends with each type of a candidate."""
        first = self._candidates[position][0]
        if first != self._first:
            self._first = first
            self._advance(first)
            self._before = self._best_before(first)
        self._best.append([score + own for (score, _), own in zip(self._before, self._scores[position], strict=True)])
        self._back.append([choice for _, choice in self._before])

    def _advance(self, first: int) -> None:
        """Take in the candidates that end before a word, and let go of what is out of its reach."""
        while self._ended < len(self._by_stop):
            position = self._by_stop[self._ended]
            stop = self._candidates[position][1]
            if stop > first:
                break
            self._ended += 1
            paths: list[Path] = [(score, (position, kind)) for kind, score in enumerate(self._best[position])]
            known = self._near.get(stop, paths)
            self._near[stop] = [max(pair, key=_score) for pair in zip(known, paths, strict=True)]
        for stop in [stop for stop in self._near if first - stop > REACH]:
            self._far = max(self._far, *self._near.pop(stop), key=_score)

    def _best_before(self, first: int) -> list[Path]:
        """Return for each type of a name that begins with a word the best path up to it, links counted."""
        found: list[Path] = [self._far] * len(TYPES)
        for stop, paths in self._near.items():
            for earlier, (score, choice) in enumerate(paths):
                extra = self._weights.get(link(self._page, stop, first, earlier), _NOTHING)
                for kind, more in enumerate(extra):
                    if score + more > found[kind][0]:
                        found[kind] = (score + more, choice)
        return found

    def result(self) -> list[Choice]:
        """Return the best path of all."""
        ends = ((score, (position, kind)) for position, row in enumerate(self._best) for kind, score in enumerate(row))
        end: Path = max(ends, key=_score, default=(0.0, None))
        path, choice = [], end[1] if end[0] > 0 else None
        while choice:
            path.append(choice)
            choice = self._back[choice[0]][choice[1]]
        return path[::-1]
