from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract.resolving import ContributorName
from solidarity_extract.resolving.person_names import parse

if TYPE_CHECKING:
    from .conftest import Resolve


def test_a_family_name_alone(resolved: Resolve) -> None:
    """A family name joins the full name, before it and after it."""
    entity = resolved("{P:Corbyn} left. {P:Jeremy Corbyn} spoke, then {P:Corbyn} again.").one()
    assert (entity.name, entity.aliases) == ("Jeremy Corbyn", ("Corbyn",))


def test_namesakes(resolved: Resolve) -> None:
    """Of two people with one family name, the one named last before a mention is meant; else nothing decides."""
    found = resolved("{P:Rivera} … {P:Ana Rivera} … {P:Rivera} … {P:Tomás Rivera} … {P:Rivera}")
    assert found.groups == [["Rivera"], ["Ana Rivera", "Rivera"], ["Tomás Rivera", "Rivera"]]


def test_an_article_is_no_part_of_the_family_name(resolved: Resolve) -> None:
    """A family name is the same with its article and without."""
    found = resolved("{P:Bashar al-Assad} … {P:Rifaat al-Assad} … {P:Assad}")
    assert found.groups == [["Bashar al-Assad"], ["Rifaat al-Assad", "Assad"]]


def test_family_names_that_come_first(resolved: Resolve) -> None:
    """A family name that stands first is a family name: the one named last before a mention is meant."""
    found = resolved("{P:Kim Tae-ho} left. {P:Kim Su-jin} came.\n{P:Kim} sat. {P:Wang Lei} rose. {P:Wang} fell.")
    assert found.groups == [["Kim Tae-ho"], ["Kim Su-jin", "Kim"], ["Wang Lei", "Wang"]]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Lenie de Wit", "de Wit"),
        ("Lenie de Wit", "De Wit"),
        ("Lenie de Wit", "Wit"),
        ("Maud van der Linden", "Van der Linden"),
        ("Haider Jabbar al-Saadi", "al-Saadi"),
        ("Haider Jabbar al-Saadi", "Saadi"),
        ("Alaa Abd el-Fattah", "Abd el-Fattah"),
        ("Eoin Mac Giolla Bhríde", "Mac Giolla Bhríde"),
        ("Xiomara del Socorro Blandón Úbeda", "Blandon Ubeda"),
        ("Guadalupe Rentería Walsh", "Rentería Walsh"),
        ("Guadalupe Rentería Walsh", "Rentería"),
        ("Kirra Dunwell-Ngata", "Dunwell-Ngata"),
        ("Kirra Dunwell-Ngata", "Dunwell"),
        ("Noh Eun-bi", "Noh"),
        ("Zhang Ruolin", "Ruolin Zhang"),
        ("Ken Saro-Wiwa", "Saro-Wiwa"),
        ("Jeremy Corbyn", "J. Corbyn"),
        ("Jeremy Corbyn", "Corbyn, Jeremy"),
        ("Hasmik Zakaryan", "Hasmik Z."),
        ("Anura Kumara Dissanayake", "Anura Dissanayake"),
        ("Harlan “Peewee” Stubbs", "Peewee"),
        ("Harlan “Peewee” Stubbs", "Peewee Stubbs"),
        ("Harlan “Peewee” Stubbs", "Harlan Stubbs"),
        ("Panagiota (Yota) Chatzimichali", "Yota"),
        ("Héctor Villacorta", "Villacorta"),
        ("Mónica García", "Monica Garcia"),
        ("MIREIA CASADEVALL", "Mireia Casadevall"),
        ("Durmuş Ali KIZILTAŞ", "Kızıltaş"),
        ("Stephen Marsh", "Steve Marsh"),
        ("Eric Blanc", "Erik Blanc"),
        ("Volodymyr Zelenskyy", "Zelensky"),
        ("Volodymyr Zelensky", "Vladimir Zelenskiy"),
        ("Alexei Navalny", "Навальный"),
        ("Karin Müller", "Karin Mueller"),
        ("Dr Joan Marsh", "Joan Marsh"),
        ("Theo Banaszak Jr.", "Theo Banaszak"),
    ],
)
def test_forms_of_one_name(resolved: Resolve, full: str, short: str) -> None:
    """Particles, double names, the order of names, initials, nicknames, spelling and script do not part one person."""
    assert resolved(f"{{P:{full}}} spoke. {{P:{short}}} sat down.").one().name in {full, short}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gurmail Kaur", "Gurnam Kaur Sekhon"),
        ("Maria P.", "Maria T."),
        ("Abu Faisal", "Faisal"),
        ("Dilnur Tursun qizi", "Tursun"),
        ("Marcelo Rivera", "Ramiro Rivera"),
        ("J. Halloran", "I. Halloran"),
        ("Ryan", "Ryanne"),
        ("Jo Gray", "Joe Gray"),
    ],
)
def test_different_people(resolved: Resolve, one: str, other: str) -> None:
    """Names that look alike and differ in what matters are two people."""
    assert len(resolved(f"{{P:{one}}} spoke. {{P:{other}}} sat down.").entities) == 2


