"""Compares records with gold posts: the figures that the gate holds to their floors.

Every figure is an F1 of three counts, pooled over the posts: what is right, what the gold wants, what the record
gives. Where gold and record have equally many (characters, posts, contributors found), it is the share that is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from markup import TYPE_OF_TAG, Contributor, Extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markup import GoldPost
    from solidarity_extract import Post

FIGURES = {
    "contributors": "names of the contributors of each post",
    "role": "contributors found whose role is exact",
    "affiliation": "contributors found whose set of affiliations is exact",
    "attribution": "characters credited to the right contributors, or rightly to nobody",
    "pull quotes": "pull quotes found with their true author",
    "whole posts": "posts with every contributor right and an attribution of 98 or more",
    "mentions": "mentions with exact span and type",
    **{name: f"the same, type {name} alone" for name in TYPE_OF_TAG.values()},
    "overlapping": "mentions of the same type that overlap, each paired once",
}
_WHOLE_POST = 0.98
_SAME_QUOTE = 0.5
_EDGES = " ,.;:—–-|*_#“”\"'"
_HONORIFIC = re.compile(
    r"(?:adv|baroness|cde|comrade|dame|dr|eng|fr|hon|lord|mr|mrs|ms|mx|prof|professor|rev|sir)\.?\s+"
)

Names = frozenset[str]
Mention = tuple[int, int, str]
Credit = tuple[Extent, Names | None]


class Tally(NamedTuple):
    """Three counts that make a figure."""

    right: int = 0
    wanted: int = 0
    found: int = 0

    @property
    def percent(self) -> float | None:
        """The F1 in percent, to two decimals; None where there is nothing to find and nothing was found."""
        both = self.wanted + self.found
        return round(200 * self.right / both, 2) if both else None

    @property
    def errors(self) -> int:
        """How many are missed, and how many are too many."""
        return self.wanted + self.found - 2 * self.right

    def plus(self, other: Tally) -> Tally:
        """Pool with another post's counts."""
        return Tally(self.right + other.right, self.wanted + other.wanted, self.found + other.found)


Scores = dict[str, Tally]
"""A tally for each of `FIGURES`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a gold post and a record have in common, in the form in which they are compared."""

    people: dict[str, Contributor]
    credits: list[Credit]
    pull_quotes: list[tuple[Extent, Names]]
    mentions: frozenset[Mention]


def pool(posts: Iterable[Scores]) -> Scores:
    """Add the counts of several posts."""
    total = dict.fromkeys(FIGURES, Tally())
    for scores in posts:
        total = {figure: total[figure].plus(scores[figure]) for figure in FIGURES}
    return total


def score(gold: GoldPost, record: Post) -> Scores:
    """Count what of one post the record has right."""
    silent = [*gold.chrome, *gold.duplicates, *(quote.extent for quote in gold.pull_quotes)]
    return compare(gold.text, gold_answer(gold), record_answer(record), silent)


def compare(text: str, wanted: Answer, found: Answer, silent: Sequence[Extent] = ()) -> Scores:
    """Count what of the wanted answer was found; mentions that touch a silent extent are not asked for."""
    attribution = _attribution(text, wanted, found)
    everybody = wanted.people.keys() == found.people.keys()
    whole = everybody and attribution.right >= _WHOLE_POST * attribution.wanted
    return {
        **_contributors(wanted.people, found.people),
        "attribution": attribution,
        "pull quotes": _pull_quotes(wanted.pull_quotes, found.pull_quotes),
        "whole posts": Tally(int(whole), 1, 1),
        **_mentions(_outside(wanted.mentions, silent), _outside(found.mentions, silent)),
    }


def plain(name: str | None) -> str:
    """Return a name as it is compared: without case, honorific, soft hyphens and marks at its edges."""
    text = unicodedata.normalize("NFKC", name or "").replace("\u00ad", "")
    text = re.sub(r"\s+", " ", text).strip(_EDGES).casefold()
    return text[honorific.end() :] if (honorific := _HONORIFIC.match(text)) else text


def gold_answer(gold: GoldPost) -> Answer:
    """Return what a gold post asks for."""
    spoken: list[Credit] = [
        (passage.body, frozenset(plain(person.name) for person in passage.contributors)) for passage in gold.passages
    ]
    headers = (passage.header for passage in gold.passages if passage.header)
    quotes = (quote.extent for quote in gold.pull_quotes)
    unspoken = [*gold.chrome, *gold.duplicates, *gold.questions, *quotes, *headers]
    return Answer(
        people=_people(person for passage in gold.passages for person in passage.contributors),
        credits=spoken + [(extent, None) for extent in unspoken],  # these lie upon the passages
        pull_quotes=[(quote.extent, frozenset({plain(quote.author)})) for quote in gold.pull_quotes],
        mentions=gold.mentions,
    )


