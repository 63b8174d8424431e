from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract.segmenting import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solidarity_extract.segmenting.sections import Extent, Sections

Astray = list[tuple[int, str, int]]


def extents(sections: Sections) -> Iterator[Extent]:
    """Every part of a page; a first passage's header is the perspective's, and counts once."""
    yield from (extent for extent in (sections.title, sections.standfirst) if extent is not None)
    yield from (*sections.introduction, *sections.questions)
    yield from (quote.extent for quote in sections.pull_quotes)
    yield from (exclusion.extent for exclusion in sections.exclusions)
    for perspective in sections.perspectives:
        headers = {perspective.header, *(passage.header for passage in perspective.passages)}
        yield from (header for header in headers if header is not None)
        yield from (passage.extent for passage in perspective.passages)


@pytest.fixture
def astray() -> Callable[[str], Astray]:
    """The characters of a text that lie in no part, or in several: place, character, how many parts."""

    def find(text: str) -> Astray:
        owners = [0] * len(text)
        for start, end in extents(segment(text)):
            for place in range(start, end):
                owners[place] += 1
        return [(i, char, owners[i]) for i, char in enumerate(text) if not char.isspace() and owners[i] != 1]

    return find
