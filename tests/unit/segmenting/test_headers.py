from __future__ import annotations

import pytest

from solidarity_extract.segmenting.cutting import cut_fields
from solidarity_extract.segmenting.headers import read_header, undress
from solidarity_extract.segmenting.leads import is_dateline


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("Maria Lund, carter, Norrby Carters' Union", ["Maria Lund"]),
        ("By Maria Lund", ["Maria Lund"]),
        ("3. Maria Lund and Peter Brandt, carters", ["Maria Lund", "Peter Brandt"]),
        ("Speaker: Dr Maria Lund (Carters' Union)", ["Maria Lund"]),
        ("Poland: Maria Lund, carter", ["Maria Lund"]),
        ("A nurse in Berlin", ["A nurse"]),
        ("Norrby Carters' Union", ["Norrby Carters' Union"]),
    ],
)
def test_names_in_headers(printed: str, people: list[str]) -> None:
    """What stands before the name is stepped over: numbers, `By`, keys, honorifics, places."""
    header = read_header(printed, 0, len(printed))
    assert header is not None
    found = [printed[person.extent.start : person.extent.end] for person in header.people]
    assert [name[: len(wanted)] for name, wanted in zip(found, people, strict=True)] == people


@pytest.mark.parametrize("printed", ["and then we all went home", "…", "42"])
def test_lines_without_a_name_are_no_headers(printed: str) -> None:
    """A line that no name opens is not read as a header."""
    assert read_header(printed, 0, len(printed)) is None


def test_fields_behind_a_name() -> None:
    """Commas, dashes, bars, brackets and line ends part fields; an initial's full stop does not."""
    text = "carter – Norrby Union | St. Elm (retired)\nsince May"
    assert [text[slice(*extent)] for extent in cut_fields(text, 0, len(text))] == [
        "carter",
        "Norrby Union",
        "St. Elm",
        "retired",
        "since May",
    ]


def test_undressing_keeps_every_place() -> None:
    """Markdown marks become spaces, so that offsets stay true."""
    assert undress("## **Maria** _Lund_ <b>") == "     Maria    Lund   b "


@pytest.mark.parametrize(
    ("text", "dateline"), [("Berlin", True), ("3 May", True), ("NORRBY", True), ("we said", False)]
)
def test_datelines(text: str, *, dateline: bool) -> None:
    """A place, a date or capitals may stand before a name."""
    assert is_dateline(text) is dateline
