"""What the gazetteers know, by the keys that names are compared by."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from solidarity_extract import gazetteers
from solidarity_extract.resolving import keys, lists

if TYPE_CHECKING:
    from solidarity_extract.gazetteers import Kind, Row
    from solidarity_extract.mentions import EntityType

_KINDS: dict[EntityType, Kind] = {"union": "unions", "organisation": "organisations", "place": "places"}


class Known(NamedTuple):
    """A row of a gazetteer that has a name, and whether the name alone is enough to believe it."""

    number: int
    row: Row
    sure: bool


def find(kind: EntityType, key: str) -> list[Known]:
    """Return the rows that have a name; none for persons."""
    return _index(kind).get(key, [])


def acronym_means_other(kind: EntityType, acronym: str, full: str) -> bool:
    """Tell whether an acronym is known, and only for names that have nothing in common with a full name (keys)."""
    akin = [_akin(kind, known.row, full) for known in find(kind, acronym) if known.sure]
    return bool(akin) and not any(akin)


def acronym_may_mean_other(kind: EntityType, acronym: str, full: str) -> bool:
    """Tell whether an acronym is known for any name that has nothing in common with a full name (keys)."""
    return not all(_akin(kind, known.row, full) for known in find(kind, acronym))


def _akin(kind: EntityType, row: Row, full: str) -> bool:
    """Tell whether a form of a row shares with a full name a word that few names have."""
    words = _telling(full)
    return any(words & _telling(keys.compared(kind, form)) for form in row.forms)


def same_row(kind: EntityType, first: str, second: str) -> bool:
    """Tell whether one row has both names (keys)."""
    return bool({entry.number for entry in find(kind, first)} & {entry.number for entry in find(kind, second)})


def different_rows(kind: EntityType, first: str, second: str) -> bool:
    """Tell whether both names are known, and as different things."""
    one, other = find(kind, first), find(kind, second)
    return bool(one and other) and not {k.number for k in one} & {k.number for k in other}


@cache
def _index(kind: EntityType) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for number, row in enumerate(gazetteers.rows(_KINDS[kind]) if kind in _KINDS else ()):
        for form in row.forms:
            entry = Known(number, row, form not in row.doubtful)
            found.setdefault(keys.compared(kind, form), []).append(entry)
    return found


def _telling(key: str) -> set[str]:
    """Return the words of a name that few others have."""
    return set(key.split()) - _common()


@cache
def _common() -> frozenset[str]:
    """Return the words that many names have: small words, and those that say what sort of organisation it is."""
    listed = [row[-1].casefold() for name in ("short_forms", "organisation_words") for row in lists.rows(name)]
    kinds = {word for phrase in listed for word in phrase.split()}
    return frozenset(kinds | lists.words("small_words") | {"workers", "national", "trade", "trades", "unions"})
