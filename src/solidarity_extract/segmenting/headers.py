"""The grammar of headers: `Name, role, Organisation, Place` and its many relatives, read into people and fields.

What stands before the name is stepped over (`leads`). The names are found: one, or several joined (`reading_names`).
What stands after them is cut into fields (`cutting`); `fields` reads roles and organisations out of those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.cutting import cut_fields, trimmed
from solidarity_extract.segmenting.leads import after_honorifics, name_starts, skip
from solidarity_extract.segmenting.reading_names import Person, person_name, read_name
from solidarity_extract.segmenting.sections import Extent

if TYPE_CHECKING:
    from solidarity_extract.segmenting.sections import ContributorKind

_MARKS = re.compile(
    r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|(?:^|(?<=\n))\s{0,3}#{1,6}\s|"
    r"[<>`~\U0001F000-\U0001FAFF\u2640\u2642\u2728\u270A-\u270D\u2764\uFE0F\u200D\u20E3]|\\(?=[^\w\s])"
)
_SENDER = re.compile(
    r"\s*(?:from|words|statement (?:of|by|from)|message from|greetings from):\s*(?:the\s+)?(?=\S)", re.IGNORECASE
)
_JOIN = re.compile(r"\s*(?:,\s*(?:and|&)\s|,|/|\sand\s|\s&\s|\swith\s|\+)\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\s*(?:\(([^()\n]{1,120})\)|\[([^\[\]\n]{1,120})\])")
_AGED = re.compile(r"\s*,\s*([1-9]\d)(?=,?\s+(?:and|&)\s)|(?!)()")
_LIST_GOES_ON = re.compile(r"(?:[^,\n]{2,40},\s){0,8}[^,\n]{2,40}?,?\s(?:and|&)\s(?=[A-ZÀ-Þ]|\d+ others)")


@dataclass(slots=True)
class Header:
    """A header, read."""

    people: list[Person]
    evidence: set[str]
    end: int
    """Where the last name or field ends."""

    @property
    def strength(self) -> float:
        """How much the weakest of the names looks like one."""
        return min(person.strength for person in self.people)


def undress(cleaned: str) -> str:
    """Blank the Markdown marks of a cleaned text; the length stays the same."""
    return _MARKS.sub(lambda m: " " * len(m.group()), cleaned)


def read_header(plain: str, start: int, end: int) -> Header | None:
    """Read a header in a cleaned, undressed text; `None` where no name opens it.

    The names may follow a lead (`By`, `Speaker:`), a place, a date, or stand in a sentence that hands over the word.
    """
    best: Header | None = None
    for at, evidence in name_starts(plain, start, end):
        people = _people(plain, at, end)
        if people and people[0].strength >= 0.3 and (best is None or people[0].strength > _standing(plain, best) + 0.1):
            best = Header(people, evidence, end)
    best = best or _sender(plain, start, end)
    if best is not None:
        _attach_fields(plain, best, end)
    return best


def _sender(plain: str, start: int, end: int) -> Header | None:
    """Read a sender who is named by nothing but where they are (`From: the night shift at Gate 4`)."""
    lead = _SENDER.match(plain, start, end)
    if not lead:
        return None
    stop = re.compile(r"[\n(|]|$").search(plain, lead.end(), end)
    extent = trimmed(plain, lead.end(), stop.start() if stop else end)
    begin = extent.start - 4 if plain[lead.end() - 4 : lead.end()].casefold() == "the " else extent.start
    if not 0 < extent.end - extent.start <= 70:
        return None
    kind: ContributorKind = "anonymous" if begin < extent.start else "organisation"
    return Header([Person(Extent(begin, extent.end), kind, 0.5)], {"key"}, end)


def _standing(plain: str, header: Header) -> float:
    """Weigh a reading: a name that may be a place or a topic in capitals gives way to a better one behind it."""
    first = header.people[0]
    text = plain[first.extent.start : first.extent.end]
    place = names.is_place(text) or any(names.is_place(part) for part in text.split(" ("))
    doubtful = place or (text.isupper() and len(text) > 3) or first.kind != "person"
    return first.strength - (0.5 if doubtful and "dateline" not in header.evidence else 0.0)


def _people(plain: str, at: int, end: int) -> list[Person]:
    """Find the names that open a stretch: one, or several joined."""
    first = read_name(plain, at, end)
    if first is None:
        return []
    people, position = [first], first.extent.end
    while first.kind == "person" and len(people) < 12:
        bracket = _BRACKET.match(plain, position, end) or _AGED.match(plain, position, end)
        join = _JOIN.match(plain, bracket.end() if bracket else position, end)
        following = _joined(plain, join, end) if join else None
        if following is None:
            break
        if bracket:
            people[-1].fields.append(_inside(bracket))
        people.append(following)
        position = following.extent.end
    return people


def _joined(plain: str, join: re.Match[str], end: int) -> Person | None:
    """Read the next name of a list of names; after a comma it must be a sure one, or the list must close with `and`."""
    begin, _ = after_honorifics(plain, skip(plain, join.end(), end), end)
    following = read_name(plain, begin, end)
    if following is None or following.kind != "person" or _is_field(plain, following):
        return None
    if re.search(r"and|&|with", join.group()):
        words = plain[following.extent.start : following.extent.end].split()
        needed = 0.0 if len(words) > 1 and not names.is_common(words[0]) else 0.3
    else:
        needed = 0.6 if _LIST_GOES_ON.match(plain, begin, end) and " " in plain[begin : following.extent.end] else 0.9
    return following if following.strength >= needed else None


def _inside(bracket: re.Match[str]) -> Extent:
    """Give what stands inside a pair of brackets."""
    group = 1 if bracket.group(1) is not None else 2
    return Extent(bracket.start(group), bracket.end(group))


def _is_field(plain: str, person: Person) -> bool:
    """Tell whether what looks like a second name is rather an organisation, a place or a role."""
    text = plain[person.extent.start : person.extent.end]
    return (
        names.is_organisation(text)
        or (names.is_place(text) and person.strength < 0.7)
        or text.casefold() in lexicon.roles()
    )


def _attach_fields(plain: str, header: Header, end: int) -> None:
    """Give each person the fields that follow; people named together share theirs."""
    people = header.people
    position = people[-1].extent.end
    slash = re.compile(r"\s*/\s*").match(plain, position, end)
    position = slash.end() if slash else position
    together = [person for person in people if not person.fields]
    current = together if together and people[-1] in together else [people[-1]]
    pieces = cut_fields(plain, position, end)
    if plain[position : position + 2] == ": " and len(pieces) == 1 and is_title(plain[pieces[0].start : pieces[0].end]):
        return
    for piece in pieces:
        newcomer = (
            _newcomer(plain, piece, last=piece is pieces[-1])
            if people[0].kind == "person" and len(people) < 12
            else None
        )
        if newcomer:
            people.append(newcomer)
            current = [newcomer]
        told = trimmed(plain, newcomer.extent.end, piece.end) if newcomer else piece
        if told.end > told.start:
            for person in current:
                person.fields.append(told)


def is_title(text: str) -> bool:
    """Tell whether words behind a name and a colon are the title of a piece: ordinary words, none of them a role."""
    first, *others = text.split()
    small = len(others) > 1 and all(word.islower() for word in others)
    return small and names.is_common(first) and not any(word.strip(",.") in lexicon.roles() for word in others)


def _newcomer(plain: str, piece: Extent, *, last: bool) -> Person | None:
    """Tell whether a field names another person (`… OSŽ, and Petra Vltavová, archivist`)."""
    text = plain[piece.start : piece.end]
    lead = re.match(r"(?:and|&|with)\s+", text)
    begin, titled = after_honorifics(plain, piece.start + (lead.end() if lead else 0), piece.end)
    person = person_name(plain, begin, piece.end)
    if (
        person is None
        or names.is_organisation(plain[person.start : person.end])
        or names.is_place(plain[person.start : person.end])
    ):
        return None
    score = names.person_score(plain[person.start : person.end])
    whole = person.end == piece.end
    given = names.is_given(names.tokens(plain, person.start, person.end)[0].text)
    if (
        (lead and score >= 0.6 and (whole or given))
        or (titled and score >= 0.6)
        or (score >= 1.0 and whole and given and not last)
    ):
        return Person(person, "person", score)
    return None
