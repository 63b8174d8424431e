"""The components of the pipeline, registered with spaCy.

They work on one `Doc` that holds a whole post. What is known of the post beside its text (the blocks in which names
are looked for, and the names the layout has settled) stands in ``doc._.solidarity_blocks`` and
``doc._.solidarity_known``; a `Doc` without blocks is read line by line. Results are ``doc.ents`` with the labels ORG,
UNION, PERSON and PLACE; ``span.id_`` says how each was found (`Mention.method`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from solidarity_extract.mentions import Block
from solidarity_extract.recognising import consistency, names, unions, weights
from solidarity_extract.recognising.names import Name
from solidarity_extract.recognising.page import place_tagged, prepare
from solidarity_extract.recognising.tokenizing import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.recognising.page import Page

NAMES, UNIONS, CONSISTENCY = "solidarity_names", "solidarity_unions", "solidarity_consistency"
_PAGE = "solidarity_page"

Doc.set_extension("solidarity_blocks", default=None, force=True)
Doc.set_extension("solidarity_known", default=(), force=True)


@Language.component(NAMES, assigns=["doc.ents"])
def find_names(doc: Doc) -> Doc:
    """Tag ORG, PERSON and PLACE by gazetteers and weighed evidence.

    Entities set by a component before this one are evidence too, as heavy as the weights make them.
    """
    page = page_of(doc)
    if doc.has_annotation("ENT_IOB"):
        tagged = ((span.start_char, span.end_char, span.label_) for span in doc.ents)
        place_tagged(page, ((s, e, "ORG" if label == "UNION" else label) for s, e, label in tagged))
    return _with_names(doc, page, names.find(page, weights.names()))


@Language.component(UNIONS, requires=["doc.ents"], assigns=["doc.ents"])
def decide_unions(doc: Doc) -> Doc:
    """Tell unions from other organisations among the names found."""
    page = page_of(doc)
    found = _names_of(doc, page)
    labels = unions.decide(page, found, weights.unions())
    return _with_names(doc, page, [name._replace(label=label) for name, label in zip(found, labels, strict=True)])


@Language.component(CONSISTENCY, requires=["doc.ents"], assigns=["doc.ents"])
def make_consistent(doc: Doc) -> Doc:
    """Give each name one type within the post, and find it wherever it stands. The last component."""
    page = page_of(doc)
    forget_page(doc)
    return _with_names(doc, page, consistency.settle(page, _names_of(doc, page)))


def page_of(doc: Doc) -> Page:
    """Return the page of a `Doc`, made once."""
    page: Page | None = doc.user_data.get(_PAGE)
    if page is None:
        words = doc.user_data.pop(WORDS, None)
        blocks = doc._.solidarity_blocks
        page = prepare(doc.text, _lines(doc) if blocks is None else blocks, doc._.solidarity_known, words)
        doc.user_data[_PAGE] = page
    return page


def forget_page(doc: Doc) -> None:
    """Free what `page_of` keeps, which spaCy could not write to disk."""
    doc.user_data.pop(_PAGE, None)
    doc.user_data.pop(WORDS, None)


def _lines(doc: Doc) -> list[Block]:
    """Return every line of a `Doc` as a block."""
    blocks, start = [], 0
    for line in doc.text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(start, start + len(line), "body"))
        start += len(line)
    return blocks


def _names_of(doc: Doc, page: Page) -> list[Name]:
    """Return the entities of a `Doc` as names of its page; one outside all blocks is left out."""
    by_start = {start: index for index, start in enumerate(page.words.start)}
    by_end = {end: index + 1 for index, end in enumerate(page.words.end)}
    found, stretches = [], iter(page.stretches)
    stretch = next(stretches, None)
    for span in doc.ents:
        first, stop = by_start.get(span.start_char), by_end.get(span.end_char)
        while stretch and first is not None and first >= stretch.stop:
            stretch = next(stretches, None)
        if stretch and first is not None and stop is not None and stretch.first <= first and stop <= stretch.stop:
            found.append(Name(first, stop, span.label_, span.id_, stretch))
    return found


def _with_names(doc: Doc, page: Page, found: Sequence[Name]) -> Doc:
    """Return the `Doc` with names as its entities."""
    words = page.words
    spans = (
        doc.char_span(words.start[name.first], words.end[name.stop - 1], label=name.label, span_id=name.method)
        for name in found
    )
    doc.set_ents([span for span in spans if isinstance(span, Span)], default="outside")
    return doc
