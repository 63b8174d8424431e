"""Acronyms: which short forms a text defines, and which a long name would have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solidarity_extract.recognising.words import CAPITALISED, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity_extract.recognising.page import Page

SHORTEST, LONGEST = 2, 8
"""Letters of an acronym."""


def looks_like_one(page: Page, first: int, stop: int) -> bool:
    """Tell whether a candidate is written as an acronym."""
    letters = "".join(page.words.text[first:stop])
    return page.words.shape[first] in {Shape.UPPER, Shape.MIXED} and sum(ch.isupper() for ch in letters) >= SHORTEST


def of(page: Page, first: int, stop: int) -> Iterator[str]:
    """Yield the acronyms that a long name would have, in small letters: of its capitals, and of all its words."""
    words = page.words
    large = [words.key[i] for i in range(first, stop) if words.shape[i] in CAPITALISED]
    if len(large) < SHORTEST:
        return
    yield "".join(key[0] for key in large)
    every = [words.key[i] for i in range(first, stop) if words.shape[i] is not Shape.MARK]
    yield "".join(key[0] for key in every)
    if large[0] in {"national", "all"} and len(large) > SHORTEST:
        yield "".join(key[0] for key in large[1:])


def defined(page: Page, stop: int, limit: int) -> tuple[int, int] | None:
    """Return the acronym in brackets right after a name that ends before ``stop``: its first word, the word after."""
    words = page.words
    if stop + 2 >= limit or words.text[stop] != "(":
        return None
    for end in range(stop + 2, min(limit, stop + 7)):
        if words.text[end].startswith((")", ",", ";")):
            return (stop + 1, end) if words.shape[stop + 1] in CAPITALISED else None
    return None


def defines(page: Page, first: int, stop: int, limit: int) -> tuple[int, int] | None:
    """Return the acronym that a name defines in brackets: one that stands for it, or for its name in its own language.

    `Confederation of Independent Unions of Ukraine (KVPU)` is believed because a long name and an acronym meet.
    """
    bracket = defined(page, stop, limit)
    if bracket is None:
        return None
    short = "".join(page.words.key[slice(*bracket)])
    if _stands_for(page, short, first, stop):
        return bracket
    large = sum(page.words.shape[i] in CAPITALISED for i in range(first, stop))
    place = any(m.stop == bracket[1] and m.entries[0].kind == "place" for m in page.listed.get(bracket[0], ()))
    translated = large > SHORTEST and len(short) > SHORTEST and page.acronym(bracket[0]) and not place
    return bracket if translated else None


def _stands_for(page: Page, short: str, first: int, stop: int) -> bool:
    """Tell whether the letters of a short form stand, in order, in a long name, the first at its start."""
    letters = [ch for ch in short if ch.isalpha()]
    rest = iter("".join(page.words.key[first:stop]))
    starts = {key[0] for key in page.words.key[first:stop]}
    return bool(letters) and letters[0] in starts and all(ch in rest for ch in letters)
