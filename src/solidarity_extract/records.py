"""The record: what ``extract`` writes for one post, as pydantic models.

The models are the manual: every field has a description and examples, and the published JSON Schema
is made from them. They write strictly (an unknown key is an error, a finished record cannot change);
readers ignore keys they do not know (see ``schema.load_post``).

Shapes follow Popolo (people, organisations, memberships) and W3C Web Annotation (text positions).
Offsets are Unicode code points into the decoded input as it stands, 0-based, end excluded.
Every key is always there: ``null`` means not stated or not known, ``[]`` looked for and none found.

Later minor versions add optional keys with a default; ``document.source`` is the place for metadata
carried through from an input (issue 4), which no reader of 1.0 will miss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA_VERSION = "1.0.0"
"""The version of the record this code writes; a reader of 1.x reads it."""

EntityType = Literal["organisation", "union", "person", "place"]
NAMED_PARTS: dict[EntityType, str] = {
    "organisation": "organisations",
    "union": "unions",
    "person": "people",
    "place": "places",
}
"""Under which key a perspective counts the entities of a type."""

Count = Annotated[int, Field(strict=True, ge=0)]
Offset = Annotated[int, Field(strict=True, ge=0)]
Start = Annotated[
    Offset,
    Field(
        description="Where the stretch starts: Unicode code points from the start of the decoded input, 0-based.",
        examples=[357],
    ),
]
End = Annotated[
    Offset,
    Field(description="Where the stretch ends: the offset after its last code point.", examples=[378]),
]
Text = Annotated[
    str,
    Field(
        description="The stretch as it stands in the decoded input: exactly the code points from start to end.",
        examples=["Rosa Winter, St Elm's"],
    ),
]
EntityId = Annotated[str, Field(pattern=r"^(organisation|union|person|place):.+$")]
PerspectiveId = Annotated[str, Field(pattern=r"^p[1-9][0-9]*$")]
ParagraphId = Annotated[str, Field(pattern=r"^p[1-9][0-9]*\.[1-9][0-9]*$")]


_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_SOURCE = {
    "file": "post.txt",
    "url": None,
    "sha256": _SHA256,
    "byte_count": 20480,
    "char_count": 20315,
    "encoding": "utf-8",
    "newline": "lf",
    "media_type": "text/plain",
    "offset_unit": "codepoint",
}
_TITLE = {"start": 0, "end": 17, "text": "Voices from below"}
_DOCUMENT = {
    "id": "doc:9f86d081884c",
    "source": _SOURCE,
    "title": _TITLE,
    "standfirst": None,
    "language": "en",
    "text": None,
}
_PROVENANCE = {
    "tool": "solidarity-extract",
    "tool_version": "0.1.0",
    "pipeline": "solidarity_en",
    "pipeline_version": "0.1.0",
    "spacy_version": "3.8.18",
    "layers": ["gazetteer", "patterns"],
}
_HEADER = {"start": 19, "end": 54, "text": "Rosa Winter, nurse, St Elm Hospital"}
_AFFILIATION = {
    "organisation": "St Elm Hospital",
    "role": "nurse",
    "entity_id": "organisation:st-elm-hospital",
    "start": 39,
    "end": 54,
    "text": "St Elm Hospital",
}
_CONTRIBUTOR = {
    "name": "Rosa Winter",
    "kind": "person",
    "entity_id": "person:rosa-winter",
    "role": "nurse",
    "affiliations": [_AFFILIATION],
    "bio": None,
}
_PASSAGE = {"start": 56, "end": 85, "header": _HEADER}
_PARAGRAPH = {"id": "p1.1", "start": 56, "end": 85, "text": "The NUM came to us in Warsaw.", "word_count": 7}
_HOSPITAL_COUNT = {"entity_id": "organisation:st-elm-hospital", "name": "St Elm Hospital", "count": 1}
_UNION_COUNT = {"entity_id": "union:national-union-of-mineworkers", "name": "National Union of Mineworkers", "count": 3}
_ROSA_COUNT = {"entity_id": "person:rosa-winter", "name": "Rosa Winter", "count": 1}
_WARSAW_COUNT = {"entity_id": "place:warsaw", "name": "Warsaw", "count": 1}
_PERSPECTIVE = {
    "id": "p1",
    "order": 1,
    "header": _HEADER,
    "evidence": ["organisation", "role", "style"],
    "contributors": [_CONTRIBUTOR],
    "passages": [_PASSAGE],
    "paragraphs": [_PARAGRAPH],
    "word_count": 7,
    "organisations": [_HOSPITAL_COUNT],
    "unions": [_UNION_COUNT],
    "people": [_ROSA_COUNT],
    "places": [_WARSAW_COUNT],
}
_MENTION = {
    "id": "m60-63",
    "entity_id": "union:national-union-of-mineworkers",
    "type": "union",
    "text": "NUM",
    "start": 60,
    "end": 63,
    "perspective_id": "p1",
    "paragraph_id": "p1.1",
    "zone": "body",
    "method": "gazetteer",
}
_ENTITY = {
    "id": "union:national-union-of-mineworkers",
    "type": "union",
    "subtype": "union",
    "name": "National Union of Mineworkers",
    "aliases": ["NUM"],
    "acronym": "NUM",
    "country_code": "GB",
    "perspective_ids": ["p1"],
    "mention_count": 3,
}
_PULL_QUOTE = {
    "id": "q90-119",
    "start": 90,
    "end": 119,
    "text": "The NUM came to us in Warsaw.",
    "printed_in": "p2",
    "perspective_id": "p1",
    "source_start": 56,
    "source_end": 85,
}


class BrokenRule(NamedTuple):
    """A rule of the record that a record breaks: where (a JSON path) and one sentence."""

    location: str
    message: str


class Record(BaseModel):
    """What all parts of the record share: strict in writing, unchangeable once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Stretch(Record):
    """Anything with a start and an end, and mostly the text between them."""

    @model_validator(mode="after")
    def _offsets_fit(self) -> Self:
        start, end, text = getattr(self, "start", 0), getattr(self, "end", 0), getattr(self, "text", None)
        if start > end:
            raise PydanticCustomError("offsets", "start is {start}, after end, {end}", {"start": start, "end": end})
        if text is not None and len(text) != end - start:
            raise PydanticCustomError(
                "offsets",
                "text has {length} code points, but start and end are {distance} apart",
                {"length": len(text), "distance": end - start},
            )
        return self


