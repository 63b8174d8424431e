"""Consistency: one name, one type within a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solidarity_extract.recognising import consistency
from solidarity_extract.recognising.names import Name

if TYPE_CHECKING:
    from collections.abc import Callable

    from solidarity_extract.recognising.page import Page


def _names(page: Page, *given: tuple[str, str, str]) -> list[Name]:
    """Return names at the successive places of their words, as (word, label, method)."""
    found, last = [], 0
    for word, label, method in given:
        first = page.words.text.index(word, last)
        found.append(Name(first, first + 1, label, method, page.stretches[0]))
        last = first + 1
    return found


def test_the_well_evidenced_type_wins(page_of: Callable[[str], Page]) -> None:
    """A lone guess gives way to two occurrences with a gazetteer behind them."""
    page = page_of("In Zorn it rained, in Zorn it snowed, and Zorn said so.")
    names = _names(page, ("Zorn", "PLACE", "gazetteer"), ("Zorn", "PLACE", "rule"), ("Zorn", "PERSON", "rule"))
    assert [name.label for name in consistency.settle(page, names)] == ["PLACE"] * 3


def test_what_is_evenly_divided_stays(page_of: Callable[[str], Page]) -> None:
    """Sofia the city and Sofia the teacher may stand in one post."""
    page = page_of("In Zorn it rained, and Zorn laughed.")
    names = _names(page, ("Zorn", "PLACE", "rule"), ("Zorn", "PERSON", "rule"))
    assert [name.label for name in consistency.settle(page, names)] == ["PLACE", "PERSON"]


def test_a_header_is_never_overruled(page_of: Callable[[str], Page]) -> None:
    """What the layout settled keeps its type whatever else is found."""
    page = page_of("With Zorn, in Zorn, near Zorn, from Zorn, at Zorn, to Zorn and past Zorn, over Zorn.")
    names = _names(page, ("Zorn", "PERSON", "header"), *[("Zorn", "PLACE", "gazetteer")] * 7)
    assert consistency.settle(page, names)[0].label == "PERSON"


def test_a_settled_name_is_found_wherever_it_stands(page_of: Callable[[str], Page]) -> None:
    """An occurrence that was passed over is added, but no ordinary word that opens a sentence."""
    page = page_of("We joined Unity and Zorn and Zorn. Yes, Unity! They like Zorn. Unity is strength, unity is all.")
    found = _names(page, ("Unity", "ORG", "gazetteer"), ("Zorn", "ORG", "gazetteer"))
    settled = consistency.settle(page, found)
    assert [page.words.text[name.first] for name in settled] == ["Unity", "Zorn", "Zorn", "Unity", "Zorn"]
    assert settled == sorted(settled)
