"""The step from mentions to entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from solidarity_extract.mentions import Entity
from solidarity_extract.resolving import organisations, people, places
from solidarity_extract.resolving.clusters import Clusters
from solidarity_extract.resolving.keys import compared
from solidarity_extract.resolving.letters import tidy
from solidarity_extract.resolving.names import Names
from solidarity_extract.resolving.naming import called
from solidarity_extract.resolving.people import Speaker
from solidarity_extract.resolving.slugs import unique_ids
from solidarity_extract.resolving.subtypes import describe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.mentions import EntityType, Mention
    from solidarity_extract.resolving.naming import Called


@dataclass(frozen=True, slots=True)
class ContributorName:
    """A contributor as printed in the header; the kind is RECORD.md's."""

    name: str
    kind: Literal["person", "organisation", "anonymous", "unknown"] = "person"
    labels: tuple[tuple[int, int], ...] = ()
    """Where headers and speaker labels name the contributor: start and end, in code points."""


def resolve(text: str, mentions: Sequence[Mention], contributors: Sequence[ContributorName] = ()) -> list[Entity]:
    """Return the entities of one post in the order of their first mentions; each mention belongs to exactly one.

    Offsets of the mentions are code points into ``text``. Names of contributors help to decide whom a first name or a
    family name means. The same input gives the same output.
    """
    names = Names(text, mentions)
    clusters = Clusters()
    places.link(names, clusters)
    organisations.link(names, clusters, "organisation")
    organisations.link(names, clusters, "union")
    speakers = [Speaker(tidy(c.name), c.labels) for c in contributors if _is_person(c, names)]
    return _entities(names, clusters, people.link(names, clusters, speakers))


def _is_person(contributor: ContributorName, names: Names) -> bool:
    """Tell whether a contributor has a name that a person may be called by; descriptions of the nameless are none."""
    form = tidy(contributor.name)
    if contributor.kind == "anonymous":
        return names.get("person", compared("person", form)) is not None
    return bool(form) and contributor.kind != "organisation"


def _entities(names: Names, clusters: Clusters, speaking: dict[int, str]) -> list[Entity]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for i in names.order:
        grouped[clusters.root(clusters.moved.get(i, names.of[i]))].append(i)
    spoken = {clusters.root(names.all[number]): name for number, name in speaking.items()}
    naming = [_called(names, clusters, group, spoken.get(root)) for root, group in grouped.items()]
    groups = list(grouped.values())
    kinds = [names.mentions[group[0]].type for group in groups]
    starts = [names.mentions[group[0]].start for group in groups]
    ids = unique_ids((kind, name.name, start) for kind, name, start in zip(kinds, naming, starts, strict=True))
    here = _countries(kinds, naming, groups)
    return [_entity(*each, here) for each in zip(ids, kinds, naming, groups, strict=True)]


def _countries(kinds: list[EntityType], naming: list[Called], groups: list[list[int]]) -> Counter[str]:
    """Count the mentions of places by country, as far as the names alone tell it."""
    counts: Counter[str] = Counter()
    for kind, name, group in zip(kinds, naming, groups, strict=True):
        code = describe(kind, _fullest_first(name), {}).country if kind == "place" else None
        if code is not None:
            counts[code] += len(group)
    return counts


def _called(names: Names, clusters: Clusters, group: list[int], speaker: str | None) -> Called:
    printed = [names.forms[i] for i in group]
    acronyms = {names.forms[i] for i in group if names.of[i].number in clusters.acronyms}
    return called(names.mentions[group[0]].type, printed, speaker, acronyms)


def _entity(one_id: str, kind: EntityType, name: Called, group: list[int], here: Counter[str]) -> Entity:
    described = describe(kind, _fullest_first(name), here)
    return Entity(
        id=one_id,
        type=kind,
        name=name.name,
        aliases=name.aliases,
        acronym=name.acronym,
        subtype=described.subtype,
        country_code=described.country,
        mentions=tuple(group),
    )


def _fullest_first(name: Called) -> list[str]:
    """Return the forms of an entity in the order in which they tell what it is, the acronym last."""
    forms = sorted(name.aliases, key=lambda form: -len(form))
    return [name.name, *forms, *([name.acronym] if name.acronym else [])]
