from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from solidarity_extract.segmenting import segment

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Astray


SAID = "The looms stood still for a week and nobody on our street was paid, so we cooked together in the yard."
FORUM = f"""Voices from the mill

Three spinners on a winter without wages.

Marta Quill, spinner, Weavers' Guild of Norrby

{SAID}

We had never met before that week, and now I know every name on the list.

Idris Boateng, dyer, Norrby Dyers' Union

I carried the vats by hand when the power went, and the foreman laughed at us until the second month.

Share this on Facebook
"""
PANEL = f"""A night at the mill: a conversation

Moderator: What happened in the first week?

Marta Quill: {SAID} The first to come was a baker.

Moderator: And after that?

Follow us on Mastodon and Instagram

Idris Boateng: I carried the vats by hand when the power went, and I would do it again.

Marta Quill: So would I, but not for that foreman.

Moderator: Shall we take one more from the floor?

Follow us on Mastodon and Instagram
"""


@pytest.mark.parametrize(
    "page",
    [
        "\ufeff",
        f"\ufeff{FORUM}",
        FORUM.replace("\n\n", "\n\ufeff\n"),
        FORUM.replace("\n\n", "\n\u200b\n"),
        FORUM.replace("\n\n", "\n>\n"),
        FORUM.replace("\n", "\r"),
        f"\u200e{FORUM}\u200f\u2066",
    ],
    ids=["only a mark", "mark", "marks between", "zero width between", "empty quotes between", "CR", "directions"],
)
def test_what_is_invisible_lies_in_one_part(page: str, astray: Callable[[str], Astray]) -> None:
    """Byte order marks, zero-width spaces and empty quotation lines are accounted for like any other character."""
    assert astray(page) == []


def test_a_byte_order_mark_belongs_to_nobody() -> None:
    """A byte order mark is excluded; it is not the first character of the title."""
    sections = segment(f"\ufeff{FORUM}")
    assert sections.title is not None
    assert sections.title.start == 1
    assert (0, 1) in [exclusion.extent for exclusion in sections.exclusions]


def test_headers_open_perspectives() -> None:
    """Each header opens a perspective with the text down to the next one."""
    page = segment(FORUM)
    assert [perspective.contributors[0].name for perspective in page.perspectives] == ["Marta Quill", "Idris Boateng"]
    assert [len(perspective.passages[0].paragraphs) for perspective in page.perspectives] == [2, 1]
    assert [FORUM[slice(*exclusion.extent)] for exclusion in page.exclusions] == ["Share this on Facebook"]


def test_chrome_below_a_question_is_no_part_of_it(astray: Callable[[str], Astray]) -> None:
    """A labelled question ends where page chrome begins: the two do not overlap."""
    asked = [PANEL[slice(*extent)] for extent in segment(PANEL).questions]
    assert astray(PANEL) == []
    assert "Moderator: And after that?" in asked
    assert not any("Mastodon" in question for question in asked)


def test_a_contributor_who_comes_back_has_one_perspective() -> None:
    """Turns of one speaker are passages of one perspective, each with its own label as header."""
    marta = segment(PANEL).perspectives[0]
    assert marta.contributors[0].name == "Marta Quill"
    assert [PANEL[slice(*passage.header)] for passage in marta.passages if passage.header] == ["Marta Quill:"] * 2


def test_a_turn_that_is_nothing_but_a_question_is_in_one_part(astray: Callable[[str], Astray]) -> None:
    """Where all lines under a label turn out to be questions, the label goes to the editors with them."""
    turns = "\n\n".join(f"MQ\n\n**Who wound bobbin {n}?**\n\nIB\n\n{SAID} That was number {n}." for n in range(4))
    assert astray(f"With Marta Quill (MQ) and Idris Boateng (IB)\n\n{turns}\n") == []


def test_nothing_overlaps_on_damaged_pages(astray: Callable[[str], Astray]) -> None:
    """Lines lost, repeated, moved, glued and cut off: each character still lies in exactly one part."""
    chance = random.Random(7)  # noqa: S311  no secret
    for _ in range(150):
        lines = f"{FORUM}\n{PANEL}".splitlines() if chance.random() < 0.5 else PANEL.splitlines()
        for _ in range(chance.randint(1, 8)):
            i, j = chance.randrange(len(lines)), chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    del lines[i : i + chance.randint(1, 4)]
                case 1:
                    lines[j:j] = lines[i : i + chance.randint(1, 5)]
                case 2:
                    lines[i], lines[j] = lines[j], lines[i]
                case 3:
                    lines[i] = lines[i].upper()
                case _:
                    lines[i] = lines[i][: chance.randint(0, len(lines[i]))]
            lines = lines or [""]
        page = chance.choice(["\n", "\r\n", "\r", "\u2028"]).join(lines)
        assert astray(page) == [], page
