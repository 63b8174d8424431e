"""The cleaned view of a text: the same length, easier to compare.

Whatever is compared may be cleaned; whatever is reported is the input. `clean` keeps every code point in its
place, so that an offset into the cleaned view is an offset into the text.
"""

from __future__ import annotations

import re

_SPACES = dict.fromkeys((160, 5760, *range(8192, 8203), 8239, 8287, 12288, 8232, 8233), " ")
_INVISIBLE = dict.fromkeys((65279, 8203, 8206, 8207, *range(8234, 8239), *range(8294, 8298)), " ")
BLANK = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + "".join(map(chr, _INVISIBLE))
"""What no line starts or ends with: white space, and what is invisible."""
_APOSTROPHES = {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x2032: "'"}
_QUOTES = dict.fromkeys((8220, 8221, 8222, 8223, 171, 187, 10077, 10078, 65282), '"')
_HYPHENS = {0x2010: "-", 0x2011: "-", 0x2012: "-"}
_TABLE = {**_SPACES, **_INVISIBLE, **_APOSTROPHES, **_QUOTES, **_HYPHENS, 0x09: " "}

# Cyrillic and Greek letters that look like Latin ones, for words that mix scripts.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονС",
    "ABESIJKMHOPCTXYaesijopcyxdhABEZHIKMNOPTYXovC",
)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
# UTF-8 read as Latin-1 (`Ã©`, `Å»uk`): the second half of such a pair counts as a letter.
_DAMAGED = re.compile(
    "(?<=\u00c3)[\u0080-\u009f\u00a1-\u00bf]|(?<=[\u00c4\u00c5])[\u0080-\u009f\u00a1-\u00bf](?=[^\\W\\d_])"
)
_WORD = re.compile(r"[^\W\d_]+")
_ALPHANUMERIC = re.compile(r"[^\W_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def clean(text: str) -> str:
    """Return `text` with spaces, quotes, apostrophes and look-alike letters unified; the length stays the same."""
    plain = _DAMAGED.sub("x", text).translate(_TABLE)
    return _WORD.sub(_latinised, plain) if _FOREIGN.search(plain) else plain


def _latinised(match: re.Match[str]) -> str:
    """Turn look-alike letters into Latin ones where the word has Latin letters as well."""
    word = match.group()
    if not _FOREIGN.search(word) or not _LATIN.search(word):
        return word
    return word.translate(_LOOKALIKES)


def letters(text: str) -> str:
    """Return the letters and digits of a text, case folded: the form in which two printings are compared."""
    return "".join(_ALPHANUMERIC.findall(clean(text).casefold()))


def squeeze(text: str) -> str:
    """Return a text with runs of white space made one space, without soft hyphens and trailing punctuation."""
    return " ".join(clean(text).replace("\u00ad", "").split())
