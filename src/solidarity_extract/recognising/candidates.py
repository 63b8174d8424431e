"""Candidates: the stretches of words that could be names.

A candidate begins with a capital (or a figure, or a particle joined to a capital) and runs over capitalised words
and what may stand inside a name: `of`, `for the`, `de la`, hyphens, apostrophes, `&`, figures, a bracketed gloss, a
nickname in quotation marks. Which candidates are names is for the evidence to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solidarity_extract.recognising import lexicon, lookup
from solidarity_extract.recognising.page import heads, not_names
from solidarity_extract.recognising.words import CAPITALISED, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solidarity_extract.recognising.page import Page, Stretch

LONGEST = 14
"""Words and marks in a candidate that no gazetteer and no header vouches for."""
_CROWD, _LONGEST_IN_CROWD = 30, 4
"""In longer runs of capitals (a shouted page) only short candidates are tried."""
MOST = 12_000
"""Candidates in one block: forty thousand words of prose have as many. In a block that goes on after them only
gazetteers and headers are believed."""

CONNECTORS = "recognising_connectors.txt"
_NO_BEGINNING = frozenset({"the", "i", "i'm", "a"})
_LONGEST_EVENT = 8
_JOINS = frozenset({"and", "or", ",", "/", "to", "is"})
_NEVER = frozenset({"demonym", "time"})
_GLUE = frozenset("-–/.&'*+@_!|")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_GLOSS = 5


def connectors() -> Mapping[str, lexicon.Classes]:
    """Return the small-letter words that may stand inside a name, with their classes."""
    return lexicon.classes(CONNECTORS)


def candidates(page: Page, stretch: Stretch) -> list[tuple[int, int]]:
    """Return the candidates of a block as (first word, word after the last), sorted, each once."""
    found = set(_vouched(page, stretch))
    budget = len(found) + MOST
    run = 0
    for first in range(stretch.first, stretch.stop):
        run = run + 1 if page.words.shape[first] in CAPITALISED else 0
        longest = _LONGEST_IN_CROWD if run > _CROWD else LONGEST
        if _may_begin(page, first, stretch.stop):
            stops = _stops(page, first, min(stretch.stop, first + longest))
            found.update((first, stop) for stop in stops if not _only_adjectives(page, first, stop))
            if len(found) > budget:
                break
    return sorted(found - set(_cut_by_events(page, found)) if page.events else found)


def _cut_by_events(page: Page, found: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the candidates that are part of the name of an event, or join one to something else."""
    for first, stop in found:
        if first in page.known:
            continue
        for start in range(first - _LONGEST_EVENT, stop):
            end = page.events.get(start, 0)
            if end > first and _cut(page, (first, stop), (start, end)):
                yield first, stop
                break


def _cut(page: Page, candidate: tuple[int, int], event: tuple[int, int]) -> bool:
    """Tell whether a candidate lies in an event's name, crosses it, or joins it to another name."""
    (first, stop), (start, end) = candidate, event
    if not (first <= start and end <= stop) or candidate == event:
        return True
    return not _JOINS.isdisjoint((*page.words.lower[first:start], *page.words.lower[end:stop]))


