"""Mentions: names found in the text, the currency between recognising and resolving.

Offsets are Unicode code points into the source text, 0-based, end excluded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["organisation", "union", "person", "place"]
Zone = Literal["title", "standfirst", "introduction", "question", "header", "body"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text to look for names in (a paragraph, a header, the title), and its zone."""

    start: int
    end: int
    zone: Zone


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name whose type the layout has settled: a contributor or an affiliation printed in a header."""

    start: int
    end: int
    type: EntityType | None
    """``None`` for an affiliation: an organisation or a union, the recogniser decides which."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a name; ``method`` says where it comes from (an open list)."""

    start: int
    end: int
    type: EntityType
    method: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything in one post that goes by one name; ``mentions`` index the mentions given, in text order."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    acronym: str | None
    subtype: str | None
    country_code: str | None
    mentions: tuple[int, ...]
