"""Candidates: which stretches of words can be names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract.recognising.candidates import LONGEST, MOST, candidates

if TYPE_CHECKING:
    from collections.abc import Callable

    from solidarity_extract.recognising.page import Page


def _found(page: Page) -> set[str]:
    words = page.words
    return {
        page.text[words.start[first] : words.end[stop - 1]]
        for stretch in page.stretches
        for first, stop in candidates(page, stretch)
    }


@pytest.mark.parametrize(
    "name",
    [
        "Zavod Union of Glass and Allied Workers",
        "Ministry of Fishing, Forestry and Fog",
        "Campaign for the Defence of Quarry Hill",
        "Federación de Trabajadores del Valle",
        "Zenedd Bymru [Western parliament] Together for Marsh",
        "Marta “Tita” Quiroga",
        "Panagiota (Yota) Melas",
        "Zebra Local 2865",
        "Deir al-Qamh",
        "al-Qamh",
        "Qamh prison",
        "Zurbia's Law",
        "Workers' Hall",
        "Nation.Zymru",
        "J. K. Zorn",
        "26th Lane",
        "A&Z",
    ],
)
def test_a_whole_name_is_a_candidate(page_of: Callable[[str], Page], name: str) -> None:
    """Connectors, marks, glosses, nicknames and figures may stand inside a name."""
    assert name in _found(page_of(f"we met {name} there"))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("so the Zorn fell", "the Zorn"),
        ("Nordic and Polish nurses came", "Nordic"),
        ("it was in March", "March 2020"),
        ("Zorn\nMelas", "Zorn\nMelas"),
        ("in Lviv, Kyiv and Odesa", "Lviv, Kyiv"),
        ("during the Vietnam War", "Vietnam"),
        ("the Arab Spring and the Vietnam War", "Arab Spring and the Vietnam War"),
    ],
)
def test_what_can_be_no_name(page_of: Callable[[str], Page], text: str, absent: str) -> None:
    """Articles, adjectives of peoples, lines, lists and parts of events are no candidates."""
    assert absent not in _found(page_of(text))


def test_candidates_are_short_and_few_on_a_hostile_page(page_of: Callable[[str], Page]) -> None:
    """However long a line of capitals is, the work stays in proportion."""
    page = page_of("Zorn of Melas " * 20_000)
    found = candidates(page, page.stretches[0])
    assert len(found) <= MOST + 100
    assert max(stop - first for first, stop in found) <= LONGEST
