"""The words of a post: where they stand, how they are written, what stands between them.

Offsets are Unicode code points into the source text, 0-based, end excluded. Everything is compared through the
cleaned view (`solidarity_extract.cleaning`), which has the length of the text, so that no offset ever moves.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from solidarity_extract.cleaning import clean

_LETTER = "[^\\W_]|[\u00ad\u0300-\u036f]"
_PIECES = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<dotted>(?<![\w.])(?:[^\W\d_]\.){{2,8}}(?!\w) | (?<![\w.'&])[A-Z]\.(?!\w))    # U.S., J. K.
    | (?P<title>(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Gen|Col|Sgt|Lt|Capt|Hon|Fr|St|Ste|Mt|Ft|Jr|Sr|No|Nos|vs)\.)
    | (?P<ending>(?<=[\w.])'(?:s|S|re|ve|ll|d|m)(?!\w))                                # 's, we've
    | (?P<word>(?:{_LETTER})+(?:'(?!(?:s|S|re|ve|ll|d|m)(?!\w))(?:{_LETTER})+)*)         # O'Brien, Savai'i, isn't
    | (?P<noise>[^\w\s]{{12,}})                                                        # rows of marks
    | (?P<mark>(?P<last>.)(?P=last)*)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Spaces, words and marks; every alternative reads forward only, and together they match any text."""

_STROKES = str.maketrans("łŁøØđĐıßæÆœŒðÐþÞ", "lLoOdDisaAoOdDtT")


class Shape(IntEnum):
    """How a word is written."""

    LOWER = 0
    TITLE = 1
    """A capital, then small letters only."""
    UPPER = 2
    """Capitals only, two at least (digits may stand among them)."""
    INITIAL = 3
    """One capital letter, with or without a full stop."""
    MIXED = 4
    """Capitals and small letters in another order: `McDonnell`, `easyJet`, `IndustriALL`."""
    NUMBER = 5
    """Begins with a digit and has no letters in it."""
    MARK = 6
    """No letter or digit at all."""
    CASELESS = 7
    """Letters of a script without capitals."""


LETTER = {
    Shape.LOWER: "x", Shape.TITLE: "T", Shape.UPPER: "U", Shape.INITIAL: "I", Shape.MIXED: "M", Shape.NUMBER: "0",
    Shape.MARK: "-", Shape.CASELESS: "x",
}  # fmt: skip
"""One letter for each shape."""
CAPITALISED = frozenset({Shape.TITLE, Shape.UPPER, Shape.INITIAL, Shape.MIXED})


@dataclass(slots=True)
class Words:
    """The words and marks of a text in parallel lists, white space left out.

    ``gap`` is what stands before a word: nothing, one space (for any spaces), or one line feed (for any line end).
    """

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    shape: list[Shape] = field(default_factory=list)
    gap: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.start)


def read(text: str) -> Words:
    """Return the words of a text."""
    starts, ends, forms, gaps, gap = [], [], [], [], "\n"
    for match in _PIECES.finditer(clean(text)):
        piece = match.group()
        if match.lastgroup == "space":
            gap = "\n" if "\n" in piece or "\r" in piece else " "
            continue
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        forms.append(_forms(piece))
        gaps.append(gap)
        gap = ""
    texts, lowers, keys, shapes = map(list, zip(*forms, strict=True)) if forms else ([], [], [], [])
    return Words(starts, ends, texts, lowers, keys, shapes, gaps)


def fold(text: str) -> str:
    """Return a text without accents, strokes, soft hyphens and capitals: the form under which names are looked up."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", "").translate(_STROKES))
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).lower()


@lru_cache(maxsize=65536)
def _forms(piece: str) -> tuple[str, str, str, Shape]:
    """Return a piece of cleaned text without soft hyphens, in small letters, folded, and its shape."""
    plain = piece.replace("\u00ad", "") or piece
    return plain, plain.lower(), fold(plain), shape_of(plain)


def shape_of(word: str) -> Shape:
    """Tell how a word is written."""
    letters = [ch for ch in word if ch.isalpha()]
    if not letters:
        return Shape.NUMBER if word[0].isdigit() else Shape.MARK
    capitals = sum(ch.isupper() or ch.istitle() for ch in letters)
    if capitals == 0:
        return Shape.LOWER if any(ch.islower() for ch in letters) else Shape.CASELESS
    if len(letters) == 1:
        return Shape.INITIAL if len(word.rstrip(".")) == 1 else Shape.UPPER
    if capitals == len(letters):
        return Shape.UPPER
    return Shape.TITLE if capitals == 1 and word[0] == letters[0] and letters[0].isupper() else Shape.MIXED
