"""Variants of labelled texts: other names in the same places, other case, other punctuation.

What a post teaches is how names are used; which names they are should come from as many sources as there are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from training.corpora import Labelled
from training.gazetteers import form, made_up_union

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from training.corpora import Span
    from training.gazetteers import Names


def rewritten(item: Labelled, change: Callable[[Span, str], str]) -> Labelled:
    """The text with ``change(span, surface)`` in the place of every name."""
    text, spans, others, last, shift = "", [], [], 0, 0
    moves = [(0, 0)]
    for span in item.spans:
        surface = change(span, item.text[span.start : span.end])
        text += item.text[last : span.start]
        spans.append(replace(span, start=len(text), end=len(text) + len(surface)))
        text += surface
        last = span.end
        shift = len(text) - last
        moves.append((last, shift))
    text += item.text[last:]
    for start, end in item.others:
        by = next(s for at, s in reversed(moves) if at <= start)
        others.append((start + by, end + by))
    return Labelled(text, tuple(spans), tuple(others), source=item.source)


def renamed(item: Labelled, chance: random.Random, names: Names, share: float) -> Labelled:
    """Some of the names replaced, each by the same other name of its type throughout the text.

    A full name and the acronym in brackets after it are replaced together, and so are a person's full name and surname.
    """
    chosen: dict[tuple[str, str], str] = {}
    surfaces = [item.text[s.start : s.end] for s in item.spans]
    for (span, full), (after, short) in pairwise(zip(item.spans, surfaces, strict=True)):
        if _defines(item.text, span, after, short) and chance.random() < share:
            pair = _pair(names, span.label, chance)
            if pair:
                chosen[span.label, full], chosen[span.label, short] = pair

    def change(span: Span, surface: str) -> str:
        key = (span.label, surface)
        if key not in chosen:
            known = "\n" in surface or span.either or chance.random() >= share
            chosen[key] = surface if known else _other(names, span.label, surface, chance)
            _note_parts(chosen, span.label, surface)
        return chosen[key]

    return rewritten(item, change)


def _defines(text: str, span: Span, after: Span, short: str) -> bool:
    same = span.label == after.label and text[span.end : after.start] in {" (", ", "}
    return same and text[after.end : after.end + 1] == ")" and form(short) == "acronym"


def _pair(names: Names, label: str, chance: random.Random) -> tuple[str, str] | None:
    if label == "UNION" and chance.random() < 0.3:  # noqa: PLR2004
        return made_up_union(names, chance)
    pool = names.paired.get(label)
    return chance.choice(pool) if pool else None


def _other(names: Names, label: str, surface: str, chance: random.Random) -> str:
    if label == "PERSON" and chance.random() < 0.6:  # noqa: PLR2004
        words = surface.split()
        made = names.person(chance, len(words)) if 1 < len(words) < 4 else ""  # noqa: PLR2004
        return made or chance.choice(names.given if len(words) == 1 and names.given else [surface])
    if label == "UNION" and form(surface) == "phrase" and chance.random() < 0.3:  # noqa: PLR2004
        return made_up_union(names, chance)[0]
    pool = names.single.get((label, form(surface)))
    return chance.choice(pool) if pool else surface


def _note_parts(chosen: dict[tuple[str, str], str], label: str, surface: str) -> None:
    """A person's first and last name go along with the full name."""
    before, now = surface.split(), chosen[label, surface].split()
    if label == "PERSON" and len(before) > 1 and len(now) > 1:
        chosen.setdefault((label, before[-1]), now[-1])
        chosen.setdefault((label, before[0]), now[0])


def _same_length(text: str, changed: str) -> str:
    """Case changes that alter the length (ß, ŉ) would move offsets: leave those letters alone."""
    return changed if len(changed) == len(text) else "".join(b if len(b) == 1 else a for a, b in _pairs(text, changed))


def _pairs(text: str, changed: str) -> list[tuple[str, str]]:
    upper = changed.isupper()
    return [(c, c.upper() if upper else c.lower()) for c in text]


def _lines(item: Labelled, chance: random.Random, share: float) -> str:
    lines = item.text.split("\n")
    raised = [0 < len(li) < 200 and chance.random() < share for li in lines]  # noqa: PLR2004
    return "\n".join(_same_length(li, li.upper()) if up else li for li, up in zip(lines, raised, strict=True))


def noisy(item: Labelled, chance: random.Random) -> Labelled:
    """Now and then: a line or a name in capitals, no capitals at all, straight or curly quotes, hard-wrapped lines."""
    text = _lines(item, chance, 0.03)
    roll = chance.random()
    if roll < 0.02:  # noqa: PLR2004
        text = _same_length(text, text.lower())
    elif roll < 0.05:  # noqa: PLR2004
        text = text.replace("'", "’")
    elif roll < 0.09:  # noqa: PLR2004
        text = text.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'})
    elif roll < 0.12 and "\n" not in text:  # noqa: PLR2004
        text = _wrapped(text, chance.choice((60, 72, 80)))
    pieces = list(text)
    for span in item.spans:
        roll, surface = chance.random(), text[span.start : span.end]
        if roll < 0.04:  # noqa: PLR2004
            other = surface.upper() if roll < 0.03 else surface.lower()  # noqa: PLR2004
            pieces[span.start : span.end] = _same_length(surface, other)
    return replace(item, text="".join(pieces))


def _wrapped(text: str, width: int) -> str:
    """Lines broken at spaces, as in mail; no offset moves."""
    out, column = list(text), 0
    for match in re.finditer(r"\S+\s?", text):
        if column + len(match.group()) > width and match.start() and out[match.start() - 1] == " ":
            out[match.start() - 1] = "\n"
            column = 0
        column += len(match.group())
    return "".join(out)
