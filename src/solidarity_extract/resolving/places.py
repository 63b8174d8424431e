"""Places: the names that one place goes by."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from solidarity_extract import gazetteers
from solidarity_extract.resolving import lists
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
        clusters.join(name, first.setdefault(_aliases().get(name.key, name.key), name))
    link_acronyms(names, clusters, "place", list(definitions(names, "place")))


@cache
def _aliases() -> dict[str, str]:
    """Return, for each name that means one place only, the name that stands for all its names."""
    found: dict[str, str | None] = {}
    for row in gazetteers.rows("places"):
        forms = [form for form in row.forms if form not in row.doubtful or form == row.name]
        for key in {compared("place", form) for form in forms}:
            found[key] = None if key in found else compared("place", row.name)
    for _country, _kind, *listed in lists.rows("place_names"):
        standing = [compared("place", form) for form in listed]
        chief = next((known for key in standing if (known := found.get(key))), standing[0])
        found |= dict.fromkeys(standing, chief)
    return {key: chief for key, chief in found.items() if chief is not None}
