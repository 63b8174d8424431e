"""Heads that no name tells: lines in the dress of those that introduce somebody (`Lathe 7, nights` among names)."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.cutting import cut_fields
from solidarity_extract.segmenting.headers import Header, read_header
from solidarity_extract.segmenting.heads import ACCEPTED, DASHES, PROMISING, Head
from solidarity_extract.segmenting.page import chrome_weight
from solidarity_extract.segmenting.reading_names import Person
from solidarity_extract.segmenting.run_in import LONGEST, split_run_in
from solidarity_extract.segmenting.sections import Extent
from solidarity_extract.segmenting.signs import is_credit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from solidarity_extract.segmenting.heads import Form
    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page
    from solidarity_extract.segmenting.sections import ContributorKind

ALIKE = 0.6
"""Where at least this share of the lines in one dress are heads, the others of that dress are heads as well."""
SHORT = 70
"""An undressed header line is shorter than this many code points."""
POSTS = 4
"""So many lines of a name and a date, each with text below, are the headers of a thread without any known name."""

_BARRED = re.compile(r"[^|]{2,60}\s\|\s[^|]{2,80}$")
_BY = re.compile(r"\W*(?:by|from)\s+(?:the\s+(?=[A-Z]))?", re.IGNORECASE)
_NUMBERED = re.compile(r"\W{0,3}(?:\d{1,3}[.)]|#\d{1,4}|[IVX]{1,4}\.)\s+(?=[^\W\d_])")
_AGO = r"(?:\d{1,3}|an?) ?(?:min|minutes?|hrs?|hours?|h|d|days?|w|weeks?|mo|months?|yrs?|years?)\.? ago|yesterday"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATED = re.compile(
    r"[>*\s]{0,4}(?:by )?(?P<name>[^\s·•|,:»\"][^·•|,:»\"\n]{1,40}?)\W{0,4}"
    r"(?: (?:OP|author|wrote|writes|says|said))?\s*(?:[·•|,»\"]|—|–|-|\bon\b|\bat\b|\s)\s*"
    rf"(?:{_AGO}|(?:\w{{3,9}},? )?(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}}\.? {_MONTH}|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}))\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_SLOGAN = re.compile(r"\s[–—-]{1,2}\s|\s\|\s|:\s")
_LINES_END = re.compile(r"[,;(\[|:]|\s[–—-]\s|$")
_COUNTED = frozenset(
    ["a", "an", "the", "two", "three", "four", "five", "someone", "somebody", "one", "anonymous", "name"]
)


def add_by_dress(page: Page, heads: list[Head]) -> list[Head]:
    """Add the lines that no name tells, where most others in the same dress introduce somebody."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in page.free():
        dress = _dress(page, line)
        if (
            dress
            and not line.is_question
            and not is_credit(line.clean)
            and (line.length <= LONGEST or dress == "label")
        ):
            groups[dress].append(line)
    by_line = {head.line: head for head in heads}
    good = {
        head.line for head in heads if head.score >= ACCEPTED or (head.score >= PROMISING and head.evidence.get("dash"))
    }
    added: dict[int, Head] = {}
    for dress, lines in groups.items():
        told = [by_line[line.index] for line in lines if line.index in good]
        thread = dress == "dated" and len(lines) >= POSTS and _is_thread(page, lines)
        if not thread and (len(told) < 2 + (dress == "plain") or len(told) < ALIKE * len(lines)):
            continue
        behind = sum(_is_behind_slogan(page, head) for head in told) > 0.5 * len(told)
        for line in lines:
            known = by_line.get(line.index)
            named = line.index in good and not (thread and known is not None and known.header.strength < 0.6)
            head = None if named else _head_by_dress(page, line, known, dress, behind=behind)
            if head is not None:
                added[line.index] = head
    kept = [head for head in heads if head.line not in added]
    return sorted([*kept, *added.values()], key=lambda head: head.line)


def _dress(page: Page, line: Line) -> str:
    """Name the dress of a line that may be a header by its dress alone; empty where it has none."""
    if line.heading:
        return f"heading {line.heading}"
    if line.bold:
        return "bold" if line.wholly_marked else "label" if split_run_in(line) else ""
    dress = next((dress for dress, wears in _DRESSES.items() if wears(line)), "")
    return dress or ("plain" if _stands_between_texts(page, line) else "")


_DRESSES: dict[str, Callable[[Line], object]] = {
    "emoji": lambda line: line.length <= 120 and _EMOJI.match(line.clean),
    "dated": lambda line: line.length <= 120 and _DATED.match(line.clean),
    "dash": lambda line: line.bullet in DASHES and line.length <= 140 and not (line.ends_sentence and line.words > 8),
    "italic": lambda line: line.wholly_marked and line.italic,
    "bar": lambda line: _BARRED.match(line.clean),
    "numbered": lambda line: _NUMBERED.match(line.clean) and line.length <= 90 and not line.ends_sentence,
    "by": lambda line: re.match(r"By\s", line.clean) and line.length <= 120,
}
"""The dresses of lines that are neither headings nor bold, the most telling first."""


