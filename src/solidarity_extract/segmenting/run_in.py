"""Headers that share a line with their text: where the header ends and the text begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import names
from solidarity_extract.segmenting.headers import read_header
from solidarity_extract.segmenting.leads import is_dateline

if TYPE_CHECKING:
    from solidarity_extract.segmenting.layout import Line

LONGEST = 240
"""A header line has at most this many code points."""
LABEL = 170
"""A run-in header ends within this many code points."""
_MY_NAME = re.compile(rf"\W*My name is {names.FULL_NAME.pattern}")
_COLON = re.compile(r"\s?:(?=\s|$)")
_SENTENCE = re.compile(r"[a-z]{3}[.!?]\s")
_CONTINUES = re.compile(r"\s*(?:,|\(|of\b|from\b|–|—|\|)")


def split_run_in(line: Line) -> tuple[int, int] | None:
    """Find where a run-in header ends and the text of the same line begins (both as offsets), if it has both."""
    introduced = _MY_NAME.match(line.clean)
    if introduced and line.length > 60:
        return line.start + introduced.end(), line.start + introduced.end()
    marked = _marked_end(line)
    return _behind_marks(line, *marked) if marked else _behind_colon(line)


def _behind_marks(line: Line, label_end: int, rest: int) -> tuple[int, int] | None:
    """Split a line behind its bold or italic opening, or behind the colon where the header goes on up to one."""
    tail = line.clean[rest : rest + LABEL]
    if _CONTINUES.match(tail):
        colon = _COLON.search(tail)
        if not colon or _SENTENCE.search(tail[: colon.start()]):
            return None
        label_end = rest + colon.end()
    text = _text_from(line, max(rest, label_end))
    return (line.start + label_end, text) if text is not None else None


def _behind_colon(line: Line) -> tuple[int, int] | None:
    """Split a line behind its first colon where speech follows."""
    colon = _COLON.search(line.clean, 0, LABEL)
    if not colon or line.heading or _SENTENCE.search(line.clean[: colon.start()]):
        return None
    text = _text_from(line, colon.end())
    if text is None or not _is_speech(line, text):
        return None
    if _is_dateline_before_name(line, colon):
        return _age_run_in(line, colon.end())
    return line.start + colon.end(), text


def _marked_end(line: Line) -> tuple[int, int] | None:
    """Give the end of the bold or italic opening of a line, without and with its closing marks."""
    if not (line.bold or line.italic) or line.wholly_marked or line.heading:
        return None
    opening = line.inner.start - line.start
    closing = re.compile(r"\s?:?\s?[*_]{1,3}").search(line.clean, opening + 1, opening + LABEL)
    return (closing.start(), closing.end()) if closing else None


def _text_from(line: Line, at: int) -> int | None:
    """Find where text starts behind a label; `None` where fewer than two characters follow."""
    while at < len(line.clean) and line.clean[at] in " :*_-–—.":
        at += 1
    return line.start + at if len(line.clean) - at >= 2 else None


def _is_dateline_before_name(line: Line, colon: re.Match[str]) -> bool:
    """Tell whether a place or a date stands before the colon and a name behind it (`POLAND: Ana Prates, nurse`)."""
    before = line.clean[line.inner.start - line.start : colon.start()]
    if line.length > LONGEST:
        return bool(_AGED.match(line.clean, colon.end())) and is_dateline(before.strip(" *_"))
    behind = read_header(line.clean, colon.end(), len(line.clean))
    return behind is not None and behind.strength >= 0.6 and is_dateline(before.strip(" *_"))


_AGED = re.compile(r"\s*[^\s,:;][^,:;]{1,40}, [1-9]\d\b(?:, [a-z][a-z -]{2,40}(?: \([a-z ]{2,20}\))?(?=\. ))?[,.]?\s+")


def _age_run_in(line: Line, at: int) -> tuple[int, int] | None:
    """Find where text begins behind a dateline, a name and an age (`Ghana: Efua B., 31, seamstress. A dozen …`)."""
    aged = _AGED.match(line.clean, at) if line.length > 60 else None
    return (line.start + aged.end() - 1, line.start + aged.end()) if aged else None


def _is_speech(line: Line, text: int) -> bool:
    """Tell whether what follows a colon is what somebody says rather than the title of their piece."""
    rest = line.clean[text - line.start :]
    return line.ends_sentence or len(rest) > 110
