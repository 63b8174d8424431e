"""Memory and acronyms: what one occurrence of a name tells about another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from solidarity_extract.recognising import acronyms
from solidarity_extract.recognising.memory import Memory, key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from solidarity_extract.recognising.page import Page


def _words(page: Page, name: str, after: int = 0) -> tuple[int, int]:
    """Return the words of a name, from some word on."""
    start = page.text.index(name, page.words.start[after])
    return page.words.start.index(start), page.words.end.index(start + len(name)) + 1


def _memory(page: Page, *names: tuple[str, str]) -> Memory:
    """Return a memory of names found, each at its first place."""
    found = [(*_words(page, name), kind) for name, kind in names]
    tried = Counter(key_of(page, first, stop) for first, stop, _ in found)
    return Memory(page, found, tried, [len(page.words)] * len(found))


def test_a_surname_belongs_to_the_person_named_in_full(page_of: Callable[[str], Page]) -> None:
    """A surname and a first name alone are recognised as parts of a full name."""
    page = page_of("Wanjiku Zorn spoke. Zorn was late, Wanjiku laughed.")
    memory = _memory(page, ("Wanjiku Zorn", "PERSON"))
    assert "surname of somebody=1" in set(memory.observations(*_words(page, "Zorn", 3)))
    assert "first name of somebody=1" in set(memory.observations(*_words(page, "Wanjiku", 3)))


def test_an_acronym_shares_the_type_of_its_long_form(page_of: Callable[[str], Page]) -> None:
    """An acronym defined in brackets is remembered with the type of the name before it."""
    page = page_of("The Zorn Solidarity Campaign (ZSC) met. The ZSC paid.")
    memory = _memory(page, ("Zorn Solidarity Campaign", "ORG"))
    place = _words(page, "ZSC", 8)
    assert "defined as ORG" in set(memory.observations(*place))
    assert memory.is_acronym(*place)


def test_its_own_verdict_is_no_witness(page_of: Callable[[str], Page]) -> None:
    """What was found at the very place does not count as evidence for it; another place does."""
    page = page_of("Zorn fell. We left Zorn.")
    memory = _memory(page, ("Zorn", "PLACE"))
    assert "elsewhere no" in set(memory.observations(*_words(page, "Zorn")))
    assert "elsewhere PLACE=1 undivided=True" in set(memory.observations(*_words(page, "Zorn", 2)))


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("the National Zorn Union (NZU) met", "National Zorn Union", "NZU"),
        ("the Confederation of Zorn Unions of Melas (KVZM) met", "Confederation of Zorn Unions of Melas", "KVZM"),
        ("the Zorn Union (see below) met", "Zorn Union", None),
        ("the Zorn Union (Melas) met", "Zorn Union", None),
        ("the Zorn Union met (ZU)", "Zorn Union", None),
    ],
)
def test_which_brackets_define_an_acronym(
    page_of: Callable[[str], Page], text: str, name: str, short: str | None
) -> None:
    """Letters of the name, or an acronym in its own language after a long name; nothing else in brackets."""
    page = page_of(text)
    bracket = acronyms.defines(page, *_words(page, name), len(page.words))
    assert (page.words.text[bracket[0]] if bracket else None) == short


def test_acronyms_a_name_would_have(page_of: Callable[[str], Page]) -> None:
    """Initials of the capitals, of all words, and without a leading National."""
    page = page_of("the National Union of Zorn Workers")
    assert set(acronyms.of(page, *_words(page, "National Union of Zorn Workers"))) == {"nuzw", "nuozw", "uzw"}
