from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from solidarity_extract import extraction
from solidarity_extract.mentions import Block, Entity, KnownName, Mention
from solidarity_extract.reading import Notice, read_bytes, read_text
from solidarity_extract.schema import post_schema, problems_in
from solidarity_extract.segmenting.sections import (
    Affiliation,
    Contributor,
    Exclusion,
    Extent,
    Passage,
    Perspective,
    PullQuote,
    Sections,
)
from solidarity_extract.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solidarity_extract.mentions import EntityType
    from solidarity_extract.records import Post
    from solidarity_extract.segmenting.sections import ContributorKind

TEXT = """\
Voices from below
Two organisers talk about the year.

We asked them in Warsaw.

Rosa Winter, nurse, St Elm Hospital
She has been a nurse for years.

The NUM came to us in 1989. The National Union of Mineworkers (NUM) paid.

Everybody in Warsaw knew.

“Everybody in Warsaw knew”

What has changed in Gdynia?

RW: Much – and little – in Gdynia.

Li Ma and Amber Collective
We agree with Winter.

Share this on Warsaw Mail
"""
NAMES: dict[str, EntityType] = {
    "Rosa Winter": "person",
    "Winter": "person",
    "National Union of Mineworkers": "union",
    "NUM": "union",
    "Warsaw": "place",
    "Gdynia": "place",
    "RW": "person",
}
SAME = {"NUM": "National Union of Mineworkers", "Winter": "Rosa Winter"}
VALIDATOR = Draft202012Validator(post_schema())


def at(part: str, text: str = TEXT) -> Extent:
    """Return where a part of the text stands for the first time."""
    start = text.index(part)
    return Extent(start, start + len(part))


ROSA = Contributor(
    name="Rosa Winter",
    kind="person",
    role="nurse",
    affiliations=(Affiliation("St Elm Hospital", "nurse", at("St Elm Hospital")),),
    bio=at("She has been a nurse for years."),
    labels=(at("Rosa Winter"), at("RW")),
)
LI = Contributor(name="Li Ma", kind="person", labels=(at("Li Ma"),))
COLLECTIVE = Contributor(name="Amber Collective", kind="organisation", labels=(at("Amber Collective"),))
SECTIONS = Sections(
    title=at("Voices from below"),
    standfirst=at("Two organisers talk about the year."),
    perspectives=(
        Perspective(
            header=Extent(at("Rosa Winter").start, at("for years.").end),
            evidence=("name_role_affiliation",),
            contributors=(ROSA,),
            passages=(
                Passage(
                    extent=Extent(at("The NUM").start, at("Warsaw knew.").end),
                    header=None,
                    paragraphs=(Extent(at("The NUM").start, at("(NUM) paid.").end), at("Everybody in Warsaw knew.")),
                ),
                Passage(
                    extent=at("Much – and little – in Gdynia."),
                    header=at("RW:"),
                    paragraphs=(at("Much – and little – in Gdynia."),),
                ),
            ),
        ),
        Perspective(
            header=at("Li Ma and Amber Collective"),
            evidence=("name_line",),
            contributors=(LI, COLLECTIVE),
            passages=(Passage(at("We agree with Winter."), None, (at("We agree with Winter."),)),),
        ),
    ),
    introduction=(at("We asked them in Warsaw."),),
    questions=(at("What has changed in Gdynia?"),),
    pull_quotes=(PullQuote(at("“Everybody in Warsaw knew”"), 0, 0, at("Everybody in Warsaw knew")),),
    exclusions=(Exclusion(at("Share this on Warsaw Mail"), "page_chrome"),),
)


@dataclass
class FakeRecogniser:
    """Finds the names of a list, and all that it is told of."""

    name: str = "fake"
    version: str | None = None
    layers: tuple[str, ...] = ("known", "list")

    def recognise(self, text: str, blocks: Sequence[Block], known: Sequence[KnownName]) -> list[Mention]:
        found = [Mention(k.start, k.end, k.type or _decided(text[k.start : k.end]), "header") for k in known]
        for block in blocks:
            for name, kind in NAMES.items():
                matches = re.finditer(rf"\b{name}\b", text[block.start : block.end])
                found += [Mention(block.start + m.start(), block.start + m.end(), kind, "gazetteer") for m in matches]
        return list(_longest_apart(found))


def _decided(name: str) -> EntityType:
    return "union" if "Union" in name else "organisation"


