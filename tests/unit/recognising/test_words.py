"""Words: where they stand and how they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from solidarity_extract.recognising.tokenizing import WordTokenizer
from solidarity_extract.recognising.words import Shape, fold, read, shape_of

HARD = "aB é ß İ \u00ad\u200b\u0301\u00a0\t\n\r.'’-,()[]\"“”*#&№🙂Аа1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("O'Brien isn't late", ["O'Brien", "isn't", "late"]),
        ("Savai’i’s boats", ["Savai'i", "'s", "boats"]),
        ("we've met, U.S. and J. K.", ["we", "'ve", "met", ",", "U.S.", "and", "J.", "K."]),
        ("**ver.di** (NUM)", ["**", "ver", ".", "di", "**", "(", "NUM", ")"]),
        ("Workers’ Union", ["Workers", "'", "Union"]),
        ("Mr. X of H&M.", ["Mr.", "X", "of", "H", "&", "M", "."]),
    ],
)
def test_words_are_told_apart(text: str, words: list[str]) -> None:
    """Names with apostrophes and full stops stay whole, endings and marks are apart."""
    assert read(text).text == words


def test_soft_hyphens_and_lookalikes_are_seen_through() -> None:
    """A name with a soft hyphen or a Cyrillic letter reads like the plain name, at its own place."""
    words = read("In Tа\u00adiwan")
    assert words.text[1] == "Taiwan"
    assert (words.start[1], words.end[1]) == (3, 10)


def test_the_gap_before_a_word_is_kept() -> None:
    """Nothing, spaces and line ends between words are told apart."""
    assert read("a-b  c\r\n d").gap == ["\n", "", "", " ", "\n"]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("union", Shape.LOWER),
        ("Union", Shape.TITLE),
        ("NUM", Shape.UPPER),
        ("K.", Shape.INITIAL),
        ("McDonnell", Shape.MIXED),
        ("easyJet", Shape.MIXED),
        ("2865", Shape.NUMBER),
        ("G1PS", Shape.UPPER),
        ("(", Shape.MARK),
        ("हिन", Shape.CASELESS),
    ],
)
def test_shapes(word: str, shape: Shape) -> None:
    """Every way of writing a word has its shape."""
    assert shape_of(word) is shape


@pytest.mark.parametrize(
    ("text", "folded"), [("Łódź", "lodz"), ("İstanbul", "istanbul"), ("Sâo", "sao"), ("NUM", "num")]
)
def test_folding_takes_off_accents_strokes_and_capitals(text: str, folded: str) -> None:
    """Names are looked up in a form that misspelt accents do not change."""
    assert fold(text) == folded


@given(st.text(alphabet=HARD, max_size=60))
def test_words_keep_their_places(text: str) -> None:
    """Words stand in text order, do not overlap, begin and end with no space, and leave out nothing but spaces."""
    words, last = read(text), 0
    for start, end in zip(words.start, words.end, strict=True):
        assert last <= start < end
        assert not text[last:start].replace("\u200b", " ").strip()
        last = end
    assert not text[last:].replace("\u200b", " ").strip()


@given(st.text(alphabet=HARD, max_size=60) | st.text(max_size=60))
def test_a_doc_is_its_text(text: str) -> None:
    """The tokenizer alters nothing: offsets into the Doc are offsets into the source."""
    assert WordTokenizer(Vocab())(text).text == text
