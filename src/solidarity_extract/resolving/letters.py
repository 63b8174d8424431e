"""Printed forms made comparable: tidied for showing, folded for comparing, spelt in ASCII for ids.

Tidying takes away what nobody sees (soft hyphens, no-break spaces, line breaks, look-alike letters of another script);
folding also takes away what writers do in different ways (case, diacritics, punctuation, script).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from solidarity_extract.cleaning import clean
from solidarity_extract.resolving import lists

_UNSEEN = dict.fromkeys(
    (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
)
_APOSTROPHES = "'’‘ʼʻʹ`´′"
_SILENT = dict.fromkeys(map(ord, _APOSTROPHES + ".·"))
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")


def tidy(surface: str) -> str:
    """Return a form as a reader sees it: one line, single spaces, look-alike letters in their own script."""
    if surface.isascii():
        return " ".join(surface.split())
    seen = unicodedata.normalize("NFC", surface.translate(_UNSEEN))
    if _FOREIGN.search(seen):
        seen = _LETTERS.sub(lambda word: clean(word.group()), seen)
    return " ".join(seen.split())


def plain(form: str) -> str:
    """Return a tidied form in small letters without diacritics; other scripts in Latin letters where we know them."""
    if form.isascii():
        return form.casefold()
    spelt = _spelt(form)
    bare = "".join(ch for ch in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(ch))
    return bare.translate(_letters()).casefold()


def fold(form: str) -> str:
    """Return the words of a tidied form as they are compared: no case, diacritics, apostrophes or punctuation."""
    if form.isascii() and form.replace(" ", "").isalnum():
        return " ".join(form.casefold().split())
    spaced = plain(form).translate(_SILENT).replace("&", " and ")
    return " ".join(_WORD.findall(spaced)) or form.casefold()


def without_apostrophes(text: str) -> str:
    """Return a text without apostrophes of any kind."""
    return text.translate(dict.fromkeys(map(ord, _APOSTROPHES)))


def _spelt(form: str) -> str:
    """Spell Ukrainian letters as Ukrainians do, before the table that serves all other languages in Cyrillic."""
    return (
        form.translate({ord("г"): "h", ord("Г"): "H", ord("и"): "y", ord("И"): "Y"})
        if _UKRAINIAN.search(form)
        else form
    )


@cache
def _letters() -> dict[int, str]:
    return {ord(letter): latin for letter, latin in lists.mapping("letters").items()}
