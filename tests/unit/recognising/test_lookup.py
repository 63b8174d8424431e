"""The gazetteers: what counts as an occurrence of a form."""

from __future__ import annotations

import pytest

from solidarity_extract.recognising import lookup
from solidarity_extract.recognising.lookup import Entry, Gazetteer
from solidarity_extract.recognising.words import read

FORMS = ["Unite", "WHO", "National Union of Mineworkers", "São Paulo", "ver.di", "Workers' Party", "Port-au-Prince"]


@pytest.fixture
def gazetteer() -> Gazetteer:
    """Return a small gazetteer."""
    made = Gazetteer()
    for form in FORMS:
        made.add(form, Entry("organisation", sure=True))
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we joined Unite today", ["Unite"]),
        ("let us unite", []),
        ("UNITE and the WHO", ["UNITE", "WHO"]),
        ("Who are they?", []),
        ("the National Union of Mineworkers", ["National Union of Mineworkers"]),
        ("a national union of mineworkers", []),
        ("in Sao Paulo and São Paulo", ["Sao Paulo", "São Paulo"]),
        ("the people of ver.di", ["ver.di"]),
        ("the Workers’ Party, the Workers Party", ["Workers’ Party", "Workers Party"]),
        ("from Port-au-Prince", ["Port-au-Prince"]),
        ("National Union of\nMineworkers", []),
    ],
)
def test_forms_in_a_text(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    """Accents, apostrophes and hyphens may differ; capitals must be there; a line end parts names."""
    words = read(text)
    matches = gazetteer.matches(words, 0, len(words))
    assert [text[words.start[m.first] : words.end[m.stop - 1]] for m in matches] == found


def test_a_name_is_looked_up_however_it_is_written(gazetteer: Gazetteer) -> None:
    """Looking up a single name needs neither its accents nor its apostrophes."""
    assert gazetteer.lookup("workers party") == (Entry("organisation", sure=True),)
    assert gazetteer.lookup("Nobody") == ()


def test_the_shipped_gazetteer_knows_all_kinds() -> None:
    """Unions, organisations, places and people come from the data of the package."""
    shipped = lookup.load()
    kinds = {
        name: {entry.kind for entry in shipped.lookup(name)}
        for name in ("National Union of Mineworkers", "NATO", "Ukraine", "Rosa Luxemburg")
    }
    assert kinds == {
        "National Union of Mineworkers": {"union"},
        "NATO": {"organisation"},
        "Ukraine": {"place"},
        "Rosa Luxemburg": {"person"},
    }


def test_no_shipped_form_is_an_ordinary_word() -> None:
    """A form in small letters that is an English word would be found everywhere, and is left out."""
    assert lookup.load().lookup("media") == ()
