"""The rules of the record that its shape cannot express; each broken one comes with its place.

Two groups: what the record says of itself (order, counts, ids made from offsets), and what it says of
the text (every span true, every character accounted for). The models themselves check the rest.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from solidarity_extract.records import NAMED_PARTS, BrokenRule, Entity, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    from solidarity_extract.records import Perspective, Post

    class _Placed(Protocol):
        @property
        def start(self) -> int: ...
        @property
        def end(self) -> int: ...


def further_broken_rules(post: Post) -> Iterator[BrokenRule]:
    """Yield what is wrong with order, counts and ids, in a record whose links are known to hold."""
    yield from _document(post)
    yield from _order(post)
    for i, perspective in enumerate(post.perspectives):
        yield from _perspective(f"$.perspectives[{i}]", i, perspective)
    yield from _mentions(post)
    yield from _entities(post)
    yield from _named(post)
    yield from _pull_quotes(post)
    yield from _remarks(post)


def broken_text_rules(post: Post, text: str) -> list[BrokenRule]:
    """Return what is wrong with a record held against the decoded input it was made from."""
    if post.document.source.char_count != len(text):
        stated = post.document.source.char_count
        message = f"the record speaks of {stated} code points, but the text has {len(text)}; is it another file?"
        return [BrokenRule("$.document.source.char_count", message)]
    false = [
        BrokenRule(location, f"the text says {_short(text[start:end])} from {start} to {end}, not {_short(said)}")
        for location, start, end, said in _spans("$", post)
        if text[start:end] != said
    ]
    return false + list(_coverage(post, text))


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")  # noqa: PLR2004  a glance at it


def _document(post: Post) -> Iterator[BrokenRule]:
    wanted = f"doc:{post.document.source.sha256[:12]}"
    if post.document.id != wanted:
        yield BrokenRule("$.document.id", f"the id should be {wanted}, after source.sha256")


def _order(post: Post) -> Iterator[BrokenRule]:
    """Text order everywhere; names and what a perspective says do not overlap."""
    apart: list[tuple[str, Sequence[_Placed]]] = [
        ("$.mentions", post.mentions),
        ("$.introduction", post.introduction),
        ("$.questions", post.questions),
        ("$.pull_quotes", post.pull_quotes),
        ("$.excluded", post.excluded),
    ]
    for i, perspective in enumerate(post.perspectives):
        apart += [
            (f"$.perspectives[{i}].passages", perspective.passages),
            (f"$.perspectives[{i}].paragraphs", perspective.paragraphs),
        ]
    for place, items in apart:
        for i, (one, other) in enumerate(pairwise(items), start=1):
            if other.start < one.end:
                yield BrokenRule(f"{place}[{i}]", f"it starts at {other.start}, before the one before it ends")


def _perspective(at: str, index: int, perspective: Perspective) -> Iterator[BrokenRule]:
    if perspective.order != index + 1:
        yield BrokenRule(f"{at}.order", f"the order should be {index + 1}")
    if perspective.id != f"p{perspective.order}":
        yield BrokenRule(f"{at}.id", f"the id should be p{perspective.order}, after its order")
    passages = iter(perspective.passages)
    passage = next(passages, None)
    for j, paragraph in enumerate(perspective.paragraphs):
        if paragraph.id != f"{perspective.id}.{j + 1}":
            yield BrokenRule(f"{at}.paragraphs[{j}].id", f"the id should be {perspective.id}.{j + 1}, after its order")
        while passage is not None and passage.end < paragraph.end:
            passage = next(passages, None)
        if passage is None or paragraph.start < passage.start:
            yield BrokenRule(f"{at}.paragraphs[{j}]", "the paragraph lies in no passage of its perspective")
    words = sum(paragraph.word_count for paragraph in perspective.paragraphs)
    if words != perspective.word_count:
        yield BrokenRule(f"{at}.word_count", f"the paragraphs have {words} words together")


def _mentions(post: Post) -> Iterator[BrokenRule]:
    types = {entity.id: entity.type for entity in post.entities}
    paragraphs = {paragraph.id: (p.id, paragraph) for p in post.perspectives for paragraph in p.paragraphs}
    for i, mention in enumerate(post.mentions):
        at = f"$.mentions[{i}]"
        if mention.id != f"m{mention.start}-{mention.end}":
            yield BrokenRule(f"{at}.id", f"the id should be m{mention.start}-{mention.end}, after its offsets")
        if types.get(mention.entity_id) != mention.type:
            yield BrokenRule(f"{at}.type", f"the entity {mention.entity_id} is of another type")
        if (mention.paragraph_id is not None) != (mention.zone == "body"):
            yield BrokenRule(f"{at}.paragraph_id", "a name has a paragraph where its zone is body, and nowhere else")
        if (mention.perspective_id is not None) != (mention.zone in {"header", "body"}):
            yield BrokenRule(
                f"{at}.perspective_id", "a name has a perspective in its header and body, and nowhere else"
            )
        if mention.paragraph_id in paragraphs:
            perspective_id, paragraph = paragraphs[mention.paragraph_id]
            inside = paragraph.start <= mention.start and mention.end <= paragraph.end
            if not inside or perspective_id != mention.perspective_id:
                yield BrokenRule(f"{at}.paragraph_id", f"the name does not stand in the paragraph {paragraph.id}")


def _entities(post: Post) -> Iterator[BrokenRule]:
    counts = Counter(mention.entity_id for mention in post.mentions)
    order = list(dict.fromkeys(mention.entity_id for mention in post.mentions))
    for i, entity in enumerate(post.entities):
        at = f"$.entities[{i}]"
        if not entity.id.startswith(f"{entity.type}:"):
            yield BrokenRule(f"{at}.id", f"the id should start with {entity.type}:, after its type")
        if counts[entity.id] != entity.mention_count:
            yield BrokenRule(f"{at}.mention_count", f"the record has {counts[entity.id]} mentions of it")
        if order[i : i + 1] != [entity.id]:
            yield BrokenRule(at, "entities stand in the order of their first mentions")


def _named(post: Post) -> Iterator[BrokenRule]:
    """What a perspective names, and in which perspectives an entity is named: the mentions decide both."""
    entities = {entity.id: entity for entity in post.entities}
    counts = {perspective.id: Counter[str]() for perspective in post.perspectives}
    for mention in post.mentions:
        if mention.perspective_id in counts:
            counts[mention.perspective_id][mention.entity_id] += 1
    for i, perspective in enumerate(post.perspectives):
        for kind, part in NAMED_PARTS.items():
            said = [(named.entity_id, named.name, named.count) for named in getattr(perspective, part)]
            found = [(key, count) for key, count in counts[perspective.id].items() if entities[key].type == kind]
            if said != [(key, entities[key].name, count) for key, count in found]:
                yield BrokenRule(f"$.perspectives[{i}].{part}", "it differs from what the mentions say")
    named_by: dict[str, list[str]] = {key: [] for key in entities}
    for perspective_id, names in counts.items():
        for entity_id in names:
            named_by[entity_id].append(perspective_id)
    for i, entity in enumerate(post.entities):
        if list(entity.perspective_ids) != named_by[entity.id]:
            yield BrokenRule(f"$.entities[{i}].perspective_ids", "it differs from what the mentions say")


def _pull_quotes(post: Post) -> Iterator[BrokenRule]:
    for i, quote in enumerate(post.pull_quotes):
        if quote.id != f"q{quote.start}-{quote.end}":
            yield BrokenRule(f"$.pull_quotes[{i}].id", f"the id should be q{quote.start}-{quote.end}")
        if not _both_or_none(quote.source_start, quote.source_end):
            yield BrokenRule(f"$.pull_quotes[{i}].source_end", "source_start and source_end go together, in this order")


def _remarks(post: Post) -> Iterator[BrokenRule]:
    for i, excluded in enumerate(post.excluded):
        if excluded.duplicate_of_start is not None and excluded.reason == "page_chrome":
            yield BrokenRule(f"$.excluded[{i}].duplicate_of_start", "page chrome is no duplicate")
    for i, warning in enumerate(post.warnings):
        if not _both_or_none(warning.start, warning.end):
            yield BrokenRule(f"$.warnings[{i}].end", "start and end go together, in this order")


def _both_or_none(start: int | None, end: int | None) -> bool:
    if start is None or end is None:
        return start is end
    return start <= end


def _spans(location: str, value: object) -> Iterator[tuple[str, int, int, str]]:
    """Yield every stretch of a record that carries its text."""
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _spans(f"{location}[{i}]", item)
    elif isinstance(value, Record) and not isinstance(value, Entity):
        parts = dict(value)
        if "start" in parts and "text" in parts:
            yield location, parts["start"], parts["end"], parts["text"]
        for key, part in parts.items():
            yield from _spans(f"{location}.{key}", part)


def _coverage(post: Post, text: str) -> Iterator[BrokenRule]:
    """Every character that is no space lies in one part, and in one only."""
    reached = 0
    for start, end, location in sorted(_parts(post)):
        if not text[reached:start].isspace() and reached < start:
            yield BrokenRule("$", f"{_short(text[reached:start].strip())} from {reached} to {start} is in no part")
        if start < reached and not text[start : min(end, reached)].isspace():
            yield BrokenRule(location, f"{_short(text[start : min(end, reached)])} at {start} is in another part too")
        reached = max(reached, end)
    if text[reached:].strip():
        yield BrokenRule("$", f"{_short(text[reached:].strip())} from {reached} to the end is in no part")


def _parts(post: Post) -> Iterator[tuple[int, int, str]]:
    for key, span in (("title", post.document.title), ("standfirst", post.document.standfirst)):
        if span is not None:
            yield span.start, span.end, f"$.document.{key}"
    for i, perspective in enumerate(post.perspectives):
        at, header = f"$.perspectives[{i}]", perspective.header
        if header is not None:
            yield header.start, header.end, f"{at}.header"
        for j, passage in enumerate(perspective.passages):
            yield passage.start, passage.end, f"{at}.passages[{j}]"
            label = passage.header
            # The first passage's header may be the perspective's own, or a part of it.
            if label is not None and not (header and header.start <= label.start and label.end <= header.end):
                yield label.start, label.end, f"{at}.passages[{j}].header"
    for part in ("introduction", "questions", "pull_quotes", "excluded"):
        for i, span in enumerate(getattr(post, part)):
            yield span.start, span.end, f"$.{part}[{i}]"
