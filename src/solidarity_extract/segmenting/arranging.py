"""How a post is arranged: headers before their text, turns, signatures after it, or one author.

The heads come with their evidence; here they are compared with each other and with the whole of the page.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import bios, interviews
from solidarity_extract.segmenting.choosing import without_labels
from solidarity_extract.segmenting.closing import (
    chrome_at_end,
    is_small_print,
    mark_editors,
    mark_ends,
    mark_small_print,
)
from solidarity_extract.segmenting.conversing import conversation, those_who_ask, turn_entries
from solidarity_extract.segmenting.dressed import add_by_dress
from solidarity_extract.segmenting.entries import name_in_full, without_contents, without_weak_opening
from solidarity_extract.segmenting.heads import find_heads
from solidarity_extract.segmenting.page import mark_stray_chrome, mark_title
from solidarity_extract.segmenting.plans import Plan, is_running
from solidarity_extract.segmenting.quotes import find_pull_quotes
from solidarity_extract.segmenting.signs import SALUTATION, is_credit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.segmenting.heads import Head
    from solidarity_extract.segmenting.page import Page
    from solidarity_extract.segmenting.plans import Arrangement, Entry


def arrange(page: Page) -> Plan:
    """Decide how a post is arranged and mark what belongs to nobody."""
    heads = find_heads(page)
    mark_title(page, {head.line: _as_header(page, head) for head in heads})
    title = next((i for i, part in enumerate(page.parts) if part == "title"), -1)
    end = chrome_at_end(page)
    heads = [head for head in heads if page.is_free(head.line) and title < head.line < end]
    repetitions = find_pull_quotes(page)
    heads = add_by_dress(page, [head for head in heads if page.is_free(head.line)])
    speakers = conversation(page, heads)
    if speakers:
        entries = turn_entries(page, heads, speakers)
        arrangement: Arrangement = "headers"
    else:
        arrangement, entries = without_labels(page, heads)
        if not entries or (arrangement == "signatures" and not _has_text_above(page, entries[0].first)):
            _reconsider_standfirst(page)
    entries = without_weak_opening(without_contents(page, entries))
    name_in_full(page, entries)
    asked = (
        interviews.questions_of_interview(page, _first_text(page, "single", entries[-1:]))
        if arrangement == "single"
        else []
    )
    if asked:
        entries = []
    mark_ends(page, arrangement, entries)
    mark_editors(page)
    mark_stray_chrome(page, {line for entry in entries for line in range(entry.first, entry.last + 1)})
    entries = [entry for entry in entries if page.is_free(entry.line)]
    if arrangement != "signatures":
        bios.extend_headers(page, entries)
    if not entries and not any(line.is_text for line in page.free()):
        for line in list(page.free()):
            page.mark(line.index, "chrome")
    kept = [r for r in repetitions if page.parts[r.line] == "pull_quote"]
    plan = Plan(arrangement, entries, kept, heads, _first_text(page, arrangement, entries))
    if arrangement == "single" and not asked:
        mark_small_print(page, max([plan.start, *(entry.last + 1 for entry in entries)]))
    if asked:
        plan.start = asked[0].index if page.is_free(asked[0].index) else plan.start
        plan.author = interviews.interviewee(
            page, asked[0].index, those_who_ask(page, heads)
        ) or interviews.author_below(page, plan.start)
    elif not entries:
        plan.author = interviews.author_above(page, plan.start) or interviews.author_below(page, plan.start)
    return plan


_PLACE_AND_DATE = re.compile(
    r"[A-ZÀ-Þ][\w' -]{2,30}, (?:\d{1,2} )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b.{0,12}$",
    re.IGNORECASE,
)


def _first_text(page: Page, arrangement: Arrangement, entries: Sequence[Entry]) -> int:
    """Find where the first contributor's text begins when no header stands above it."""
    below_title = next(
        (i + 1 for i in range(len(page.parts) - 1, -1, -1) if page.parts[i] in ("title", "standfirst")), 0
    )
    end = entries[0].first if entries else len(page.lines)
    above = [page.lines[i] for i in range(below_title, end) if page.is_free(i)]
    opening = [
        line
        for line in above
        if not (
            is_credit(line.clean)
            or re.match(r"by\s", line.body, re.IGNORECASE)
            or (is_small_print(line) and not _PLACE_AND_DATE.match(line.clean))
        )
    ]
    if not opening:
        return below_title
    if arrangement != "signatures" and entries:
        return opening[0].index
    salutation = next(
        (line.index for line in opening if SALUTATION.match(line.clean) or _PLACE_AND_DATE.match(line.clean)), None
    )
    if salutation is not None:
        return salutation
    sizes = [sum(page.is_free(i) for i in range(a.last + 1, b.first)) for a, b in itertools.pairwise(entries)]
    usual = sorted(sizes)[(len(sizes) * 3) // 4] if sizes else len(opening)
    return opening[-usual].index if len(opening) > usual >= 1 else opening[0].index


def _reconsider_standfirst(page: Page) -> None:
    """Give a standfirst back to the text where no header stands above it, unless type or place sets it apart."""
    for line in page.lines:
        if page.parts[line.index] == "standfirst" and line.blank_before and not line.wholly_marked:
            page.parts[line.index] = None


def _has_text_above(page: Page, end: int) -> bool:
    """Tell whether free lines above line `end` may be somebody's text."""
    return any(is_running(line) for line in page.free() if line.index < end)


def _as_header(page: Page, head: Head) -> float:
    """Weigh a head against being the title: one that tells a role, an age, an organisation, or has a lead, is none."""
    telling = head.evidence.keys() & {
        "role",
        "age",
        "key",
        "byline",
        "honorific",
        "saying",
        "numbered",
        "bar",
        "rest_below",
        "organisation",
    }
    vague = head.header.people[0].kind == "anonymous" and not head.evidence.keys() & {
        "key",
        "byline",
        "numbered",
        "heading",
    }
    below = next((line for line in page.lines[head.last + 1 : head.last + 4] if page.is_free(line.index)), None)
    apart = (
        head.form == "line"
        and "trailing_comma" not in head.evidence
        and (below is None or not (below.is_text or below.is_question or below.length > 90))
    )
    site = (
        head.line <= 1 and head.header.people[0].kind == "organisation" and not head.evidence.keys() & {"key", "byline"}
    )
    return head.score - 1.5 * vague - 2.0 * apart - 3.0 * site - (0.0 if telling or head.form == "run_in" else 0.6)
