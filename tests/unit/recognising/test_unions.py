"""The union decision: from the name, its surroundings, and the names beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract.recognising import unions, weights
from solidarity_extract.recognising.names import Name

if TYPE_CHECKING:
    from collections.abc import Callable

    from solidarity_extract.recognising.page import Page


def _decided(page: Page, *names: str) -> list[str]:
    """Return the labels of organisations, one place after the other."""
    found, last = [], 0
    for name in names:
        start = page.text.index(name, last)
        last = start + len(name)
        first, stop = page.words.start.index(start), page.words.end.index(last) + 1
        found.append(Name(first, stop, "ORG", "rule", page.stretches[0]))
    return unions.decide(page, found, weights.unions())


@pytest.mark.parametrize(
    "name",
    [
        "National Union of Zorn Workers",
        "Zorn Teachers' Union",
        "Federation of Zorn Miners",
        "Sindicato de Trabajadores del Zorn",
        "Teamsters Local 4711",
        "Zorn Trade Union Congress",
    ],
)
def test_names_that_say_union(page_of: Callable[[str], Page], name: str) -> None:
    """Head words, trades and numbers of locals tell a union without any context."""
    assert _decided(page_of(f"We talked about the {name} last year."), name) == ["UNION"]


@pytest.mark.parametrize(
    "name",
    [
        "European Union",
        "Zorn Students' Union",
        "Zorn Credit Union",
        "London Renters Union",
        "University of Zorn",
        "Zorn Solidarity Campaign",
        "Ministry of Labour",
        "Workers' Party of Zorn",
    ],
)
def test_names_that_are_no_unions_of_workers(page_of: Callable[[str], Page], name: str) -> None:
    """Unions of students, tenants, savers and states are other organisations."""
    assert _decided(page_of(f"We talked about the {name} last year."), name) == ["ORG"]


def test_wording_around_an_unknown_name_decides(page_of: Callable[[str], Page]) -> None:
    """The same unknown name is a union among stewards and strikes, and none among shareholders."""
    strike = "Members of the union ZORN voted to strike, and the ZORN branch secretary and its shop stewards picketed."
    company = "The company ZORN told its shareholders that the government of the party had bought ZORN shares."
    assert _decided(page_of(strike), "ZORN", "ZORN") == ["UNION", "UNION"]
    assert _decided(page_of(company), "ZORN", "ZORN") == ["ORG", "ORG"]


def test_an_acronym_and_its_long_form_are_decided_together(page_of: Callable[[str], Page]) -> None:
    """What the long form says holds for the acronym, in its own language too."""
    page = page_of("The Confederation of Independent Trade Unions of Zorn (KVZM) met, and KVZM paid.")
    names = ("Confederation of Independent Trade Unions of Zorn", "KVZM", "KVZM")
    assert _decided(page, *names) == ["UNION"] * 3


def test_people_and_places_are_left_alone(page_of: Callable[[str], Page]) -> None:
    """Only organisations are decided about."""
    page = page_of("Union members met Zorn.")
    name = Name(3, 4, "PERSON", "rule", page.stretches[0])
    assert unions.decide(page, [name], weights.unions()) == ["PERSON"]
