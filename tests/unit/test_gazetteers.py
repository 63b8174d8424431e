"""The gazetteers: well-formed, sorted, without contradictions."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "src" / "solidarity_extract" / "data" / "gazetteers"

SUBTYPES = {
    "unions": {"branch", "union", "federation", "confederation", "international"},
    "organisations": {
        "party",
        "campaign",
        "network",
        "ngo",
        "movement",
        "government",
        "parliament",
        "international_organisation",
        "military",
        "education",
        "media",
        "company",
        "religious",
        "other",
    },
    "places": {"country", "region", "city", "continent", "facility", "former_country", "water"},
}

ISO_3166 = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR "
    "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO "
    "JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR "
    "MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO "
    "RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV "
    "TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)

COUNTRIES = {*ISO_3166.split(), "XK"}
"""ISO 3166-1 alpha-2, and the user-assigned code that is in general use for Kosovo."""

SIZES = {"unions": 2500, "organisations": 5000, "places": 8000, "given_names": 12000}


def lines_of(kind: str) -> list[str]:
    """Return the lines of a gazetteer, without their ends."""
    return (FOLDER / f"{kind}.tsv").read_text(encoding="utf-8").removesuffix("\n").split("\n")


def rows_of(kind: str) -> list[list[str]]:
    """Return the rows of a gazetteer, split into columns."""
    return [line.split("\t") for line in lines_of(kind) if not line.startswith("#")]


def sure_forms(kind: str) -> set[str]:
    """Return every form that a gazetteer gives for sure."""
    return {
        form
        for name, acronym, others, *_, certainty in rows_of(kind)
        if certainty == "sure"
        for form in (name, acronym, *others.split("; "))
        if form and not form.startswith("?")
    }


@pytest.mark.parametrize("kind", [*SUBTYPES, "given_names"])
def test_file_opens_with_comments_that_say_what_a_row_means(kind: str) -> None:
    """The first lines are comments, no line after them is one, and one of them explains the columns."""
    flags = [line.startswith("#") for line in lines_of(kind)]
    assert flags[0]
    assert flags == sorted(flags, reverse=True)
    assert any(line.startswith("# A row: name, ") for line in lines_of(kind))


@pytest.mark.parametrize("kind", [*SUBTYPES, "given_names"])
def test_rows_are_sorted_and_no_name_stands_twice(kind: str) -> None:
    """Rows follow each other by casefolded name, each name once."""
    names = [row[0].casefold() for row in rows_of(kind)]
    assert names == sorted(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", [*SUBTYPES, "given_names"])
def test_no_cell_has_stray_spaces_or_signs(kind: str) -> None:
    """No cell starts or ends with a space, holds two in a row, or keeps a sign of the notes it was made from."""
    cells = [cell for row in rows_of(kind) for cell in row]
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []
    assert [cell for cell in cells if {"~", "|", "@", "\ufffd"} & set(cell)] == []


@pytest.mark.parametrize("kind", [*SUBTYPES, "given_names"])
def test_gazetteer_has_the_size_that_is_wanted(kind: str) -> None:
    """A gazetteer never shrinks below the size it was made for."""
    assert len(rows_of(kind)) >= SIZES[kind]


@pytest.mark.parametrize("kind", SUBTYPES)
def test_columns_hold_what_the_first_lines_say(kind: str) -> None:
    """Six columns: a name, forms, a known country, a known subtype, a known certainty."""
    for row in rows_of(kind):
        assert len(row) == 6, row
        name, _, _, country, subtype, certainty = row
        assert name, row
        assert not name.startswith("?"), row
        assert country == "" or country in COUNTRIES, row
        assert subtype == "" or subtype in SUBTYPES[kind], row
        assert certainty in {"sure", "ambiguous"}, row


@pytest.mark.parametrize("kind", SUBTYPES)
def test_forms_of_a_row_are_distinct_and_have_no_article(kind: str) -> None:
    """A row lists each form once, none empty and none with a leading article."""
    for name, acronym, others, *_ in rows_of(kind):
        forms = [name, *(form.removeprefix("?") for form in (acronym, *others.split("; ")) if form)]
        assert len(forms) == len(set(forms)), forms
        assert all(forms), forms
        assert [form for form in forms if form.startswith("the ")] == []


def test_a_sure_form_has_one_type_only() -> None:
    """No form is sure in two gazetteers at once, whatever its case."""
    kinds = defaultdict(set)
    for kind in SUBTYPES:
        for form in sure_forms(kind):
            kinds[form.casefold()].add(kind)
    assert {form: found for form, found in kinds.items() if len(found) > 1} == {}


def test_given_names_have_three_columns() -> None:
    """A given name has a gender or none, and is marked or not."""
    for row in rows_of("given_names"):
        name, gender, certainty = row
        assert name, row
        assert " " not in name, row
        assert gender in {"f", "m", ""}, row
        assert certainty in {"ambiguous", ""}, row


def test_a_given_name_that_is_a_sure_name_elsewhere_is_marked() -> None:
    """A given name that another gazetteer is sure of is marked ambiguous."""
    sure = {form.casefold() for kind in SUBTYPES for form in sure_forms(kind)}
    assert [row for row in rows_of("given_names") if row[0].casefold() in sure and row[2] != "ambiguous"] == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("unions", "Unite"),
        ("unions", "Prospect"),
        ("unions", "Equity"),
        ("unions", "Community"),
        ("unions", "Accord"),
        ("unions", "Advance"),
        ("places", "Reading"),
        ("places", "Nice"),
        ("organisations", "Momentum"),
    ],
)
def test_names_that_are_common_words_are_ambiguous(kind: str, name: str) -> None:
    """A name that is a common word as well needs evidence from the text."""
    assert [row[5] for row in rows_of(kind) if row[0] == name] == ["ambiguous"]
