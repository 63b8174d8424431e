"""The word lists of the rules, read once from ``data``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Classes = tuple[str, ...]


def rows(name: str) -> Iterator[str]:
    """Yield the rows of a data file, without comments and empty lines."""
    text = (files("solidarity_extract") / "data" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=8)
def words(name: str) -> frozenset[str]:
    """Return the words of a file of one word a line."""
    return frozenset(rows(name))


def common_words() -> frozenset[str]:
    """Return the words that English usually prints in small letters."""
    return words("common_words.txt")


@lru_cache(maxsize=8)
def classes(name: str) -> Mapping[str, Classes]:
    """Return for each word of a file of classes (rows of ``class: word, word``) the classes it belongs to."""
    found: dict[str, list[str]] = {}
    for row in rows(name):
        label, _, listed = row.partition(": ")
        for word in listed.split(", "):
            belongs = found.setdefault(word, [])
            if label not in belongs:
                belongs.append(label)
    return {word: tuple(labels) for word, labels in found.items()}