class Span(_Stretch):
    """A stretch of the post, with its text."""

    start: Start
    end: End
    text: Text


class Source(Record):
    """The input that the record was made from, so that anybody can check that they hold the same bytes."""

    file: str | None = Field(
        description="Base name of the input file, without its folder; null for standard input or text from Python.",
        examples=["post.txt", None],
    )
    url: str | None = Field(
        description="Address of the page, where the input states it; null for plain text.",
        examples=["https://example.org/three-voices", None],
    )
    sha256: str = Field(
        pattern="^[0-9a-f]{64}$",
        description="SHA-256 of the input bytes, in lower-case hexadecimal.",
        examples=[_SHA256],
    )
    byte_count: Count = Field(description="Number of bytes of the input.", examples=[20480])
    char_count: Count = Field(
        description="Number of Unicode code points of the decoded input, line ends and byte order mark included.",
        examples=[20315],
    )
    encoding: str = Field(
        description="Python's name of the codec that turns the bytes into the text: utf-8 unless the bytes are none. "
        "A guess is told in warnings (encoding_guessed).",
        examples=["utf-8", "cp1252", "utf-16-le"],
    )
    newline: str = Field(
        description="Line ends of the input. Open list: lf, crlf, cr, mixed, none.",
        examples=["lf", "crlf", "cr", "mixed", "none"],
    )
    media_type: str = Field(
        description="Media type of the input, from its name. Open list: text/plain, text/markdown.",
        examples=["text/plain", "text/markdown"],
    )
    offset_unit: Literal["codepoint"] = Field(
        description="What every start and end of the record counts: Unicode code points.",
        examples=["codepoint"],
    )


