"""What each observation weighs, read from ``data``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from solidarity_extract.recognising.decoding import LINK
from solidarity_extract.recognising.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from solidarity_extract.recognising.decoding import Triple

NAMES = "recognising_weights.tsv"
UNIONS = "recognising_union_weights.tsv"

Six = tuple[float, float, float, float, float, float]
"""A weight for each of the types in the first reading, then in the second."""
_NOTHING = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class Weights:
    """The weights of the observations about names; those of the links between names once more for each reading."""

    table: dict[str, Six] = field(default_factory=dict)
    first_links: dict[str, Triple] = field(default_factory=dict)
    second_links: dict[str, Triple] = field(default_factory=dict)

    def add(self, observation: str, first: Triple, second: Triple) -> None:
        """Take in one observation."""
        self.table[observation] = (*first, *second)
        if observation.startswith(LINK):
            self.first_links[observation] = first
            self.second_links[observation] = second

    def total(self, observations: Iterable[str]) -> Six:
        """Return the sum of the weights of observations."""
        a = b = c = d = e = f = 0.0
        table = self.table
        for observation in observations:
            six = table.get(observation)
            if six is not None:
                a += six[0]
                b += six[1]
                c += six[2]
                d += six[3]
                e += six[4]
                f += six[5]
        return a, b, c, d, e, f


def merged(first: Mapping[str, Triple], second: Mapping[str, Triple]) -> Weights:
    """Return the weights of two readings as one table."""
    weights = Weights()
    for observation in first.keys() | second.keys():
        weights.add(observation, first.get(observation, _NOTHING), second.get(observation, _NOTHING))
    return weights


@lru_cache(maxsize=1)
def names() -> Weights:
    """Return the weights of names that ship with the package."""
    weights = Weights()
    for row in rows(NAMES):
        observation, *cells = row.split("\t")
        a, b, c, d, e, f = map(float, cells)
        weights.add(observation, (a, b, c), (d, e, f))
    return weights


@lru_cache(maxsize=1)
def unions() -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the union decision: of each name by itself, and with the other names of the post."""
    alone, together = {}, {}
    for row in rows(UNIONS):
        observation, first, second = row.split("\t")
        alone[observation], together[observation] = float(first), float(second)
    return alone, together
