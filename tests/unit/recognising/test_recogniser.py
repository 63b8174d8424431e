"""The recogniser as a whole: the rules of the annotation guide, and the contract with the other steps."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from solidarity_extract import recognising
from solidarity_extract.mentions import Block, KnownName
from solidarity_extract.recognising import components, names
from solidarity_extract.recognising.page import place_tagged, prepare
from solidarity_extract.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from solidarity_extract.recognising.recogniser import Recogniser

ORG, UNION, PERSON, PLACE = "organisation", "union", "person", "place"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A clear voice was that of the National Union of Mineworkers (NUM), and the NUM sent money.",
            [("National Union of Mineworkers", UNION), ("NUM", UNION), ("NUM", UNION)],
        ),
        (
            "We answered the pro-Putin press and the Putin-led war; the Assad/Putin axis lost.",
            [("Putin", PERSON), ("Putin", PERSON), ("Assad", PERSON), ("Putin", PERSON)],
        ),
        ("The Durham miners met Polish nurses from the Warsaw office.", [("Durham", PLACE), ("Warsaw", PLACE)]),
        ("With the train drivers union ASLEF we sent a van.", [("ASLEF", UNION)]),
        ("In the Labour party the minority is divided.", [("Labour party", ORG)]),
        ("The UK government refused, and Moscow refused too.", [("UK", PLACE), ("Moscow", PLACE)]),
        (
            "She lives in Cheyenne, Wyoming and is a member of Teamsters Local 705.",
            [("Cheyenne", PLACE), ("Wyoming", PLACE), ("Teamsters Local 705", UNION)],
        ),
        (
            "A cross-party group, Senedd Cymru [Welsh parliament] Together for Ukraine, helped.",
            [("Senedd Cymru [Welsh parliament] Together for Ukraine", ORG)],
        ),
        (
            "Yesterday Comrade Halyna Bondar spoke, and President Zelensky answered Dr Mary Okafor.",
            [("Halyna Bondar", PERSON), ("Zelensky", PERSON), ("Mary Okafor", PERSON)],
        ),
        (
            "The Students' Union wrote to the European Union; in the Soviet Union nobody did.",
            [("Students' Union", ORG), ("European Union", ORG), ("Soviet Union", PLACE)],
        ),
        ("The Arab Spring and the Vietnam War taught us Marxism on a Monday in March.", []),
        (
            "Workers at the Zaporizhzhia nuclear power plant and in Gezi Park stood up.",
            [("Zaporizhzhia nuclear power plant", PLACE), ("Gezi Park", PLACE)],
        ),
        (
            "We met the Ukraine Solidarity Campaign (USC). The USC paid.",
            [("Ukraine Solidarity Campaign", ORG), ("USC", ORG), ("USC", ORG)],
        ),
        (
            "ver.di and IG Metall called a strike in Berlin.",
            [("ver.di", UNION), ("IG Metall", UNION), ("Berlin", PLACE)],
        ),
        (
            "The Basque Government signed, and so did the University of Durham.",
            [("Basque Government", ORG), ("University of Durham", ORG)],
        ),
    ],
)
def test_the_rules_of_the_annotation_guide(
    find: Callable[..., list[tuple[str, str]]], text: str, wanted: list[tuple[str, str]]
) -> None:
    """Names are found with the extent and the type that the guide gives them, and nothing else is."""
    assert find(text) == wanted


def test_names_of_contributors_are_known(find: Callable[..., list[tuple[str, str]]]) -> None:
    """A name in a header is a person, however unlikely, and its parts are known in the text."""
    text = "Qwertz Iva Moon, welder\n\nThey asked me about the crane. Moon, they said, climb down."
    found = find(text, (KnownName(0, 15, "person"),))
    assert found[0] == ("Qwertz Iva Moon", PERSON)
    assert ("Moon", PERSON) in found


def test_an_affiliation_is_an_organisation_or_a_union(find: Callable[..., list[tuple[str, str]]]) -> None:
    """The layout says that it is one of the two, the recogniser which."""
    text = "Wanjiku Zorn, shop steward, Zorn Tea Workers' Union"
    known = (KnownName(0, 12, "person"), KnownName(28, len(text), None))
    assert find(text, known, "header") == [("Wanjiku Zorn", PERSON), ("Zorn Tea Workers' Union", UNION)]


def test_soft_hyphens_and_lookalikes_do_not_hide_a_name(find: Callable[..., list[tuple[str, str]]]) -> None:
    """Names are compared through the cleaned view, and reported as they stand."""
    assert find("We flew to Tа\u00adiwan and to Ukr\u00adaine.") == [("Tа\u00adiwan", PLACE), ("Ukr\u00adaine", PLACE)]


def test_a_name_may_run_over_a_wrapped_line(find: Callable[..., list[tuple[str, str]]]) -> None:
    """Where a text is wrapped at some width, a line end in a name is a space; between short lines it is not."""
    wrapped = "We have worked since the winter with the National Union of\nMineworkers, who sent two vans and a driver."
    assert find(wrapped) == [("National Union of\nMineworkers", UNION)]
    assert find("With thanks to\nthe people of Ukraine\nPoland") == [("Ukraine", PLACE), ("Poland", PLACE)]


def test_method_says_where_a_name_comes_from(recogniser: Recogniser) -> None:
    """Gazetteer, header, rule and acronym are told apart."""
    text = "Zuzu Quiroga\nIn Ukraine the Zorn Rights Campaign (ZRC) paid Comrade Wanjiku Zorn."
    mentions = recogniser.recognise(text, [Block(0, len(text), "body")], [KnownName(0, 12, "person")])
    methods = {text[m.start : m.end]: m.method for m in mentions}
    assert methods["Zuzu Quiroga"] == "header"
    assert methods["Ukraine"] == "gazetteer"
    assert methods["Zorn Rights Campaign"] == "rule"
    assert methods["ZRC"] == "acronym"


def test_only_blocks_are_read(recogniser: Recogniser) -> None:
    """Page chrome, duplicates and pull quotes lie outside the blocks and give no mention."""
    text = "Share on Facebook\n\nWe met in Ukraine."
    mentions = recogniser.recognise(text, [Block(text.index("We"), len(text), "body")], [])
    assert [text[m.start : m.end] for m in mentions] == ["Ukraine"]


def test_a_post_without_blocks_has_no_mentions(recogniser: Recogniser) -> None:
    """Nothing to read, nothing found."""
    assert recogniser.recognise("Ukraine", [], []) == []
    assert recogniser.recognise("", [], []) == []


WORDS = ["Ukraine", "the ", "NUM", "Wanjiku Zorn", " and ", " of ", "’s ", "Union", "Workers'", "ver.di", "Local ", "1"]
MARKS = [
    " (",
    ") ",
    ", ",
    ".\n",
    "\n\n",
    "“",
    "”",
    "-",
    " ",
    "\u00a0",
    "\u00ad",
    "**",
    "# ",
    "é",
    "İ",
    "А",
    "]",
    "[",
    "&",
]
PIECE = st.sampled_from(WORDS) | st.sampled_from(MARKS)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECE, max_size=30), st.data())
def test_the_contract(recogniser: Recogniser, pieces: list[str], data: st.DataObject) -> None:
    """Mentions are sorted, do not overlap, lie in one block each, and have no space at their edges."""
    text = "".join(pieces)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    blocks = [Block(a, b, "body") for a, b in pairwise(cuts)]
    mentions = recogniser.recognise(text, blocks, [])
    for mention in mentions:
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end] != ""
        assert sum(block.start <= mention.start and mention.end <= block.end for block in blocks) == 1
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert mentions == recogniser.recognise(text, blocks, [])


@pytest.mark.parametrize("nasty", ["Ab ", "Ab, ", "Ab of ", "[(", "“Ab” ", "Ab-", "\n", "Cold War "])
def test_no_pattern_is_worse_than_linear(recogniser: Recogniser, nasty: str) -> None:
    """Four times as much of a hostile line takes at most some seven times as long, on a busy machine too."""

    def seconds(size: int) -> float:
        text = nasty * (size // len(nasty))
        started = time.perf_counter()
        recogniser.recognise(text, [Block(0, len(text), "body")], [])
        return time.perf_counter() - started

    seconds(1_000)
    assert seconds(32_000) < 7 * max(seconds(8_000), 0.05)


def test_provenance(recogniser: Recogniser) -> None:
    """The pipeline says its name, its version and its components in order."""
    assert (recogniser.name, recogniser.version) == ("solidarity_rules", __version__)
    assert recogniser.layers == ["solidarity_names", "solidarity_unions", "solidarity_consistency"]


def test_the_components_work_in_any_spacy_pipeline() -> None:
    """A Doc without blocks is read line by line, keeps its labels, and can be written to disk."""
    assert components.NAMES
    nlp = spacy.blank("en")
    for name in (components.NAMES, components.UNIONS, components.CONSISTENCY):
        nlp.add_pipe(name)
    doc = nlp("The National Union of Mineworkers met in Ukraine.\nUkraine won.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("National Union of Mineworkers", "UNION"),
        ("Ukraine", "PLACE"),
        ("Ukraine", "PLACE"),
    ]
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes()).text == doc.text


def test_what_another_component_tagged_is_evidence() -> None:
    """The place of a trained recogniser: its entities become observations about candidates."""
    text = "so they met zorn rights and Melas"
    page = prepare(text, [Block(0, len(text), "body")], ())
    place_tagged(page, [(text.index("zorn"), text.index("zorn") + 11, "ORG")])
    stretch = page.stretches[0]
    assert "tagged ORG" in names.observed(page, stretch, 3, 5)
    assert "tagged nothing" in names.observed(page, stretch, 6, 7)


def test_importing_the_package_does_not_import_spacy() -> None:
    """Only loading a recogniser does, so that the command line answers at once."""
    code = "import sys, solidarity_extract.recognising; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert recognising.__all__ == ["load"]
