"""Lines and how they are dressed: the typography that evidence is read from.

A `Line` is a logical line: where a text is hard-wrapped, the printed lines of one paragraph are joined.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from solidarity_extract.cleaning import BLANK, clean
from solidarity_extract.segmenting.sections import Extent

WRAP_LIMIT = 110
"""No printed line of a hard-wrapped text is longer than this many code points."""
FULL = 0.75
"""A printed line that goes on in the next one fills at least this share of the width."""
RULE = 80
"""A rule has at most this many code points."""
TEXT = 140
"""A line of this many code points is running text."""
SENTENCE = 9
"""A line of this many words that closes like a sentence is running text."""
FEWEST = 8
"""Fewer lines than this tell nothing about how a text is set."""
PAIRS = 6
"""Fewer lines than this below each other tell nothing about how a text is wrapped."""
RUNNING = 0.3
"""In a hard-wrapped text at least this share of the lines start with a small letter."""

_DRESS = re.compile(
    r"(?P<quote>(?:>\s?){0,9})(?P<heading>#{1,6}\s+|)(?P<bullet>[*+-]\s+(?=[^\s*+-]|\*{1,3}[^\s*])|[•▪◦·–—~]\s*(?=[^\s–—~-])|-{2,3}\s*(?=[^\s-])|)(?P<mark>[*_]{0,3})"
)
_CLOSING_MARKS = re.compile(r"[*_#]{0,12}$")
_WORDS = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"""[.!?…][)\]"'*_]*$""")
_RULE = re.compile(r"[\s*_=~#§+·•⁂—–♦-]+$")
_LIST_START = re.compile(r"\s*(?:[#>•▪◦*+–—~-]|\d{1,3}[.)]\s|\||[A-Z][\w-]{1,9}:\s)")


_NOWHERE = Extent(0, 0)


@dataclass(slots=True)
class Line:
    """A logical line: its stretch of the text without surrounding space, its cleaned view, and its dress."""

    index: int
    start: int
    end: int
    clean: str
    words: int
    blank_before: int
    """Blank printed lines above."""
    blank_after: int = 0
    """Blank printed lines below."""
    quoted: bool = False
    """A Markdown block quote."""
    heading: int = 0
    """The level of a Markdown heading, 0 for none."""
    bullet: str = ""
    """The bullet or dash that opens the line."""
    bold: bool = False
    """The line opens in bold type; where that closes, `wholly_marked` tells."""
    italic: bool = False
    wholly_marked: bool = False
    """The whole line is bold or italic."""
    inner: Extent = _NOWHERE
    """The line without its dress."""

    @property
    def length(self) -> int:
        """Code points of the line."""
        return self.end - self.start

    @property
    def extent(self) -> Extent:
        """The line as a stretch of the text."""
        return Extent(self.start, self.end)

    @property
    def body(self) -> str:
        """The cleaned line without its dress."""
        return self.clean[self.inner.start - self.start : self.inner.end - self.start]

    @property
    def ends_sentence(self) -> bool:
        """Tell whether the line closes like a sentence."""
        return bool(_SENTENCE_END.search(self.clean[-8:]))

    @property
    def is_question(self) -> bool:
        """Tell whether the line closes with a question mark."""
        return "?" in self.clean[-6:].rstrip("*_\"') ")[-1:]

    @property
    def is_rule(self) -> bool:
        """Tell whether the line is a rule or a sign that parts items (`* * *`, `—`, `§`)."""
        return self.length <= RULE and bool(_RULE.match(self.clean))

    @property
    def is_text(self) -> bool:
        """Tell whether the line reads like running text: long, or a sentence of some length."""
        return self.length >= TEXT or (self.words >= SENTENCE and self.ends_sentence)


def read_lines(text: str) -> list[Line]:
    """Split a text into its logical lines that are not blank; linear in the length of the text."""
    printed = _printed_lines(text)
    groups = _unwrap(text, printed)
    lines: list[Line] = []
    for blank, start, end in groups:
        if lines:
            lines[-1].blank_after = blank
        lines.append(_dressed(len(lines), text, start, end, blank))
    if _evenly_spaced(lines):
        _space_by_length(lines)
    return lines


EVEN = 0.92
"""Where at least this share of the lines stand equally far apart, blank lines tell nothing."""
SHORT = 90
"""A line of a header or a list is shorter than this many code points."""


