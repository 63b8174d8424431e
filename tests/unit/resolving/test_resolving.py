from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from solidarity_extract.mentions import Mention
from solidarity_extract.resolving import ContributorName, resolve
from solidarity_extract.resolving.slugs import slug, unique_ids

if TYPE_CHECKING:
    from solidarity_extract.mentions import EntityType

    from .conftest import Resolve

TYPES: list[EntityType] = ["organisation", "union", "person", "place"]
WORDS = [
    "Ana",
    "Rivera",
    "de",
    "NUM",
    "National",
    "Union",
    "of",
    "Mineworkers",
    "US",
    "U.S.",
    "Кyiv",
    "Labour",
    "party",
]
SURFACES = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    st.text(min_size=1, max_size=12),
)
GAPS = st.sampled_from([" ", " (", ") ", ", known as ", ".\n\n", ", “", "” "])
PRINTED = st.lists(st.tuples(SURFACES, st.sampled_from(TYPES), GAPS), max_size=12)
CONTRIBUTORS = st.lists(
    st.builds(ContributorName, SURFACES, st.sampled_from(["person", "organisation", "anonymous", "unknown"])),
    max_size=3,
)


def laid_out(printed: list[tuple[str, EntityType, str]]) -> tuple[str, list[Mention]]:
    text, mentions = "", []
    for surface, kind, gap in printed:
        mentions.append(Mention(len(text), len(text) + len(surface), kind, "gold"))
        text += surface + gap
    return text, mentions


@given(PRINTED, CONTRIBUTORS)
def test_entities_part_the_mentions(
    printed: list[tuple[str, EntityType, str]], speakers: list[ContributorName]
) -> None:
    """Every mention is in one entity of its type; ids differ; the order is that of first mentions; runs agree."""
    text, mentions = laid_out(printed)
    entities = resolve(text, mentions, speakers)
    assert sorted(chain.from_iterable(entity.mentions for entity in entities)) == list(range(len(mentions)))
    assert all(mentions[i].type == entity.type for entity in entities for i in entity.mentions)
    assert len({entity.id for entity in entities}) == len(entities)
    assert all(entity.id.startswith(f"{entity.type}:") and entity.id.isascii() for entity in entities)
    assert all(list(entity.mentions) == sorted(entity.mentions) for entity in entities)
    firsts = [entity.mentions[0] for entity in entities]
    assert firsts == sorted(firsts)
    assert entities == resolve(text, mentions, speakers)


@given(PRINTED)
def test_the_order_of_the_mentions_given_does_not_matter(printed: list[tuple[str, EntityType, str]]) -> None:
    """Mentions given backwards make the same entities of the same mentions."""
    text, mentions = laid_out(printed)
    backwards = resolve(text, mentions[::-1])
    last = len(mentions) - 1
    turned = [[last - i for i in entity.mentions] for entity in backwards]
    assert [list(entity.mentions) for entity in resolve(text, mentions)] == turned


def test_no_mentions() -> None:
    """A text without names has no entities, with contributors or without."""
    assert resolve("Nobody.", [], [ContributorName("Ana Rivera", "person")]) == []


def test_ids_are_type_and_slug(resolved: Resolve) -> None:
    """An id is the type and the ASCII slug of the name."""
    assert resolved("{U:National Union of Mineworkers}").one().id == "union:national-union-of-mineworkers"
    assert resolved("{P:Łukasz Żółć-O’Neil}").one().id == "person:lukasz-zolc-oneil"
    assert resolved("{L:Київ}").one().id == "place:kyiv"
    assert resolved("{P:Νίκος Βασιλείου}").one().id == "person:nikos-vasileioy"


def test_a_slug_that_would_be_empty_is_a_hash() -> None:
    """A script we cannot spell, and a name without letters, get a stable hash of the name."""
    assert slug("北京工人") == slug("北京工人")
    assert len(slug("北京工人")) == len(slug("???")) == 8
    assert slug("北京工人") != slug("???")


def test_a_slug_never_drops_letters_silently() -> None:
    """What cannot be spelt in ASCII, or is cut off, is made up for by a hash."""
    assert slug("北京 Union") not in {"union", slug("上海 Union")}
    assert slug("Garden " * 50) != slug("Garden " * 51)
    assert len(slug("Garden " * 50)) <= 90


def test_equal_slugs_are_told_apart_by_content() -> None:
    """Two entities whose names are spelt alike get ids that depend on name and place, not on counting."""
    ids = unique_ids([("person", "Maša", 3), ("person", "Masa", 9), ("person", "Masa", 40), ("place", "Masa", 60)])
    assert ids[0] == "person:masa"
    assert ids[3] == "place:masa"
    assert len(set(ids)) == 4
    assert ids == unique_ids(
        [("person", "Maša", 3), ("person", "Masa", 9), ("person", "Masa", 40), ("place", "Masa", 60)]
    )


def test_one_name_a_hundred_thousand_times() -> None:
    """The work grows with the number of mentions, not with its square: a name on every line is no burden."""
    text = "Corbyn Ann Corbyn " * 50_000
    mentions = [
        Mention(at, at + length, "person", "x") for i in range(50_000) for at, length in ((18 * i, 6), (18 * i + 7, 10))
    ]
    assert [len(entity.mentions) for entity in resolve(text, mentions)] == [100_000]


def test_the_links_of_a_real_post(resolved: Resolve) -> None:
    """Names that a real post links in seven different ways are linked, all in one text."""
    found = resolved(
        "{O:Labour party} members heard {P:Jeremy Corbyn} at the {U:National Union of Mineworkers} ({U:NUM}).\n\n"
        "The {O:Ukraine Solidarity Campaign} sent {P:Corbyn} a letter; {O:USC} and {U:NUM} people agree on it.\n\n"
        "The {U:Confederation of Independent Unions of Ukraine} ({U:KVPU}) thanked {O:Labour} and the "
        "{O:European Network for Solidarity with Ukraine} ({O:ENSU}). {U:KVPU} and {O:ENSU} wrote from the {L:US}.\n\n"
        "In the {L:United States} the {O:Ukraine Socialist Solidarity Campaign} read it out, as {L:U.S.} papers say.",
    )
    assert found.groups == [
        ["Labour party", "Labour"],
        ["Jeremy Corbyn", "Corbyn"],
        ["National Union of Mineworkers", "NUM", "NUM"],
        ["Ukraine Solidarity Campaign", "USC"],
        ["Confederation of Independent Unions of Ukraine", "KVPU", "KVPU"],
        ["European Network for Solidarity with Ukraine", "ENSU", "ENSU"],
        ["US", "United States", "U.S."],
        ["Ukraine Socialist Solidarity Campaign"],
    ]
