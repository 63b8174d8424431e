from __future__ import annotations

import pytest

from solidarity_extract.segmenting import names


@pytest.mark.parametrize("name", ["Maria Lund", "Ana de la Vega", "Jean-Luc Moreau", "J. R. Brandt", "ANNA BRANDT"])
def test_names_of_people(name: str) -> None:
    """Full names with particles, hyphens, initials or in capitals look like a person's."""
    assert names.person_score(name) >= 0.6


@pytest.mark.parametrize(
    "text", ["the long winter", "Workers Union", "Monday Morning", "Room 12", "Winter Is Coming Soon", ""]
)
def test_what_is_no_name(text: str) -> None:
    """Small letters, organisation words, days, numbers and titles do not look like a person's name."""
    assert names.person_score(text) < 0.6


@pytest.mark.parametrize(
    ("text", "organisation"),
    [("Norrby Carters' Union", True), ("NCU", True), ("Maria Lund", False), ("carter", False)],
)
def test_organisations(text: str, *, organisation: bool) -> None:
    """An organisation word or an acronym makes an organisation's name."""
    assert names.is_organisation(text) is organisation


@pytest.mark.parametrize(
    ("word", "acronym"), [("NCU", True), ("N.C.U.", True), ("UdW", True), ("Norrby", False), ("A", False)]
)
def test_acronyms(word: str, *, acronym: bool) -> None:
    """Two and more capitals, with dots or a small letter, are an acronym."""
    assert names.is_acronym(word) is acronym


def test_tokens_keep_their_place() -> None:
    """Words are given with their offsets into the whole text."""
    text = "— Ana d'Arco, St. Elm"
    assert [(token.text, text[token.start : token.end]) for token in names.tokens(text, 2, 12)] == [
        ("Ana", "Ana"),
        ("d'Arco", "d'Arco"),
    ]
