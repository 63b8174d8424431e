from __future__ import annotations

import pytest

from solidarity_extract.segmenting.layout import read_lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_lines_are_stripped_and_keep_their_place(end: str) -> None:
    """A line is its text without space around it; its offsets are those of the page, whatever ends a line."""
    page = f"  The loom \u00a0{end}{end}\ufeffA shuttle\u200b{end}"
    lines = read_lines(page)
    assert [page[line.start : line.end] for line in lines] == ["The loom", "A shuttle"]
    assert [(line.blank_before, line.blank_after) for line in lines] == [(0, 1), (1, 0)]


@pytest.mark.parametrize("blank", ["", " \t", "\ufeff", "\u200b \u00a0", ">", "> >"])
def test_a_line_of_nothing_visible_is_blank(blank: str) -> None:
    """Space, marks and empty quotation signs make no line, but part the lines around them."""
    above, below = read_lines(f"One\n{blank}\nTwo")
    assert above.blank_after == below.blank_before == 1


@pytest.mark.parametrize(
    ("printed", "dress"),
    [
        ("## Petra Lund", {"heading": 2, "body": "Petra Lund"}),
        ("**Petra Lund**", {"bold": True, "wholly_marked": True, "body": "Petra Lund"}),
        ("**Petra Lund:** yes", {"bold": True, "wholly_marked": False}),
        ("*Petra Lund*", {"italic": True, "bold": False, "body": "Petra Lund"}),
        ("— Petra Lund", {"bullet": "—", "body": "Petra Lund"}),
        ("> Petra Lund", {"quoted": True, "body": "Petra Lund"}),
        ("* * *", {"is_rule": True}),
        ("Who was there?", {"is_question": True}),
        ("She was there.”", {"ends_sentence": True}),
    ],
)
def test_dress(printed: str, dress: dict[str, object]) -> None:
    """Markdown marks, bullets, rules and closing signs are read as the dress of a line; the body is without them."""
    (line,) = read_lines(printed)
    assert {name: getattr(line, name) for name in dress} == dress


def test_hard_wrapped_paragraphs_are_joined() -> None:
    """Where printed lines break in mid-sentence, those of one paragraph are one line."""
    paragraph = (
        "we spun until the light was gone and then we\n"
        "sat by the wall of the yard and counted what\n"
        "was left of the thread from the autumn before\n"
        "and nobody said a word until the bell rang at\n"
        "last and the gate was opened for us by hand."
    )
    lines = read_lines(f"Petra Lund\n\n{paragraph.capitalize()}\n\nIda Moe\n\n{paragraph.capitalize()}\n")
    assert [line.length for line in lines] == [10, len(paragraph), 7, len(paragraph)]


def test_long_lines_are_not_joined() -> None:
    """A text with one line longer than a wrapped one is not hard-wrapped."""
    assert len(read_lines("\n".join(["and so it went on", "x" * 200] * 6))) == 12
