"""Do the names stand after their text or before it? What is a signature, and what the texts around them tell."""

from __future__ import annotations

import bisect
import itertools
import re
import statistics
from collections import Counter
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon
from solidarity_extract.segmenting.heads import ACCEPTED, PROMISING
from solidarity_extract.segmenting.leads import VALEDICTION
from solidarity_extract.segmenting.page import chrome_weight
from solidarity_extract.segmenting.plans import is_running
from solidarity_extract.segmenting.signs import SPEAKS_ABOUT, rest_signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.segmenting.heads import Head
    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page


def signatures(page: Page, heads: Sequence[Head]) -> list[Head]:
    """Choose the heads that may stand after their text."""
    signing = (head for head in heads if head.form == "line" and not head.evidence.keys() & _NEVER_SIGNS)
    scores = {head.line: _signature_score(page, head) for head in signing}
    alike = Counter(
        head.style for head in heads if scores.get(head.line, 0.0) >= PROMISING and not head.evidence.keys() & _UNLIKE
    )
    bonus = {style: min(1.5, 0.5 + 0.5 * (n - 1)) if n > 1 else 0.0 for style, n in alike.items()}
    found = [
        head
        for head in heads
        if head.line in scores
        and scores[head.line] + (not head.evidence.keys() & _UNLIKE) * bonus.get(head.style, 0.0) >= ACCEPTED
    ]
    names_only = [head for head in found if not is_bio(page, head)]
    return names_only if len(names_only) > 0.5 * len(found) else found


def is_bio(page: Page, head: Head) -> bool:
    """Tell whether a line with a name at its start is a sentence about that person."""
    line = page.lines[head.line]
    return line.words > 6 and SPEAKS_ABOUT.match(page.plain, head.header.people[0].extent.end) is not None


def _signature_score(page: Page, head: Head) -> float:
    """Weigh a head as a signature: what speaks for a header above its text is left out, a dash and text above count."""
    line = page.lines[head.line]
    left_out = ("text_follows", "no_text_follows", "blank_above", "no_blank_above", "topic_above")
    score = head.score - sum(head.evidence.get(sign, 0.0) for sign in (*left_out, "style"))
    above = page.lines[head.top - 1] if head.top else None
    text_above = (
        above is not None
        and page.parts[above.index] in (None, "standfirst")
        and (above.is_text or above.ends_sentence or above.clean.endswith((",", '"')))
    )
    score += 1.2 if text_above else -2.0
    dashed = line.bullet in ("–", "—", "~", "-", "--", "---") or bool(re.match(r"[–—~]", line.clean))
    bracketed = bool(re.match(r"[(\[].*[)\]]\W?$", line.clean))
    score += 1.2 * (above is not None and above.length < 60 and bool(_CLOSES_LETTER.match(above.clean)))
    return score + (1.6 if dashed else 0.0) + 0.8 * bracketed - (1.5 if line.words > 25 else 0.0)


_CLOSES_LETTER = re.compile(VALEDICTION.pattern.removesuffix(r"(?=\S)") + "$", re.IGNORECASE)


def signed_rather(page: Page, signatures: Sequence[Head], openers: Sequence[Head]) -> bool:
    """Tell whether the heads sign the text above them rather than introduce the text below."""
    if len(signatures) < max(1, 0.6 * len(openers)):
        return False
    if openers and openers[0].line < signatures[0].line and openers[0].style == signatures[0].style:
        return False
    above, below, typical = _around(page, signatures)
    if above == 0:
        return False
    number = len(signatures)
    dashed = sum(bool(re.match(r"\W?[–—~]|--", page.lines[head.line].clean)) for head in signatures) / number
    dressed = sum(bool(head.evidence.keys() & _BEFORE_TEXT) for head in signatures) / number
    close = sum(_closeness(page, head) for head in signatures) / number
    lead = min(1.0, above / typical) - min(1.0, below / typical) + (0.3 if below == 0 and number >= 3 else 0.0)
    if number == 1 and not dashed:
        return lead > 0.6 and page.lines[signatures[0].line].length < 90
    return lead + 0.5 * close + 1.2 * dashed - 0.8 * dressed > 0.35


_NEVER_SIGNS = frozenset(("byline", "numbered", "heading", "saying"))


_UNLIKE = frozenset(("running_sentence", "chrome", "menu", "credit", "quoted"))
"""Signs that tell a line apart from the signatures of its style."""


_BEFORE_TEXT = frozenset(("bold", "heading", "numbered", "key", "byline", "colon", "saying"))
"""Signs of headers that stand before their text."""


def _closeness(page: Page, head: Head) -> int:
    """Tell whether a head stands closer to the text above (positive) or below; a rule parts items and so tells more."""
    above, below = page.lines[head.top].blank_before, page.lines[head.last].blank_after
    ruled_above = head.top > 0 and page.lines[head.top - 1].is_rule
    ruled_below = head.last + 1 < len(page.lines) and page.lines[head.last + 1].is_rule
    topics = _topics_below(page, head) - _topics_above(page, head)
    return (above < below) - (below < above) + 2 * (ruled_below - ruled_above) + topics


def _topics_below(page: Page, head: Head) -> int:
    """Tell whether the heading of the next item stands between a name and the text below it."""
    below = [page.lines[i] for i in range(head.line + 1, min(head.line + 4, len(page.lines)))]
    short = list(
        itertools.takewhile(lambda line: page.is_free(line.index) and not line.is_text and line.length < 90, below)
    )
    return int(
        bool(short) and len(short) < len(below) and not rest_signs(page, short[-1]) and not short[-1].ends_sentence
    )


def _topics_above(page: Page, head: Head) -> int:
    """Tell whether a heading stands between the text above and a name."""
    above = [page.lines[i] for i in range(head.top - 1, max(-1, head.top - 4), -1)]
    short = list(
        itertools.takewhile(lambda line: page.is_free(line.index) and not line.is_text and line.length < 90, above)
    )
    return int((bool(short) and len(short) < len(above) and not short[-1].ends_sentence) or head.top < head.line)


def _around(page: Page, heads: Sequence[Head]) -> tuple[float, float, float]:
    """Measure the running text above the first head, below the last, and typically between two."""
    stretches = _between(page, [head.line for head in heads])
    stretches[-1] = [line for line in _before_closing(stretches[-1]) if line.is_text or line.ends_sentence]
    if not any(is_running(line) for line in stretches[0]):
        stretches[0] = [line for line in page.lines[: heads[0].line] if page.parts[line.index] == "standfirst"]
    sizes = [sum(line.length for line in lines if is_running(line)) for lines in stretches]
    between = [size for size in sizes[1:-1] if size] or [max(sizes[0], sizes[-1], 1)]
    return float(sizes[0]), float(sizes[-1]), float(statistics.median(between))


def _between(page: Page, edges: Sequence[int]) -> list[list[Line]]:
    """Give the lines without a part above the first of some lines, between two, and below the last."""
    found: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in page.free():
        place = bisect.bisect_left(edges, line.index)
        if place == len(edges) or edges[place] != line.index:
            found[place].append(line)
    return found


def _before_closing(lines: list[Line]) -> list[Line]:
    """Give the lines above the first line of chrome or of the editors' closing words."""
    for place, line in enumerate(lines):
        if chrome_weight(line) >= 1 or lexicon.pattern("closing").match(line.body.lstrip("[( ")) or line.wholly_marked:
            return lines[:place]
    return lines
