from __future__ import annotations

from solidarity_extract.segmenting.layout import read_lines
from solidarity_extract.segmenting.page import read_page
from solidarity_extract.segmenting.tail import is_closing_heading, mark_closing, mark_tail

SAID = "I drove the last cart over the bridge myself, and my brother held the lamp until the river took it."


def test_chrome_and_notes_at_the_end_are_the_tail() -> None:
    """The editors' note is introduction, what looks like page furniture is chrome, the text above is neither."""
    page = read_page(f"{SAID}\n\n{SAID} Again.\n\nTranslated by Olga Brandt\n\nShare on Facebook\n\nRelated posts")
    mark_tail(page, 0, [], set())
    assert page.parts == [None, None, "introduction", "chrome", "chrome"]


def test_a_header_ends_the_tail() -> None:
    """Nothing at or above a header is in the tail, whatever it looks like."""
    page = read_page(f"{SAID}\n\nTranslated by Olga Brandt\n\nShare on Facebook")
    mark_tail(page, 0, [], {1})
    assert page.parts == [None, None, "chrome"]


def test_running_text_is_no_tail() -> None:
    """A page that ends in running text has no tail."""
    page = read_page("\n\n".join(f"{SAID} Time {n}." for n in range(4)))
    mark_tail(page, 0, [], set())
    assert page.parts == [None] * 4


def test_what_stands_below_a_closing_heading() -> None:
    """A heading such as `Notes` closes a section, with all that stands below it down to the next header."""
    page = read_page(f"Maria Lund\n\n{SAID}\n\nNotes\n\nThe bridge is that at Norrby.\n\nPeter Brandt")
    mark_closing(page, 1, 4)
    assert page.parts == [None, None, "introduction", "introduction", None]


def test_closing_headings() -> None:
    """A closing heading is a line of its own with nothing else in it."""
    page = "Notes\n\nNotes from the bridge were read to us by the carter's son that evening."
    assert [is_closing_heading(line) for line in read_lines(f"Top\n\n{page}")] == [False, True, False]
