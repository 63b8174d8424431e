"""Which lines may introduce somebody: heads, each with its evidence added up.

A head is a line (or the opening of a line) that the grammar of headers can read. What its layout, its type, its name,
its role words, its neighbours and the other heads of the same style say is added up; no single sign decides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.headers import read_header
from solidarity_extract.segmenting.run_in import LONGEST, split_run_in
from solidarity_extract.segmenting.signs import WEIGHTS, closing_signs, dress_signs, field_signs
from solidarity_extract.segmenting.surroundings import is_listed, layout_signs

if TYPE_CHECKING:
    from solidarity_extract.segmenting.headers import Header
    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

DASHES = frozenset(("–", "—", "-", "--", "---"))
Form = Literal["line", "run_in"]
Style = tuple[object, ...]
ACCEPTED = 2.5
"""A head with evidence of this weight is a header."""
SINGLE = 4.3
"""A lone head in the middle of a text needs this weight."""
PROMISING = 1.2
"""A head with this weight counts for the others of its style."""


@dataclass(slots=True)
class Head:
    """A line that may introduce somebody."""

    line: int
    header: Header
    form: Form
    start: int
    text_start: int
    """Where what they say begins, when it begins in the same line; else the end of the line."""
    style: Style
    top: int = 0
    """The first line of the header: a number or a topic may stand above the name."""
    last: int = 0
    """The last line of the header that stands right below the name."""
    evidence: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """The weight of all evidence."""
        return sum(self.evidence.values())


def find_heads(page: Page) -> list[Head]:
    """Find every line that may introduce somebody, with the evidence from itself and its neighbours."""
    heads = [head for line in page.free() if (head := _head(page, line)) is not None]
    by_line = {head.line: head for head in heads}
    mentioned = _name_counts(page)
    for head in heads:
        _extend(page, head, by_line)
        _weigh(page, head, by_line, mentioned)
    heads = _one_a_group(heads)
    _weigh_styles(page, heads)
    return heads


def _extend(page: Page, head: Head, by_line: dict[int, Head]) -> None:
    """Find the lines right above and below a name line that belong to its header."""
    head.top = head.last = head.line
    if head.form == "run_in":
        return
    while page.lines[head.top].blank_before == 0 and page.is_free(head.top - 1) and head.line - head.top < 2:
        above = page.lines[head.top - 1]
        if not is_topic(above) or is_listed(page, by_line, above.index, head):
            break
        head.top -= 1
    while page.is_free(head.last + 1) and head.last - head.line < 3:
        below = page.lines[head.last + 1]
        if below.blank_before or not _is_header_rest(below) or is_listed(page, by_line, below.index, head):
            break
        head.last += 1
    if head.last + 1 < len(page.lines) and head.last > head.line and not _body_below(page, head.last):
        head.last = head.line


def is_topic(line: Line) -> bool:
    """Tell whether a line above a name may be its topic, place or number."""
    if line.length > 70 or line.is_text or line.words > 8:
        return False
    body = line.body.strip()
    if re.match(r"(?:message|date|sent|subject|re):\s", body, re.IGNORECASE):
        return True
    return body.isupper() or not any(ch.isalpha() for ch in body) or bool(line.heading) or line.wholly_marked


def _is_header_rest(line: Line) -> bool:
    """Tell whether a line right below a name may go on with role and affiliation."""
    short = line.length <= 150 and not line.heading and not line.is_question
    if re.match(r"(?:to|cc|date|subject|re|sent|theme|topic):\s", line.clean, re.IGNORECASE):
        return True
    return short and not (line.ends_sentence and line.words > 9 and not line.italic) and not line.is_rule


def _body_below(page: Page, last: int) -> bool:
    """Tell whether text, or a blank line and more, stands below the last line of a header."""
    below = page.lines[last + 1]
    return below.blank_before > 0 or below.is_text or below.length > 110


def _one_a_group(heads: list[Head]) -> list[Head]:
    """Where the lines of one header could each be the name line, keep the best."""
    kept: list[Head] = []
    for head in heads:
        rival = kept[-1] if kept and kept[-1].last >= head.line and kept[-1].form == "line" else None
        above = kept[-1] if kept and head.top <= kept[-1].line < head.line else None
        other = rival or above
        if other is not None:
            if _rank(head) > _rank(other):
                kept[-1] = head
            continue
        kept.append(head)
    return kept


def _rank(head: Head) -> float:
    """Rank the name lines of one group: names before places and topics, then the earlier line."""
    person = head.header.people[0]
    named = person.kind == "person" and (head.header.strength >= 0.6 or bool(head.evidence.keys() & {"byline", "key"}))
    topic = bool(head.evidence.keys() & {"only_a_place", "bare_capitals"}) or "shouts" in head.evidence
    return head.evidence["name"] + 0.2 * (head.score > 1) + 0.4 * named + 0.5 * (person.kind == "person") - 0.8 * topic


def _head(page: Page, line: Line) -> Head | None:
    """Read a line as a head, if the grammar can."""
    run_in = split_run_in(line)
    if line.words <= 3 and line.body.strip(" :*").casefold() in lexicon.words("not_labels"):
        return None
    if line.length < 160 and _DATE_ONLY.match(line.body):
        return None
    if run_in is None and (line.length > LONGEST or line.is_rule):
        return None
    end = run_in[0] if run_in else line.end
    dashed = line.bullet in DASHES
    header = read_header(page.plain, line.start if dashed else line.inner.start, end)
    if header is None or _PRONOUN.match(page.plain, header.people[0].extent.start):
        return None
    form: Form = "run_in" if run_in else "line"
    head = Head(line.index, header, form, line.start, run_in[1] if run_in else line.end, ())
    head.style = _style(page, line, head)
    return head


_DATE_ONLY = re.compile(
    r"\W*(?:posted |published |updated )?(?:on )?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)[a-z]{0,6},?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?\.?"
    r"\s+(?:\d{1,2}(?:st|nd|rd|th)?\b,?\s*)?(?:\d{4})?(?:\W*$|\s+[·•|]\s(?!by\b))",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:I|WE|YOU|IT|MY|My|Our|OUR)\s")


def _style(page: Page, line: Line, head: Head) -> Style:
    """Give the typographic style of a head: heads of one style support each other."""
    lead = frozenset(
        head.header.evidence & {"byline", "key", "dateline", "numbered", "dash", "sentence", "valediction"}
    )
    person = head.header.people[0]
    name = page.plain[person.extent.start : person.extent.end]
    capitals = name.isupper() and len(name) > 4
    dash = line.bullet if line.bullet in "–—~--" else ""
    return (line.heading, line.bold, line.italic, line.wholly_marked, bool(dash), head.form, lead, capitals)


def _name_counts(page: Page) -> Counter[str]:
    """Count the capitalised runs of the page, each with its two-word opening and closing."""
    counts: Counter[str] = Counter()
    for match in names.NAME_RUN.finditer(page.plain):
        words = match.group().casefold().split()
        counts.update({" ".join(words), " ".join(words[:2]), " ".join(words[-2:])})
    return counts


def _weigh(page: Page, head: Head, by_line: dict[int, Head], mentioned: Counter[str]) -> None:
    """Add up the evidence of a head from itself and its neighbours."""
    line = page.lines[head.line]
    signs = {
        *dress_signs(page, line, head),
        *field_signs(page, head),
        *layout_signs(page, head, by_line),
        *closing_signs(page, line, head),
    }
    person = head.header.people[0]
    name = page.plain[person.extent.start : person.extent.end].casefold()
    if mentioned[name] > 1:
        signs.add("named_elsewhere")
    head.evidence = {sign: WEIGHTS[sign] for sign in sorted(signs)}
    head.evidence["name"] = _name_weight(head)


def _name_weight(head: Head) -> float:
    """Weigh the shape of the name."""
    person = head.header.people[0]
    if person.kind == "organisation":
        return 0.7 if "shouts" not in head.evidence else 0.0
    if person.kind == "anonymous":
        return 1.0 if person.strength >= 0.6 else 0.1
    return max(-1.2, min(1.5, (person.strength - 0.5) * 3))


def _weigh_styles(page: Page, heads: list[Head]) -> None:
    """Let the heads of one style support each other, the more the more of the lines in that dress are heads."""
    groups: dict[Style, list[Head]] = defaultdict(list)
    for head in heads:
        groups[head.style].append(head)
    dressed: Counter[Style] = Counter((line.heading, line.bold, line.wholly_marked) for line in page.free())
    for style, group in groups.items():
        promising = sum(head.score >= PROMISING for head in group)
        share = 1.0
        if style[0] or style[3]:
            share = promising / max(1, dressed[style[0], style[1], style[3]])
        bonus = min(2.0, 0.5 + 0.5 * (promising - 1)) * (1.0 if share >= 0.5 else 0.4) if promising > 1 else 0.0
        for head in group:
            others = promising - (head.score >= PROMISING)
            if others >= 1 and bonus > 0:
                head.evidence["style"] = bonus
        told = sum("spoken_about" in head.evidence for head in group)
        if told >= 2 and told > 0.5 * len(group):
            for head in group:
                head.evidence["style_spoken_about"] = WEIGHTS["spoken_about"]