class Document(Record):
    """The post as a whole."""

    id: str = Field(
        pattern="^doc:[0-9a-f]{12}$",
        description="Id of the post: doc: and the first 12 hexadecimal digits of source.sha256.",
        examples=["doc:9f86d081884c"],
    )
    source: Source = Field(
        description="The input the record was made from.",
        examples=[_SOURCE],
    )
    title: Span | None = Field(
        description="Title of the post; null where it has none.",
        examples=[_TITLE, None],
    )
    standfirst: Span | None = Field(
        description="The lines under the title that say what the post is about; null where there are none.",
        examples=[{"start": 19, "end": 54, "text": "Two organisers talk about the year."}, None],
    )
    language: str | None = Field(
        description="Language of the post as a BCP 47 tag; null where it is not known.",
        examples=["en", None],
    )
    text: str | None = Field(
        description="The decoded input, whole, into which every offset points; null unless it was asked for.",
        examples=[None],
    )


class Provenance(Record):
    """What made the record; no clock and no machine, so that two runs give the same bytes."""

    tool: str = Field(description="Name of the program.", examples=["solidarity-extract"])
    tool_version: str = Field(description="Version of the program.", examples=["0.1.0"])
    pipeline: str = Field(description="Name of the pipeline that found the names.", examples=["solidarity_en"])
    pipeline_version: str | None = Field(
        description="Version of that pipeline; null where it states none.",
        examples=["0.1.0", None],
    )
    spacy_version: str | None = Field(
        description="Version of spaCy that ran the pipeline; null where none is installed.",
        examples=["3.8.18"],
    )
    layers: tuple[str, ...] = Field(
        description="Names of the pipeline's components, in the order in which they ran.",
        examples=[["gazetteer", "patterns", "union_decision"]],
    )


class Affiliation(_Stretch):
    """An organisation a contributor belongs to (a membership in Popolo's words), and where it is printed."""

    organisation: str = Field(
        description="Name of the organisation, cleaned of line breaks and no-break spaces.",
        examples=["National Union of Mineworkers"],
    )
    role: str | None = Field(
        description="What the contributor is there; null where it is not stated.",
        examples=["branch secretary", None],
    )
    entity_id: EntityId | None = Field(
        description="The entity that this organisation is; null where the name was not found as a mention.",
        examples=["union:national-union-of-mineworkers", None],
    )
    start: Start
    end: End
    text: Text


class Contributor(Record):
    """Somebody who speaks in the post."""

    name: str | None = Field(
        description="Name as printed, cleaned of line breaks and no-break spaces; the description of an anonymous "
        "contributor; null where it is unknown.",
        examples=["Rosa Winter", "A garment worker in Gazipur", None],
    )
    kind: Literal["person", "organisation", "anonymous", "unknown"] = Field(
        description="What the contributor is: person, organisation (a collective too), anonymous (a pseudonym "
        "or a description stands for the name) or unknown.",
        examples=["person"],
    )
    entity_id: EntityId | None = Field(
        description="The entity that the contributor is; null where the name was not found as a mention.",
        examples=["person:rosa-winter", None],
    )
    role: str | None = Field(
        description="What the contributor is or does, as printed; null where it is not stated.",
        examples=["nurse", None],
    )
    affiliations: tuple[Affiliation, ...] = Field(
        description="Organisations the contributor belongs to, as printed.",
        examples=[[_AFFILIATION]],
    )
    bio: Span | None = Field(
        description="A line or paragraph about the contributor, wherever it stands; null where there is none.",
        examples=[{"start": 37, "end": 67, "text": "She has been a nurse for years"}, None],
    )


class Passage(_Stretch):
    """One stretch of a perspective's text, without its header."""

    start: Start
    end: End
    header: Span | None = Field(
        description="The header or speaker label that introduces this passage; null where the text just goes on.",
        examples=[{"start": 0, "end": 12, "text": "Rosa Winter:"}, None],
    )


class Paragraph(_Stretch):
    """One paragraph of a perspective's text."""

    id: ParagraphId = Field(
        description="Perspective's id, a full stop, and the paragraph's number, from 1 through all its passages.",
        examples=["p1.4"],
    )
    start: Start
    end: End
    text: Text
    word_count: Count = Field(
        description="Number of words: stretches between white space, dashes and slashes that hold a letter or a digit.",
        examples=[112],
    )


class NameCount(Record):
    """An entity that a perspective names, and how often: enough for a table without a join."""

    entity_id: EntityId = Field(description="Id of the entity.", examples=["union:national-union-of-mineworkers"])
    name: str = Field(description="The entity's name.", examples=["National Union of Mineworkers"])
    count: Count = Field(description="Number of mentions in the perspective's header and text.", examples=[3])


