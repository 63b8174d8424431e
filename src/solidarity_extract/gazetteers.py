"""The gazetteers: names known from the world, one row each, read once when first asked for.

The files lie in ``data/gazetteers``; their first lines say what a row means. Only rows that are facts stand there;
what is ambiguous is marked, and a reader of this module must ask the text for evidence before it believes such a form.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

Kind = Literal["unions", "organisations", "places"]


class Row(NamedTuple):
    """One named thing: its full name, its acronym and other names, and what is known of it."""

    name: str
    acronym: str | None
    other_names: tuple[str, ...]
    country: str | None
    """ISO 3166-1 alpha-2; ``None``: international, several countries, or not known."""
    subtype: str | None
    doubtful: frozenset[str]
    """The forms of this row that also mean something else (all of them where the row itself is ambiguous)."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way to write it, the full name first."""
        return (self.name, self.acronym, *self.other_names) if self.acronym else (self.name, *self.other_names)


@cache
def rows(kind: Kind) -> tuple[Row, ...]:
    """Return the rows of one gazetteer, in the order of the file."""
    text = (files("solidarity_extract") / "data" / "gazetteers" / f"{kind}.tsv").read_text(encoding="utf-8")
    return tuple(_row(line) for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _row(line: str) -> Row:
    name, acronym, others, country, subtype, certainty = (*line.split("\t"), "", "", "", "", "")[:6]
    other_names = tuple(form for other in others.split(";") if (form := other.strip())) if others else ()
    doubtful: frozenset[str] = frozenset()
    if "?" in line:
        doubtful = frozenset(form.removeprefix("?") for form in (acronym, *other_names) if form.startswith("?"))
        acronym, other_names = acronym.removeprefix("?"), tuple(form.removeprefix("?") for form in other_names)
    if certainty.strip() == "ambiguous":
        doubtful = frozenset((name, acronym, *other_names))
    return Row(name, acronym or None, other_names, country or None, subtype or None, doubtful)
