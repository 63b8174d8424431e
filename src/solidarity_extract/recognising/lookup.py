"""The gazetteers: names known beforehand, and where they stand in a text.

A form is looked up without accents, capitals, apostrophes and hyphens, and then has to be written as the gazetteer
writes it: capitals where it has capitals, an acronym in capitals throughout.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, NamedTuple

from solidarity_extract import gazetteers
from solidarity_extract.recognising.lexicon import common_words, rows
from solidarity_extract.recognising.words import CAPITALISED, Shape, fold, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solidarity_extract.recognising.words import Words

Kind = Literal["union", "organisation", "place", "person", "event"]

FILES: tuple[tuple[Kind, gazetteers.Kind], ...] = (
    ("union", "unions"),
    ("organisation", "organisations"),
    ("place", "places"),
)
PEOPLE = "recognising_people.txt"
EVENTS = "recognising_events.txt"
GIVEN_NAMES = "gazetteers/given_names.tsv"
_SILENT = frozenset({"'", "-", "–"})
_OUTSIDE = (" union", " unions")
"""Words that a form may end with though they are no part of the name: `the [GMB] union`."""
_FIRST = re.compile(r"[^\W_]+(?=[ -]|\Z)")
"""The first word of a form, where a space or a hyphen ends it."""
_PLAIN = re.compile(r"[a-z0-9]+(?:(?:'s? |-| )[a-z0-9]+)*")
"""A form whose words can be told without reading it as text is read."""


class Entry(NamedTuple):
    """One form of one name in a gazetteer."""

    kind: Kind
    sure: bool
    """False: the form is also an ordinary word or another name; it needs evidence from the text."""


class Match(NamedTuple):
    """A gazetteer form in a text: the words from ``first`` up to ``stop``, and all entries with that form."""

    first: int
    stop: int
    entries: tuple[Entry, ...]


class Gazetteer:
    """Forms of names by their folded words."""

    def __init__(self) -> None:
        self._entries: dict[str, list[tuple[str, Entry]]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._waiting: dict[str, list[tuple[str, Entry]]] = {}
        """Forms by their first word, taken apart only when a text has that word: most posts ask for few."""

    def add(self, form: str, entry: Entry) -> None:
        """Take in one form."""
        first = _FIRST.match(form)
        if first:
            self._waiting.setdefault(fold(first.group()), []).append((form, entry))
        else:
            self._enter(form, entry)

    def _enter(self, form: str, entry: Entry) -> None:
        """Enter one form under its words."""
        keys = _keys(form)
        if keys:
            self._entries.setdefault(" ".join(keys), []).append((form, entry))
            lengths = self._lengths.setdefault(keys[0], [])
            if len(keys) not in lengths:
                lengths.append(len(keys))

    def _wanted(self, key: str) -> Sequence[int]:
        """Return how many words the forms that begin with a word have."""
        for form, entry in self._waiting.pop(key, ()):
            self._enter(form, entry)
        return self._lengths.get(key, ())

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a name, however it is written."""
        keys = _keys(name)
        if not keys or not self._wanted(keys[0]):
            return ()
        return tuple(entry for _, entry in self._entries.get(" ".join(keys), ()))

    def matches(self, words: Words, first: int, stop: int) -> Iterator[Match]:
        """Yield every form found among the words from ``first`` up to ``stop``; they may overlap."""
        lengths, waiting, keys = self._lengths, self._waiting, words.key
        for index in range(first, stop):
            key = keys[index]
            if key in lengths or key in waiting:
                yield from self._at(words, index, stop, self._wanted(key))

    def _at(self, words: Words, index: int, stop: int, wanted: Sequence[int]) -> Iterator[Match]:
        """Yield the forms that begin with one word."""
        keys, parts, position, longest = words.key, [words.key[index]], index, max(wanted)
        while True:
            if len(parts) in wanted and (found := self._entries.get(" ".join(parts))):
                entries = tuple(entry for form, entry in found if written_as(form, words, index, position + 1))
                if entries:
                    yield Match(index, position + 1, entries)
            position += 1
            while position < stop and keys[position] in _SILENT:
                position += 1
            if len(parts) == longest or position >= stop or words.gap[position] == "\n":
                return
            parts.append(keys[position])


def written_as(form: str, words: Words, first: int, stop: int) -> bool:
    """Tell whether words are written as a gazetteer form asks: capitals for its capitals, acronyms in full."""
    if stop - first == 1 and form == words.text[first]:
        return True
    shapes = [words.shape[i] for i in range(first, stop) if words.shape[i] is not Shape.MARK]
    if not any(ch.isupper() for ch in form):
        return not any(shape in CAPITALISED for shape in shapes[:1])
    if form.isupper():
        return all(shape in {Shape.UPPER, Shape.INITIAL, Shape.NUMBER} for shape in shapes)
    wanted = [piece[:1].isupper() for piece in form.replace("-", " ").replace("–", " ").split()]
    if len(wanted) != len(shapes):
        return shapes[0] in CAPITALISED
    return all(shape in CAPITALISED or not capital for capital, shape in zip(wanted, shapes, strict=True))


def _keys(form: str) -> list[str]:
    """Return the words of a form as they are looked up."""
    plain = fold(form)
    if plain.replace(" ", "").isalnum():
        return plain.split()
    if _PLAIN.fullmatch(plain):
        return plain.replace("-", " ").replace("'s ", " 's ").replace("' ", " ").split()
    return [key for key in read(form).key if key not in _SILENT]


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """Return the gazetteer of unions, organisations, places and people that ships with the package."""
    gazetteer, common = Gazetteer(), common_words()
    for kind, name in FILES:
        sure, doubtful = Entry(kind, sure=True), Entry(kind, sure=False)
        for row in gazetteers.rows(name):
            for form in row.forms:
                if form not in common and not form.endswith(_OUTSIDE):
                    gazetteer.add(form, doubtful if form in row.doubtful else sure)
    sure, doubtful = Entry("person", sure=True), Entry("person", sure=False)
    for line in rows(PEOPLE):
        for form in line.split("; "):
            gazetteer.add(form.removeprefix("?"), doubtful if form.startswith("?") else sure)
    return gazetteer


@lru_cache(maxsize=1)
def events() -> Gazetteer:
    """Return the names of events, laws and the like, which are no mentions."""
    gazetteer, entry = Gazetteer(), Entry("event", sure=True)
    for line in rows(EVENTS):
        for form in line.split("; "):
            gazetteer.add(form, entry)
    return gazetteer


@lru_cache(maxsize=1)
def given_names() -> dict[str, bool]:
    """Return given names, folded, and whether each is nothing else besides."""
    if not (files("solidarity_extract") / "data" / GIVEN_NAMES).is_file():
        return {}
    cells = (row.split("\t") for row in rows(GIVEN_NAMES))
    return {fold(row[0]): not (len(row) > 2 and row[-1].strip() == "ambiguous") for row in cells}
