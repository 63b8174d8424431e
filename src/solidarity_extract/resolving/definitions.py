"""Where the wording says that two names next to each other are one: `Full Name (ABC)`, `Full Name, known as Other`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from solidarity_extract.resolving import lists
from solidarity_extract.resolving.letters import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity_extract.mentions import EntityType
    from solidarity_extract.resolving.names import Name, Names

_QUOTES = "\"'“”„‘’«»*_"
_OPENING = re.compile(rf"(?:['’]s?)?[{_QUOTES}]*\s*[(\[]\s*(?P<words>[^()\[\]{{}},;:.!?]*?)\s*[{_QUOTES}]*")
_CLOSING = re.compile(rf"[{_QUOTES}]*\s*[)\]]")
_LANGUAGE = re.compile(rf"[{_QUOTES}]*\s+in [A-Z]\w+\s*[)\],;]")
_NICKNAME = re.compile(r",?\s*[“„‘\"'«]")
_FARTHEST = 40  # code points between the names, or after the second one
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Definition:
    """Two names, the second in brackets after the first or introduced by words that call them one."""

    first: Name
    second: Name
    alone: bool
    """The brackets hold the second name and nothing else."""
    said: bool
    """Words say outright that the two are one (`known as`)."""


def definitions(names: Names, kind: EntityType) -> Iterator[Definition]:
    """Yield the definitions between neighbouring mentions of one type, in text order."""
    for i, j in pairwise(names.order):
        if names.mentions[i].type == names.mentions[j].type == kind and names.of[i] is not names.of[j]:
            gap = names.text[names.mentions[i].end : names.mentions[j].start]
            end = names.mentions[j].end
            found = _definition(names.of[i], names.of[j], gap, names.text[end : end + _FARTHEST])
            if found is not None:
                yield found


def _definition(first: Name, second: Name, gap: str, after: str) -> Definition | None:
    if not gap.strip() or len(gap) > _FARTHEST or "\n\n" in gap.replace("\r", ""):
        return None
    bracket = _OPENING.fullmatch(gap)
    between = fold(bracket["words"] if bracket else gap).removesuffix("the").strip()
    said = between in lists.words("definition_words") or (bracket is not None and between == "or")
    said = said or bool(bracket and not between and _LANGUAGE.match(after))
    said = said or (first.type == "person" and bool(_NICKNAME.fullmatch(gap)) and after[:1] in set("”’\"'»"))
    if not said and (bracket is None or len(between.split()) > _MOST_WORDS):
        return None
    return Definition(first, second, alone=bool(bracket) and not between and bool(_CLOSING.match(after)), said=said)