def _longest_apart(mentions: Sequence[Mention]) -> Iterator[Mention]:
    reached = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.method != "header")):
        if mention.start >= reached:
            yield mention
            reached = mention.end


def fake_resolve(text: str, mentions: Sequence[Mention], _contributors: object) -> list[Entity]:
    """Put together what has the same full name, in no particular order."""
    found: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        surface = text[mention.start : mention.end]
        name = SAME.get(surface, surface)
        found.setdefault(f"{mention.type}:{'-'.join(name.lower().split())}", []).append(i)
    return [_entity(key, text, [mentions[i] for i in indexes], indexes) for key, indexes in reversed(found.items())]


def _entity(key: str, text: str, mentions: Sequence[Mention], indexes: Sequence[int]) -> Entity:
    forms = sorted({text[mention.start : mention.end] for mention in mentions}, key=lambda form: (-len(form), form))
    return Entity(
        id=key,
        type=mentions[0].type,
        name=forms[0],
        aliases=tuple(forms[1:]),
        acronym=None,
        subtype=None,
        country_code=None,
        mentions=tuple(indexes),
    )


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "segment", lambda _: SECTIONS)
    monkeypatch.setattr(extraction, "resolve", fake_resolve)


def extracted(sections: Sections = SECTIONS, text: str = TEXT, **options: bool) -> Post:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extraction, "segment", lambda _: sections)
        patch.setattr(extraction, "resolve", fake_resolve)
        return extraction.extract_source(read_text(text), FakeRecogniser(), **options)


@pytest.fixture(scope="module")
def post() -> Post:
    return extracted(with_text=True)


def test_the_record_breaks_no_rule(post: Post) -> None:
    """The record follows the schema and every rule, its own text held against it."""
    record = json.loads(post.to_json())
    assert list(VALIDATOR.iter_errors(record)) == []
    assert problems_in(record) == []


def test_every_object_with_start_and_text_is_true(post: Post) -> None:
    """The one line of jq that proves a file: wherever there are start and text, the text stands there."""

    def objects(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            yield value
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from objects(part)

    spans = [o for o in objects(json.loads(post.to_json())) if {"start", "text"} <= o.keys() and o["start"] is not None]
    assert len(spans) > 25
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in spans)


def test_ids_come_from_the_content(post: Post) -> None:
    """Ids of document, mentions and pull quotes are made from hash and offsets."""
    assert post.document.id == f"doc:{read_text(TEXT).sha256[:12]}"
    assert {mention.id for mention in post.mentions} == {f"m{m.start}-{m.end}" for m in post.mentions}
    start, end = at("“Everybody in Warsaw knew”")
    assert [quote.id for quote in post.pull_quotes] == [f"q{start}-{end}"]


def test_paragraphs_are_numbered_through_the_passages(post: Post) -> None:
    """A perspective's paragraphs have one row of numbers, whatever its passages."""
    assert [paragraph.id for paragraph in post.perspectives[0].paragraphs] == ["p1.1", "p1.2", "p1.3"]
    assert [paragraph.id for paragraph in post.perspectives[1].paragraphs] == ["p2.1"]


def test_words_add_up(post: Post) -> None:
    """A perspective has as many words as its paragraphs together."""
    assert [paragraph.word_count for paragraph in post.perspectives[0].paragraphs] == [14, 4, 5]
    assert post.perspectives[0].word_count == 23


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("– … — / ___ * !", 0),
        ("One, two—three/four – five", 5),
        ("don’t rock'n'roll twenty-one 1,000", 4),
        ("co\u00adop e\u0301te\u0301 \u00a0 हिन्दी Łódź", 4),
    ],
)
def test_words_are_counted_as_documented(text: str, count: int) -> None:
    """A word is what stands between spaces, dashes and slashes and holds a letter or digit."""
    assert extraction.word_count(text) == count


def test_mentions_stand_in_text_order_and_know_their_zone(post: Post) -> None:
    """Each mention has its zone; a perspective only in its header and body, a paragraph only in its body."""
    found = [(mention.text, mention.zone, mention.perspective_id, mention.paragraph_id) for mention in post.mentions]
    assert found == [
        ("Warsaw", "introduction", None, None),
        ("Rosa Winter", "header", "p1", None),
        ("St Elm Hospital", "header", "p1", None),
        ("NUM", "body", "p1", "p1.1"),
        ("National Union of Mineworkers", "body", "p1", "p1.1"),
        ("NUM", "body", "p1", "p1.1"),
        ("Warsaw", "body", "p1", "p1.2"),
        ("Gdynia", "question", None, None),
        ("RW", "header", "p1", None),
        ("Gdynia", "body", "p1", "p1.3"),
        ("Li Ma", "header", "p2", None),
        ("Amber Collective", "header", "p2", None),
        ("Winter", "body", "p2", "p2.1"),
    ]


