"""The word lists that evidence is looked up in; each is a plain file under `data/`, read once."""

from __future__ import annotations

import functools
import re
from importlib import resources

from solidarity_extract.cleaning import clean

_DATA = resources.files("solidarity_extract") / "data"


@functools.cache
def rows(name: str) -> tuple[str, ...]:
    """Give the rows of a data file without comments and empty lines."""
    text = (_DATA / name).read_text(encoding="utf-8")
    return tuple(row for row in clean_lines(text) if row and not row.startswith("# ") and row != "#")


def clean_lines(text: str) -> list[str]:
    """Give the lines of a data file, cleaned as the texts are that they are compared with."""
    return [clean(row).rstrip() for row in text.splitlines()]


@functools.cache
def words(name: str) -> frozenset[str]:
    """Give a list of segmenting words as a set."""
    return frozenset(rows(f"segmenting/{name}.txt"))


@functools.cache
def common_words() -> frozenset[str]:
    """English words that are usually written small."""
    return frozenset(rows("common_words.txt"))


@functools.cache
def roles() -> frozenset[str]:
    """Role words, singular and plural."""
    singular = words("roles")
    return singular | {_plural(word) for word in singular}


def _plural(word: str) -> str:
    """Make the plural of a role word well enough to recognise it."""
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("wife"):
        return word[:-2] + "ves"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "ch", "sh", "x")):
        return word + "es"
    first, dash, rest = word.partition("-")
    return f"{first}ies-{rest}" if dash and first == "secretary" else word + "s"


def _column(file: str) -> list[list[str]]:
    """Give the cells of each row of a gazetteer."""
    return [row.split("\t") for row in rows(f"gazetteers/{file}.tsv")]


def _names(cells: list[str]) -> list[str]:
    """Give the names of a gazetteer row: the name, its acronym, its other names."""
    padded = [*cells, "", "", ""]
    others = [other.strip() for other in padded[2].split(";")]
    return [name for name in (padded[0].strip(), padded[1].strip().lstrip("?"), *others) if name]


@functools.cache
def places() -> frozenset[str]:
    """Names of places, case folded."""
    return frozenset(name.casefold() for cells in _column("places") for name in _names(cells))


@functools.cache
def organisations() -> frozenset[str]:
    """Names and acronyms of organisations and unions, case folded."""
    found = [*_column("organisations"), *_column("unions")]
    return frozenset(name.casefold() for cells in found for name in _names(cells))


@functools.cache
def given_names() -> frozenset[str]:
    """Given names, case folded."""
    return frozenset(cells[0].casefold() for cells in _column("given_names"))


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """Compile a list of phrases into one pattern that matches any of them at word boundaries, ignoring case."""
    phrases = sorted(words(name), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)", re.IGNORECASE)
