"""The tokenizer of the pipeline: the words of `words`, as spaCy tokens; white space that spaCy cannot imply is a token.

Every code point of the text lies in one token or is the one space after it, so that offsets into the `Doc` are
offsets into the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry

from solidarity_extract.recognising.words import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.vocab import Vocab

WORDS = "solidarity_words"
NAME = "solidarity_extract.words.v1"


class WordTokenizer(DummyTokenizer):
    """Splits a text into words, marks and white space."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text as a `Doc`; its words are left to the first component in ``user_data``."""
        words = read(text)
        pieces: list[str] = []
        spaces: list[bool] = []
        last = 0
        for start, end in zip([*words.start, len(text)], [*words.end, len(text)], strict=True):
            gap = text[last:start]
            if gap:
                implied = gap[0] == " " and bool(spaces)
                if implied:
                    spaces[-1] = True
                if len(gap) > implied:
                    pieces.append(gap[implied:])
                    spaces.append(False)
            if start < end:
                pieces.append(text[start:end])
                spaces.append(False)
            last = end
        return Doc(self.vocab, words=pieces, spaces=spaces, user_data={WORDS: words})


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def create_word_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Return what makes the tokenizer for a pipeline (its name in a config: ``solidarity_extract.words.v1``)."""
    return lambda nlp: WordTokenizer(nlp.vocab)