def test_entities_stand_in_the_order_of_their_first_mention(post: Post) -> None:
    """However resolving sorts them, the record has entities by first mention."""
    assert [entity.name for entity in post.entities] == [
        "Warsaw",
        "Rosa Winter",
        "St Elm Hospital",
        "National Union of Mineworkers",
        "Gdynia",
        "RW",
        "Li Ma",
        "Amber Collective",
    ]


def test_entities_count_all_mentions_and_name_their_perspectives(post: Post) -> None:
    """A mention in the introduction counts, but belongs to no perspective."""
    found = {entity.name: (entity.mention_count, entity.perspective_ids) for entity in post.entities}
    assert found["Warsaw"] == (2, ("p1",))
    assert found["National Union of Mineworkers"] == (3, ("p1",))
    assert found["Rosa Winter"] == (2, ("p1", "p2"))
    assert found["Gdynia"] == (2, ("p1",))


def test_a_perspective_counts_what_its_header_and_body_name(post: Post) -> None:
    """Four lists, by first mention, each with entity, name and number of mentions in the perspective."""
    first, second = post.perspectives
    assert [(named.name, named.count) for named in first.unions] == [("National Union of Mineworkers", 3)]
    assert [(named.name, named.count) for named in first.organisations] == [("St Elm Hospital", 1)]
    assert [(named.name, named.count) for named in first.people] == [("Rosa Winter", 1), ("RW", 1)]
    assert [(named.name, named.count) for named in first.places] == [("Warsaw", 1), ("Gdynia", 1)]
    assert [(named.name, named.count) for named in second.people] == [("Li Ma", 1), ("Rosa Winter", 1)]


def test_contributors_and_affiliations_link_to_their_entities(post: Post) -> None:
    """A contributor's entity is the one named by the label; an affiliation's the one with its offsets."""
    (rosa,) = post.perspectives[0].contributors
    assert rosa.entity_id == "person:rosa-winter"
    assert [(a.entity_id, a.role, a.text) for a in rosa.affiliations] == [
        ("organisation:st-elm-hospital", "nurse", "St Elm Hospital")
    ]
    assert rosa.bio is not None
    assert rosa.bio.text == "She has been a nurse for years."
    assert [contributor.entity_id for contributor in post.perspectives[1].contributors] == [
        "person:li-ma",
        "organisation:amber-collective",
    ]


def test_a_contributor_without_a_printed_name_is_found_by_name() -> None:
    """Where no label is a mention, an entity of the same name is the contributor, if there is only one."""
    unlabelled = replace(ROSA, name="ROSA  winter", labels=(), affiliations=())
    other = replace(unlabelled, name="Nobody Else")
    perspective = replace(SECTIONS.perspectives[0], contributors=(unlabelled, other))
    post = extracted(replace(SECTIONS, perspectives=(perspective, SECTIONS.perspectives[1])))
    assert [c.entity_id for c in post.perspectives[0].contributors] == ["person:rosa-winter", None]


def test_a_label_wider_than_the_name_still_links() -> None:
    """What else the label holds does not hide the person in it."""
    wide = replace(ROSA, name="Rosa", kind="anonymous", labels=(at("Rosa Winter, nurse"),))
    perspective = replace(SECTIONS.perspectives[0], contributors=(wide,))
    post = extracted(replace(SECTIONS, perspectives=(perspective, SECTIONS.perspectives[1])))
    assert post.perspectives[0].contributors[0].entity_id == "person:rosa-winter"


def test_pull_quotes_go_back_to_their_author(post: Post) -> None:
    """A pull quote knows where it is printed, whose it is, and where the sentence stands."""
    (quote,) = post.pull_quotes
    assert (quote.printed_in, quote.perspective_id) == ("p1", "p1")
    assert (quote.source_start, quote.source_end) == at("Everybody in Warsaw knew")


def test_nothing_is_extracted_from_pull_quotes_and_exclusions(post: Post) -> None:
    """Names in a pull quote or in page chrome are no mentions."""
    outside = [at("“Everybody in Warsaw knew”"), at("Share this on Warsaw Mail")]
    assert not any(part.start <= m.start < part.end for m in post.mentions for part in outside)


