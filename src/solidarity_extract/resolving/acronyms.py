"""Acronyms: which full name the letters stand for."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from solidarity_extract.resolving import lists
from solidarity_extract.resolving.letters import fold, plain, without_apostrophes

if TYPE_CHECKING:
    from collections.abc import Iterator

_PUNCTUATION = dict.fromkeys(map(ord, ".&-/+'’"))
_WORD = re.compile(r"[^\W_]+(?:[-–/][^\W_]+)*")
_FEWEST, _MOST = 2, 10  # letters of an acronym
_MOST_CAPITALS = 8
_MOST_WORDS = 16  # of a full name
_MOST_SMALL = 4
_STRICT = re.compile(r"[^\W\d_]+\d{0,2}")


def looks_like_acronym(form: str) -> bool:
    """Tell whether a tidied form has the shape of an acronym: one word, half of its letters capitals."""
    bare = form.translate(_PUNCTUATION)
    capitals = sum(ch.isupper() for ch in bare)
    return bare.isalnum() and _FEWEST <= len(bare) <= _MOST and capitals >= max(_FEWEST, len(bare) / 2)


def is_surely_acronym(form: str) -> bool:
    """Tell whether a form that stands for itself is an acronym: a few capitals, perhaps a number, and nothing else."""
    return len(form) <= _MOST_CAPITALS and form.isupper() and _STRICT.fullmatch(form) is not None and len(form) > 1


def letters(form: str) -> str:
    """Return the letters of an acronym as they are compared with initials."""
    return fold(form.translate(_PUNCTUATION)).replace(" ", "")


def initials(form: str) -> Iterator[str]:
    """Yield what the first letters of a full name may spell.

    Every word that means something gives its first letter; small words (of, the, and) give theirs or not; a compound
    gives one letter or one for each part; a last word like Union or Party may be left out.
    """
    words = _WORD.findall(plain(without_apostrophes(form)))
    if not 2 <= len(words) <= _MOST_WORDS:
        return
    yield from _spelt(words)
    if words[-1] in _left_out() and len(words) > 3:
        yield from _spelt(words[:-1])


def _spelt(words: list[str]) -> Iterator[str]:
    small = [i for i, word in enumerate(words) if word in lists.words("small_words")]
    big = [i for i in range(len(words)) if i not in small]
    counts = range(len(small) + 1) if len(small) <= _MOST_SMALL else (0, len(small))
    for count in counts:
        for chosen in combinations(small, count):
            kept = [words[i] for i in sorted((*big, *chosen))]
            yield "".join(word[0] for word in kept)
            if any(not word.isalnum() for word in kept):
                yield "".join(part[0] for word in kept for part in re.split(r"\W", word))


def big_initials(form: str) -> str:
    """Return the first letters of the words that mean something."""
    words = _WORD.findall(plain(without_apostrophes(form)))[: _MOST_WORDS + 1]
    return "".join(word[0] for word in words if word not in lists.words("small_words"))


def is_clipped(acronym: str, initials_of_name: str) -> bool:
    """Tell whether letters are the initials of a name with a few left out in the middle (`TTCU`, `PGFTU`)."""
    missing = len(initials_of_name) - len(acronym)
    if len(acronym) < 4 or not 0 < missing <= max(1, len(initials_of_name) // 3):
        return False
    rest = iter(initials_of_name)
    return acronym[0] == initials_of_name[0] and acronym[-1] == initials_of_name[-1] and all(c in rest for c in acronym)


def is_syllabic(short: str, form: str) -> bool:
    """Tell whether a short name is made of the beginnings of the words of a full one, in order (`TruckSol`)."""
    reached = {0}
    for word in _WORD.findall(plain(without_apostrophes(form)))[:_MOST_WORDS]:
        reached |= {
            i + n for i in reached for n in range(1, min(len(word), len(short)) + 1) if short.startswith(word[:n], i)
        }
    return len(short) in reached


@cache
def _left_out() -> frozenset[str]:
    return frozenset(row[1].casefold() for row in lists.rows("short_forms") if row[0] == "last")
