from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract.segmenting.page import read_page
from solidarity_extract.segmenting.questions import answered_questions, mark_questions

if TYPE_CHECKING:
    from solidarity_extract.segmenting.page import Page

ANSWER = "It was the winter that decided it, and the price of coal more than anything we had said at meetings."


def marked(page: Page) -> list[str]:
    """The lines of a page that are questions."""
    return [line.body for line in page.lines if page.parts[line.index] == "question"]


@pytest.mark.parametrize("dress", ["**{}**", "*{}*", "### {}"])
def test_questions_in_bold_italics_or_as_headings(dress: str) -> None:
    """Two questions set off by their type, each with an answer below, are the interviewer's."""
    asked = ["How did it start?", "Who paid for the coal?"]
    text = "\n\n".join(f"{dress.format(question)}\n\n{ANSWER} {question[:3]}" for question in asked)
    assert [line.body for line in answered_questions(read_page(text).lines)] == asked


def test_a_question_within_an_answer_is_the_speakers() -> None:
    """A single undressed question in somebody's text stays theirs."""
    page = read_page(f"{ANSWER}\n\nAnd who would not have stayed?\n\n{ANSWER} We did.")
    mark_questions(page, [(None, [0, 1, 2])], several=True)
    assert marked(page) == []


def test_a_question_put_to_everybody() -> None:
    """A question that comes back in several sections is the editors', in whatever dress."""
    text = "\n\n".join(f"What keeps you going?\n\n{ANSWER} That was year {n}." for n in range(2))
    page = read_page(text)
    mark_questions(page, [(None, [0, 1]), (None, [2, 3])], several=True)
    assert marked(page) == ["What keeps you going?"] * 2


def test_two_questions_in_a_row_are_answered_once() -> None:
    """Questions with no answer between them do not make an interview."""
    assert answered_questions(read_page(f"**Why then?**\n\n**Why there?**\n\n{ANSWER}").lines) == []
