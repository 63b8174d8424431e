"""What names of one type are compared by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solidarity_extract.resolving import lists
from solidarity_extract.resolving.letters import fold
from solidarity_extract.resolving.person_names import parse

if TYPE_CHECKING:
    from solidarity_extract.mentions import EntityType

_GLOSS = re.compile(r"(?<=\w) ?\[[^\[\]]*\](?= ?\w)")


def compared(kind: EntityType, form: str) -> str:
    """Return the key of a tidied form: two names of one type with the same key are one name."""
    if kind == "person":
        return " ".join(parse(form).words) or fold(form)
    if kind == "place":
        return _place(fold(form))
    return _organisation(fold(without_gloss(form)))


def without_gloss(form: str) -> str:
    """Return a name without an editor's gloss in square brackets in its middle."""
    if "[" not in form:
        return form
    return " ".join(_GLOSS.sub(" ", form).split())


def _place(key: str) -> str:
    key = key.removeprefix("the ")
    return "saint " + key.removeprefix("st ") if key.startswith("st ") else key


def _organisation(key: str) -> str:
    """Organisations: without a leading The, in British spelling, `Defence Ministry` as `Ministry of Defence`."""
    spellings = lists.mapping("spellings")
    words = [spellings.get(word, word) for word in key.removeprefix("the ").split()]
    if words[-1:] == ["ministry"] and len(words) > 1:
        words = ["ministry", "of", *words[:-1]]
    return " ".join(words)