class Perspective(Record):
    """What one contributor, or several together, says in the post."""

    id: PerspectiveId = Field(description="Id of the perspective in this record: p and its order.", examples=["p1"])
    order: Annotated[int, Field(strict=True, ge=1)] = Field(
        description="Place of the perspective in the post, from 1, in text order.",
        examples=[1],
    )
    header: Span | None = Field(
        description="The lines that introduce the contributor; null where none do. "
        "The label of a later turn is the header of its passage.",
        examples=[_HEADER, None],
    )
    evidence: tuple[str, ...] = Field(
        description="What told the segmenter that a perspective starts here. Open list of words, among them heading, "
        "bold, capitals, style (it looks like the post's other headers), role, organisation, byline, speaker_label, "
        "colon, dash (a signature), bar, numbered, honorific, age, dateline, saying, sentence, text_follows, "
        "named_elsewhere, no_header.",
        examples=[["heading", "organisation", "role"]],
    )
    contributors: tuple[Contributor, ...] = Field(
        description="Who speaks: one, or several together.",
        examples=[[_CONTRIBUTOR]],
    )
    passages: tuple[Passage, ...] = Field(
        description="The stretches of text that belong to the perspective, in text order.",
        examples=[[_PASSAGE]],
    )
    paragraphs: tuple[Paragraph, ...] = Field(
        description="The paragraphs of all passages, in text order.",
        examples=[[_PARAGRAPH]],
    )
    word_count: Count = Field(description="Number of words of all paragraphs together.", examples=[1204])
    organisations: tuple[NameCount, ...] = Field(
        description="Organisations that the perspective names, unions left out, by first mention.",
        examples=[[_HOSPITAL_COUNT]],
    )
    unions: tuple[NameCount, ...] = Field(
        description="Organisations of workers that the perspective names, by first mention.",
        examples=[[_UNION_COUNT]],
    )
    people: tuple[NameCount, ...] = Field(
        description="People that the perspective names, by first mention.",
        examples=[[_ROSA_COUNT]],
    )
    places: tuple[NameCount, ...] = Field(
        description="Places that the perspective names, by first mention.",
        examples=[[_WARSAW_COUNT]],
    )


class Mention(_Stretch):
    """One occurrence of a name in the post."""

    id: str = Field(
        pattern="^m[0-9]+-[0-9]+$",
        description="Id of the mention: m, its start, a hyphen and its end.",
        examples=["m2191-2194"],
    )
    entity_id: EntityId = Field(
        description="The entity that is named.",
        examples=["union:national-union-of-mineworkers"],
    )
    type: EntityType = Field(
        description="What is named: organisation, union (an organisation of workers), person or place.",
        examples=["union"],
    )
    text: Text
    start: Start
    end: End
    perspective_id: PerspectiveId | None = Field(
        description="The perspective in whose header or text the name stands; null elsewhere.",
        examples=["p1", None],
    )
    paragraph_id: ParagraphId | None = Field(
        description="The paragraph in which the name stands; null outside the text of a perspective.",
        examples=["p1.4", None],
    )
    zone: Literal["title", "standfirst", "introduction", "question", "header", "body"] = Field(
        description="The part of the post in which the name stands.",
        examples=["body"],
    )
    method: str = Field(
        description="Where the mention comes from. Open list: model, gazetteer, rule, header, acronym.",
        examples=["gazetteer"],
    )


