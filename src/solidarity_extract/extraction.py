"""One Source to one Post: the steps called in turn, and what they find put together as a record.

The steps know nothing of each other: segmenting gives sections, recognising mentions, resolving
entities. Here the names that the layout has settled are handed on, every find gets its place, and
the rules of the record are kept.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, NamedTuple, Protocol

from solidarity_extract import records
from solidarity_extract.mentions import Block, KnownName
from solidarity_extract.reading import Notice
from solidarity_extract.resolving import ContributorName, resolve
from solidarity_extract.segmenting import segment
from solidarity_extract.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solidarity_extract.mentions import Entity, EntityType, Mention, Zone
    from solidarity_extract.reading import Source
    from solidarity_extract.segmenting.sections import (
        Affiliation,
        Contributor,
        ContributorKind,
        Exclusion,
        Extent,
        Perspective,
        PullQuote,
        Sections,
    )

TOOL = "solidarity-extract"
INITIALS_AT_MOST = 3
"""A label of so few letters that is no word of the contributor's name is initials, not a name."""

# What lies between white space, dashes and slashes; no pattern could be plainer, or more linear.
_BETWEEN = re.compile(r"[^\s—–/]+")
_LETTER = re.compile(r"[^\W_]")
# English words that other languages written in Latin letters hardly have; together some 13 in 100 words.
_ENGLISH = frozenset(
    ("the", "and", "that", "with", "this", "are", "they", "were", "which", "their", "you", "would", "from")
)
_ENGLISH_SHARE = 0.05
_ENOUGH_WORDS = 20
_LANGUAGE_SAMPLE = 50_000
_MAY_BE: dict[ContributorKind, frozenset[EntityType]] = {
    "person": frozenset({"person"}),
    "anonymous": frozenset({"person"}),
    "organisation": frozenset({"organisation", "union"}),
    "unknown": frozenset({"person", "organisation", "union"}),
}


class Recogniser(Protocol):
    """What finds the names: see ``solidarity_extract.recognising``."""

    @property
    def name(self) -> str:
        """Name of the pipeline."""

    @property
    def version(self) -> str | None:
        """Version of the pipeline."""

    @property
    def layers(self) -> Sequence[str]:
        """Names of its components, in order."""

    def recognise(self, text: str, blocks: Sequence[Block], known: Sequence[KnownName]) -> Sequence[Mention]:
        """Find the names in the blocks; sorted, none overlapping another, each inside one block."""


class _Place(NamedTuple):
    """Where a mention can stand: a block, and what it belongs to."""

    block: Block
    order: int | None = None
    """Which perspective it belongs to, from 1."""
    paragraph_id: str | None = None


def extract_source(source: Source, recogniser: Recogniser, *, with_text: bool = False) -> records.Post:
    """Extract the record of one post; the same source and pipeline give the same record.

    Args:
        source: The post, read by one of the functions of ``reading``.
        recogniser: A loaded pipeline.
        with_text: Whether the record carries the decoded input as ``document.text``.
    """
    sections = segment(source.text)
    places = _places(source.text, sections)
    known = _known_names(source.text, sections, places)
    mentions = recogniser.recognise(source.text, [place.block for place in places], known)
    entities = resolve(source.text, mentions, _contributor_names(sections))
    return _Assembly(source, sections, places, mentions, entities).post(recogniser, with_text=with_text)


def word_count(text: str) -> int:
    """Count the words: stretches between white space, dashes and slashes that hold a letter or a digit."""
    return sum(1 for stretch in _BETWEEN.findall(text) if _LETTER.search(stretch))


_ASKING = re.compile(
    r"[*_]{0,2}(?:[A-Z][A-Z.]{0,5}|"
    r"(?i:[^:\n]{0,30}\b(?:floor|audience|question|interviewer|moderator|host|chair)\b[^:\n]{0,20}))[*_]{0,2}\s?:"
)
"""The label of whoever asks, where it is no name: initials or an office."""


def _places(text: str, sections: Sections) -> list[_Place]:
    """Return the stretches to look for names in, in text order; pull quotes and exclusions are none."""
    zones: list[tuple[Zone, Iterable[Extent | None]]] = [
        ("title", (sections.title,)),
        ("standfirst", (sections.standfirst,)),
        ("introduction", sections.introduction),
        ("question", (_without_label(text, extent) for extent in sections.questions)),
    ]
    places = [_Place(Block(*extent, zone)) for zone, extents in zones for extent in extents if extent]
    for order, perspective in enumerate(sections.perspectives, start=1):
        places += [_Place(Block(*header, "header"), order) for header in _headers(perspective)]
        places += [_Place(Block(*extent, "body"), order, key) for key, extent in _paragraphs(order, perspective)]
    return sorted(places, key=lambda place: (place.block.start, place.block.end))


