"""What a first reading of a post remembers for the second: which names were found, as what, how often.

One name has one type within a post as a rule; a surname or a first name that stands alone belongs to somebody named
in full; an acronym shares the type of its long form. The second reading weighs this with all other evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from solidarity_extract.recognising import acronyms
from solidarity_extract.recognising.words import CAPITALISED, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solidarity_extract.recognising.page import Page

Found = tuple[int, int, str]
"""A name found: first word, word after the last, type."""
_MANY = 3


def key_of(page: Page, first: int, stop: int) -> str:
    """Return the form under which occurrences of one name meet."""
    return " ".join(page.words.key[i] for i in range(first, stop) if page.words.shape[i] is not Shape.MARK)


def _most(counts: Counter[str]) -> str:
    """Return the most frequent type, the last in the alphabet of equal ones."""
    return max(counts, key=lambda kind: (counts[kind], kind))


class Memory:
    """The names of a first reading."""

    def __init__(self, page: Page, found: Sequence[Found], tried: Counter[str], limits: Sequence[int]) -> None:
        """Remember ``found``; ``tried`` counts the candidates of each key, ``limits`` ends each one's block."""
        self._page, self._tried = page, tried
        self._types: dict[str, Counter[str]] = defaultdict(Counter)
        self._of: dict[tuple[int, int], tuple[str, str]] = {}
        self._surnames: Counter[str] = Counter()
        self._first_names: Counter[str] = Counter()
        self._heads: dict[str, Counter[str]] = defaultdict(Counter)
        self._acronyms: dict[str, Counter[str]] = defaultdict(Counter)
        self._defined: dict[str, str] = {}
        for (first, stop, kind), limit in zip(found, limits, strict=True):
            self._remember(first, stop, kind, limit)

    def _remember(self, first: int, stop: int, kind: str, limit: int) -> None:
        """Remember one name."""
        page, words = self._page, self._page.words
        key = key_of(page, first, stop)
        self._types[key][kind] += 1
        self._of[first, stop] = (key, kind)
        large = [words.key[i] for i in range(first, stop) if words.shape[i] in CAPITALISED]
        if len(large) < acronyms.SHORTEST:
            return
        if kind == "PERSON":
            self._surnames[words.key[stop - 1]] += 1
            self._first_names[large[0]] += 1
            return
        self._heads[large[0]][kind] += 1
        for short in set(acronyms.of(page, first, stop)):
            self._acronyms[short][kind] += 1
        if bracket := acronyms.defines(page, first, stop, limit):
            self._defined[key_of(page, *bracket)] = kind

    def observations(self, first: int, stop: int) -> Iterator[str]:
        """Yield what the first reading tells about a candidate, its own verdict on this very place left out."""
        page, key = self._page, key_of(self._page, first, stop)
        others = self._types.get(key, Counter()).copy()
        own = self._of.get((first, stop))
        if own:
            others[own[1]] -= 1
        total = sum(others.values())
        passed = self._tried[key] - total - 1
        if total > 0:
            best = _most(others)
            votes = others[best]
            yield f"elsewhere {best}={min(votes, _MANY)} undivided={votes == total}"
            if passed > total:
                yield "elsewhere mostly passed"
        elif passed > 0:
            yield f"elsewhere passed={min(passed, _MANY)}"
        else:
            yield "elsewhere no"
        yield from self._parts(page, key, first, stop)

    def _parts(self, page: Page, key: str, first: int, stop: int) -> Iterator[str]:
        """Yield whether the candidate is part of a longer name, or short for it."""
        large = sum(page.words.shape[i] in CAPITALISED for i in range(first, stop))
        last = page.words.key[stop - 1]
        if large == 1 or " " not in key:
            if count := self._surnames.get(key):
                yield f"surname of somebody={min(count, 2)}"
            if count := self._first_names.get(key):
                yield f"first name of somebody={min(count, 2)}"
            if kinds := self._heads.get(key):
                yield f"first word of {_most(kinds)}"
        elif self._surnames.get(last, 0) > (self._of.get((first, stop), ("", ""))[1] == "PERSON"):
            yield "shares a surname"
        if acronyms.looks_like_one(page, first, stop):
            if kind := self._defined.get(key):
                yield f"defined as {kind}"
            elif kinds := self._acronyms.get(key.replace(" ", "")):
                yield f"acronym of {_most(kinds)}"

    def is_acronym(self, first: int, stop: int) -> bool:
        """Tell whether a name is the acronym of another."""
        key = key_of(self._page, first, stop)
        short = acronyms.looks_like_one(self._page, first, stop)
        return short and (key in self._defined or key.replace(" ", "") in self._acronyms)
