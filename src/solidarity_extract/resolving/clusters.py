"""Which names are one: a union-find over names, and the single mentions that nearness takes elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solidarity_extract.resolving.names import Name


class Clusters:
    """What is known so far of which names mean the same thing."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}
        self._taken: set[int] = set()
        self.moved: dict[int, Name] = {}
        """Mentions whose name means different things in different places, and the name they are one with."""
        self.acronyms: set[int] = set()
        """The numbers of names that turned out to be acronyms of others."""

    def root(self, name: Name) -> int:
        """Return the number that stands for everything this name is one with."""
        number = name.number
        while (parent := self._parents.get(number, number)) != number:
            self._parents[number] = number = self._parents.get(parent, parent)
        return number

    def one(self, first: Name, second: Name) -> bool:
        """Tell whether two names are known to be one."""
        return self.root(first) == self.root(second)

    def join(self, first: Name, second: Name) -> None:
        """Make two names one; the one that was first in the post stands for both."""
        low, high = sorted((self.root(first), self.root(second)))
        self._parents[high] = low

    def settled(self, name: Name) -> bool:
        """Tell whether a short name has found the full name or names it stands for."""
        return name.number in self._taken

    def attach(
        self,
        short: Name,
        options: Iterable[Name],
        breaks: Sequence[int] | None = None,
        *,
        after: bool = False,
    ) -> bool:
        """Join a short name to the full name it stands for; tell whether there was one.

        Where several are possible, each mention goes with the one that is named nearest before it, and stays alone
        where none is; with ``breaks`` (offsets of line ends), only one named before it in the same line counts. With
        ``after``, a single possible one must be named before a mention as well.
        """
        possible = list(options)
        roots = {self.root(option) for option in possible}
        if not possible or self.settled(short):
            return False
        self._taken.add(short.number)
        if len(roots) == 1 and not after:
            self.join(short, possible[0])
        elif self.root(short) not in roots:
            self._attach_by_nearness(short, possible, breaks)
        return True

    def _attach_by_nearness(self, short: Name, options: list[Name], breaks: Sequence[int] | None) -> None:
        timeline = sorted((start, option.number, option) for option in options for start in option.starts)
        starts = [start for start, _, _ in timeline]
        for mention, start in zip(short.mentions, short.starts, strict=True):
            i = bisect_right(starts, start) - 1
            if i >= 0 and (breaks is None or bisect_right(breaks, start) == bisect_right(breaks, starts[i])):
                self.moved[mention] = timeline[i][2]
