"""Any other spaCy pipeline in place of ours: its labels mapped, its names trimmed to what the guide asks."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import spacy
from spacy.util import is_package

from solidarity_extract.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from solidarity_extract.mentions import Block

LABELS = {
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "UNION": "UNION",
    "PERSON": "PERSON",
    "PER": "PERSON",
    "PLACE": "PLACE",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
}
"""Labels of other pipelines, and ours; any other label is dropped."""

_LEADING = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_TRAILING = re.compile(r"['’]s?\Z")
_EDGE = " \t\r\n\u00a0\u202f\"'“”‘’«»()[]{}*_,;:"


class Tagged(NamedTuple):
    """A name as another pipeline found it: code points into the source text, and our label."""

    start: int
    end: int
    label: str


def load(name: str) -> Language:
    """Return an installed pipeline, or one in a folder.

    Raises:
        PipelineError: If there is none, or it cannot be loaded.
    """
    try:
        nlp = spacy.load(name)
    except OSError as error:
        if is_package(name):
            raise PipelineError(f"The spaCy pipeline {name!r} is installed but cannot be loaded: {error}") from error
        raise PipelineError(
            f"There is no spaCy pipeline {name!r}; install it with `python -m spacy download {name}` "
            f"(or `pip install` its package), or give the path of a pipeline's folder."
        ) from error
    except (ImportError, ValueError, KeyError, TypeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise PipelineError(f"The spaCy pipeline {name!r} cannot be loaded: {reason}") from error
    nlp.max_length = sys.maxsize
    return nlp


def tag(nlp: Language, text: str, blocks: Sequence[Block]) -> Iterator[Tagged]:
    """Yield the names that a pipeline finds in the blocks of a text."""
    pieces = ((text[block.start : block.end], block) for block in blocks)
    for doc, block in nlp.pipe(pieces, as_tuples=True):
        for span in doc.ents:
            label = LABELS.get(span.label_.upper())
            if label:
                start, end = _trim(text, block.start + span.start_char, block.start + span.end_char)
                if start < end:
                    yield Tagged(start, end, label)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a name without an article, a possessive, quotation marks and space at its edges."""
    start, end = _strip(text, start, end)
    if match := _LEADING.match(text, start, end):
        start = match.end()
    if match := _TRAILING.search(text[max(start, end - 2) : end]):
        end -= len(match.group())
    return _strip(text, start, end)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a piece of text without the characters of `_EDGE` around it; opened brackets stay."""
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE and not (text[end - 1] in ")]" and _opened(text, start, end)):
        end -= 1
    return start, end


def _opened(text: str, start: int, end: int) -> bool:
    """Tell whether a closing bracket at the end was opened inside the name."""
    return {")": "(", "]": "["}[text[end - 1]] in text[start:end]


def version_of(nlp: Language) -> str | None:
    """Return the version that a pipeline states of itself."""
    meta: dict[str, Any] = nlp.meta
    return meta.get("version") or None
