"""The tokenizer of the pipeline: the words of `words`, as spaCy tokens; white space that spaCy cannot imply is a token.

Every code point of the text lies in one token or is the one space after it, so that offsets into the `Doc` are
offsets into the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy import registry
from spacy.tokens import Doc
from spacy.util import DummyTokenizer

from solidarity_extract.recognising.words import scan

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.vocab import Vocab

NAME = "solidarity_extract.words.v1"


class WordTokenizer(DummyTokenizer):
    """Splits a text into words, marks and white space."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text as a `Doc`."""
        words: list[str] = []
        spaces: list[bool] = []
        for start, end in scan(text):
            piece = text[start:end]
            if piece[0] == " " and spaces and not spaces[-1]:
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers(NAME)
def create_word_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Return what makes the tokenizer for a pipeline (its name in a config: ``solidarity_extract.words.v1``)."""
    return lambda nlp: WordTokenizer(nlp.vocab)
