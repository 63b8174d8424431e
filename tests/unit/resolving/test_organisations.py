from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract.gazetteers import Row
from solidarity_extract.resolving import known
from solidarity_extract.resolving.known import Known
from solidarity_extract.resolving.subtypes import describe

if TYPE_CHECKING:
    from .conftest import Resolve


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Labour party", "Labour"),
        ("Greens", "Green Party"),
        ("Partido Obrero", "Obrero"),
        ("Dabindu Collective", "Dabindu"),
        ("The Fire Bell", "Fire Bell"),
        ("Workers’ Hall", "Workers' Hall"),
        ("Workers’ Hall", "WORKERS HALL"),
        ("Géca\u00admines", "Gécamines"),
        ("Gecamines", "Gécamines"),
        ("Solidarity\u00a0Zone", "Solidarity\nZone"),
        ("Ministry of Defence", "Defense Ministry"),
        ("World Seed Organization", "World Seed Organisation"),
        ("Tide & Timber", "Tide and Timber"),
        ("DiEM25", "Diem 25"),
        ("#StopEACOP", "Stop EACOP"),
        ("\u0420CS", "PCS"),
        ("Senedd Cymru [Welsh parliament] Together", "Senedd Cymru Together"),
        ("European Union", "EU"),
        ("Conservative Party", "Tories"),
    ],
)
def test_one_organisation(resolved: Resolve, one: str, other: str) -> None:
    """Articles, generic words, case, apostrophes, spelling, look-alike letters and glosses do not part a name."""
    resolved(f"{{O:{one}}} and {{O:{other}}}").one()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Razem", "Razem International Office"),
        ("Ukraine Solidarity Campaign", "Ukraine Socialist Solidarity Campaign"),
        ("Ukraine Solidarity Campaign", "Ukraine Solidarity Network"),
        ("Memorial", "Memorial Czech Republic"),
        ("Labour", "New Labour"),
        ("Labour", "Labour Youth"),
        ("Communist Party of India (Marxist)", "Communist Party of India"),
        ("Trades Union Club", "Trade Union Club"),
    ],
)
def test_different_organisations(resolved: Resolve, one: str, other: str) -> None:
    """Nearly the same name is another organisation; so is a part of an organisation."""
    assert len(resolved(f"{{O:{one}}} and {{O:{other}}}").entities) == 2


def test_a_short_form_of_two_names(resolved: Resolve) -> None:
    """A short form that fits two names goes with the one named last before it, and does not make them one."""
    found = resolved("{O:Garden Party} … {O:Garden} … {O:Garden Network} … {O:Garden}")
    assert found.groups == [["Garden Party", "Garden"], ["Garden Network", "Garden"]]


def test_branches(resolved: Resolve) -> None:
    """A branch is not its union; its number alone means the branch; the union's name may be long or short."""
    found = resolved("{U:UAW} and {U:UAW Local 42}, {U:UAW Local 2865}. {U:Local 42} met.")
    assert found.groups == [["UAW"], ["UAW Local 42", "Local 42"], ["UAW Local 2865"]]
    long = resolved("{U:Garden Workers Union} ({U:GWU}): {U:GWU Local 7} is {U:Garden Workers Union Local 7}.")
    assert long.groups == [["Garden Workers Union", "GWU"], ["GWU Local 7", "Garden Workers Union Local 7"]]


def test_translations_in_brackets(resolved: Resolve) -> None:
    """A name and the same in another language are one; a parent organisation or a branch in brackets is not."""
    assert len(resolved("{O:Ozren Keepers} ({O:Čuvari Ozrena}) met.").entities) == 1
    assert len(resolved("{O:Standing Tall} ({O:Omdim Beyachad} in Hebrew, as they say) met.").entities) == 1
    assert len(resolved("{O:Garden Youth} ({O:Garden International Office}) met.").entities) == 2
    assert len(resolved("{U:NUM} ({U:Frickley Branch}) met.").entities) == 2


def test_forms_of_an_entity(resolved: Resolve) -> None:
    """The name is the fullest printed form; the others are aliases in the order of their first mentions."""
    entity = resolved("{O:LABOUR} … {O:Labour} … {O:The Labour Party} … {O:Labour\n  Party} … {O:Labour}").one()
    assert (entity.name, entity.aliases) == ("Labour Party", ("LABOUR", "Labour", "The Labour Party"))


