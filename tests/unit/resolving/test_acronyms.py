from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract.resolving.acronyms import initials, is_clipped, is_syllabic, looks_like_acronym

if TYPE_CHECKING:
    from .conftest import Resolve


def test_brackets_define_an_acronym(resolved: Resolve) -> None:
    """A full name with its acronym in brackets, and the acronym alone later, are one entity."""
    entity = resolved("The {U:National Union of Mineworkers} ({U:NUM}) met. The {U:NUM} won.").one()
    assert (entity.name, entity.acronym, entity.aliases) == ("National Union of Mineworkers", "NUM", ())


def test_brackets_define_a_full_name(resolved: Resolve) -> None:
    """The acronym may stand first and the full name in the brackets."""
    entity = resolved("The {U:NUM} (the {U:National Union of Mineworkers}) met.").one()
    assert (entity.name, entity.acronym) == ("National Union of Mineworkers", "NUM")


def test_letters_of_another_language_need_brackets(resolved: Resolve) -> None:
    """An acronym whose letters come from another language is joined by the brackets, and only by them."""
    assert (
        resolved("{U:Confederation of Independent Unions of Ukraine} ({U:KVPU}) spoke. {U:KVPU}!").one().acronym
        == "KVPU"
    )
    apart = resolved("The {U:Confederation of Forest Unions of Ruritania} spoke, and so did {U:ZQXW}.")
    assert len(apart.entities) == 2


@pytest.mark.parametrize(
    "between",
    [" (", " [", " (“", "” (", "’s (", " (the ", " (or ", " (abbreviated as ", ", known as ", ", better known as the "],
)
def test_what_may_stand_before_the_defined_name(resolved: Resolve, between: str) -> None:
    """Brackets, quotation marks, a possessive, a few words and outright statements introduce the other name."""
    assert resolved(f"The {{U:Union of Ruritanian Gardeners}}{between}{{U:ZQX}}) grew.").one().acronym == "ZQX"


@pytest.mark.parametrize("between", [", ", " and ", " or ", " (with ", " (unlike the ", ". (", "\n\n("])
def test_what_defines_nothing(resolved: Resolve, between: str) -> None:
    """Neighbours whose letters do not fit are two names, unless the wording says otherwise."""
    assert len(resolved(f"The {{U:Union of Ruritanian Gardeners}}{between}{{U:ZQX}}) grew.").entities) == 2


def test_a_list_in_brackets_defines_nothing(resolved: Resolve) -> None:
    """Several names in brackets are members or examples, unless the letters fit."""
    assert len(resolved("{U:Alliance of Ruritanian Gardeners} ({U:ZQX}, {U:VWB}) grew.").entities) == 3
    assert len(resolved("{U:Alliance of Ruritanian Gardeners} ({U:ARG}, {U:VWB}) grew.").entities) == 2


def test_a_parent_in_brackets_is_no_acronym(resolved: Resolve) -> None:
    """An acronym in brackets that is known for another union is an affiliation."""
    groups = resolved("The {U:Society of Ruritanian Pilots} ({U:ITF}) flew.").groups
    assert groups == [["Society of Ruritanian Pilots"], ["ITF"]]


def test_an_acronym_without_brackets(resolved: Resolve) -> None:
    """An acronym that is never defined belongs to the full name whose initials it has."""
    entity = resolved("We founded the {O:Garden Defence League}. A year later {O:GDL} had a shed.").one()
    assert (entity.name, entity.acronym) == ("Garden Defence League", "GDL")


def test_nearly_the_same_name_does_not_take_the_acronym(resolved: Resolve) -> None:
    """USC is the Ukraine Solidarity Campaign, although a Ukraine Socialist Solidarity Campaign is in the same post."""
    found = resolved(
        "The {O:Ukraine Socialist Solidarity Campaign} wrote. I joined the {O:Ukraine Solidarity Campaign}. "
        "{O:USC} members met. The {O:Ukraine Socialist Solidarity Campaign} met too.",
    )
    assert found.groups == [["Ukraine Socialist Solidarity Campaign"] * 2, ["Ukraine Solidarity Campaign", "USC"]]


def test_the_nearest_full_name_before_decides(resolved: Resolve) -> None:
    """Where two full names have the same initials, each acronym goes with the one named last before it."""
    found = resolved(
        "{U:NUT} first. The {U:National Union of Tailors} met; {U:NUT} sewed. "
        "The {U:Nordic Union of Teachers} met; {U:NUT} taught.",
    )
    assert found.groups == [["NUT"], ["National Union of Tailors", "NUT"], ["Nordic Union of Teachers", "NUT"]]


