from __future__ import annotations

import pytest

from solidarity_extract.segmenting.spellings import Spellings

NAMES = ["Petra Lund", "Petra Lund Moe", "Ida", "OLE BRANDT", "IM"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("then Petra Lund spoke", ["Petra Lund"]),
        ("then Petra Lund Moe spoke", ["Petra Lund Moe"]),
        ("Petra Lundgren and petra lund", []),
        ("Ida, Ida-Marie, Idas, Ida", ["Ida", "Ida"]),
        ("Ole Brandt and OLE BRANDT", ["Ole Brandt", "OLE BRANDT"]),
        ("Im Westen, IM said", ["IM"]),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words(text: str, found: list[str]) -> None:
    """The longest name wins, parts of words are none, capitals match small letters unless they may be initials."""
    assert [hit.group() for hit in Spellings(NAMES).finditer(text, 0, len(text))] == found


def test_only_what_lies_between_the_offsets_is_found() -> None:
    """A name that starts before or ends behind the stretch is not found; offsets are those of the whole text."""
    text = "Ida Petra Lund Ida"
    assert [hit.span() for hit in Spellings(NAMES).finditer(text, 1, len(text))] == [(4, 14), (15, 18)]
    assert [hit.group() for hit in Spellings(NAMES).finditer(text, 0, 13)] == ["Ida"]
