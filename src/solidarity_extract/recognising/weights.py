"""What each observation weighs, read from ``data``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from solidarity_extract.recognising.decoding import Triple
from solidarity_extract.recognising.lexicon import rows

NAMES = "recognising_weights.tsv"
UNIONS = "recognising_union_weights.tsv"
_NOTHING: Triple = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class Weights:
    """The weights of the observations about names, for the first reading and for the second."""

    first: dict[str, Triple] = field(default_factory=dict)
    second: dict[str, Triple] = field(default_factory=dict)


@lru_cache(maxsize=1)
def names() -> Weights:
    """Return the weights that ship with the package."""
    weights = Weights()
    for row in rows(NAMES):
        observation, *cells = row.split("\t")
        a, b, c, d, e, f = map(float, cells)
        weights.first[observation] = (a, b, c)
        weights.second[observation] = (d, e, f)
    return weights


@lru_cache(maxsize=1)
def unions() -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the union decision: of each name by itself, and with the names beside it."""
    alone, together = {}, {}
    for row in rows(UNIONS):
        observation, first, second = row.split("\t")
        alone[observation], together[observation] = float(first), float(second)
    return alone, together


def total(observations: list[str], weights: dict[str, Triple]) -> Triple:
    """Return the sum of the weights of observations."""
    org = person = place = 0.0
    for observation in observations:
        triple = weights.get(observation)
        if triple is not None:
            org += triple[0]
            person += triple[1]
            place += triple[2]
    return org, person, place
