"""Places: the names that one place goes by."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from solidarity_extract.resolving import known, lists
from solidarity_extract.resolving.definitions import definitions
from solidarity_extract.resolving.keys import compared
from solidarity_extract.resolving.organisations import link_acronyms

if TYPE_CHECKING:
    from solidarity_extract.resolving.clusters import Clusters
    from solidarity_extract.resolving.names import Name, Names


def link(names: Names, clusters: Clusters) -> None:
    """Join the names of places that are one place."""
    first: dict[str, Name] = {}
    for name in names.of_type("place"):
        clusters.join(name, first.setdefault(_standing(name.key), name))
    link_acronyms(names, clusters, "place", list(definitions(names, "place")))


def _standing(key: str) -> str:
    """Return the one name that stands for all names of a place (keys), or the name itself."""
    if key not in _listed():
        rows = {entry.number: entry for entry in known.find("place", key)}
        if len(rows) == 1:
            key = _chief(key, *rows.values())
    return _listed().get(key, key)


def _chief(key: str, entry: known.Known) -> str:
    """Return the chief name of a row, unless the other name is doubtful or names only a part (`North Darfur`)."""
    chief = compared("place", entry.row.name)
    is_part = any(key == f"{direction} {chief}" for direction in _directions())
    return chief if entry.sure and not is_part else key


@cache
def _directions() -> list[str]:
    return [compared("place", row[3]) for row in lists.rows("place_words") if row[0] == "first"]


@cache
def _listed() -> dict[str, str]:
    groups = ([compared("place", form) for form in row[2:]] for row in lists.rows("place_names"))
    return {key: keys[0] for keys in groups for key in keys}
