"""Reads the gold posts: page text with tags around what each part of it is.

Everything outside the tags is the page's text, verbatim. The tags:

- ``<chrome>``, ``<duplicate>``, ``<question>``, ``<pullquote by="Name">``, ``<title>``, ``<standfirst>``: page parts;
- ``<perspective>``: one passage of a contributor, with a ``<header>`` at its start or, as a signature, at its end;
- ``<c>``: in a header, a contributor, with ``role`` and ``affiliation`` (several parted by ``;``) where they are
  stated, ``name`` where the text has a short label, and ``kind`` where the contributor is no named person;
- ``<bio>``: in a header, the lines about the contributor;
- ``<ORG>``, ``<UNION>``, ``<PERSON>``, ``<PLACE>``: mentions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIX = ".xml.txt"
TYPE_OF_TAG = {"ORG": "organisation", "UNION": "union", "PERSON": "person", "PLACE": "place"}
_PARTS = ("title", "standfirst", "chrome", "question", "pullquote", "duplicate", "perspective", "header", "c", "bio")
_NAMES = "|".join([*_PARTS, *TYPE_OF_TAG])
_TAG = re.compile(rf'<(?P<close>/?)(?P<name>{_NAMES})(?P<attributes>(?: [a-z]+="[^"<>]*")*)>')
_BROKEN = re.compile(rf"</?(?:{_NAMES})\b[^\n]{{0,40}}")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_ALLOWED = {"pullquote": {"by"}, "c": {"role", "affiliation", "name", "kind"}}
_LONGEST_INITIALS = 3


class MarkupError(ValueError):
    """A gold post is not well formed; the sentence names the post and the line, never the text."""


class Extent(NamedTuple):
    """A stretch of the plain text in code points, end excluded."""

    start: int
    end: int


@dataclass(slots=True)
class Element:
    """A tag with what stands in it; offsets count code points of the plain text."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int = -1
    children: list[Element] = field(default_factory=list)

    @property
    def extent(self) -> Extent:
        """Where it stands in the plain text."""
        return Extent(self.start, self.end)

    def inside(self, *names: str) -> Iterator[Element]:
        """Yield the elements of these names at any depth, in text order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.inside(*names)


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who speaks, with role and affiliations as they are printed."""

    name: str
    role: str | None = None
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What one contributor, or several together, say in one place: the body is the text without its header."""

    contributors: tuple[Contributor, ...]
    header: Extent | None
    body: Extent


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A sentence that is shown again, and whose it is."""

    extent: Extent
    author: str


@dataclass(frozen=True, slots=True)
class GoldPost:
    """The right answer for one post; ``id`` is the number in its file name, such as ``q-07``."""

    id: str
    text: str
    passages: tuple[Passage, ...]
    pull_quotes: tuple[PullQuote, ...]
    questions: tuple[Extent, ...]
    chrome: tuple[Extent, ...]
    duplicates: tuple[Extent, ...]
    mentions: frozenset[tuple[int, int, str]]


def read_post(path: Path) -> GoldPost:
    """Read one gold post; line ends of any kind become line feeds.

    Raises:
        MarkupError: A tag is unknown, broken, not closed or closes another.
    """
    post_id = "-".join(path.name.removesuffix(SUFFIX).split("-")[:2])
    try:
        return parse(path.read_text(encoding="utf-8"), post_id)
    except MarkupError as error:
        raise MarkupError(f"{post_id}: {error}") from None


def parse(marked: str, post_id: str) -> GoldPost:
    """Read a gold post from its marked-up text.

    Raises:
        MarkupError: As for `read_post`.
    """
    text, page = _tree(marked)

    def extents(name: str) -> tuple[Extent, ...]:
        return tuple(element.extent for element in page.inside(name))

    return GoldPost(
        id=post_id,
        text=text,
        passages=tuple(_passage(element, text) for element in page.inside("perspective")),
        pull_quotes=tuple(
            PullQuote(quote.extent, quote.attributes.get("by", "")) for quote in page.inside("pullquote")
        ),
        questions=extents("question"),
        chrome=extents("chrome"),
        duplicates=extents("duplicate"),
        mentions=frozenset(_mentions(page, text)),
    )


def _tree(marked: str) -> tuple[str, Element]:
    """Part the text from its tags; the root stands for the whole page."""
    root = Element("page", {}, 0)
    open_elements, pieces, length, done = [root], [], 0, 0
    for tag in _TAG.finditer(marked):
        pieces.append(marked[done : tag.start()])
        length += len(pieces[-1])
        done = tag.end()
        if tag["close"]:
            if open_elements[-1].name != tag["name"]:
                raise MarkupError(f"line {_line(marked, tag.start())}: </{tag['name']}> closes another tag.")
            open_elements.pop().end = length
        else:
            attributes = dict(_ATTRIBUTE.findall(tag["attributes"]))
            if attributes.keys() - _ALLOWED.get(tag["name"], set()):
                raise MarkupError(f"line {_line(marked, tag.start())}: <{tag['name']}> has an unknown attribute.")
            element = Element(tag["name"], attributes, length)
            open_elements[-1].children.append(element)
            open_elements.append(element)
    if len(open_elements) > 1:
        raise MarkupError(f"<{open_elements[-1].name}> is never closed.")
    text = "".join([*pieces, marked[done:]])
    if _BROKEN.search(text):
        raise MarkupError("a tag is broken and was left in the text.")
    root.end = len(text)
    return text, root


def _line(marked: str, place: int) -> int:
    return marked.count("\n", 0, place) + 1


def _passage(element: Element, text: str) -> Passage:
    contributors = tuple(_contributor(child, text) for child in element.inside("c"))
    header = next((child.extent for child in element.inside("header")), None)
    if header is None:
        body = element.extent
    elif text[element.start : header.start].strip():  # signed at the end
        body = Extent(element.start, header.start)
    else:
        body = Extent(header.end, element.end)
    return Passage(contributors, header, body)


def _contributor(element: Element, text: str) -> Contributor:
    stated = element.attributes
    affiliations = (part.strip() for part in stated.get("affiliation", "").split(";"))
    name = stated.get("name") or text[element.start : element.end]
    return Contributor(name, stated.get("role"), tuple(part for part in affiliations if part))


def _mentions(page: Element, text: str) -> Iterator[tuple[int, int, str]]:
    for element in page.inside("c", *TYPE_OF_TAG):
        if element.name != "c" or _is_a_name(element, text[element.start : element.end]):
            yield element.start, element.end, TYPE_OF_TAG.get(element.name, "person")


def _is_a_name(contributor: Element, printed: str) -> bool:
    """Return whether a contributor is mentioned by name: not by a description, and not by initials."""
    is_initials = "name" in contributor.attributes and printed.isupper() and len(printed) <= _LONGEST_INITIALS
    return "kind" not in contributor.attributes and not is_initials