def test_look_alike_letters_make_no_alias(resolved: Resolve) -> None:
    """A form with a Cyrillic letter that looks like a Latin one is the same form; where it is alone it is cleaned."""
    entity = resolved("{U:\u0420CS} and {U:PCS}").one()
    assert (entity.name, entity.aliases) == ("PCS", ())
    assert resolved("{U:\u0420CS}").one().name == "PCS"


def test_a_gloss_is_left_out_of_the_name(resolved: Resolve) -> None:
    """An editor's gloss in square brackets is no part of the name, and stands in the printed form."""
    entity = resolved("{O:Senedd Cymru [Welsh parliament] Together}").one()
    assert (entity.name, entity.aliases) == ("Senedd Cymru Together", ("Senedd Cymru [Welsh parliament] Together",))


@pytest.mark.parametrize(
    ("marked", "subtype", "country"),
    [
        ("{O:Ruritanian Peasants' Party}", "party", None),
        ("{O:University of Zzyzx}", "education", None),
        ("{O:University of Novi Sad}", "education", "RS"),
        ("{O:Garden Solidarity Campaign}", "campaign", None),
        ("{O:Zzyzx Network for Gardens}", "network", None),
        ("{O:UK government}", "government", "GB"),
        ("{O:Government of Serbia}", "government", "RS"),
        ("{O:Ministry of Gardens}", "government", None),
        ("{O:Zzyzx National Assembly}", "parliament", None),
        ("{O:Zzyzx Army}", "military", None),
        ("{O:Zzyzx Friends of Ukraine}", None, None),
        ("{O:Zzyzx}", None, None),
        ("{U:Gardeners' Union of Zzyzx}", "union", None),
        ("{U:Gardeners' Union of Ukraine}", "union", "UA"),
        ("{U:Zzyzx Local 9}", "branch", None),
        ("{U:Federation of Zzyzx Gardeners}", "federation", None),
        ("{U:Confederation of Independent Unions of Ukraine}", "confederation", "UA"),
        ("{U:International Federation of Zzyzx Gardeners}", "international", None),
        ("{U:Zzyzx}", None, None),
    ],
)
def test_kinds_and_countries(resolved: Resolve, marked: str, subtype: str | None, country: str | None) -> None:
    """Kind and country come from what the name says, and are unknown sooner than wrong."""
    entity = resolved(marked).one()
    assert (entity.subtype, entity.country_code) == (subtype, country)


def test_an_acronym_lends_no_country_to_another_name(resolved: Resolve) -> None:
    """What a gazetteer knows of an acronym does not count where the post gives it another full name."""
    assert resolved("{U:Nomads Union of Jujitsu} ({U:NUJ})").one().country_code is None


def rows(*countries: str, sure: bool) -> list[Known]:
    doubtful = frozenset() if sure else frozenset({"Zinnia"})
    return [Known(i, Row("Zinnia", None, (), code, "party", doubtful), sure) for i, code in enumerate(countries)]


def test_the_country_of_the_post_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of namesakes in several countries the one is meant whose country the post speaks of by far the most often."""
    monkeypatch.setattr(known, "find", lambda _kind, _key: rows("PL", "PT", sure=True))
    assert describe("organisation", ["Zinnia"], {"PL": 6, "PT": 2}) == ("party", "PL")
    assert describe("organisation", ["Zinnia"], {"PL": 5, "PT": 2}) == ("party", None)
    assert describe("organisation", ["Zinnia"], {"PL": 1}) == ("party", None)


def test_a_doubtful_row_needs_its_country(monkeypatch: pytest.MonkeyPatch) -> None:
    """A doubtful name of one word is believed only in a post that speaks of its country."""
    monkeypatch.setattr(known, "find", lambda _kind, _key: rows("PL", sure=False))
    assert describe("organisation", ["Zinnia"], {"PL": 2, "PT": 8}) == ("party", "PL")
    assert describe("organisation", ["Zinnia"], {"PL": 2, "PT": 9}) == (None, None)
    assert describe("union", ["Zinnia"], {}) == ("party", "PL")
