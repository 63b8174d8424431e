"""Interviews whose answers have no label, and pieces whose author is named only above or below: who speaks there."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from solidarity_extract.cleaning import squeeze
from solidarity_extract.segmenting import names
from solidarity_extract.segmenting.cutting import cut_fields
from solidarity_extract.segmenting.headers import Header, read_header
from solidarity_extract.segmenting.questions import answered_questions
from solidarity_extract.segmenting.reading_names import Person
from solidarity_extract.segmenting.sections import Extent

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

_WORDS = re.compile(r"[^\W_]+")
_ADDRESSED = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_INTERVIEW = re.compile(
    r"\b(?:interview(?:s|ed)?|conversation|in conversation|spoke (?:to|with)|talk(?:s|ed) (?:to|with)|"
    r"q\s?&\s?a|questions (?:to|for)|minutes with|asked|answer(?:s|ed)|a talk with)\b",
    re.IGNORECASE,
)
_ABOUT_AUTHOR = re.compile(r"\s(?:is|was|works|worked|writes|teaches|lives|has|organises|organizes|edits)\b")


def questions_of_interview(page: Page, start: int) -> list[Line]:
    """Give the question lines of an interview without labels from line `start` on; none where it is no interview."""
    lines = list(itertools.dropwhile(_announces, (line for line in page.free() if line.index >= start)))
    asked = answered_questions(lines)
    if len(asked) < 2:
        return []
    addressed = sum(bool(_ADDRESSED.search(line.clean)) for line in asked)
    opening = " ".join(line.clean for line in page.lines[: asked[0].index])
    if all(line.heading for line in asked) and not _INTERVIEW.search(opening):
        return []
    return asked if addressed >= 0.4 * len(asked) or _INTERVIEW.search(opening[-1500:]) else []


def _announces(line: Line) -> bool:
    """Tell whether a line above the first question says who is interviewed."""
    return line.length < 200 and not line.is_question and _INTERVIEW.search(line.clean) is not None


def interviewee(page: Page, before: int, exclude: Collection[str]) -> Header | None:
    """Find who is interviewed: somebody named above line `before` who is not credited as asking.

    Most weight has a name behind `with` or `interview`, then one whose role is told, then one that comes back.
    """
    excluded = {squeeze(name).casefold() for name in exclude}
    said = Counter(_WORDS.findall(page.plain))
    best: tuple[float, Header] | None = None
    for line in page.lines[:before]:
        if page.parts[line.index] in ("duplicate", "chrome"):
            continue
        for match in names.FULL_NAME.finditer(page.plain, line.start, line.end):
            weight, header = _weigh_name(page, line, match, said)
            if (
                header is not None
                and squeeze(match.group()).casefold() not in excluded
                and (best is None or weight > best[0])
            ):
                best = (weight, header)
    return best[1] if best and best[0] >= 0.5 else None


def is_interview(opening: str) -> bool:
    """Tell whether the words above a text say that it is an interview."""
    return bool(_INTERVIEW.search(opening))


def _weigh_name(page: Page, line: Line, match: re.Match[str], said: Mapping[str, int]) -> tuple[float, Header | None]:
    """Weigh a name above the first question; `said` tells how often the page says each word."""
    name = match.group()
    if names.person_score(name) < 0.6 or names.is_organisation(name) or names.is_place(name):
        return 0.0, None
    header = read_header(page.plain, match.start(), _clause_end(page, match.end(), line.end))
    if header is None:
        return 0.0, None
    if tuple(header.people[0].extent) != match.span():
        person = Person(Extent(*match.span()), "person", names.person_score(name))
        person.fields = cut_fields(page.plain, match.end(), _clause_end(page, match.end(), line.end))
        header = Header([person], set(), header.end)
    before = page.plain[max(line.start, match.start() - 40) : match.start()]
    weight = names.person_score(name)
    weight += 2.0 * bool(re.search(r"(?:with|interview(?:ed|ing)?|to|of|meet)\s+(?:\w+ ){0,2}$", before, re.IGNORECASE))
    weight -= 3.0 * bool(
        re.search(
            r"(?:\bby|photos?|image|illustration|translat\w+|interviewer|words|text):?\s*$", before, re.IGNORECASE
        )
    )
    weight += 1.0 * bool(re.match(r"\s*(?:,|\(|–|—|is\b|was\b|who\b)", page.plain[match.end() : match.end() + 12]))
    weight += 0.3 * min(4, said[_WORDS.findall(name)[-1]])
    return weight + 0.6 * (page.parts[line.index] in ("title", "standfirst")), header


def _clause_end(page: Page, start: int, end: int) -> int:
    """Find the end of the clause behind a name."""
    bound = re.compile(r";|[.!?](?=\s)|\n").search(page.plain, start, min(end, start + 260))
    return bound.start() if bound else min(end, start + 260)


_AUTHOR_LINE = re.compile(r"\W*(?:author|written by|words|text|by)\b:?\s*", re.IGNORECASE)


def author_above(page: Page, before: int) -> Header | None:
    """Find the author in a line of their own above the text or in the front matter (`author: Ana Prates`)."""
    for line in page.lines[:before]:
        if page.parts[line.index] in ("title", "standfirst", "duplicate", "repeated_title") or line.length > 120:
            continue
        lead = _AUTHOR_LINE.match(line.clean)
        start = line.start + (lead.end() if lead else line.clean.index(line.body.strip("[ ") or line.clean))
        match = names.FULL_NAME.match(page.plain, start, line.end)
        if (
            match is None
            or names.person_score(match.group()) < 0.6
            or names.is_organisation(match.group())
            or names.is_place(match.group())
        ):
            continue
        rest = page.plain[match.end() : line.end].strip()
        if lead or not rest or rest.startswith(("](", "·", "|", ",")):
            return read_header(page.plain, match.start(), line.end)
    return None


def _is_about(page: Page, line: Line, match: re.Match[str]) -> bool:
    """Tell whether a line that starts with a name says who that is."""
    if _ABOUT_AUTHOR.match(page.plain, match.end(), line.end):
        return True
    marked = line.bold and not line.wholly_marked
    return marked and bool(re.compile(r"\s{1,6}[a-z]").match(page.plain, match.end(), line.end))


def author_below(page: Page, after: int) -> Header | None:
    """Find the author in a line of the tail that says who they are (`Ana Prates is a nurse in Lisbon.`)."""
    last = max((line.index for line in page.free()), default=-1)
    top = "\n".join(line.clean[:1000].casefold() for line in page.lines[:4])
    for line in page.lines[after:]:
        if not (page.parts[line.index] in ("introduction", "chrome") or line.index == last) or line.length > 600:
            continue
        written = re.match(r"\W*(?:written|words|text|story) by\s+(?=\S)", line.clean, re.IGNORECASE)
        if written and names.person_score(page.plain[line.start + written.end() : line.end].strip(" ._*")) >= 0.6:
            return read_header(page.plain, line.start + written.end(), line.end)
        match = names.FULL_NAME.match(page.plain, line.inner.start, line.end)
        if (
            match
            and not names.is_organisation(match.group())
            and match.group().casefold() not in top
            and names.person_score(match.group()) >= 0.6
            and _is_about(page, line, match)
        ):
            page.mark(line.index, "introduction")
            return read_header(page.plain, match.start(), _clause_end(page, match.end(), line.end))
    return None
