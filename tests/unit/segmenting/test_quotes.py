from __future__ import annotations

from solidarity_extract.segmenting.page import read_page
from solidarity_extract.segmenting.quotes import find_pull_quotes

SENTENCE = "nobody had ever counted the spindles on the upper floor before that morning"
LONG = f"When the keys were found we went up with lamps, and {SENTENCE}, although the books said otherwise for years."


def test_a_sentence_printed_again_is_a_pull_quote() -> None:
    """A short line that stands in a longer line is a pull quote, and its source is that stretch."""
    page = read_page(f"{LONG}\n\n“{SENTENCE.capitalize()}”\n\nThen the snow came and we all went home by the canal.")
    (found,) = find_pull_quotes(page)
    assert (found.line, found.origin) == (1, 0)
    assert page.text[slice(*found.source)] == SENTENCE
    assert page.parts == [None, "pull_quote", None]


def test_the_source_is_found_far_inside_a_long_line() -> None:
    """However long the line, the source is the stretch where the words of the quote stand."""
    filler = " ".join(f"Crate {n} held {n * 7} bobbins of grey yarn." for n in range(400))
    page = read_page(f"{filler} {LONG} {filler}\n\n“{SENTENCE.capitalize()}”")
    (found,) = find_pull_quotes(page)
    assert page.text[slice(*found.source)] == SENTENCE


def test_lines_of_one_length_are_no_quotes_of_each_other() -> None:
    """A line as long as the one that has its words is a repetition of another kind."""
    page = read_page(f"{LONG}\n\n{LONG}")
    assert find_pull_quotes(page) == []


def test_words_that_stand_everywhere_tell_nothing() -> None:
    """Word groups that most lines have make no pull quote of a line made of them."""
    lines = [f"{SENTENCE.capitalize()}, as clerk number {n} wrote in the yearly report of the mill." for n in range(20)]
    assert find_pull_quotes(read_page("\n\n".join([*lines, SENTENCE.capitalize()]))) == []


def test_a_heading_is_no_pull_quote() -> None:
    """A Markdown heading that repeats words of the text stays a heading."""
    assert find_pull_quotes(read_page(f"## {SENTENCE.capitalize()}\n\n{LONG}")) == []
