"""From items to a role and affiliations: unknown names settled, roles shared out among people named together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solidarity_extract.segmenting.fields import Item, ends_in
from solidarity_extract.segmenting.sections import Affiliation, Extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.segmenting.fields import ItemKind


def share_out(plain: str, items: list[Item], place: int, count: int) -> list[Item]:
    """Give one of several people named together their own of as many roles; one role for all stays everybody's."""
    roles = [item for item in items if item.kind == "role"]
    if len(roles) == 1 and count > 1:
        parts = _parts_of_role(plain, roles[0].extent)
        roles = [Item("role", part) for part in parts] if len(parts) == count else roles
        own = items if len(parts) != count else [item for item in items if item.kind != "role"]
        return own if len(parts) != count else [roles[place], *own]
    if len(roles) != count or not all(ends_in(plain[role.extent.start : role.extent.end], "roles") for role in roles):
        return items
    edges = [role.extent.start for role in roles[1:]] + [len(plain)]
    start, end = roles[place].extent.start, edges[place]
    shared = all(item.kind == "role" or item.extent.start > roles[-1].extent.start for item in items)
    return [
        item
        for item in items
        if item is roles[place] or (item.kind != "role" and (shared or start < item.extent.start < end))
    ]


def _parts_of_role(plain: str, extent: Extent) -> list[Extent]:
    """Cut `netmaker and inshore skipper` into single roles; no part where one of them is none."""
    joint = re.compile(r"\s(?:and|&|und|et|y)\s(?:an?\s)?").search(plain, extent.start, extent.end)
    if joint is None:
        return []
    parts = [Extent(extent.start, joint.start()), Extent(joint.end(), extent.end)]
    return parts if all(ends_in(plain[part.start : part.end], "roles") for part in parts) else []


def settle(text: str, items: Sequence[Item], unsettled: dict[int, ItemKind]) -> tuple[str | None, list[Affiliation]]:
    """Make a role and affiliations of items; `unsettled` tells what an unknown name in each position is."""
    organisations, roles = [], []
    for item in items:
        kind = item.kind
        if kind == "unsettled":
            kind = _settled(text, item, items, unsettled)
        if kind == "organisation":
            organisations.append(item.extent)
        elif kind == "role":
            roles.append(text[item.extent.start : item.extent.end])
    organisations = [one for place, one in enumerate(organisations) if not _is_part(text, organisations, place)]
    if len(roles) > 1 and roles[-1].casefold() == "retired":
        roles.pop()
    role = "; ".join(dict.fromkeys(" ".join(r.split()) for r in roles)) or None
    return role, _affiliations(text, organisations, role)


def _settled(text: str, item: Item, items: Sequence[Item], unsettled: dict[int, ItemKind]) -> ItemKind:
    """Settle an unknown name: a subject behind a student's role, else as its position tells, else by its shape."""
    before = [other for other in items if other.kind == "role" and other.extent.end < item.extent.start]
    if before and ends_in(text[before[-1].extent.start : before[-1].extent.end], "academics"):
        return "place"
    told = unsettled.get(item.position)
    if told == "place" and len(text[item.extent.start : item.extent.end].split()) > 2:
        told = None
    return told or _guess(text, item, items)


def _is_part(text: str, organisations: Sequence[Extent], place: int) -> bool:
    """Tell whether an organisation is only a department of the one named right behind it."""
    own = organisations[place]
    if place + 1 >= len(organisations) or not _DEPARTMENT.search(text[own.start : own.end]):
        return False
    return text[own.end : organisations[place + 1].start].strip() in (",", "at the", "at", ", at the")


_DEPARTMENT = re.compile(
    r"\b(?:unit|department|section|centre|center|faculty|school|division|lab|laboratory)$"
    r"|^(?:department|school|faculty|division|centre|center) (?:of|for)\b",
    re.IGNORECASE,
)


def _affiliations(text: str, extents: Sequence[Extent], role: str | None) -> list[Affiliation]:
    """Make affiliations, each organisation once; the role goes with the only one."""
    found: dict[str, Affiliation] = {}
    for extent in extents:
        name = " ".join(text[extent.start : extent.end].split())
        found.setdefault(name.casefold(), Affiliation(name, role if len(extents) == 1 else None, extent))
    return list(found.values())


def _guess(text: str, item: Item, items: Sequence[Item]) -> ItemKind:
    """Settle an unknown name without help: a place after an organisation or if it is one plain word."""
    if any(other.kind == "organisation" and other.extent.start < item.extent.start for other in items):
        return "place"
    if any(other.kind == "place" and other.extent.end < item.extent.start for other in items):
        return "place"
    name = text[item.extent.start : item.extent.end]
    before = text[max(0, item.extent.start - 3) : item.extent.start]
    if any(mark in before for mark in "|([–—/"):
        return "organisation"
    words = name.split()
    if len(words) > 1 and any(other.kind == "role" and other.extent.end < item.extent.start for other in items):
        return "organisation"
    plain_words = len(words) <= 2 and all(word.isalpha() and word[1:].islower() for word in words)
    return "place" if plain_words else "organisation"
