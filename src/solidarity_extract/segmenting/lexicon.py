"""The word lists that evidence is looked up in; each is a plain file under `data/`, read once."""

from __future__ import annotations

import functools
import re
from importlib import resources

from solidarity_extract import gazetteers
from solidarity_extract.cleaning import clean

_DATA = resources.files("solidarity_extract") / "data"


@functools.cache
def rows(name: str) -> tuple[str, ...]:
    """Give the rows of a data file without comments and empty lines."""
    text = (_DATA / name).read_text(encoding="utf-8")
    return tuple(row.rstrip() for row in text.splitlines() if row.strip() and not row.startswith("# ") and row != "#")


@functools.cache
def words(name: str) -> frozenset[str]:
    """Give a list of segmenting words as a set."""
    return frozenset(clean(row) for row in rows(f"segmenting/{name}.txt"))


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


@functools.cache
def places() -> frozenset[str]:
    """Names of places, case folded."""
    return frozenset(clean(form).casefold() for row in gazetteers.rows("places") for form in row.forms)


@functools.cache
def organisations() -> frozenset[str]:
    """Names and acronyms of organisations and unions, case folded, without those that also mean something else."""
    found = (*gazetteers.rows("organisations"), *gazetteers.rows("unions"))
    return frozenset(clean(form).casefold() for row in found for form in row.forms if form not in row.doubtful)


@functools.cache
def given_names() -> frozenset[str]:
    """Given names, case folded."""
    return frozenset(row.split("\t")[0].casefold() for row in rows("gazetteers/given_names.tsv"))


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """Compile a list of phrases into one pattern that matches any of them at word boundaries, ignoring case.

    A phrase behind `=` matches only as the whole rest of a line.
    """
    phrases = sorted(words(name), key=len, reverse=True)
    whole = [re.escape(phrase[1:]) + r"(?=[\s:.*_]*$)" for phrase in phrases if phrase[0] == "="]
    parts = [re.escape(phrase) for phrase in phrases if phrase[0] != "="]
    return re.compile(r"(?<!\w)(?:" + "|".join([*parts, *whole]) + r")(?!\w)", re.IGNORECASE)