def record_answer(record: Post) -> Answer:
    """Return what a record says."""
    names = {
        perspective.id: frozenset(plain(person.name) for person in perspective.contributors)
        for perspective in record.perspectives
    }
    people = (
        Contributor(person.name, person.role, tuple(place.organisation for place in person.affiliations))
        for perspective in record.perspectives
        for person in perspective.contributors
        if person.name and person.kind != "unknown"
    )
    return Answer(
        people=_people(people),
        credits=[
            (Extent(paragraph.start, paragraph.end), names[perspective.id])
            for perspective in record.perspectives
            for paragraph in perspective.paragraphs
        ],
        pull_quotes=[
            (Extent(quote.start, quote.end), names.get(quote.perspective_id or "", frozenset()))
            for quote in record.pull_quotes
        ],
        mentions=frozenset((mention.start, mention.end, mention.type) for mention in record.mentions),
    )


def _people(contributors: Iterable[Contributor]) -> dict[str, Contributor]:
    """Return the contributors by plain name; one who comes back has what any of the passages states."""
    people: dict[str, Contributor] = {}
    for person in contributors:
        known = people.setdefault(plain(person.name), person)
        people[plain(person.name)] = replace(
            known,
            role=known.role or person.role,
            affiliations=known.affiliations or person.affiliations,
        )
    return people


def _contributors(wanted: dict[str, Contributor], found: dict[str, Contributor]) -> Scores:
    pairs = [(wanted[name], found[name]) for name in wanted.keys() & found.keys()]
    roles = sum(plain(gold.role) == plain(given.role) for gold, given in pairs)
    affiliations = sum(_organisations(gold) == _organisations(given) for gold, given in pairs)
    return {
        "contributors": Tally(len(pairs), len(wanted), len(found)),
        "role": Tally(roles, len(pairs), len(pairs)),
        "affiliation": Tally(affiliations, len(pairs), len(pairs)),
    }


def _organisations(person: Contributor) -> Names:
    return frozenset(plain(name) for name in person.affiliations if plain(name))


def _attribution(text: str, wanted: Answer, found: Answer) -> Tally:
    """Count the characters that gold or record credits to anybody; where both know no name, any author will do."""
    nameless = not wanted.people and not found.people
    right = counted = 0
    for character, gold, given in zip(
        text,
        _authors(len(text), wanted.credits),
        _authors(len(text), found.credits),
        strict=True,
    ):
        if character.isspace() or (gold is None and given is None):
            continue
        counted += 1
        right += gold == given or (nameless and gold is not None and given is not None)
    return Tally(right, counted, counted)


def _authors(length: int, credit: Sequence[Credit]) -> list[Names | None]:
    """Return the authors of each character; a later credit lies upon an earlier one."""
    authors: list[Names | None] = [None] * length
    for (start, end), names in credit:
        authors[start:end] = [names] * (end - start)
    return authors


def _pull_quotes(wanted: list[tuple[Extent, Names]], found: list[tuple[Extent, Names]]) -> Tally:
    """A pull quote is right if it shares half of the stretch that both cover and has the author among its own."""
    right = sum(
        any(_shared(extent, given) >= _SAME_QUOTE and author <= authors for given, authors in found)
        for extent, author in wanted
    )
    return Tally(right, len(wanted), len(found))


def _shared(one: Extent, other: Extent) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))


def _outside(mentions: Iterable[Mention], silent: Sequence[Extent]) -> frozenset[Mention]:
    """Leave out the mentions that touch a silent extent."""
    return frozenset(
        mention
        for mention in mentions
        if not any(mention[0] < extent.end and mention[1] > extent.start for extent in silent)
    )


def _mentions(wanted: frozenset[Mention], found: frozenset[Mention]) -> Scores:
    pairs = {kind: (_of(kind, wanted), _of(kind, found)) for kind in TYPE_OF_TAG.values()}
    overlapping = sum(_overlapping(gold, given) for gold, given in pairs.values())
    return {
        "mentions": Tally(len(wanted & found), len(wanted), len(found)),
        **{kind: Tally(len(gold & given), len(gold), len(given)) for kind, (gold, given) in pairs.items()},
        "overlapping": Tally(overlapping, len(wanted), len(found)),
    }


def _overlapping(wanted: Iterable[Mention], found: Iterable[Mention]) -> int:
    """Count the pairs of mentions of one type that overlap, each taken once, from the start of the text to its end."""
    pairs = 0
    gold, given = deque(sorted(wanted)), deque(sorted(found))
    while gold and given:
        if gold[0][1] <= given[0][0]:
            gold.popleft()
        elif given[0][1] <= gold[0][0]:
            given.popleft()
        else:
            gold.popleft()
            given.popleft()
            pairs += 1
    return pairs


def _of(kind: str, mentions: Iterable[Mention]) -> frozenset[Mention]:
    return frozenset(mention for mention in mentions if mention[2] == kind)
