from __future__ import annotations

import pytest

from solidarity_extract.segmenting.layout import read_lines
from solidarity_extract.segmenting.page import chrome_weight, read_page

ARTICLE = "\n\n".join(f"In yard {n} the carters kept {n * 13} horses and a book about each of them." for n in range(9))


def test_a_second_printing_is_a_duplicate() -> None:
    """An article printed twice counts once: the second printing points at the lines of the first."""
    page = read_page(f"{ARTICLE}\n\nMore to read\n\n{ARTICLE}")
    assert page.parts == [None] * 10 + ["duplicate"] * 9
    assert [page.duplicate_of[line] for line in range(10, 19)] == list(range(9))


def test_labels_and_questions_that_come_back_are_no_second_printing() -> None:
    """The same label or question between new lines all through a page makes no duplicate of it."""
    turns = "\n\n".join(
        f"Ida Moe of the Carters\n\nIn yard {n} we kept {n * 13} horses.\n\nAnd what did the others say of that?"
        for n in range(30)
    )
    assert "duplicate" not in read_page(turns).parts


def test_rules_alone_are_no_second_printing() -> None:
    """Rules between items have no letters, and so repeat nothing."""
    assert set(read_page("* * *\n" * 500).parts) == {None}


@pytest.mark.parametrize(
    ("printed", "chrome"),
    [
        ("Share on Facebook", True),
        ("Facebook  Twitter  WhatsApp  Print", True),
        ("Home | About | News | Donate", True),
        ("Petra Lund, carter, Carters' Union", False),
        ("We fed the horses before anybody fed us.", False),
    ],
)
def test_chrome(printed: str, *, chrome: bool) -> None:
    """Share buttons and menus weigh as page chrome; headers and sentences do not."""
    (line,) = read_lines(printed)
    assert (chrome_weight(line) >= 1) is chrome
