"""Which heads are headers: those with evidence enough, beside the others of their page."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from typing import TYPE_CHECKING

from solidarity_extract.cleaning import squeeze
from solidarity_extract.segmenting.entries import entry_of, merge_neighbours, signature_of, without_overlap
from solidarity_extract.segmenting.heads import ACCEPTED, SINGLE
from solidarity_extract.segmenting.page import COMMENTS
from solidarity_extract.segmenting.plans import name_of
from solidarity_extract.segmenting.signing import is_bio, signatures, signed_rather

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.segmenting.heads import Head
    from solidarity_extract.segmenting.page import Page
    from solidarity_extract.segmenting.plans import Arrangement, Entry

ODD = 3.4
"""A head unlike all the others needs this weight."""


def accepted(page: Page, heads: Sequence[Head]) -> list[Head]:
    """Keep the heads whose evidence is enough; one unlike all the others needs more."""
    comments = next(
        (line.index for line in page.lines[len(page.lines) // 2 :] if COMMENTS.match(line.body)), len(page.lines)
    )
    good = [head for head in heads if head.score >= ACCEPTED and head.line < comments]
    good = _without_bios(page, good)
    styles = Counter(head.style for head in good)
    main = max(styles.values(), default=0)
    return [
        head
        for head in good
        if styles[head.style] > 1 or main < 3 or head.score >= ODD + ("running_sentence" in head.evidence)
    ]


def _without_bios(page: Page, heads: list[Head]) -> list[Head]:
    """Drop the sentences about people whom other heads name already."""
    named = {_first_name(page, head) for head in heads if not is_bio(page, head)}
    return [head for head in heads if _first_name(page, head) not in named or not is_bio(page, head)]


def _first_name(page: Page, head: Head) -> str:
    """Give the first name of a head, for comparison."""
    return squeeze(name_of(page, head.header.people[0].extent)).casefold()


def _openers(page: Page, heads: Sequence[Head]) -> list[Head]:
    """Choose the heads before their text; a byline at the top is an author only where nobody else is introduced."""
    good = accepted(page, heads)
    bylines = [head for head in good if "byline" in head.evidence]
    others = [head for head in good if "byline" not in head.evidence]
    top = bylines[0] if bylines and _at_top(page, bylines[0]) else None
    if top is not None and len(bylines) == 1:
        strong = [head for head in others if "style" in head.evidence and head.score >= 3.0]
        handed_over = sum("saying" in head.evidence and head.form == "line" for head in others)
        if (
            len(strong) >= 3
            or (len(strong) == 2 and min(head.score for head in strong) >= SINGLE)
            or handed_over > 1
            or _STAFF.search(page.lines[top.line].clean)
        ):
            return others
        return [
            top,
            *(
                head
                for head in others
                if head.line > top.line and head.score >= ACCEPTED + 0.5 and _stands_apart(page, head)
            ),
        ]
    if len(good) == 1 and not _may_be_alone(page, good[0]):
        return []
    if sum("spoken_about" in head.evidence for head in heads) >= max(2, 0.5 * len(good)):
        return []
    if (
        good
        and len(good) <= FEW
        and _text_above(page, good[0]) > 0.35
        and statistics.mean(head.score for head in good) < SINGLE
    ):
        return []
    return good


FEW = 3
"""So few heads behind a long text are rather its headings."""


def _text_above(page: Page, head: Head) -> float:
    """Give the share of the running text that stands above a head."""
    running = [(line.index, line.length) for line in page.free() if line.is_text and line.length >= 120]
    total = sum(length for _, length in running)
    return sum(length for index, length in running if index < head.line) / total if total else 0.0


_STAFF = re.compile(r"\b(?:staff|editors?|collective|team|desk|admin|newsroom|correspondents?)\b", re.IGNORECASE)


def _at_top(page: Page, head: Head) -> bool:
    """Tell whether a head stands above all running text but the standfirst."""
    return not any(line.length > 300 for line in page.free() if line.index < head.line)


def _stands_apart(page: Page, head: Head) -> bool:
    """Tell whether a rule or a heading parts a head from the text above (a second piece on the same page)."""
    above = [page.lines[i] for i in range(max(0, head.top - 4), head.top)]
    return any(line.is_rule for line in above)


def _may_be_alone(page: Page, head: Head) -> bool:
    """Tell whether a single head may introduce the whole piece: nothing long stands above it, or it is very sure."""
    above = sum(line.length for line in page.free() if line.index < head.line)
    below = sum(line.length for line in page.free() if line.index > head.line)
    return above <= 0.25 * below and head.score >= 3.0


def without_labels(page: Page, heads: Sequence[Head]) -> tuple[Arrangement, list[Entry]]:
    """Arrange a post without turns: headers, signatures, or one author."""
    signing = signatures(page, heads)
    openers = _openers(page, heads)
    if signing and signed_rather(page, signing, openers):
        return "signatures", without_overlap([signature_of(page, head) for head in signing])
    if not openers:
        return "single", []
    arrangement: Arrangement = "headers" if len(openers) > 1 else "single"
    return arrangement, merge_neighbours(page, without_overlap([entry_of(page, head) for head in openers]))