def _without_label(text: str, question: Extent) -> Extent:
    """Cut the label of whoever asks off a question, where it is no name."""
    label = _ASKING.match(text, question.start, question.end)
    return question._replace(start=label.end()) if label and label.end() < question.end else question


def _headers(perspective: Perspective) -> list[Extent]:
    """Return all headers of a perspective, without those that lie inside another one."""
    found = [perspective.header, *(passage.header for passage in perspective.passages)]
    outer: list[Extent] = []
    for header in sorted((h for h in found if h), key=lambda h: (h.start, -h.end)):
        if not outer or header.start >= outer[-1].end:
            outer.append(header)
    return outer


def _paragraphs(order: int, perspective: Perspective) -> Iterator[tuple[str, Extent]]:
    """Number the paragraphs of a perspective through all its passages."""
    extents = (extent for passage in perspective.passages for extent in passage.paragraphs)
    for i, extent in enumerate(extents, start=1):
        yield f"p{order}.{i}", extent


def _known_names(text: str, sections: Sections, places: Sequence[_Place]) -> list[KnownName]:
    """Return the names whose type the layout has settled, in text order, none overlapping another."""
    starts = [place.block.start for place in places]
    known: list[KnownName] = []
    for name in sorted(_printed_names(text, sections), key=lambda n: (n.start, -n.end, n.type is None)):
        i = bisect_right(starts, name.start) - 1
        in_block = i >= 0 and name.end <= places[i].block.end
        if in_block and (not known or name.start >= known[-1].end):
            known.append(name)
    return known


def _printed_names(text: str, sections: Sections) -> Iterator[KnownName]:
    for contributor in _contributors(sections):
        if contributor.kind != "anonymous":
            kind: EntityType | None = None if contributor.kind == "organisation" else "person"
            for label in contributor.labels:
                if kind is None or not _is_initials(text[label.start : label.end], contributor.name):
                    yield KnownName(*label, kind)
        for affiliation in contributor.affiliations:
            yield KnownName(*affiliation.extent, None)


def _contributors(sections: Sections) -> Iterator[Contributor]:
    for perspective in sections.perspectives:
        yield from perspective.contributors


def _is_initials(label: str, name: str | None) -> bool:
    """Tell initials (``AP``, ``A.P.``) from a short name: the words of the contributor's name are no initials."""
    letters = "".join(char for char in label if char.isalpha())
    if len(letters) > 1 and letters.casefold() in re.split(r"\W+", (name or "").casefold()):
        return False
    return len(letters) <= INITIALS_AT_MOST or (letters.isupper() and label.count(".") >= len(letters) - 1)


def _contributor_names(sections: Sections) -> list[ContributorName]:
    return [ContributorName(each.name, each.kind) for each in _contributors(sections) if each.name]


