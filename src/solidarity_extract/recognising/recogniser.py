"""The recogniser: a loaded pipeline, asked for the names of one post at a time."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING, cast

from spacy.util import filter_spans, load_config, load_model_from_config

from solidarity_extract.mentions import Mention
from solidarity_extract.recognising import components, foreign, lookup, weights
from solidarity_extract.recognising.tokenizing import WordTokenizer
from solidarity_extract.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from solidarity_extract.mentions import Block, EntityType, KnownName

NAME = "solidarity_rules"
_TYPES = {"ORG": "organisation", "UNION": "union", "PERSON": "person", "PLACE": "place"}
_OWN_RECOGNISERS = (components.NAMES,)


class Recogniser:
    """Finds the names of a post: with our pipeline, or with another one followed by our last components."""

    def __init__(self, pipeline: str | None = None) -> None:
        """Load the pipeline that ships with the package, or another one by its name or path.

        Raises:
            PipelineError: If the other pipeline is missing or cannot be loaded.
        """
        self._other = foreign.load(pipeline) if pipeline else None
        self._nlp = _own_pipeline(exclude=_OWN_RECOGNISERS if self._other else ())
        lookup.load()
        weights.names()

    @property
    def name(self) -> str:
        """Name of the pipeline."""
        if self._other is None:
            return NAME
        return f"{self._other.meta['lang']}_{self._other.meta['name']}"

    @property
    def version(self) -> str | None:
        """Version of the pipeline; ours has the version of the package."""
        return foreign.version_of(self._other) if self._other else __version__

    @property
    def layers(self) -> list[str]:
        """Names of the components that run, in order."""
        return [*(self._other.pipe_names if self._other else ()), *self._nlp.pipe_names]

    def recognise(self, text: str, blocks: Sequence[Block], known: Sequence[KnownName]) -> list[Mention]:
        """Return the names in the blocks of a post, in text order; none overlaps another, each lies in one block.

        Args:
            text: The decoded post as it stands; offsets are code points into it.
            blocks: Where names are looked for.
            known: Names whose type the layout has settled.
        """
        doc = self._nlp.tokenizer(text)
        doc._.solidarity_blocks, doc._.solidarity_known = tuple(blocks), tuple(known)
        if self._other is not None:
            _take_over(doc, self._other, blocks, known)
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return [
            Mention(span.start_char, span.end_char, cast("EntityType", _TYPES[span.label_]), span.id_ or "model")
            for span in doc.ents
        ]


def _own_pipeline(exclude: Sequence[str]) -> Language:
    """Return the pipeline of ``config.cfg``."""
    with as_file(files("solidarity_extract.recognising") / "config.cfg") as path:
        config = load_config(path)
    nlp = load_model_from_config(config, exclude=exclude, auto_fill=True)
    if not isinstance(nlp.tokenizer, WordTokenizer):  # pragma: no cover (the config says so)
        raise TypeError("config.cfg names another tokenizer")
    return nlp


def _take_over(doc: Doc, other: Language, blocks: Sequence[Block], known: Sequence[KnownName]) -> None:
    """Set the entities of a `Doc` to what another pipeline finds, and to the names the layout has settled."""
    settled = [
        doc.char_span(name.start, name.end, label=_LABELS[name.type], span_id="header", alignment_mode="expand")
        for name in known
        if name.type
    ]
    spans = [span for span in settled if span is not None]
    taken = {token.i for span in spans for token in span}
    for tagged in foreign.tag(other, doc.text, blocks):
        span = doc.char_span(tagged.start, tagged.end, label=tagged.label, span_id="model", alignment_mode="expand")
        if span is not None and taken.isdisjoint(token.i for token in span):
            spans.append(span)
    doc.set_ents(filter_spans(spans), default="outside")


_LABELS = {kind: label for label, kind in _TYPES.items()}
