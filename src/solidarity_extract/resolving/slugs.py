"""The ids of entities: their type and their name in ASCII, distinguished by content where names are spelt alike."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from solidarity_extract.resolving.letters import plain, tidy, without_apostrophes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from solidarity_extract.mentions import EntityType

_LONGEST = 80  # characters of a slug
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return a name in small ASCII letters, digits and hyphens; a hash of the name makes up for what this loses."""
    letters = plain(without_apostrophes(tidy(name)))
    spelt = _NO_WORD.sub("-", letters).strip("-")
    lossy = any(ch.isalnum() for ch in _NOT_ASCII.findall(letters)) or not spelt or len(spelt) > _LONGEST
    return f"{spelt[:_LONGEST].rstrip('-')}-{_hash(name)}".strip("-") if lossy else spelt


def unique_ids(named: Iterable[tuple[EntityType, str, int]]) -> list[str]:
    """Return an id for each type, name and offset of the first mention; those who come later to a slug get a hash."""
    taken: set[str] = set()
    ids = []
    for kind, name, start in named:
        base = f"{kind}:{slug(name)}"
        one = next(candidate for candidate in _candidates(base, name, start) if candidate not in taken)
        taken.add(one)
        ids.append(one)
    return ids


def _candidates(base: str, name: str, start: int) -> Iterator[str]:
    yield base
    yield f"{base}-{_hash(name)}"
    for number in count():
        yield f"{base}-{_hash(f'{name} {start} {number}')}"


def _hash(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