class _Assembly:
    """The parts of one record, put together from what the steps have found."""

    def __init__(
        self,
        source: Source,
        sections: Sections,
        places: Sequence[_Place],
        mentions: Sequence[Mention],
        entities: Iterable[Entity],
    ) -> None:
        self._source = source
        self._text = source.text
        self._sections = sections
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._entities = sorted(entities, key=lambda entity: min(entity.mentions))
        self._entity_of = {i: entity for entity in self._entities for i in entity.mentions}
        self._by_id = {entity.id: entity for entity in self._entities}
        self._by_name = _by_name(self._entities)
        block_starts = [place.block.start for place in places]
        self._place_of = [places[bisect_right(block_starts, start) - 1] for start in self._starts]
        self._counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._orders: defaultdict[str, set[int]] = defaultdict(set)
        for i, place in enumerate(self._place_of):
            if place.order is not None:
                self._counts[place.order][self._entity_of[i].id] += 1
                self._orders[self._entity_of[i].id].add(place.order)

    def post(self, recogniser: Recogniser, *, with_text: bool) -> records.Post:
        """Return the whole record."""
        return records.Post(
            schema_version=records.SCHEMA_VERSION,
            document=self._document(with_text=with_text),
            provenance=_provenance(recogniser),
            perspectives=tuple(self._perspective(i, p) for i, p in enumerate(self._sections.perspectives, start=1)),
            mentions=tuple(self._mention(i) for i in range(len(self._mentions))),
            entities=tuple(self._entity(entity) for entity in self._entities),
            introduction=self._spans(self._sections.introduction),
            questions=self._spans(self._sections.questions),
            pull_quotes=tuple(self._pull_quote(quote) for quote in sorted(self._sections.pull_quotes, key=_extent)),
            excluded=tuple(_excluded(exclusion) for exclusion in sorted(self._sections.exclusions, key=_extent)),
            warnings=tuple(_warning(notice) for notice in (*self._source.notices, *_notices(self._sections))),
        )

    def _document(self, *, with_text: bool) -> records.Document:
        source = self._source
        return records.Document(
            id=f"doc:{source.sha256[:12]}",
            source=records.Source(
                file=source.file,
                url=source.url,
                sha256=source.sha256,
                byte_count=source.byte_count,
                char_count=len(source.text),
                encoding=source.encoding,
                newline=source.newline,
                media_type=source.media_type,
                offset_unit="codepoint",
            ),
            title=self._span(self._sections.title),
            standfirst=self._span(self._sections.standfirst),
            language=_language(source.text),
            text=source.text if with_text else None,
        )

    def _perspective(self, order: int, perspective: Perspective) -> records.Perspective:
        paragraphs = tuple(self._paragraph(*numbered) for numbered in _paragraphs(order, perspective))
        named = self._names(order)
        return records.Perspective(
            id=f"p{order}",
            order=order,
            header=self._span(perspective.header),
            evidence=perspective.evidence,
            contributors=tuple(self._contributor(contributor) for contributor in perspective.contributors),
            passages=tuple(
                records.Passage(
                    start=passage.extent.start,
                    end=passage.extent.end,
                    header=self._span(passage.header),
                )
                for passage in perspective.passages
            ),
            paragraphs=paragraphs,
            word_count=sum(paragraph.word_count for paragraph in paragraphs),
            organisations=named["organisation"],
            unions=named["union"],
            people=named["person"],
            places=named["place"],
        )

    def _paragraph(self, paragraph_id: str, extent: Extent) -> records.Paragraph:
        text = self._text[extent.start : extent.end]
        return records.Paragraph(
            id=paragraph_id, start=extent.start, end=extent.end, text=text, word_count=word_count(text)
        )

    def _names(self, order: int) -> dict[EntityType, tuple[records.NameCount, ...]]:
        """Return what a perspective names in its header and text, by type and first mention."""
        named: dict[EntityType, list[records.NameCount]] = {"organisation": [], "union": [], "person": [], "place": []}
        for entity_id, count in self._counts[order].items():
            entity = self._by_id[entity_id]
            named[entity.type].append(records.NameCount(entity_id=entity_id, name=entity.name, count=count))
        return {kind: tuple(names) for kind, names in named.items()}

    def _contributor(self, contributor: Contributor) -> records.Contributor:
        return records.Contributor(
            name=contributor.name,
            kind=contributor.kind,
            entity_id=self._contributor_entity(contributor),
            role=contributor.role,
            affiliations=tuple(self._affiliation(affiliation) for affiliation in contributor.affiliations),
            bio=self._span(contributor.bio),
        )

    def _contributor_entity(self, contributor: Contributor) -> str | None:
        """Find the entity that a contributor is: by the labels, or else by a name that only one entity has."""
        types = _MAY_BE[contributor.kind]
        for label in contributor.labels:
            inside = self._entities_inside(label)
            for _, entity in sorted(inside, key=lambda pair: pair[0] != label):
                if entity.type in types:
                    return entity.id
        same_name = [entity for entity in self._by_name[_plain(contributor.name or "")] if entity.type in types]
        return same_name[0].id if len(same_name) == 1 else None

    def _affiliation(self, affiliation: Affiliation) -> records.Affiliation:
        here = [entity for extent, entity in self._entities_inside(affiliation.extent) if extent == affiliation.extent]
        start, end = affiliation.extent
        return records.Affiliation(
            organisation=affiliation.organisation,
            role=affiliation.role,
            entity_id=here[0].id if here else None,
            start=start,
            end=end,
            text=self._text[start:end],
        )

    def _entities_inside(self, extent: Extent) -> Iterator[tuple[tuple[int, int], Entity]]:
        """Yield the mentions inside a stretch, as their extent and entity."""
        for i in range(bisect_left(self._starts, extent.start), bisect_left(self._starts, extent.end)):
            mention = self._mentions[i]
            if mention.end <= extent.end:
                yield (mention.start, mention.end), self._entity_of[i]

    def _mention(self, index: int) -> records.Mention:
        mention, place, entity = self._mentions[index], self._place_of[index], self._entity_of[index]
        return records.Mention(
            id=f"m{mention.start}-{mention.end}",
            entity_id=entity.id,
            type=entity.type,
            text=self._text[mention.start : mention.end],
            start=mention.start,
            end=mention.end,
            perspective_id=_perspective_id(place.order),
            paragraph_id=place.paragraph_id,
            zone=place.block.zone,
            method=mention.method,
        )

    def _entity(self, entity: Entity) -> records.Entity:
        return records.Entity(
            id=entity.id,
            type=entity.type,
            subtype=entity.subtype,
            name=entity.name,
            aliases=entity.aliases,
            acronym=entity.acronym,
            country_code=entity.country_code,
            perspective_ids=tuple(f"p{order}" for order in sorted(self._orders[entity.id])),
            mention_count=len(entity.mentions),
        )

    def _pull_quote(self, quote: PullQuote) -> records.PullQuote:
        start, end = quote.extent
        return records.PullQuote(
            id=f"q{start}-{end}",
            start=start,
            end=end,
            text=self._text[start:end],
            printed_in=_perspective_id(quote.printed_in, first=0),
            perspective_id=_perspective_id(quote.author, first=0),
            source_start=quote.source.start if quote.source else None,
            source_end=quote.source.end if quote.source else None,
        )

    def _span(self, extent: Extent | None) -> records.Span | None:
        return None if extent is None else _span(self._text, extent)

    def _spans(self, extents: Iterable[Extent]) -> tuple[records.Span, ...]:
        return tuple(_span(self._text, extent) for extent in sorted(extents))