def test_a_first_name_is_a_contributor_first_of_all(resolved: Resolve) -> None:
    """A first name alone means the contributor, although another person has the same first name."""
    found = resolved("{P:Nelson Mandela} is dead. {P:Nelson Fa'amoe}\nI am {P:Nelson}.", "Nelson Fa'amoe")
    assert found.groups == [["Nelson Mandela"], ["Nelson Fa'amoe", "Nelson"]]


def test_a_first_name_of_the_only_person_who_has_it(resolved: Resolve) -> None:
    """A first name alone means the only person in the post with that first name."""
    assert resolved("{P:Salah Ghariani} hid us.\n\nWrite down {P:Salah}.").one().name == "Salah Ghariani"


def test_a_first_name_of_two(resolved: Resolve) -> None:
    """Of two people with one first name, only the one named before in the same line is meant."""
    found = resolved("{P:Mary Hill} and I. {P:Mary} too.\n{P:Mary Stone}.\n{P:Mary} again.")
    assert found.groups == [["Mary Hill", "Mary"], ["Mary Stone"], ["Mary"]]


def test_contributors_join_their_later_mentions(resolved: Resolve) -> None:
    """A contributor is called by the name of the header, also where the text prints only parts of it."""
    entity = resolved("TN: hello. Then {P:Nasser} spoke, {P:Tariq} laughed.", "Tariq Nasser").one()
    assert (entity.name, entity.aliases) == ("Tariq Nasser", ("Nasser", "Tariq"))


def test_a_contributor_with_one_name_stays_alone(resolved: Resolve) -> None:
    """A pseudonym in a header is nobody else's first name."""
    found = resolved("{P:Sasha}\nI met {P:Sasha Volkova}. {P:Sasha}", "Sasha")
    assert found.groups == [["Sasha", "Sasha"], ["Sasha Volkova"]]


def test_labels_decide(resolved: Resolve) -> None:
    """A name in a speaker's label is the speaker's, whatever nearness says."""
    one = ContributorName("Maria Papas", "person", ((0, 5),))
    other = ContributorName("Maria Tzima", "person", ((13, 18),))
    found = resolved("{P:Maria}: Yes.\n\n{P:Maria}: No.", one, other)
    assert [entity.name for entity in found.entities] == ["Maria Papas", "Maria Tzima"]


def test_a_misspelt_contributor(resolved: Resolve) -> None:
    """A long name that lacks one inner letter of a contributor's name is the contributor's."""
    assert resolved("{P:Zarghuna Ahmadzai}\n{P:Zarguna} writes.", "Zarghuna Ahmadzai").one().name == "Zarghuna Ahmadzai"
    assert len(resolved("{P:Zarghuna Ahmadzai}\n{P:Zarguna} writes.").entities) == 2


def test_descriptions_are_no_contributors(resolved: Resolve) -> None:
    """A nameless contributor and an organisation that speaks change nothing."""
    speakers = ContributorName("A nurse from Pula", "anonymous"), ContributorName("Ana Group", "organisation")
    assert resolved("{P:Ana} spoke.", *speakers).one().name == "Ana"


def test_an_anonymous_name_that_is_mentioned(resolved: Resolve) -> None:
    """A pseudonym counts as a contributor's name although its bearer is anonymous."""
    found = resolved("{P:Sasha}, 24\n{P:Sasha Volkova} came.", ContributorName("Sasha", "anonymous"))
    assert len(found.entities) == 2


def test_names_the_wording_calls_one(resolved: Resolve) -> None:
    """Birth names, nicknames in quotes and single names in brackets join where the wording says so."""
    assert resolved("{P:Iris Toolan}, who was born {P:Iris Brock} … {P:Iris}").one().name == "Iris Toolan"
    assert resolved("{P:Mgcineni Noki}, “{P:Mambush}”, fell.").one().aliases == ("Mambush",)
    assert resolved("{P:Eduardo Ruiz} ({P:Trvko}) sang.").one().aliases == ("Trvko",)
    assert len(resolved("{P:Ana Cruz} ({P:Pau Riera}) sang.").entities) == 2


def test_the_fullest_printed_name(resolved: Resolve) -> None:
    """The fullest form is the name, in small letters where those are printed; all forms are printed in the post."""
    entity = resolved("{P:LORETTA GAGNON} … {P:Gagnon} … {P:Loretta\n Gagnon}").one()
    assert (entity.name, entity.aliases) == ("Loretta Gagnon", ("LORETTA GAGNON", "Gagnon"))


def test_parts_of_a_name() -> None:
    """Titles, particles and nicknames are not among the words a name is compared by."""
    name = parse("Prof. Maria José “Zezé” do Nascimento")
    assert (name.words, name.nicknames) == (("maria", "jose", "nascimento"), ("zeze",))
    assert parse("Do Hyun-ah").words == ("do", "hyun-ah")
    assert parse("Arnold Ap").words == ("arnold", "ap")
    assert parse("A. M. K. Chidambaram").words == ("a.", "m.", "k.", "chidambaram")
