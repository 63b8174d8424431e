from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Resolve


@pytest.mark.parametrize("form", ["US", "U.S.", "USA", "U.S.A.", "United States of America", "UNITED STATES"])
def test_united_states(resolved: Resolve, form: str) -> None:
    """The United States go by many names."""
    entity = resolved(f"The {{L:United States}} and the {{L:{form}}}").one()
    assert (entity.type, entity.subtype, entity.country_code, entity.acronym) == ("place", "country", "US", None)


def test_america_is_not_the_united_states(resolved: Resolve) -> None:
    """America may be the continent."""
    assert len(resolved("{L:America} is not the {L:United States}.").entities) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UK", "Britain"),
        ("Britain", "United Kingdom"),
        ("Kyiv", "Kiev"),
        ("Kharkiv", "Kharkov"),
        ("Odesa", "Odessa"),
        ("Donbas", "Donbass"),
        ("Türkiye", "Turkey"),
        ("Myanmar", "Burma"),
        ("Soviet Union", "USSR"),
        ("Saint Petersburg", "St. Petersburg"),
        ("Kyiv", "Київ"),
        ("Düsseldorf", "Dusseldorf"),
        ("The Hague", "Hague"),
        ("Gaza", "Ga\u00adza"),
        ("Poland", "POLAND"),
    ],
)
def test_one_place(resolved: Resolve, one: str, other: str) -> None:
    """Former names, other spellings and other scripts mean one place."""
    resolved(f"{{L:{one}}} and {{L:{other}}}").one()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donbas", "Western Donbas"),
        ("Darfur", "North Darfur"),
        ("Kyiv", "Kyiv region"),
        ("Sudan", "South Sudan"),
        ("Zaporizhzhia", "Zaporizhzhia nuclear power plant"),
        ("Insein", "Insein Prison"),
        ("England", "north east England"),
    ],
)
def test_different_places(resolved: Resolve, one: str, other: str) -> None:
    """A part of a place and what stands in it are other places."""
    assert len(resolved(f"{{L:{one}}} and {{L:{other}}}").entities) == 2


@pytest.mark.parametrize(
    ("form", "subtype", "country"),
    [
        ("Ukraine", "country", "UA"),
        ("Lviv", "city", "UA"),
        ("Soviet Union", "former_country", None),
        ("Europe", "continent", None),
        ("Zaporizhzhia nuclear power plant", "facility", "UA"),
        ("north east England", "region", "GB"),
        ("Kursk region", "region", "RU"),
        ("Lake Balkhash", "water", None),
        ("Gezi Park", "facility", None),
        ("Warsaw Street", None, None),
        ("Zzyzxgrad", None, None),
        ("West Zzyzx", None, None),
    ],
)
def test_kinds_and_countries(resolved: Resolve, form: str, subtype: str | None, country: str | None) -> None:
    """Kind and country come from the gazetteer or from the words of the name, and are unknown sooner than wrong."""
    entity = resolved(f"{{L:{form}}}").one()
    assert entity.subtype == subtype
    assert country is None or entity.country_code == country
