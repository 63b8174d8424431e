"""What sort of thing an entity is, and of which country: from the gazetteers and from its wording, else unknown."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from solidarity_extract.resolving import known, lists
from solidarity_extract.resolving.keys import compared, without_gloss
from solidarity_extract.resolving.letters import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solidarity_extract.gazetteers import Row
    from solidarity_extract.mentions import EntityType

_LONGEST_COUNTRY = 6  # words: "the democratic republic of the congo"
_NATIONAL = frozenset({"government", "parliament", "party", "union", "federation", "confederation", "education"})


class Described(NamedTuple):
    """Subtype and country (ISO 3166-1 alpha-2), each ``None`` where it is not known."""

    subtype: str | None
    country: str | None


def describe(kind: EntityType, forms: Sequence[str]) -> Described:
    """Return what is known of an entity by its forms, the fullest one first."""
    if kind == "person":
        return Described(None, None)
    rows = _rows(kind, [compared(kind, form) for form in forms])
    worded = _place(forms[0]) if kind == "place" else _organisation(kind, forms[0])
    subtype = _agreed(row.subtype for row in rows) or worded.subtype
    return Described(subtype, _agreed(row.country for row in rows) if rows else worded.country)


def _rows(kind: EntityType, keys: list[str]) -> list[Row]:
    """Return the rows for the fullest form that has any; a doubtful form is believed only as the row's own full name."""
    for key in keys:
        found = [(entry.row, entry.sure) for entry in known.find(kind, key)]
        rows = [row for row, sure in found if sure or compared(kind, row.name) == key]
        if rows:
            return rows if len(rows) == len(found) else []
    return []


def _agreed(values: Iterable[str | None]) -> str | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _organisation(kind: EntityType, form: str) -> Described:
    key = compared(kind, form)
    words = key.split()
    subtype = next((row[2] for row in lists.rows("organisation_words") if row[0] == kind and _fits(words, row)), None)
    country = _country_after_of(words)
    if country is None and subtype in {"government", "parliament"} and len(words) > 1:
        country = _country(" ".join(words[:-1]))
    if country is None and subtype == "education":
        country = _city_after_of(words)
    return Described(subtype, country if kind == "union" or subtype in _NATIONAL else None)


def _fits(words: list[str], row: tuple[str, ...]) -> bool:
    phrase = _phrase(row[3])
    length = len(phrase)
    if row[1] in {"first", "start"}:
        return len(words) > length and words[:length] == phrase
    if row[1] == "end":
        return len(words) > length and words[-length:] == phrase
    if row[1] == "any":
        return phrase[0] in words[1:]
    head = _up_to_head(words)
    return head[-length:] == phrase and len(words) > length


@cache
def _phrase(words: str) -> list[str]:
    return compared("organisation", words).split()


def _up_to_head(words: list[str]) -> list[str]:
    """Return the words up to the one the name is built on: before the first small word, or all of them."""
    small = lists.words("small_words") - {"and", "the", "e", "i", "y", "et", "und"}
    at = next((i for i, word in enumerate(words) if i and word in small), len(words))
    return words[:at]


def _country(key: str) -> str | None:
    return _agreed(entry.row.country for entry in known.find("place", key) if entry.row.subtype == "country")


def _country_after_of(words: list[str]) -> str | None:
    """Return the country of a name that ends with `of` and a country."""
    ends = (" ".join(words[i + 1 :]) for i in range(len(words) - 1) if words[i] == "of")
    near = [end.removeprefix("the ") for end in ends if len(end.split()) <= _LONGEST_COUNTRY]
    return next((code for end in near if (code := _country(end))), None)


def _city_after_of(words: list[str]) -> str | None:
    if "of" not in words:
        return None
    place = " ".join(words[words.index("of") + 1 :])
    return _agreed(entry.row.country for entry in known.find("place", place) if entry.sure)


def _place(form: str) -> Described:
    """Read a place's kind off its first or last words, and its country off the place named beside them."""
    key = fold(without_gloss(form)).removeprefix("the ")
    for code, subtype, *listed in lists.rows("place_names"):
        if key in _keys_of(tuple(listed)):
            return Described(subtype, code or None)
    for where, subtype, located, word in sorted(lists.rows("place_words"), key=lambda row: -len(row[3])):
        phrase = fold(word)
        rest = key.removeprefix(f"{phrase} ") if where == "first" else key.removesuffix(f" {phrase}")
        if rest != key:
            country = _agreed(entry.row.country for entry in known.find("place", rest)) if located else None
            known_beside = bool(known.find("place", rest)) or not located or where == "last"
            return Described(subtype, country) if known_beside else Described(None, None)
    return Described(None, None)


@cache
def _keys_of(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(compared("place", form) for form in forms)
