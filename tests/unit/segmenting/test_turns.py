from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract.segmenting.full_names import FullNames
from solidarity_extract.segmenting.page import read_page
from solidarity_extract.segmenting.turns import find_turns, speakers_by_line

if TYPE_CHECKING:
    from solidarity_extract.segmenting.turns import Speaker

SAID = "The carts were stopped at the bridge and we walked the rest of the way with the children."


def turns(text: str, *, known: list[str] | None = None, credited: str = "") -> list[Speaker]:
    return find_turns(read_page(text), known or [], credited, "", set())


def test_labels_that_come_back_are_speakers() -> None:
    """Names before a colon that come back are the speakers of a conversation, in the order of their first turns."""
    text = "\n\n".join(f"{who}: {SAID} {n}" for n in range(3) for who in ("Maria Lund", "Peter Brandt"))
    assert [(speaker.name, len(speaker.labels)) for speaker in turns(text)] == [("Maria Lund", 3), ("Peter Brandt", 3)]


def test_text_without_labels_is_no_conversation() -> None:
    """Running text has no speakers, and neither have two labels that stand once."""
    assert turns(f"{SAID}\n\nNote: {SAID}\n\nWarning: {SAID}") == []


def test_initials_stand_for_known_names() -> None:
    """Initials are resolved to the full names that the page gives elsewhere."""
    text = "\n\n".join(f"{who}: {SAID} {n}" for n in range(3) for who in ("ML", "PB"))
    assert {speaker.name for speaker in turns(text, known=["Maria Lund", "Peter Brandt"])} == {
        "Maria Lund",
        "Peter Brandt",
    }


def test_who_is_credited_asks() -> None:
    """A speaker whom the credits name as the interviewer asks; the others do not."""
    text = "\n\n".join(f"{who}: {SAID} {n}" for n in range(3) for who in ("Maria Lund", "Peter Brandt"))
    found = turns(text, credited="Interview by Peter Brandt")
    assert {speaker.name: speaker.asks for speaker in found} == {"Maria Lund": False, "Peter Brandt": True}


def test_who_ends_turns_with_questions_asks() -> None:
    """Without credits the one who opens and whose turns end in question marks asks."""
    text = "\n\n".join(f"Peter Brandt: And what then, {n}?\n\nMaria Lund: {SAID} {n}" for n in range(3))
    assert {speaker.name: speaker.asks for speaker in turns(text)} == {"Peter Brandt": True, "Maria Lund": False}


def test_each_line_has_one_speaker() -> None:
    """Speakers are found again by the lines of their labels."""
    text = "\n\n".join(f"{who}: {SAID} {n}" for n in range(2) for who in ("Maria Lund", "Peter Brandt"))
    names = {line: speaker.name for line, (speaker, _) in speakers_by_line(turns(text)).items()}
    assert names == {0: "Maria Lund", 1: "Peter Brandt", 2: "Maria Lund", 3: "Peter Brandt"}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Maria Lund", "Maria Lund"),
        ("MARIA LUND", "Maria Lund"),
        ("ML", "Maria Lund"),
        ("M.L.", "Maria Lund"),
        ("Maria", "Maria Lund"),
        ("Brandt", None),
        ("Peter", "Peter Brandt"),
        ("Pet Brandt", "Peter Brandt"),
        ("Dr Lund", "Maria Lund"),
        ("Olsen", None),
        ("", None),
    ],
)
def test_what_may_be_short_for_a_name(label: str, name: str | None) -> None:
    """Initials, a first name, a surname and a pet form stand for a name, unless nobody or two fit."""
    assert FullNames(["Maria Lund", "Peter Brandt", "Olga Brandt"]).resolve(label) == name
