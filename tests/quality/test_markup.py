from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from markup import Contributor, MarkupError, parse, read_post

if TYPE_CHECKING:
    from pathlib import Path

    from markup import GoldPost

BEFORE = (
    '<perspective><header><c role="cook" affiliation="Ladle; Spoon">Ann Lee</c>, cook</header>\nSoup.</perspective>'
)
AFTER = '<perspective>Bread.\n<header>— <c name="Bo Ray">BR</c></header></perspective>'


def gold(marked: str) -> GoldPost:
    return parse(marked, "q-00")


def test_the_text_is_what_stands_outside_the_tags() -> None:
    """Other angle brackets are text."""
    assert gold("a <b> <chrome>Share</chrome> 1 < 2\n").text == "a <b> Share 1 < 2\n"


def test_a_header_before_its_passage_is_no_text_of_it() -> None:
    """The body starts where the header ends."""
    post = gold(BEFORE)
    (passage,) = post.passages
    assert post.text[slice(*passage.body)] == "\nSoup."
    assert passage.contributors == (Contributor("Ann Lee", "cook", ("Ladle", "Spoon")),)


def test_a_signature_is_a_header_at_the_end() -> None:
    """The body ends where the signature starts; a short label stands for a full name."""
    post = gold(AFTER)
    (passage,) = post.passages
    assert post.text[slice(*passage.body)] == "Bread.\n"
    assert passage.contributors == (Contributor("Bo Ray"),)


def test_a_passage_without_header_is_all_body() -> None:
    """Nobody need be named."""
    (passage,) = gold("<perspective>Soup.</perspective>").passages
    assert (passage.header, passage.body, passage.contributors) == (None, (0, 5), ())


@pytest.mark.parametrize(
    ("contributor", "mentions"),
    [
        ("<c>Ann Lee</c>", {(0, 7, "person")}),
        ('<c name="Ann Lee">Ann</c>', {(0, 3, "person")}),
        ('<c name="Ann Lee">AL</c>', set()),
        ('<c kind="anonymous">A cook</c>', set()),
        ('<c kind="organisation"><UNION>Cooks United</UNION></c>', {(0, 12, "union")}),
    ],
)
def test_a_contributor_is_a_mention_if_named(contributor: str, mentions: set[tuple[int, int, str]]) -> None:
    """A description and initials are no mention of a person."""
    marked = f"<perspective><header>{contributor}</header> Soup.</perspective>"
    assert gold(marked).mentions == mentions


def test_mentions_have_the_types_of_the_record() -> None:
    """Each tag stands for one type."""
    marked = "<ORG>A</ORG><UNION>B</UNION><PERSON>C</PERSON><PLACE>D</PLACE>"
    kinds = [kind for _, _, kind in sorted(gold(marked).mentions)]
    assert kinds == ["organisation", "union", "person", "place"]


def test_page_parts_are_read() -> None:
    """Chrome, copies, questions and pull quotes have their extents, a pull quote its author too."""
    post = gold('<chrome>a</chrome><duplicate>b</duplicate><question>c</question><pullquote by="Ann">d</pullquote>')
    assert (post.chrome, post.duplicates, post.questions) == (((0, 1),), ((1, 2),), ((2, 3),))
    assert [(quote.extent, quote.author) for quote in post.pull_quotes] == [((3, 4), "Ann")]


@pytest.mark.parametrize(
    ("marked", "complaint"),
    [
        ("one\n<chrome>two</question>", "line 2: </question> closes another tag"),
        ("two</chrome>", "line 1: </chrome> closes another tag"),
        ("<chrome>two", "<chrome> is never closed"),
        ('<c size="3">two</c>', "line 1: <c> has an unknown attribute"),
        ("a <ORG two", "a tag is broken"),
    ],
)
def test_malformed_markup_is_refused(marked: str, complaint: str) -> None:
    """The sentence says what is wrong, and in which line."""
    with pytest.raises(MarkupError, match=complaint):
        gold(marked)


def test_a_file_is_known_by_its_number_and_read_with_plain_line_ends(tmp_path: Path) -> None:
    """Line ends are line feeds, whatever the checkout made of them."""
    path = tmp_path / "q-07-some-words.xml.txt"
    path.write_bytes(b"one\r\ntwo\r\n")
    post = read_post(path)
    assert (post.id, post.text) == ("q-07", "one\ntwo\n")
