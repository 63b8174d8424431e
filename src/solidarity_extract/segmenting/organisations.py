"""One organisation or two: `Labour Initiatives and Sotsialnyi Rukh`, `Textile and Garment Workers' Union`."""

from __future__ import annotations

import re

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.sections import Extent

_CAPITAL = r"[A-ZÀ-ÞĀ-ŽȘȚḤĐƏ]"
_AND = re.compile(r"\s+(?:and|&)\s+(?:the\s+)?|\s+/\s+|(?<=\w{3})/(?=\w{3})")
_DESCRIPTION = re.compile(rf"(?:the\s+)?(?:[a-zà-þ'-]+\s+)+(?={_CAPITAL})")


_FOR_NAME = re.compile(r"[A-Z]\S+ for [A-Z]\S+$")
_OPEN_LIST = re.compile(r"\b(?:Union|Federation|Association|Syndicate) (?:of|for) \S+$")
_WORKERS = re.compile(r"\b(?:Workers|Employees|Trades|Labourers|Staff|Engineers|Operators)\b")


def split_organisations(plain: str, extent: Extent) -> list[Extent]:
    """Split `Labour Initiatives and Sotsialnyi Rukh` in two, but not `Textile and Garment Workers' Union`."""
    if plain[extent.start : extent.end].casefold() in lexicon.organisations():
        return [extent]
    for joint in _AND.finditer(plain, extent.start, extent.end):
        left, right = plain[extent.start : joint.start()], plain[joint.end() : extent.end]
        if joint.start() > extent.start and _are_two(
            left, right, slash=joint.group().startswith(" ") and "/" in joint.group()
        ):
            skip = _DESCRIPTION.match(plain, joint.end(), extent.end)
            second = Extent(skip.end() if skip else joint.end(), extent.end)
            return [Extent(extent.start, joint.start()), *split_organisations(plain, second)]
    return [extent]


def _are_two(left: str, right: str, *, slash: bool) -> bool:
    """Tell whether a joint parts two organisations rather than the words of one name."""
    known = lexicon.organisations()
    if slash or left.casefold() in known or right.casefold() in known:
        return True
    if not right[:1].isupper():
        return bool(_DESCRIPTION.match(right))
    if _OPEN_LIST.search(left) and _WORKERS.search(right):
        return False
    return names.is_acronym(left) or names.is_acronym(right) or _are_whole(left, right)


def _are_whole(left: str, right: str) -> bool:
    """Tell whether both sides of a joint may stand alone as names."""
    left_word, right_word = names.has_organisation_word(left), names.has_organisation_word(right)
    if re.search(r" (?:of|for) ", left):
        named = right_word or bool(_FOR_NAME.match(right))
        return left_word and named and (" of " in right or " for " in right)
    if left_word and right_word:
        return names.has_organisation_word(left.rsplit(maxsplit=1)[-1])
    return not right_word and len(right.split()) > 1
