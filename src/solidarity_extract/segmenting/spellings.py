"""Where known names stand in a text: one pass over its words, however many names there are."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INITIALS = 3
"""A name in capitals of at most this many letters may be initials, and is found in capitals only."""

_OPENING = re.compile(r"\w+")
_WORD = re.compile(r"(?<![\w-])\w+")
_GOES_ON = re.compile(r"[\w-]")
_ANYTHING = re.compile(r".*", re.DOTALL)


class Spellings:
    """Names to look for in a cleaned text; one that is spelled in capitals is found in small letters as well."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        """First word → length → names; those found in any case folded, behind a folded word and a line end."""
        self._any_case = False
        for name in names:
            opening = _OPENING.match(name)
            if opening is not None:
                any_case = name.isupper() and len(name) > INITIALS
                self._any_case = self._any_case or any_case
                key = f"{opening.group().lower()}\n" if any_case else opening.group()
                self._names[key][len(name)].add(name.lower() if any_case else name)

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Find the names between two offsets, whole words only, the longest first, none inside another."""
        reached = start
        for word in _WORD.finditer(text, start, end):
            if word.start() >= reached:
                close = self._close(text, word, end)
                found = _ANYTHING.match(text, word.start(), close) if close else None
                if found is not None:
                    yield found
                    reached = close

    def _close(self, text: str, word: re.Match[str], end: int) -> int:
        """Give the end of the longest name that starts with a word, 0 where none does."""
        exact = self._names.get(word.group())
        folded = self._names.get(f"{word.group().lower()}\n") if self._any_case else None
        if exact is None and folded is None:
            return 0
        lengths: set[int] = {*(exact or ()), *(folded or ())}
        for length in sorted(lengths, reverse=True):
            close = word.start() + length
            if close > end or (close < end and _GOES_ON.match(text, close)):
                continue
            said = text[word.start() : close]
            if (exact and said in exact.get(length, ())) or (folded and said.lower() in folded.get(length, ())):
                return close
        return 0