def test_the_text_is_carried_on_request_only() -> None:
    """document.text is there only if asked for; the key always is."""
    assert extracted().document.text is None
    assert extracted(with_text=True).document.text == TEXT
    assert '"text":null' in extracted().to_json(compact=True)


def test_provenance_names_tool_and_pipeline(post: Post) -> None:
    """The record says what made it."""
    made = post.provenance
    assert (made.tool, made.tool_version) == ("solidarity-extract", __version__)
    assert (made.pipeline, made.pipeline_version, made.layers) == ("fake", None, ("known", "list"))
    assert made.spacy_version is None or re.match(r"\d+\.\d+", made.spacy_version)


def test_notices_become_warnings() -> None:
    """What reading noticed is told in the record."""
    source = replace(read_text(TEXT), notices=(Notice("encoding_guessed", "It was guessed.", 1, 2),))
    (warning,) = extraction.extract_source(source, FakeRecogniser()).warnings
    assert (warning.code, warning.message, warning.start, warning.end) == ("encoding_guessed", "It was guessed.", 1, 2)


def test_a_post_without_contributors_gets_a_warning() -> None:
    """One perspective of an unknown contributor is told as such; a list of links too."""
    unknown = replace(SECTIONS.perspectives[0], contributors=(Contributor(None, "unknown"),))
    one = extracted(replace(SECTIONS, perspectives=(unknown,)))
    none = extracted(replace(SECTIONS, perspectives=(), pull_quotes=()))
    assert [warning.code for warning in one.warnings] == ["no_contributors"]
    assert [warning.code for warning in none.warnings] == ["no_perspectives"]
    assert extracted().warnings == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We went to the pit and they have told us that the union is with the miners. " * 3, "en"),
        ("Wir gingen in die Grube und sie sagten uns, dass die Gewerkschaft dabei ist. " * 3, None),
        ("De bond is er voor ons allen of niet, en we weten dat was altijd zo in de haven. " * 3, None),
        ("The end.", None),
    ],
)
def test_the_language_is_english_or_not_known(text: str, language: str | None) -> None:
    """English is known by its small words; everything else is null sooner than wrong."""
    assert extracted(Sections(None, None, (), (), (), (), ()), text).document.language == language


def test_initials_are_no_known_name() -> None:
    """A recogniser is told of full names, short names and organisations, not of initials or the anonymous."""

    def known(label: str, name: str | None, kind: ContributorKind = "person") -> list[KnownName]:
        contributor = Contributor(name, kind, labels=(Extent(0, len(label)),))
        perspective = Perspective(Extent(0, len(label)), (), (contributor,), ())
        sections = Sections(None, None, (perspective,), (), (), (), ())
        return extraction._known_names(label, sections, extraction._places(label, sections))

    for label, name in [
        ("AP", "Ana Prates"),
        ("A.P.", "Ana Prates"),
        ("J.-P. S.", "Jean Sy"),
        ("A", "A B"),
        ("Q", None),
    ]:
        assert known(label, name) == [], label
    for label, name in [("Li", "Li Ma"), ("ANA", "Ana Prates"), ("Ana Prates", "Ana Prates"), ("OLYA", "Olga Vek")]:
        assert known(label, name) == [KnownName(0, len(label), "person")], label
    assert known("KYR", "KYR Camden", "organisation") == [KnownName(0, 3, None)]
    assert known("Sasha", "Sasha", "anonymous") == []


def test_known_names_do_not_overlap() -> None:
    """A label that is printed for two contributors, or inside an affiliation, is told once."""
    affiliation = Affiliation("Amber Collective", None, at("Amber Collective"))
    second = replace(LI, affiliations=(affiliation, affiliation))
    perspective = replace(SECTIONS.perspectives[1], contributors=(LI, second, COLLECTIVE))
    sections = replace(SECTIONS, perspectives=(perspective,))
    known = extraction._known_names(TEXT, sections, extraction._places(TEXT, sections))
    assert known == [KnownName(*at("Li Ma"), "person"), KnownName(*at("Amber Collective"), None)]


def test_names_outside_the_blocks_are_not_told() -> None:
    """A label in page chrome is none."""
    stray = replace(LI, labels=(at("Warsaw Mail"), at("Li Ma")))
    perspective = replace(SECTIONS.perspectives[1], contributors=(stray,))
    sections = replace(SECTIONS, perspectives=(perspective,))
    known = extraction._known_names(TEXT, sections, extraction._places(TEXT, sections))
    assert known == [KnownName(*at("Li Ma"), "person")]


