"""Who is named at a place of a text: a person, an organisation, or a description that stands for a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.descriptions import description
from solidarity_extract.segmenting.sections import Extent

if TYPE_CHECKING:
    from solidarity_extract.segmenting.sections import ContributorKind

NAME_LIMIT = 90
"""A name is looked for within this many code points."""


@dataclass(slots=True)
class Person:
    """Somebody named in a header: where, how surely, and the fields that belong to them."""

    extent: Extent
    kind: ContributorKind
    strength: float
    fields: list[Extent] = field(default_factory=list)


def read_name(plain: str, at: int, end: int) -> Person | None:
    """Read one name: a person's, an organisation's, or a description without a name."""
    stop = min(end, at + NAME_LIMIT)
    person = person_name(plain, at, stop)
    score = names.person_score(plain[person.start : person.end]) if person else 0.0
    anonymous = description(plain, at, end)
    organisation = _organisation_name(plain, at, stop)
    named = organisation is not None and anonymous is not None and organisation.end >= anonymous.end
    named = named and _is_named_group(plain[at : organisation.end if organisation else at])
    if anonymous and score < 0.6 and not named:
        counted = plain[at:end].split(None, 1)[0].casefold() in lexicon.words("quantifiers")
        return Person(anonymous, "anonymous", 0.6 if counted else 0.4)
    if organisation and (score < 0.5 or (person is not None and organisation.end > person.end)):
        return Person(organisation, "organisation", 0.6)
    longer = _foreign_name(plain, person, stop) if person else None
    if longer:
        return Person(longer, "organisation", 0.5)
    return Person(person, "person", score) if person else None


def _is_named_group(text: str) -> bool:
    """Tell whether words that might describe people are the name of their organisation (`Free Dockers' Assembly`)."""
    words = text.split()
    return words[0].casefold() not in lexicon.words("quantifiers") and names.has_organisation_word(words[-1])


_NICKNAME = re.compile(
    r""" (?:"[^"\n,]{1,24}"|'[A-Z][^'\n,]{1,20}'|\([A-Z][^()\n, \d]{1,14}\)) (?=[A-ZÀ-ÞĀ-Ž]|d[aeo]s? |v[ao]n )"""
)
_PATRONYMIC = frozenset(("qizi", "oğlu", "kyzy", "uulu", "oglu"))


def person_name(plain: str, at: int, end: int) -> Extent | None:
    """Read a run of capitalised words with particles, initials and a nickname in quotes or brackets."""
    found = names.tokens(plain, at, end)
    kept: list[names.Token] = []
    nickname = -9
    for token in found:
        gap = plain[kept[-1].end : token.start] if kept else plain[at : token.start]
        if (
            kept
            and gap != " "
            and not (token.start < nickname or (gap in ('" ', ") ", "' ") and token.start < nickname + 3))
        ):
            opening = _NICKNAME.match(plain, kept[-1].end, end)
            if not opening:
                break
            nickname = opening.end()
        if not kept and gap:
            break
        if not (token.capital or (kept and token.particle)) or (kept and any(ch.isdigit() for ch in token.text)):
            break
        kept.append(token)
    if kept and len(kept) == 1 and kept[0].text.casefold() in lexicon.words("no_names"):
        return None
    while kept and kept[-1].particle and not kept[-1].capital and kept[-1].text.casefold() not in _PATRONYMIC:
        kept.pop()
    if not kept:
        return None
    closing = kept[-1].end
    if kept[-1].text.endswith(".") and len(kept[-1].text) > 3:
        closing -= 1
    return Extent(kept[0].start, closing)


_FOREIGN_LINKS = "en|an der|an den|für|para|pour|per|por|sans|sem|sin|contra|contre|gegen|mit|con|dos|delle|degli"


def _foreign_name(plain: str, person: Extent, end: int) -> Extent | None:
    """Read on where a linking word that joins no personal names goes on with a capital (`Socorristas en Red`)."""
    match = re.compile(rf"(?: (?:{_FOREIGN_LINKS}) (?:[^\W\d_][\w'-]*)(?: [^\W\d_a-zß-ÿ][\w'-]*)*)+").match(
        plain, person.end, end
    )
    return Extent(person.start, match.end()) if match and plain[match.end() - 1] != " " else None


def _organisation_name(plain: str, at: int, end: int) -> Extent | None:
    """Read a run of capitalised words and linking words that has an organisation word in it."""
    kept: list[names.Token] = []
    for token in names.tokens(plain, at, end):
        gap = plain[kept[-1].end : token.start] if kept else plain[at : token.start]
        if gap not in ("", " ", "! ", "' ") or (not kept and gap):
            break
        if not (
            token.capital
            or token.text[0].isdigit()
            or (kept and token.text.casefold() in lexicon.words("organisation_links"))
        ):
            break
        kept.append(token)
    while kept and (kept[-1].text.casefold() in lexicon.words("organisation_links") or kept[-1].text == "&"):
        kept.pop()
    if not kept:
        return None
    extent = Extent(kept[0].start, kept[-1].end)
    text = plain[extent.start : extent.end]
    return extent if names.is_organisation(text) and not names.is_given(kept[0].text) else None
