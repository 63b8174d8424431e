"""Who the contributors are: name, kind, role, affiliations, bio, from the header and from the rest of the page."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solidarity_extract.cleaning import squeeze
from solidarity_extract.segmenting import fields, lexicon
from solidarity_extract.segmenting.about import find_bios, read_about, read_bio
from solidarity_extract.segmenting.cutting import cut_fields
from solidarity_extract.segmenting.fields import Item
from solidarity_extract.segmenting.sections import Contributor, Extent
from solidarity_extract.segmenting.settling import settle, share_out
from solidarity_extract.segmenting.spellings import Spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from solidarity_extract.segmenting.fields import ItemKind
    from solidarity_extract.segmenting.headers import Header
    from solidarity_extract.segmenting.page import Page
    from solidarity_extract.segmenting.plans import Entry
    from solidarity_extract.segmenting.reading_names import Person
    from solidarity_extract.segmenting.sections import Affiliation, ContributorKind

TWINS = 20
"""The given names of one surname are compared with this many of its others."""

SENTENCE = 5
"""A line below a name that opens like a bio is one where it has at least this many words."""


@dataclass(slots=True)
class Standing:
    """A contributor in the making."""

    name: str
    kind: ContributorKind
    labels: list[Extent] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    bio: Extent | None = None


def printed_names(page: Page, entries: Iterable[Entry]) -> dict[str, str]:
    """Give the names of speakers, which the cleaned view tells, as the text prints them."""
    found: dict[str, str] = {}
    wanted: set[str] = set()
    for entry in entries:
        if entry.speaker is not None and entry.label is not None:
            start, end = entry.label.extent
            if page.plain[start:end] == entry.speaker.name:
                found.setdefault(entry.speaker.name, page.text[start:end])
            else:
                wanted.add(entry.speaker.name)
    wanted -= found.keys()
    if wanted:
        for hit in Spellings(wanted).finditer(page.plain, 0, len(page.plain)):
            found.setdefault(hit.group(), page.text[hit.start() : hit.end()])
    return found


def read_people(page: Page, entry: Entry, printed: Mapping[str, str]) -> list[Standing]:
    """Read the people of one header; `printed` gives the names of speakers as the text prints them."""
    if entry.speaker is not None and entry.label is not None:
        name = printed.get(entry.speaker.name, entry.speaker.name)
        standing = Standing(_clean_name(name), "person", [entry.label.extent])
        if entry.head is not None and entry.head.header.people:
            standing.items = fields.read_items(page.plain, entry.head.header.people[0].fields)
        elif entry.speaker.header is not None:
            standing.items = fields.read_items(page.plain, entry.speaker.header.people[0].fields)
        return [standing]
    assert entry.head is not None  # noqa: S101  an entry is a turn or has a head
    bio, people = _bio(page, entry), entry.head.header.people
    standings = [_read_person(page, entry, person, bio) for person in people]
    if len(people) > 1 and all(person.fields == people[0].fields for person in people):
        for place, standing in enumerate(standings):
            standing.items = share_out(page.plain, standing.items, place, len(people))
    elif len(people) > 1 and _shared_by_all(page, standings):
        for standing in standings:
            standing.items = standings[-1].items
    return standings


def _shared_by_all(page: Page, standings: Sequence[Standing]) -> bool:
    """Tell whether what stands behind the last of several people is said of all (`Nino, 23, and Gia, 26, couriers`)."""
    last = next((item.extent for item in standings[-1].items if item.kind == "role"), None)
    plural = last is not None and page.plain[last.start : last.end].split()[-1].endswith("s")
    return plural and not any(standing.items for standing in standings[:-1])


def read_author(page: Page, header: Header) -> list[Standing]:
    """Read who speaks where no header stands by the text."""
    found = []
    for person in header.people:
        name = _clean_name(page.text[person.extent.start : person.extent.end])
        found.append(Standing(name, person.kind, [], fields.read_items(page.plain, person.fields)))
    return found


def _clean_name(name: str) -> str:
    """Give a name as it is reported: white space squeezed, quotation marks around it off."""
    plain = " ".join(name.replace("\u00ad", "").split())
    return plain.strip("\"“”'‘’*_ ") or plain


def _read_person(page: Page, entry: Entry, person: Person, bio: Extent | None) -> Standing:
    """Read one person of a header: the fields on their line, and the lines below."""
    name = _clean_name(page.text[person.extent.start : person.extent.end])
    pieces = [*person.fields, *_fields_below(page, entry)]
    items = fields.read_items(page.plain, pieces)
    if person.kind == "anonymous":
        items += _held_by_description(page, person, told=any(item.kind == "role" for item in items))
    if person.kind == "organisation":
        items = [item for item in items if item.kind == "organisation"]
    return Standing(
        name,
        person.kind,
        [person.extent],
        items,
        bio if len(entry.head.header.people if entry.head else ()) == 1 else None,
    )


def _fields_below(page: Page, entry: Entry) -> list[Extent]:
    """Give the fields of the header lines below the name that are no bio."""
    found: list[Extent] = []
    for index in range(entry.line + 1, entry.last + 1):
        if index not in entry.bio and page.parts[index] is None:
            line = page.lines[index]
            found.extend(cut_fields(page.plain, line.inner.start, line.inner.end))
    return found


_DESCRIBED = re.compile(
    r"(?:an?|one)\s+(?P<role>[^,;(]+?)(?=\s(?:in|at|of|from|with|for|who|who'd|near|on)\b|$)", re.IGNORECASE
)


def _held_by_description(page: Page, person: Person, *, told: bool) -> list[Item]:
    """Read what somebody without a name does and where (`A picker at Amazon's Coventry warehouse`)."""
    match = _DESCRIBED.match(page.plain, person.extent.start, person.extent.end)
    if match is None:
        return []
    behind = fields.read_items(page.plain, [Extent(match.start("role"), person.extent.end)])
    found = [item for item in behind if item.kind == "organisation"]
    return found if told else [Item("role", Extent(match.start("role"), match.end("role"))), *found]


def _bio(page: Page, entry: Entry) -> Extent | None:
    """Give the stretch of a header's bio lines."""
    if not entry.bio:
        lines = [page.lines[index] for index in range(entry.line + 1, entry.last + 1)]
        below = [
            line
            for line in lines
            if line.italic or (lexicon.pattern("bios").match(line.body) and line.words >= SENTENCE)
        ]
        return below[0].inner if below and entry.text_start is None else None
    return Extent(page.lines[entry.bio[0]].start, page.lines[entry.bio[-1]].end)


