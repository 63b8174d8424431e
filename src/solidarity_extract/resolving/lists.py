"""The rule data of resolving: plain lists in ``data/resolving_*.txt``, read once when first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``data/resolving_NAME.txt``: fields between semicolons, comments left out."""
    text = (files("solidarity_extract") / "data" / f"resolving_{name}.txt").read_text(encoding="utf-8")
    kept = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(field.strip() for field in line.split(";")) for line in kept)


@cache
def words(name: str) -> frozenset[str]:
    """Return every field of a list as one set."""
    return frozenset(field for row in rows(name) for field in row)


@cache
def common_words() -> frozenset[str]:
    """Return the words that English prints in small letters, of ``data/common_words.txt``."""
    text = (files("solidarity_extract") / "data" / "common_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@cache
def mapping(name: str) -> dict[str, str]:
    """Return a list of two-field rows as a mapping."""
    return {row[0]: row[1] for row in rows(name)}
