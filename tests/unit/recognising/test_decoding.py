"""Decoding: the best choice of candidates that do not overlap."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solidarity_extract.mentions import Block
from solidarity_extract.recognising.decoding import REACH, best_path, link
from solidarity_extract.recognising.page import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.recognising.decoding import Choice, Triple

TEXT = "Zorn and Melas of Quiroga"
PAGE = prepare(TEXT, [Block(0, len(TEXT), "body")], ())
PAIRS = [(0, 1), (0, 3), (2, 3), (2, 5), (4, 5)]
LINKS: dict[str, Triple] = {"after PERSON [and]": (-1.0, 2.0, 0.0), "after ORG [of]": (0.5, 0.0, 1.5)}


def _total(choices: Sequence[Choice], scores: Sequence[Triple]) -> float:
    """Return the score of a choice, reckoned from the definition."""
    total = sum(scores[position][kind] for position, kind in choices)
    for (before, earlier), (position, kind) in pairwise(choices):
        stop, first = PAIRS[before][1], PAIRS[position][0]
        if first - stop <= REACH:
            total += LINKS.get(link(PAGE, stop, first, earlier), (0.0, 0.0, 0.0))[kind]
    return total


def _all_choices() -> list[list[Choice]]:
    """Return every choice of candidates without overlap, with every choice of types."""
    found: list[list[Choice]] = []
    for size in range(len(PAIRS) + 1):
        for positions in combinations(range(len(PAIRS)), size):
            ordered = sorted(positions, key=lambda position: PAIRS[position])
            if all(PAIRS[a][1] <= PAIRS[b][0] for a, b in pairwise(ordered)):
                found += [list(zip(ordered, kinds, strict=True)) for kinds in product(range(3), repeat=size)]
    return found


ALL = _all_choices()
WEIGHT = st.integers(-3, 3).map(float)


@settings(max_examples=60)
@given(st.lists(st.tuples(WEIGHT, WEIGHT, WEIGHT), min_size=5, max_size=5))
def test_the_best_choice_is_found(scores: list[Triple]) -> None:
    """No choice of candidates and types has a higher score than the one found."""
    found = best_path(PAGE, PAIRS, scores, LINKS)
    assert found in ALL
    assert _total(found, scores) == pytest.approx(max(_total(choices, scores) for choices in ALL))


def test_nothing_is_chosen_where_nothing_has_weight() -> None:
    """A candidate below nothing is no name."""
    assert best_path(PAGE, PAIRS, [(-1.0, -1.0, -1.0)] * 5, LINKS) == []
