"""Descriptions that stand for a name: `A schoolteacher in Perm`, `three nurses`, `Name withheld`."""

from __future__ import annotations

import functools
import re

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.sections import Extent

_ANONYMOUS = re.compile(
    r"(?:(?:an?|the|one|two|three|four|five|six|seven|eight|some|several|anonymous|another)\s+)?"
    r"(?:[a-zà-þ'-]+\s+){0,4}?(?P<noun>[a-zà-þ'-]+)(?![\w-])",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"(?:name (?:withheld|supplied|and address (?:supplied|withheld))|names? (?:and|withheld)[\w ]{0,30}|"
    r"anonymous|anon\.?)(?!\w)",
    re.IGNORECASE,
)


@functools.cache
def _person_nouns() -> frozenset[str]:
    """Words for people and for what they do."""
    return lexicon.roles() | lexicon.words("person_nouns")


def description(plain: str, at: int, end: int) -> Extent | None:
    """Read a description that stands for a name: `A schoolteacher in Perm`, `three nurses`, `Name withheld`."""
    withheld = _WITHHELD.match(plain, at, end)
    if withheld:
        return Extent(at, withheld.end())
    position = _end_of_noun(plain, at, end) if _ANONYMOUS.match(plain, at, end) else None
    if position is None:
        return None
    comma = plain.find(",", at, min(end, at + 50))
    if comma == position and plain[at].isupper() and re.match(r",\s*(?:\w+,\s*)?[1-9]\d\b", plain[comma : comma + 20]):
        return Extent(at, comma)
    plural = plain[at:position].endswith("s") and " " in plain[at:position] and plain[at].isupper()
    if not plural and plain[at:end].split(None, 1)[0].casefold() not in lexicon.words("quantifiers"):
        return None
    stop = _description_end(plain, position, end)
    goes_on = plain[stop : stop + 1] == "." and len(plain[stop + 1 : end].split("\n", 1)[0].split()) >= 2
    return None if goes_on else Extent(at, stop)


def _end_of_noun(plain: str, at: int, end: int) -> int | None:
    """Find the end of the noun that a description is about; `None` where a word before it belongs to no description."""
    position, shouting = at, plain[at:end].split("\n", 1)[0].isupper()
    for word in names.tokens(plain, at, min(end, at + 60)):
        folded, inside = word.text.casefold(), word.start > at
        if inside and plain[position : word.start].strip(" "):
            return None
        if (inside and folded in _person_nouns()) or folded in ("someone", "somebody"):
            return word.end
        named = inside and word.capital and not names.is_acronym(word.text) and not shouting
        if named or folded in lexicon.words("sentence_words"):
            return None
        position = word.end
    return None


def _description_end(plain: str, at: int, end: int) -> int:
    """Find where a description stops: at a comma, a bracket, a dash, a colon, a verb of saying, the end of the line."""
    stop = re.compile(r"[,;:(\n|]|\s[–—-]\s|\.(?:\s|$)").search(plain, at, end)
    limit = stop.start() if stop else end
    verb = re.compile(r"\s(?:who|" + "|".join(sorted(lexicon.words("saying"))) + r")(?!\w)").search(plain, at, limit)
    limit = verb.start() if verb else limit
    while limit > at and plain[limit - 1] in " \t'\"":
        limit -= 1
    return limit
