from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

import pytest

from solidarity_extract.mentions import Mention
from solidarity_extract.resolving import ContributorName, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.mentions import Entity, EntityType

TYPES: dict[str, EntityType] = {"O": "organisation", "U": "union", "P": "person", "L": "place"}
MARK = re.compile(r"\{([OUPL]):([^{}]*)\}")


class Resolved:
    """The entities of a marked text, asked for by what is printed."""

    def __init__(self, marked: str, contributors: Sequence[ContributorName]) -> None:
        self.text, self.mentions = _parsed(marked)
        self.entities = resolve(self.text, self.mentions, contributors)
        self.of = {i: entity for entity in self.entities for i in entity.mentions}

    def printed(self, entity: Entity) -> list[str]:
        return [self.text[self.mentions[i].start : self.mentions[i].end] for i in entity.mentions]

    @property
    def groups(self) -> list[list[str]]:
        """What each entity's mentions print, in text order."""
        return [self.printed(entity) for entity in self.entities]

    def one(self) -> Entity:
        assert len(self.entities) == 1, self.groups
        return self.entities[0]


class Resolve(Protocol):
    def __call__(self, marked: str, *contributors: str | ContributorName) -> Resolved: ...


def _parsed(marked: str) -> tuple[str, list[Mention]]:
    text, mentions, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        mentions.append(Mention(len(text), len(text) + len(match[2]), TYPES[match[1]], "gold"))
        text += match[2]
        last = match.end()
    return text + marked[last:], mentions


@pytest.fixture
def resolved() -> Resolve:
    """Resolve a text in which `{U:…}`, `{O:…}`, `{P:…}` and `{L:…}` are the mentions."""

    def run(marked: str, *contributors: str | ContributorName) -> Resolved:
        return Resolved(marked, [ContributorName(c, "person") if isinstance(c, str) else c for c in contributors])

    return run