def test_brackets_win_over_nearness(resolved: Resolve) -> None:
    """An acronym that brackets define keeps its meaning although another full name with its initials stands nearer."""
    found = resolved("{U:Union of Garden Carers} ({U:UGC}) … {U:Union of Glass Cutters} … {U:UGC}.")
    assert found.groups == [["Union of Garden Carers", "UGC", "UGC"], ["Union of Glass Cutters"]]


def test_two_letters_need_the_full_name_first(resolved: Resolve) -> None:
    """Two letters prove little: the full name must come before them."""
    assert len(resolved("{O:Green Shed} grew, and {O:GS} bloomed.").entities) == 1
    assert len(resolved("{O:GS} bloomed, and {O:Green Shed} grew.").entities) == 2


@pytest.mark.parametrize(
    ("full", "acronym"),
    [
        ("Free Trade Zones and General Services Employees Union", "FTZ&GSEU"),
        ("Feminist Anti-War Resistance", "FAR"),
        ("Feminist Anti-War Resistance", "FAWR"),
        ("Organization of Women’s Freedom in Iraq", "OWFI"),
        ("Organization of Women’s Freedom in Iraq", "OWFII"),
        ("Society of Radiographers", "SoR"),
        ("Public and Commercial Services Union", "PCS"),
        ("Confédération générale du travail", "CGT"),
        ("Sotsialnyi Rukh", "SR"),
        ("Gegužės 1-osios profesinė sąjunga", "G1PS"),
        ("National Union of Mineworkers", "N.U.M."),
    ],
)
def test_initials(full: str, acronym: str) -> None:
    """Initials skip or keep small words, count a compound once or by its parts, and may leave out Union."""
    assert acronym.translate(dict.fromkeys(map(ord, ".&"))).casefold() in initials(full)


def test_initials_leave_no_word_out() -> None:
    """A word in the middle that means something is in the acronym."""
    assert "usc" not in initials("Ukraine Socialist Solidarity Campaign")


def test_clipped_initials() -> None:
    """A long acronym may leave out a word or two, but neither the first nor the last, and not from few letters."""
    assert is_clipped("ttcu", "tntclu")
    assert not is_clipped("usc", "ussc")
    assert not is_clipped("tcua", "ttclu")


def test_syllables() -> None:
    """Beginnings of words, in order, spell a short name."""
    assert is_syllabic("trucksol", "Cargo Truckers' Solidarity Division")
    assert not is_syllabic("soltruck", "Cargo Truckers' Solidarity Division")


@pytest.mark.parametrize("form", ["NUM", "KVPU", "FTZ&GSEU", "PCdoB", "DiEM25", "U.N.", "ČMKOS", "DİSK"])
def test_shapes_of_acronyms(form: str) -> None:
    """Half of an acronym's letters are capitals; mixed case, dots and digits are no obstacle."""
    assert looks_like_acronym(form)


@pytest.mark.parametrize("form", ["Unite", "ver.di", "IG Metall", "X", "McDonald", "VERYLONGWORD"])
def test_shapes_of_other_names(form: str) -> None:
    """Ordinary words, several words and single letters are no acronyms."""
    assert not looks_like_acronym(form)


def test_an_acronym_that_stands_alone_is_its_own_acronym(resolved: Resolve) -> None:
    """A name that is nothing but an acronym is both name and acronym; a word in capitals with its own name is not."""
    entity = resolved("{U:ASLEF} struck.").one()
    assert (entity.name, entity.acronym) == ("ASLEF", "ASLEF")
    assert resolved("{O:CHALK} … {O:Chalk} again.").one().acronym is None


def test_types_stay_apart(resolved: Resolve) -> None:
    """A mention never joins an entity of another type."""
    assert (
        len(resolved("{U:National Union of Seamen} and {O:National Union of Students} ({O:NUS}); {U:NUS}").entities)
        == 2
    )


def test_places_have_acronyms_as_aliases(resolved: Resolve) -> None:
    """An acronym of a place joins it by brackets and is an alias: only organisations have acronyms."""
    entity = resolved("{L:Zaporizhzhia Nuclear Power Plant} ({L:ZNPP}) … {L:ZNPP}").one()
    assert (entity.aliases, entity.acronym) == (("ZNPP",), None)