def _perspective_id(order: int | None, *, first: int = 1) -> str | None:
    return None if order is None else f"p{order + 1 - first}"


def _span(text: str, extent: Extent) -> records.Span:
    return records.Span(start=extent.start, end=extent.end, text=text[extent.start : extent.end])


def _extent(part: PullQuote | Exclusion) -> Extent:
    return part.extent


def _excluded(exclusion: Exclusion) -> records.Excluded:
    return records.Excluded(
        start=exclusion.extent.start,
        end=exclusion.extent.end,
        reason=exclusion.reason,
        duplicate_of_start=exclusion.duplicate_of,
    )


def _by_name(entities: Iterable[Entity]) -> defaultdict[str, list[Entity]]:
    found: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for name in {_plain(name) for name in (entity.name, *entity.aliases)}:
            found[name].append(entity)
    return found


def _plain(name: str) -> str:
    """Return a name as it is compared: compatible forms, case and spaces made the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _provenance(recogniser: Recogniser) -> records.Provenance:
    return records.Provenance(
        tool=TOOL,
        tool_version=__version__,
        pipeline=recogniser.name,
        pipeline_version=recogniser.version,
        spacy_version=_spacy_version(),
        layers=tuple(recogniser.layers),
    )


@cache
def _spacy_version() -> str | None:
    """Ask the installed distribution: this module does not import spaCy."""
    try:
        return metadata.version("spacy")
    except metadata.PackageNotFoundError:
        return None


def _notices(sections: Sections) -> Iterator[Notice]:
    """Say what a user of the record should know about the sections."""
    if not sections.perspectives:
        yield Notice("no_perspectives", "Nobody's text was found in this post; it may be a list of links.")
    elif all(contributor.kind == "unknown" for contributor in _contributors(sections)):
        yield Notice(
            "no_contributors", "No contributor is named in this post; its text is one of an unknown contributor."
        )


def _warning(notice: Notice) -> records.PostWarning:
    return records.PostWarning(code=notice.code, message=notice.message, start=notice.start, end=notice.end)


def _language(text: str) -> str | None:
    """Say ``en`` where the small words of English are there, and nothing otherwise: null sooner than wrong.

    Other languages are not told apart yet.
    """
    words = [word.casefold() for word in _BETWEEN.findall(text[:_LANGUAGE_SAMPLE])]
    english = sum(word in _ENGLISH for word in words)
    return "en" if len(words) >= _ENOUGH_WORDS and english >= _ENGLISH_SHARE * len(words) else None