class Entity(Record):
    """Everything in the post that goes by one name: resolved inside this post alone."""

    id: EntityId = Field(
        description="Id of the entity: its type, a colon and its name in lower case with hyphens.",
        examples=["union:national-union-of-mineworkers"],
    )
    type: EntityType = Field(
        description="What it is: organisation, union (an organisation of workers), person or place.",
        examples=["union"],
    )
    subtype: str | None = Field(
        description="A closer kind, where it is known; null sooner than wrong. Open list. Organisation: party, "
        "campaign, network, ngo, movement, government, parliament, international_organisation, military, education, "
        "media, company, religious, other. Union: branch, union, federation, confederation, international. "
        "Place: country, region, city, continent, facility, former_country, water.",
        examples=["union", "party", "city", None],
    )
    name: str = Field(
        description="Its fullest form printed in the post, cleaned of line breaks and no-break spaces.",
        examples=["National Union of Mineworkers"],
    )
    aliases: tuple[str, ...] = Field(description="Other forms printed in the post.", examples=[["NUM"]])
    acronym: str | None = Field(
        description="Its acronym, where the post prints one; null otherwise.",
        examples=["NUM", None],
    )
    country_code: str | None = Field(
        description="ISO 3166-1 alpha-2 code of its country, where it is known; null sooner than wrong.",
        examples=["GB", None],
    )
    perspective_ids: tuple[PerspectiveId, ...] = Field(
        description="Perspectives that name it in their header or text, in text order.",
        examples=[["p1", "p3"]],
    )
    mention_count: Count = Field(description="Number of its mentions in the whole post.", examples=[4])


class PullQuote(_Stretch):
    """A sentence of the post shown again, set apart: text of nobody's section, but somebody's words."""

    id: str = Field(
        pattern="^q[0-9]+-[0-9]+$",
        description="Id of the pull quote: q, its start, a hyphen and its end.",
        examples=["q7902-8116"],
    )
    start: Start
    end: End
    text: Text
    printed_in: PerspectiveId | None = Field(
        description="The perspective in which it is printed; null outside all of them.",
        examples=["p2", None],
    )
    perspective_id: PerspectiveId | None = Field(
        description="The perspective whose words it repeats: its true author's; null where the sentence is not found.",
        examples=["p1", None],
    )
    source_start: Offset | None = Field(
        description="Where the sentence stands that it repeats; null where it is not found.",
        examples=[5120, None],
    )
    source_end: Offset | None = Field(
        description="Where that sentence ends; null where it is not found.",
        examples=[5330, None],
    )


class Excluded(_Stretch):
    """A stretch of the page that belongs to nobody."""

    start: Start
    end: End
    reason: Literal["duplicate", "repeated_title", "page_chrome"] = Field(
        description="Why it is left out: printed a second time, the title again, or page chrome (menus, share buttons, "
        "related posts, photo credits).",
        examples=["page_chrome"],
    )
    duplicate_of_start: Offset | None = Field(
        description="Where the stretch starts that is repeated; null where it is not known, and for page chrome.",
        examples=[132, None],
    )


class PostWarning(Record):
    """Something that a user of the record should know."""

    code: str = Field(
        description="What kind of warning. Open list: encoding_guessed, damaged_text, no_perspectives, "
        "no_contributors.",
        examples=["encoding_guessed"],
    )
    message: str = Field(
        description="One sentence for a person.",
        examples=["The file is not UTF-8; it was read as cp1252, which is a guess."],
    )
    start: Offset | None = Field(description="Where it applies; null for the whole post.", examples=[12, None])
    end: Offset | None = Field(description="Where that ends; null for the whole post.", examples=[20, None])