def test_a_header_is_one_block_however_often_it_is_given() -> None:
    """The first passage's header may be the perspective's own, or a part of it."""
    header = at("Li Ma and Amber Collective")
    passages = (
        Passage(at("We agree"), header, (at("We agree"),)),
        Passage(at("with Winter."), at("Li Ma"), (at("with Winter."),)),
    )
    perspective = replace(SECTIONS.perspectives[1], passages=passages)
    blocks = [place.block for place in extraction._places(TEXT, replace(SECTIONS, perspectives=(perspective,)))]
    assert [block for block in blocks if block.zone == "header"] == [Block(*header, "header")]


def test_the_parts_go_to_the_recogniser_in_text_order() -> None:
    """Blocks are sorted and do not overlap."""
    blocks = [place.block for place in extraction._places(TEXT, SECTIONS)]
    assert all(one.end <= other.start for one, other in pairwise(blocks))


def test_the_label_of_who_asks_is_no_text_to_look_for_names_in() -> None:
    """Initials and offices before a question are cut off its block, a full name stays."""
    for label, question in [
        ("HOB: ", "Who pays?"),
        ("Question from the floor: ", "And who cooks?"),
        ("", "Ana Prates: why?"),
    ]:
        text = label + question
        sections = Sections(None, None, (), (), (Extent(0, len(text)),), (), ())
        (place,) = extraction._places(text, sections)
        assert text[place.block.start : place.block.end].strip() == question


def test_two_runs_give_the_same_bytes() -> None:
    """No clock, no random number, no order of a set gets into the record."""
    assert extracted().to_json() == extracted().to_json()


def test_no_path_gets_into_the_record() -> None:
    """Of the file's path only the last part is kept."""
    source = read_bytes(TEXT.encode(), file="/home/somebody/post.txt")
    record = extraction.extract_source(source, FakeRecogniser()).to_json()
    assert "somebody" not in record
    assert '"file": "post.txt"' in record


PIECES = st.lists(
    st.tuples(
        st.sampled_from(["header", "passage", "introduction", "question", "pull_quote", "excluded", "space"]),
        st.one_of(st.text(min_size=1), st.sampled_from([*NAMES, *TEXT.split("\n")])).map(
            lambda text: text.replace("\0", "")
        ),
    ),
    max_size=12,
)


def page(pieces: Sequence[tuple[str, str]]) -> tuple[str, Sections]:
    """Build a text and its sections from labelled pieces."""
    text = "x"
    perspectives = [Perspective(None, (), (Contributor(None, "unknown"),), ())]
    parts: dict[str, list[Extent]] = {}
    for kind, piece in pieces:
        extent = Extent(len(text), len(text) + len(piece))
        text += piece if kind != "space" else " " * len(piece)
        if kind == "header":
            contributor = Contributor(piece, "person", labels=(extent,), bio=extent)
            perspectives.append(Perspective(extent, ("fake",), (contributor,), ()))
        elif kind == "passage":
            passage = Passage(extent, None, (extent,) if piece.strip() else ())
            perspectives[-1] = replace(perspectives[-1], passages=(*perspectives[-1].passages, passage))
        else:
            parts.setdefault(kind, []).append(extent)
    quotes = tuple(PullQuote(extent, len(perspectives) - 1, None, None) for extent in parts.get("pull_quote", ()))
    sections = Sections(
        title=Extent(0, 1),
        standfirst=None,
        perspectives=tuple(perspectives),
        introduction=tuple(parts.get("introduction", ())),
        questions=tuple(parts.get("question", ())),
        pull_quotes=quotes,
        exclusions=tuple(Exclusion(extent, "page_chrome") for extent in parts.get("excluded", ())),
    )
    return text, sections


@given(PIECES)
def test_any_page_gives_a_record_that_breaks_no_rule(pieces: Sequence[tuple[str, str]]) -> None:
    """Whatever the text: spans true, ids unique, links closed, all accounted for, schema kept, bytes the same."""
    text, sections = page([(kind, piece) for kind, piece in pieces if piece])
    post = extracted(sections, text, with_text=True)
    written = post.to_json(compact=True)
    assert problems_in(written) == []
    assert list(VALIDATOR.iter_errors(json.loads(written))) == []
    assert len(written.splitlines()) == 1
    assert extracted(sections, text, with_text=True).to_json(compact=True) == written
