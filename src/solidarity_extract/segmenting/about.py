"""What running text says about the contributors: bios, panel introductions, a role printed before a name.

A sentence is read where it names somebody and goes on as such sentences do (`Ana Prates, a nurse`, `Ana Prates works
for`, `Ana Prates and Emil Braun are`), and the sentences after it as long as they go on with he, she or they.
"""

from __future__ import annotations

import bisect
import itertools
import re
from typing import TYPE_CHECKING

from solidarity_extract.cleaning import squeeze
from solidarity_extract.segmenting import fields, lexicon, names
from solidarity_extract.segmenting.cutting import cut_fields
from solidarity_extract.segmenting.fields import Item
from solidarity_extract.segmenting.headers import is_title
from solidarity_extract.segmenting.sections import Extent
from solidarity_extract.segmenting.spellings import Spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

ABOUT = 420
"""What is said about somebody is read within this many code points behind the name."""
BEFORE = 60
"""A role before a name is looked for within this many code points."""
LONG_NAME = 3
"""An unknown name in running text is an organisation's where it has at least this many words."""
LISTED = 140
"""An entry of a list of speakers has at most this many code points."""
LONGEST_ROLE = 4
"""A role before a name has at most this many words."""

_Run = list[re.Match[str]]

_SENTENCE_END = re.compile(r"(?<!\bProf)(?<!\bDr)(?<!\bSt)[.;](?=\s|$)|\n")
_GOES_ON = re.compile(
    r"\s*(?:he|she|they|who|(?:and )?(?:is|was|an?|the|co-|former|member|works?|teaches|lives))\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\s*(?:he|she|they)\b\s*", re.IGNORECASE)
_PRONOUN_IS = re.compile(r"\s*(?:he|she|they)\s(?:is|was|are|were|works?|has been|have been|teaches)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()\n]{1,40}\)")
_IS_A = re.compile(r"\s(?:is|was|are)\s(?:an?|the)\s")
_JOINED = re.compile(r"\s*(?:,|&|,?\s(?:and|und|et|y|e)\s)\s*")
_INITIALS = re.compile(r"\]?\s*\((?:[A-Z]{1,4}|[^()]{1,3})\)|\]")
_STARTS = re.compile(r"\s*(?:,|\(|–|—|-\s|:|(?:is|was|are|were|has|have|of|from)\b)")


def read_bio(page: Page, bio: Extent, name: str) -> list[Item]:
    """Read a bio: its first sentence, and those that go on with he, she or they."""
    start = bio.start
    for part in (name, name.rsplit(maxsplit=1)[-1]):
        at = page.plain.find(part, bio.start, bio.end)
        if 0 <= at <= bio.start + 3:
            start = at + len(part)
            break
    return _sentence_items(page, start, min(bio.end, start + ABOUT))


def read_about(page: Page, people: Mapping[str, str], editorial: Sequence[Extent]) -> dict[str, list[Item]]:
    """Read what the page says about people, by the keys of their names; the first statement of each kind holds."""
    found: dict[str, list[Item]] = {}
    if not people:
        return found
    keys = {squeeze(name).casefold(): key for key, name in people.items()}
    spellings = Spellings(squeeze(name) for name in people.values())
    for extent in (*editorial, *_bio_lines(page, spellings, editorial)):
        for run, limit in _runs(page, spellings, extent):
            items = [*_behind_name(page, run[-1].end(), limit), *_before_name(page, run[0].start(), extent.start)]
            for hit in run:
                _add(found.setdefault(keys[squeeze(hit.group()).casefold()], []), items)
    return found


def find_bios(page: Page, people: Mapping[str, str]) -> dict[str, Extent]:
    """Find the lines that are somebody's bio, by the keys of the names: they open with the name and go on like one."""
    found: dict[str, Extent] = {}
    keys = {squeeze(name).casefold(): key for key, name in people.items()}
    spellings = Spellings(squeeze(name) for name in people.values())
    for line in page.lines:
        hit = (
            next(spellings.finditer(page.plain, line.inner.start, line.inner.end), None)
            if line.length <= ABOUT
            else None
        )
        if hit is None or page.plain[line.inner.start : hit.start()].strip(" *_[("):
            continue
        bracket = _BRACKETED.match(page.plain, hit.end(), line.inner.end)
        behind = bracket.end() if bracket else hit.end()
        if lexicon.pattern("bio_verbs").match(page.plain, behind + 1, line.inner.end):
            found.setdefault(keys[squeeze(hit.group()).casefold()], line.inner)
    return found


def _add(known: list[Item], items: Sequence[Item]) -> None:
    """Add items of the kinds that nothing before told."""
    told = {item.kind for item in known}
    known.extend(item for item in items if item.kind not in told)


def _bio_lines(page: Page, spellings: Spellings, editorial: Sequence[Extent]) -> Iterator[Extent]:
    """Give the lines anywhere that open with a name and go on like a bio."""
    told = {line.index for extent in editorial for line in _lines_in(page, extent)}
    for line in page.lines:
        if line.index in told:
            continue
        for hit in spellings.finditer(page.plain, line.inner.start, line.inner.end):
            bracket = _BRACKETED.match(page.plain, hit.end(), line.inner.end)
            behind = bracket.end() if bracket else hit.end()
            first = hit.start() <= line.inner.start + 1
            opens = first and (
                lexicon.pattern("bio_verbs").match(page.plain, behind + 1, line.inner.end)
                or _is_listed(page, line, behind)
            )
            if opens or (" " in hit.group() and _IS_A.match(page.plain, behind, line.inner.end)):
                yield Extent(hit.start(), line.inner.end)
                break


