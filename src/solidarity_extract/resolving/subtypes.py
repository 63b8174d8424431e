"""What sort of thing an entity is, and of which country: from the gazetteers and from its wording, else unknown."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from solidarity_extract.resolving import known, lists
from solidarity_extract.resolving.acronyms import looks_like_acronym
from solidarity_extract.resolving.keys import compared, without_gloss
from solidarity_extract.resolving.letters import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from solidarity_extract.gazetteers import Row
    from solidarity_extract.mentions import EntityType

_OFTEN = 2  # mentions of a country's places that make a post speak of it
_SHARE = 5  # the country's part of all places that have one: a fifth
_CLEARLY = 3  # times as often as of the other countries
_LONGEST_COUNTRY = 6  # words: "the democratic republic of the congo"
_NATIONAL = frozenset({"government", "parliament", "party", "union", "federation", "confederation", "education"})


class Described(NamedTuple):
    """Subtype and country (ISO 3166-1 alpha-2), each ``None`` where it is not known."""

    subtype: str | None
    country: str | None


def describe(kind: EntityType, forms: Sequence[str], here: Mapping[str, int]) -> Described:
    """Return what is known of an entity by its forms, the fullest one first.

    ``here`` counts the mentions of places in the post by country: of several things with one name the one is meant
    whose country the post speaks of.
    """
    if kind == "person":
        return Described(None, None)
    rows = _rows(kind, [compared(kind, form) for form in _telling(forms)], here)
    worded = _place(forms[0]) if kind == "place" else _organisation(kind, forms[0])
    subtype = _agreed(row.subtype for row in rows) or worded.subtype
    return Described(subtype, _agreed(row.country for row in rows) or worded.country)


def _telling(forms: Sequence[str]) -> list[str]:
    """Return the forms that can be looked up: an acronym only where no full name is printed beside it."""
    full = [form for form in forms if not looks_like_acronym(form)]
    return full or list(forms)


def _rows(kind: EntityType, keys: list[str], here: Mapping[str, int]) -> list[Row]:
    """Return the rows for the fullest form that has any, or none where one of them is doubtful."""
    for key in keys:
        found = _narrowed(known.find(kind, key), here)
        if found and all(_believed(kind, key, entry, here) for entry in found):
            return [entry.row for entry in found]
    return []


def _narrowed(found: list[known.Known], here: Mapping[str, int]) -> list[known.Known]:
    """Return the rows of the country that the post speaks of by far the most often, or all of them."""
    counts = {entry.row.country: here.get(entry.row.country or "", 0) for entry in found}
    best = max(counts, key=lambda code: counts[code], default=None)
    others = sum(counts.values()) - counts.get(best, 0)
    clear = counts.get(best, 0) >= max(_OFTEN, _CLEARLY * others)
    return [entry for entry in found if entry.row.country == best] if clear else found


def _believed(kind: EntityType, key: str, entry: known.Known, here: Mapping[str, int]) -> bool:
    """Tell whether a row may be believed: a doubtful one needs its full name, or a post that speaks of its country.

    The full name of a doubtful organisation is not enough where it is one word: organisations are too many things.
    """
    often = here.get(entry.row.country or "", 0)
    if entry.sure or (often >= _OFTEN and often * _SHARE >= sum(here.values())):
        return True
    return compared(kind, entry.row.name) == key and (kind != "organisation" or " " in key)


def _agreed(values: Iterable[str | None]) -> str | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _organisation(kind: EntityType, form: str) -> Described:
    key = compared(kind, form)
    words = key.split()
    head = _up_to_head(words)
    subtype = next((rule.subtype for rule in _rules() if rule.kind == kind and _fits(words, head, rule)), None)
    country = _country_after_of(words)
    if country is None and subtype in {"government", "parliament"} and len(words) > 1:
        country = _country(" ".join(words[:-1]))
    if country is None and subtype == "education":
        country = _city_after_of(words)
    return Described(subtype, country if kind == "union" or subtype in _NATIONAL else None)


class _Rule(NamedTuple):
    """A row of the list of words that say what sort of organisation a name means."""

    kind: str
    where: str
    subtype: str
    phrase: list[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = lists.rows("organisation_words")
    return tuple(
        _Rule(kind, where, subtype, compared("organisation", word).split()) for kind, where, subtype, word in rows
    )


def _fits(words: list[str], head: list[str], rule: _Rule) -> bool:
    """Tell whether the words of a rule stand where the rule wants them, beside other words."""
    length = len(rule.phrase)
    if len(words) <= length or rule.phrase[-1] not in words:
        return False
    if rule.where in {"first", "start"}:
        return words[:length] == rule.phrase
    if rule.where == "any":
        return rule.phrase[0] in words[1:]
    return (words if rule.where == "end" else head)[-length:] == rule.phrase


def _up_to_head(words: list[str]) -> list[str]:
    """Return the words up to the one the name is built on: before the first small word, or all of them."""
    small = lists.words("small_words") - {"and", "the", "e", "i", "y", "et", "und"}
    at = next((i for i, word in enumerate(words) if i and word in small), len(words))
    return words[:at]


def _country(key: str) -> str | None:
    return _agreed(entry.row.country for entry in known.find("place", key) if entry.row.subtype == "country")


def _country_after_of(words: list[str]) -> str | None:
    """Return the country of a name that ends with `of` and a country."""
    last = words[-_LONGEST_COUNTRY - 1 :]
    ends = (" ".join(last[i + 1 :]).removeprefix("the ") for i in range(len(last) - 1) if last[i] == "of")
    return next((code for end in ends if (code := _country(end))), None)


def _city_after_of(words: list[str]) -> str | None:
    if "of" not in words:
        return None
    place = " ".join(words[words.index("of") + 1 :])
    return _agreed(entry.row.country for entry in known.find("place", place) if entry.sure)


def _place(form: str) -> Described:
    """Read a place's kind off its first or last words, and its country off the place named beside them."""
    key = fold(without_gloss(form)).removeprefix("the ")
    if key in _listed_places():
        return _listed_places()[key]
    for where, subtype, located, phrase in _place_words():
        rest = key.removeprefix(f"{phrase} ") if where == "first" else key.removesuffix(f" {phrase}")
        if rest != key:
            country = _agreed(entry.row.country for entry in known.find("place", rest)) if located else None
            known_beside = bool(known.find("place", rest)) or not located or where == "last"
            return Described(subtype, country) if known_beside else Described(None, None)
    return Described(None, None)


@cache
def _listed_places() -> dict[str, Described]:
    rows = lists.rows("place_names")
    return {compared("place", form): Described(kind, code or None) for code, kind, *forms in rows for form in forms}


@cache
def _place_words() -> list[tuple[str, str, str, str]]:
    """Return the words that say what sort of place a name means, the longest first."""
    rows = [(where, kind, located, fold(word)) for where, kind, located, word in lists.rows("place_words")]
    return sorted(rows, key=lambda row: -len(row[3]))