class Post(Record):
    """The record of one post: who says what in it, and which organisations, unions, people and places they name."""

    schema_version: str = Field(
        pattern=r"^1\.\d+\.\d+$",
        description="Version of the record's shape. A new major version may break a reader; "
        "a minor one adds optional keys or values of open lists.",
        examples=[SCHEMA_VERSION],
    )
    document: Document = Field(description="The post as a whole.", examples=[_DOCUMENT])
    provenance: Provenance = Field(description="What made the record.", examples=[_PROVENANCE])
    perspectives: tuple[Perspective, ...] = Field(
        description="What each contributor says, in text order.",
        examples=[[_PERSPECTIVE]],
    )
    mentions: tuple[Mention, ...] = Field(
        description="Every name found, in text order, none inside another.",
        examples=[[_MENTION]],
    )
    entities: tuple[Entity, ...] = Field(
        description="What the mentions name, by first mention.",
        examples=[[_ENTITY]],
    )
    introduction: tuple[Span, ...] = Field(
        description="The editors' text before, between and after the perspectives.",
        examples=[[{"start": 60, "end": 96, "text": "We asked two organisers about a year"}]],
    )
    questions: tuple[Span, ...] = Field(
        description="The words of interviewers and moderators.",
        examples=[[{"start": 100, "end": 117, "text": "What has changed?"}]],
    )
    pull_quotes: tuple[PullQuote, ...] = Field(
        description="Sentences of the post shown again, set apart.",
        examples=[[_PULL_QUOTE]],
    )
    excluded: tuple[Excluded, ...] = Field(
        description="Stretches that belong to nobody. Nothing is extracted from them.",
        examples=[[{"start": 20317, "end": 20328, "reason": "page_chrome", "duplicate_of_start": None}]],
    )
    warnings: tuple[PostWarning, ...] = Field(
        description="What a user of the record should know.",
        examples=[
            [
                {
                    "code": "no_contributors",
                    "message": "The piece has no contributor headers: it is one perspective of an unknown contributor.",
                    "start": None,
                    "end": None,
                }
            ]
        ],
    )

    @model_validator(mode="after")
    def _rules_hold(self) -> Self:
        broken = list(broken_rules(self))
        if broken:
            raise PydanticCustomError("rules", "{first}", {"first": ": ".join(broken[0]), "rules": broken})
        return self

    def to_json(self, *, compact: bool = False) -> str:
        """Write the record as JSON, the same characters each time, with a line end after it.

        ``compact`` puts it on one line, for JSON Lines; a reader that takes U+2028 and its like for
        line ends still sees one line, because those are escaped.
        """
        text = self.model_dump_json(indent=None if compact else 2)
        for ending in ("\u0085", "\u2028", "\u2029"):
            text = text.replace(ending, f"\\u{ord(ending):04x}")
        return text + "\n"


def broken_rules(post: Post) -> Iterator[BrokenRule]:
    """Yield what is wrong with ids and links: each id once, and each link to something in the record."""
    known: set[str] = set()
    for location, own_id in _own_ids(post):
        if own_id in known:
            yield BrokenRule(location, f"the id {own_id} is there twice")
        known.add(own_id)
    for links in (_contributor_links, _count_links, _mention_links, _other_links):
        for location, link in links(post):
            if link is not None and link not in known:
                yield BrokenRule(location, f"nothing in the record has the id {link}")


def _own_ids(post: Post) -> Iterator[tuple[str, str]]:
    for i, perspective in enumerate(post.perspectives):
        yield f"$.perspectives[{i}].id", perspective.id
        for j, paragraph in enumerate(perspective.paragraphs):
            yield f"$.perspectives[{i}].paragraphs[{j}].id", paragraph.id
    for part in ("mentions", "entities", "pull_quotes"):
        for i, item in enumerate(getattr(post, part)):
            yield f"$.{part}[{i}].id", item.id


def _contributor_links(post: Post) -> Iterator[tuple[str, str | None]]:
    for i, perspective in enumerate(post.perspectives):
        for j, contributor in enumerate(perspective.contributors):
            at = f"$.perspectives[{i}].contributors[{j}]"
            yield f"{at}.entity_id", contributor.entity_id
            for k, affiliation in enumerate(contributor.affiliations):
                yield f"{at}.affiliations[{k}].entity_id", affiliation.entity_id


def _count_links(post: Post) -> Iterator[tuple[str, str]]:
    for i, perspective in enumerate(post.perspectives):
        for part in NAMED_PARTS.values():
            for j, named in enumerate(getattr(perspective, part)):
                yield f"$.perspectives[{i}].{part}[{j}].entity_id", named.entity_id


def _mention_links(post: Post) -> Iterator[tuple[str, str | None]]:
    for i, mention in enumerate(post.mentions):
        yield f"$.mentions[{i}].entity_id", mention.entity_id
        yield f"$.mentions[{i}].perspective_id", mention.perspective_id
        yield f"$.mentions[{i}].paragraph_id", mention.paragraph_id


def _other_links(post: Post) -> Iterator[tuple[str, str | None]]:
    for i, entity in enumerate(post.entities):
        for j, perspective_id in enumerate(entity.perspective_ids):
            yield f"$.entities[{i}].perspective_ids[{j}]", perspective_id
    for i, quote in enumerate(post.pull_quotes):
        yield f"$.pull_quotes[{i}].printed_in", quote.printed_in
        yield f"$.pull_quotes[{i}].perspective_id", quote.perspective_id