def _lines_in(page: Page, extent: Extent) -> list[Line]:
    """Give the lines of a stretch."""
    first = bisect.bisect_left(page.lines, extent.start, key=lambda line: line.start)
    return list(itertools.takewhile(lambda line: line.start < extent.end, itertools.islice(page.lines, first, None)))


def _is_listed(page: Page, line: Line, behind: int) -> bool:
    """Tell whether a line that opens with a name is an entry of a list of speakers (`Ana Prates (AP), nurse, Rome`)."""
    return (
        line.length <= LISTED and not line.ends_sentence and page.plain[behind : behind + 2] == ", " and line.words > 2
    )


def _runs(page: Page, spellings: Spellings, extent: Extent) -> Iterator[tuple[_Run, int]]:
    """Give the names in a text, those that are joined together, each with the place where the next begins."""
    runs: list[_Run] = []
    for hit in spellings.finditer(page.plain, extent.start, extent.end):
        if runs and _JOINED.fullmatch(page.plain, runs[-1][-1].end(), hit.start()):
            runs[-1].append(hit)
        else:
            runs.append([hit])
    edges = [*(run[0].start() for run in runs), extent.end][1:]
    for run, edge in zip(runs, edges, strict=True):
        yield run, min(edge, run[-1].end() + ABOUT)


def _behind_name(page: Page, start: int, end: int) -> list[Item]:
    """Read the clause behind a name in running text, or the next sentence where that goes on with he, she or they."""
    bracket = _BRACKETED.match(page.plain, start, end)
    if bracket and lexicon.pattern("bio_verbs").match(page.plain, bracket.end() + 1, end):
        start = bracket.end()
    initials = _INITIALS.match(page.plain, start, end)
    start = initials.end() if initials else start
    following = names.tokens(page.plain, start, min(end, start + 30))[:1]
    goes_on = (
        _STARTS.match(page.plain, start, end)
        or lexicon.pattern("bio_verbs").match(page.plain, start + 1, end)
        or (following and fields.is_verb(following[0].text))
    )
    if not goes_on:
        stop = _SENTENCE_END.search(page.plain, start, end)
        if stop is None or not _PRONOUN_IS.match(page.plain, stop.end(), end):
            return []
        start = stop.end()
    colon = page.plain[start : start + 1] == ":"
    if colon and is_title((page.plain[start + 1 : end].strip() or ".").splitlines()[0]):
        return []
    items = _sentence_items(page, start + colon, end)
    return [
        item
        for item in items
        if item.kind != "unsettled" or len(page.plain[item.extent.start : item.extent.end].split()) >= LONG_NAME
    ]


def _sentence_items(page: Page, start: int, end: int) -> list[Item]:
    """Read the sentences about somebody, as long as they go on about the same person."""
    items: list[Item] = []
    at, first = start, True
    while at < end:
        stop = _SENTENCE_END.search(page.plain, at, end)
        close = stop.start() if stop else end
        pronoun = _PRONOUN.match(page.plain, at, close)
        holds = pronoun is None or lexicon.pattern("bio_verbs").match(page.plain, pronoun.end(), close)
        if not first and not (holds and _GOES_ON.match(page.plain, at, close)):
            break
        read = fields.read_items(
            page.plain, cut_fields(page.plain, pronoun.end() if pronoun else at, close), prose=True
        )
        told = any(known.kind == "role" for known in items)
        items += [item for item in read if not (item.kind == "role" and told)]
        at, first = close + 1, False
    return items


_OWNED = re.compile(r"(?:its|their|our|the|whose)\s+$", re.IGNORECASE)


def _before_name(page: Page, name: int, start: int) -> list[Item]:
    """Read a role right before a name (`branch secretary Ana Prates`, `its chair, Ana Prates,`)."""
    low = max(start, name - BEFORE)
    comma = page.plain[low:name].endswith(", ")
    found = names.tokens(page.plain, low, name)
    if (
        not found
        or page.plain[found[-1].end : name] != (", " if comma else " ")
        or found[-1].text.casefold() not in lexicon.roles()
    ):
        return []
    kept = [found[-1]]
    for before, token in itertools.pairwise(reversed(found)):
        joined = page.plain[token.end : before.start] == " "
        capital = token.capital and page.plain[max(start, token.start - 2) : token.start].strip(" \n") not in ("", ".")
        if not joined or capital or token.text.casefold() in lexicon.words("small_words") or len(kept) >= LONGEST_ROLE:
            break
        kept.insert(0, token)
    if comma and not _OWNED.search(page.plain, low, kept[0].start):
        return []
    items = [Item("role", Extent(kept[0].start, kept[-1].end))]
    ahead = next((token for token in found if token.end == kept[0].start - 1 and token.capital), None)
    if ahead and ahead.text.casefold() in lexicon.organisations():
        items.append(Item("organisation", Extent(ahead.start, ahead.end)))
    return items