def _vouched(page: Page, stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Yield what gazetteers, headers and a recogniser before this one give."""
    tagged = page.tagged or {}
    for first in range(stretch.first, stretch.stop):
        for match in page.listed.get(first, ()):
            yield first, match.stop
        if first in page.known:
            yield first, page.known[first][0]
        if first in tagged and tagged[first][0] <= stretch.stop:
            yield first, tagged[first][0]


def _only_adjectives(page: Page, first: int, stop: int) -> bool:
    """Tell whether all capitals are those of peoples, languages, months: `Nordic and Eastern European`, `May`."""
    words, names = page.words, lookup.given_names()
    return all(
        _NEVER.intersection(not_names().get(words.lower[index], ())) and words.key[index] not in names
        for index in range(first, stop)
        if words.shape[index] in CAPITALISED
    )


def _may_begin(page: Page, index: int, stop: int) -> bool:
    """Tell whether a name may begin with this word."""
    words = page.words
    shape, lower = words.shape[index], words.lower[index]
    joined = index + 1 < stop and words.gap[index + 1] == "" and words.text[index + 1] == "&"
    if shape in CAPITALISED:
        return lower not in _NO_BEGINNING or joined
    if index + 1 >= stop:
        return False
    if shape is Shape.NUMBER or _ORDINAL.fullmatch(lower):
        return words.shape[index + 1] in CAPITALISED and words.gap[index + 1] == " "
    return "article" in connectors().get(lower, ()) and _joined(page, index, stop) is not None


def _stops(page: Page, first: int, limit: int) -> Iterator[int]:
    """Yield where names that begin with a word may stop."""
    words = page.words
    index = first if words.shape[first] in CAPITALISED else _step(page, first, limit)
    listing, after_of, closed = False, False, True
    while index is not None:
        if closed and (not listing or after_of or words.lower[index] in heads()):
            yield index + 1
            yield from _tails(page, index, limit)
        step = _step(page, index, limit)
        between = words.lower[index + 1 : step or index]
        after_of = after_of or "of" in between
        listing = listing or "," in between
        closed = (closed and "," not in between) or "and" in between or "&" in between
        index = step


def _tails(page: Page, index: int, limit: int) -> Iterator[int]:
    """Yield where small-letter words end a name: `Evin prison`, `Labour party`, `Parti communiste`."""
    words, common = page.words, lexicon.common_words()
    for position in range(index + 1, min(limit, index + 4)):
        lower = words.lower[position]
        if words.gap[position] != " " or words.shape[position] is not Shape.LOWER:
            return
        unusual = lower not in common and words.lower[index] not in common and not connectors().get(lower)
        if not unusual and lower != "party" and "siteafter" not in heads().get(lower, ()):
            return
        yield position + 1


def _step(page: Page, index: int, limit: int) -> int | None:
    """Return the next word of a name after the word at ``index``, over what may stand between them."""
    words = page.words
    position = index + 1
    if position >= limit or words.gap[position] == "\n":
        return None
    shape, mark, glued = words.shape[position], words.lower[position], words.gap[position] == ""
    if shape in CAPITALISED or shape is Shape.NUMBER:
        return position if not glued else None
    if shape is Shape.MARK:
        return _over_mark(page, position, limit)
    if mark == "'s" and glued:
        return _capital(page, position + 1, limit)
    return _over_small(page, position, limit)


def _over_mark(page: Page, position: int, limit: int) -> int | None:
    """Return the word after a mark that may stand inside a name."""
    words = page.words
    mark, glued = words.text[position], words.gap[position] == ""
    following = position + 1
    if following >= limit or words.gap[following] == "\n":
        return None
    if glued and mark in _GLUE and words.gap[following] == "" and words.shape[following] is not Shape.MARK:
        return following
    if (glued and mark in {"'", ","}) or (not glued and mark in {"&", "-", "–"}):
        return _capital(page, following, limit) if words.gap[following] == " " else None
    if not glued and mark in {"[", "(", '"'}:
        return _over_gloss(page, position, limit)
    return None


def _over_gloss(page: Page, position: int, limit: int) -> int | None:
    """Return the word after a gloss in brackets or a nickname in quotation marks."""
    words = page.words
    wanted = {"[": "]", "(": ")", '"': '"'}[words.text[position]]
    for end in range(position + 2, min(limit - 1, position + 2 + (_GLOSS if wanted == "]" else 1))):
        if words.text[end] == wanted and words.gap[end] == "" and words.gap[end + 1] == " ":
            return _capital(page, end + 1, limit)
    return None


def _over_small(page: Page, position: int, limit: int) -> int | None:
    """Return the capitalised word after up to four small-letter words that may stand inside a name."""
    words, common, foreign = page.words, lexicon.common_words(), False
    for following in range(position, min(limit, position + 5)):
        lower, gap, shape = words.lower[following], words.gap[following], words.shape[following]
        if gap == "\n" or (shape not in CAPITALISED and (shape is not Shape.LOWER or gap != " ")):
            return None
        if shape in CAPITALISED:
            return following
        classes = connectors().get(lower, ())
        if "article" in classes and (joined := _joined(page, following, limit)):
            return joined
        foreign = foreign or "foreign" in classes
        if "english" not in classes and not (foreign and ("foreign" in classes or lower not in common)):
            return None
    return None


def _joined(page: Page, position: int, limit: int) -> int | None:
    """Return the capitalised word that a hyphen joins to an Arabic article, as in `Deir al-Balah`."""
    words, following = page.words, position + 1
    if following < limit and words.lower[following] == "-" and words.gap[following] == "":
        return _capital(page, following + 1, limit)
    return None


def _capital(page: Page, position: int, limit: int) -> int | None:
    """Return a position if a capitalised word stands there."""
    if position < limit and page.words.shape[position] in CAPITALISED and page.words.gap[position] != "\n":
        return position
    return None
