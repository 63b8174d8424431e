"""What the segmenter finds: the parts of a page and who speaks in which of them.

Offsets are Unicode code points into the source text, 0-based, end excluded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

ContributorKind = Literal["person", "organisation", "anonymous", "unknown"]
ExclusionReason = Literal["duplicate", "repeated_title", "page_chrome"]


class Extent(NamedTuple):
    """A half-open stretch of the source text."""

    start: int
    end: int

    def within(self, other: Extent) -> bool:
        """Tell whether this stretch lies inside another."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Affiliation:
    """An organisation a contributor belongs to, as printed in a header, a bio or the introduction."""

    organisation: str
    role: str | None
    extent: Extent


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who speaks in a post.

    ``labels`` are the places in headers where the contributor is named (initials included).
    """

    name: str | None
    kind: ContributorKind
    role: str | None = None
    affiliations: tuple[Affiliation, ...] = ()
    bio: Extent | None = None
    labels: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of a perspective's text, with the header or label that introduces it."""

    extent: Extent
    header: Extent | None
    paragraphs: tuple[Extent, ...]


@dataclass(frozen=True, slots=True)
class Perspective:
    """What one contributor (or several together) says, in one or more passages, in text order."""

    header: Extent | None
    evidence: tuple[str, ...]
    contributors: tuple[Contributor, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A sentence of the post printed again; ``printed_in`` and ``author`` index the perspectives."""

    extent: Extent
    printed_in: int | None
    author: int | None
    source: Extent | None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Text that belongs to nobody; a duplicate says where its original starts."""

    extent: Extent
    reason: ExclusionReason
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Sections:
    """The whole page, every non-space character in exactly one part."""

    title: Extent | None
    standfirst: Extent | None
    perspectives: tuple[Perspective, ...]
    introduction: tuple[Extent, ...]
    questions: tuple[Extent, ...]
    pull_quotes: tuple[PullQuote, ...]
    exclusions: tuple[Exclusion, ...]