def settle_people(
    page: Page, groups: Sequence[Sequence[Standing]], editorial: Sequence[Extent]
) -> dict[int, Contributor]:
    """Make contributors of everybody read, by the identity of their standing; `editorial` are the editors' texts."""
    everybody = [standing for group in groups for standing in group]
    _unify_spellings(everybody)
    unsettled = _vote(everybody)
    merged = _merge(everybody)
    people = {
        key: standings[0].name
        for key, standings in merged.items()
        if standings[0].kind == "person" and len(standings[0].name) > 2
    }
    about, bios = read_about(page, people, editorial), find_bios(page, people)
    made: dict[str, Contributor] = {}
    for key, standings in merged.items():
        made[key] = _contributor(page, standings, unsettled, about.get(key, []), bios.get(key))
    return {id(standing): made[_key(standing)] for standing in everybody}


def _key(standing: Standing) -> str:
    """Give the form under which the passages of one contributor are joined."""
    return squeeze(standing.name).casefold()


def _unify_spellings(everybody: Sequence[Standing]) -> None:
    """Give one name to a person spelled in two ways (`Eric`, `Erik`): the same surname, given names a letter apart."""
    by_surname: dict[str, dict[str, str]] = defaultdict(dict)
    for standing in everybody:
        words = _key(standing).split()
        if standing.kind != "person" or len(words) < 2:
            continue
        seen = by_surname[words[-1]]
        twin = next(
            (name for given, name in itertools.islice(seen.items(), TWINS) if _letter_apart(given, words[0])), None
        )
        standing.name = twin or standing.name
        seen.setdefault(words[0], standing.name)


def _letter_apart(one: str, other: str) -> bool:
    """Tell whether two given names differ in one letter only."""
    if one == other or min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _merge(everybody: Iterable[Standing]) -> dict[str, list[Standing]]:
    """Group the standings of one contributor."""
    merged: dict[str, list[Standing]] = defaultdict(list)
    for standing in everybody:
        merged[_key(standing)].append(standing)
    return merged


def _vote(everybody: Iterable[Standing]) -> dict[int, ItemKind]:
    """Let the sure names in each position tell what the unsure ones in the same position are."""
    votes: dict[int, Counter[ItemKind]] = defaultdict(Counter)
    for standing in everybody:
        for item in standing.items:
            if item.kind in ("organisation", "place"):
                votes[item.position][item.kind] += 1
    settled: dict[int, ItemKind] = {}
    for position, count in votes.items():
        (kind, most), total = count.most_common(1)[0], sum(count.values())
        if total >= 2 and most >= 0.75 * total:
            settled[position] = kind
    return settled


def _contributor(
    page: Page,
    standings: Sequence[Standing],
    unsettled: dict[int, ItemKind],
    about: Sequence[Item],
    elsewhere: Extent | None,
) -> Contributor:
    """Make one contributor of all that was read about them; the header goes before the bio, the bio before the rest."""
    first = standings[0]
    role: str | None = None
    affiliations: list[Affiliation] = []
    bio = next((standing.bio for standing in standings if standing.bio), None)
    sources = [standing.items for standing in standings]
    if bio is not None and first.kind == "person":
        sources.append(read_bio(page, bio, first.name))
    sources.append(list(about))
    for items in sources:
        found_role, found = settle(page.text, items, unsettled)
        role = role or found_role
        affiliations = affiliations or found
    labels = tuple(label for standing in standings for label in standing.labels)
    return Contributor(first.name, first.kind, role, tuple(affiliations), bio or elsewhere, labels)