def _stands_between_texts(page: Page, line: Line) -> bool:
    """Tell whether an undressed line is a few words between one paragraph and the next."""
    if (
        line.length > SHORT
        or line.words > 8
        or line.ends_sentence
        or line.is_rule
        or line.bullet
        or line.clean[-1:] in ":,;"
    ):
        return False
    above = page.lines[line.index - 1] if line.index else None
    below = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    return all(
        one is None or one.is_text or one.ends_sentence or one.is_rule or one.length >= SHORT for one in (above, below)
    )


def _is_thread(page: Page, lines: Sequence[Line]) -> bool:
    """Tell whether lines of a name and a date are spread over the whole of a page, as in a thread."""
    total = sum(1 for _ in page.free())
    place = sum(1 for line in page.free() if line.index < lines[0].index)
    apart = sum(b.index - a.index >= 2 for a, b in itertools.pairwise(lines))
    return place < 0.4 * total and apart >= 0.8 * (len(lines) - 1)


def _is_behind_slogan(page: Page, head: Head) -> bool:
    """Tell whether the name of a head stands behind the title of the piece."""
    line = page.lines[head.line]
    return _SLOGAN.search(page.plain, line.inner.start, head.header.people[0].extent.start) is not None


def _name_extent(page: Page, line: Line, dress: str, *, behind: bool) -> tuple[int, int]:
    """Give where the name may stand in a line that only its dress tells."""
    start, end = line.inner.start, line.inner.end
    if dress == "dated" and (match := _DATED.match(line.clean)):
        return line.start + match.start("name"), line.start + match.end("name")
    if dress == "label" and (run_in := split_run_in(line)):
        end = run_in[0]
    if dress == "numbered" and (number := _NUMBERED.match(page.plain, start, end)):
        start = number.end()
    if behind:
        breaks = list(_SLOGAN.finditer(page.plain, start, end))
        return (breaks[-1].end(), end) if breaks else (start, start)
    stop = _LINES_END.search(page.plain, start, end)
    end = stop.start() if stop else end
    lead = _BY.match(page.plain, start, end) if dress != "dash" else None
    return (lead.end() if lead else start), end


def _head_by_dress(page: Page, line: Line, known: Head | None, dress: str, *, behind: bool) -> Head | None:
    """Make a head of a line that only its dress tells: what stands before the first comma is who speaks."""
    if (
        is_credit(line.clean)
        or chrome_weight(line) >= 1
        or (line.words > 14 and dress != "label")
        or lexicon.pattern("closing").match(line.body)
    ):
        return None
    start, end = _name_extent(page, line, dress, behind=behind)
    while start < end and page.plain[start] in " \"'(–—-*_:":
        start += 1
    while end > start and page.plain[end - 1] in " \"')*_:":
        end -= 1
    if end - start < 2:
        return None
    kind = _kind(page, start, end, sure=dress in ("dated", "dash"))
    if kind is None:
        return None
    described = kind == "anonymous"
    several = read_header(page.plain, start, end)
    people = [Person(Extent(start, end), kind, 0.5)]
    if known and known.header.strength >= 0.3 and not described and dress != "dated":
        people = known.header.people
    elif (
        several
        and len(several.people) > 1
        and several.people[0].extent.start == start
        and all(person.kind == "person" for person in several.people)
    ):
        people = several.people
    if people[0].extent.end < line.inner.end and not people[0].fields and dress not in ("dated", "label"):
        people[0].fields = cut_fields(page.plain, people[-1].extent.end, line.inner.end)
    run_in = split_run_in(line) if dress == "label" else None
    form: Form = "run_in" if run_in else "line"
    head = Head(
        line.index,
        Header(people, set(), line.end),
        form,
        line.start,
        run_in[1] if run_in else line.end,
        ("dress", dress),
        line.index,
        line.index,
    )
    head.evidence = {"name": 0.0, "same_dress": ACCEPTED + 1.2}
    if dress == "dash":
        head.evidence["dash"] = 0.0
    return head


def _kind(page: Page, start: int, end: int, *, sure: bool) -> ContributorKind | None:
    """Tell who is named by a stretch that only its dress tells; `None` where it is rather a title or a place."""
    text = page.plain[start:end]
    words = text.split()
    described = words[0].casefold() in _COUNTED
    quoted = page.plain[start - 1] in "\"'"
    capitals = sum(word[:1].isupper() for word in words) / len(words)
    if not (described or quoted or sure) and (
        capitals < 0.5 or names.is_place(text) or (names.is_common(words[0]) and not names.has_organisation_word(text))
    ):
        return None
    if described:
        return "anonymous"
    return "person" if quoted or sure or end - start < 12 else "organisation"