def _evenly_spaced(lines: list[Line]) -> bool:
    """Tell whether blank lines part nothing in this text: there are none, or one below every line."""
    if len(lines) < FEWEST:
        return False
    blanks = [min(line.blank_before, 1) for line in lines[1:]]
    return max(blanks.count(0), blanks.count(1)) >= EVEN * len(blanks)


def _space_by_length(lines: list[Line]) -> None:
    """Put short lines that follow each other together and set running text apart."""
    for above, line in itertools.pairwise(lines):
        together = (
            all(one.length < SHORT and not one.ends_sentence and not one.is_rule for one in (above, line))
            and not line.heading
        )
        above.blank_after = line.blank_before = 0 if together and line.blank_before <= 1 else max(1, line.blank_before)


def _printed_lines(text: str) -> list[tuple[int, int, int]]:
    """Give (blank lines above, start, end) of each printed line that is not blank, stripped."""
    found, at, blank = [], 0, 0
    for raw in text.splitlines(keepends=True):
        body = raw.strip(BLANK)
        if not body.strip("> "):
            blank += 1
        else:
            start = at + raw.index(body)
            found.append((blank, start, start + len(body)))
            blank = 0
        at += len(raw)
    return found


def _unwrap(text: str, printed: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Join the printed lines of hard-wrapped paragraphs, if the text is hard-wrapped."""
    width = _wrap_width(text, printed)
    if not width:
        return printed
    joined = [printed[0]]
    for before, (blank, start, end) in itertools.pairwise(printed):
        if blank == 0 and _goes_on(text, Extent(*before[1:]), Extent(start, end), width):
            joined[-1] = (joined[-1][0], joined[-1][1], end)
        else:
            joined.append((blank, start, end))
    return joined


def _goes_on(text: str, before: Extent, line: Extent, width: int) -> bool:
    """Tell whether a printed line goes on with the paragraph of the line above."""
    (above, above_end), (start, end) = before, line
    if _LIST_START.match(text, start, min(end, start + 14)):
        return False
    full = above_end - above >= FULL * width
    if text[start].islower():
        return full or text[above_end - 1] in "-,;" or above_end - above >= 0.5 * width
    shouting = text[above:above_end].isupper() != text[start:end].isupper()
    return full and not shouting and not (text[above_end - 1] in ".!?" and above_end - above < 0.9 * width)


def _wrap_width(text: str, printed: list[tuple[int, int, int]]) -> int:
    """Give the width at which lines are broken, 0 where they are not: many lines start in mid-sentence."""
    if len(printed) < FEWEST or any(end - start > WRAP_LIMIT for _, start, end in printed):
        return 0
    pairs = [(before, line) for before, line in itertools.pairwise(printed) if line[0] == 0]
    running = sum(text[line[1]].islower() for _, line in pairs)
    if len(pairs) < PAIRS or running < RUNNING * len(pairs):
        return 0
    lengths = sorted(end - start for _, start, end in printed)
    return lengths[(len(lengths) * 9) // 10]


def _dressed(index: int, text: str, start: int, end: int, blank: int) -> Line:
    """Make a line and read its dress."""
    cleaned = clean(text[start:end])
    dress = _DRESS.match(cleaned)
    assert dress is not None  # noqa: S101  every part of the pattern may be empty
    mark = dress["mark"]
    opened = dress.end() if dress.end() < len(cleaned) else 0
    closing = _CLOSING_MARKS.search(cleaned, max(opened, len(cleaned) - 12))
    closed = closing.start() if closing and closing.start() > opened else len(cleaned)
    while closed > opened and cleaned[closed - 1] == " ":
        closed -= 1
    return Line(
        index=index,
        start=start,
        end=end,
        clean=cleaned,
        words=len(_WORDS.findall(cleaned)),
        blank_before=blank,
        quoted=bool(dress["quote"]),
        heading=dress["heading"].count("#"),
        bullet=dress["bullet"].strip(),
        bold=len(mark) > 1,
        italic=len(mark) in (1, 3),
        wholly_marked=bool(mark) and closed < len(cleaned) and not any(m in cleaned[opened:closed] for m in "*_"),
        inner=Extent(start + opened, start + closed),
    )
