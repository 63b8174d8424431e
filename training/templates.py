"""Short texts made from ``templates.txt``: names where the words around them say little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.corpora import Labelled, Span
from training.gazetteers import made_up_union

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from training.gazetteers import Names

_SLOT = re.compile(r"\{([A-Z]+)(?::([a-z]+))?\}")
_ROLES = (
    "general secretary", "shop steward", "branch chair", "nurse", "organiser", "retired docker", "president", "poet",
    "co-founder", "teacher", "researcher", "editor", "Secretary", "National Officer", "train driver", "student",
    "lawyer", "spokesperson", "activist", "Head of Campaigns", "deputy leader", "treasurer", "campaigner",
)  # fmt: skip


def read(path: Path) -> list[str]:
    """The rows of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


def _surfaces(names: Names, kind: str, form: str | None, chance: random.Random) -> list[tuple[str, str]]:
    """What stands in a slot: one or two (label, name)."""
    label = chance.choice(("ORG", "UNION")) if kind == "ANY" else kind
    if kind in {"SURNAME", "GIVEN"}:
        pool = names.family if kind == "SURNAME" else names.given
        return [("PERSON", chance.choice(pool))]
    if kind == "PERSON":
        return [(label, names.person(chance, chance.choice((2, 2, 2, 3))))]
    if form == "pair":
        made_up = label == "UNION" and chance.random() < 0.25  # noqa: PLR2004
        full, short = made_up_union(names, chance) if made_up else chance.choice(names.paired[label])
        return [(label, full), (label, short)]
    forms = [form] if form else [f for f in ("acronym", "word", "phrase") if names.single.get((label, f))]
    return [(label, chance.choice(names.single[label, chance.choice(forms)]))]


def fill(template: str, names: Names, chance: random.Random) -> Labelled:
    """One template with names in its slots."""
    text, spans, last = "", [], 0
    for match in _SLOT.finditer(template):
        text += template[last : match.start()]
        last = match.end()
        if match.group(1) == "ROLE":
            text += chance.choice(_ROLES)
            continue
        found = _surfaces(names, match.group(1), match.group(2), chance)
        for i, (label, surface) in enumerate(found):
            text += " (" if i else ""
            spans.append(Span(len(text), len(text) + len(surface), label))
            text += surface + (")" if i else "")
    return Labelled(text + template[last:], tuple(spans), source="templates")
