"""What stands behind a name, cut into fields at commas, bars, dashes, brackets and line ends."""

from __future__ import annotations

import itertools
import re

from solidarity_extract.segmenting.sections import Extent

_SEPARATOR = re.compile(r"\s*(?:[,;|•·\n()\[\]→]|\s[–—-]{1,2}(?=\s)|[–—](?=\s)|\.(?=\s+[A-ZÀ-Þ])|[.:](?=\s*$))\s*")
_SLOGAN = re.compile(r":\s+(?=\S)|\b(?:Theme|Topic|Subject|Title)\b:?")


def cut_fields(plain: str, start: int, end: int) -> list[Extent]:
    """Cut what follows a name into fields; what follows a colon on the same line is a slogan and no field."""
    found: list[Extent] = []
    for line_start, line_end in _lines(plain, start, end):
        slogan = _SLOGAN.search(plain, line_start, line_end)
        at, stop = line_start, slogan.start() if slogan else line_end
        for mark in _SEPARATOR.finditer(plain, line_start, stop):
            if not _abbreviation(plain, mark):
                found.append(trimmed(plain, at, mark.start()))
                at = mark.end()
        found.append(trimmed(plain, at, stop))
    return _rejoined(plain, [extent for extent in found if extent.end > extent.start])


def _lines(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the stretches between line ends."""
    edges = [start, *(m.end() for m in re.compile(r"\n").finditer(plain, start, end)), end]
    return list(itertools.pairwise(edges))


def _abbreviation(plain: str, mark: re.Match[str]) -> bool:
    """Tell whether a full stop belongs to an initial or a short form and ends nothing."""
    if mark.group().strip() != ".":
        return False
    word = re.compile(r"[\w.]*$").search(plain, max(0, mark.start() - 6), mark.start())
    return word is not None and (len(word.group()) == 1 or word.group() in ("St", "Dr", "Mt", "Ste", "Nr", "No", "no"))


def trimmed(plain: str, start: int, end: int) -> Extent:
    """Take space and stray punctuation off both ends."""
    while start < end and plain[start] in " \t\n,;:.\"'*_":
        start += 1
    while end > start and plain[end - 1] in ' \t\n,;:"*_':
        end -= 1
    if (
        end > start
        and plain[end - 1] == "."
        and not re.search(r"(?:\b[A-Za-z]|\.[A-Za-z]|Inc|Ltd|Jr|Sr)\.$", plain[start:end])
    ):
        end -= 1
    return Extent(start, end)


_LIST_HEAD = re.compile(
    r"\b(?:union|federation|confederation|ministry|department|association|syndicate|"
    r"committee|institute|faculty|office) (?:of|for) ",
    re.IGNORECASE,
)
_LIST_TAIL = re.compile(r"[A-Z][\w'-]+(?: [\w'-]+){0,3} (?:and|&) [A-Z]")


def _rejoined(plain: str, fields: list[Extent]) -> list[Extent]:
    """Join the pieces of an organisation's name that has commas (`Union of Textile, Leather and Garment Workers`)."""
    joined: list[Extent] = []
    for piece in fields:
        text = plain[piece.start : piece.end]
        if joined and plain[joined[-1].end : piece.start].strip() == "," and _LIST_TAIL.match(text):
            before = plain[joined[-1].start : joined[-1].end]
            if _LIST_HEAD.search(before) and before[:1].isupper():
                joined[-1] = Extent(joined[-1].start, piece.end)
                continue
        joined.append(piece)
    return joined
