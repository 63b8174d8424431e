"""What the lines around a head tell: blank lines, lists of names, and whether text follows that is theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solidarity_extract.segmenting.signs import rest_signs

if TYPE_CHECKING:
    from solidarity_extract.segmenting.heads import Head
    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

LISTED = 3
"""So many names of one dress on lines that follow each other are a list, not headers."""


def layout_signs(page: Page, head: Head, by_line: dict[int, Head]) -> set[str]:
    """Read the signs of the lines around a head."""
    line = page.lines[head.line]
    top = page.lines[head.top]
    signs = {"blank_above" if top.blank_before or head.top == 0 or line.heading else "no_blank_above"}
    if _in_a_list(page, head, by_line):
        signs.add("in_a_list")
    if head.form == "run_in":
        return signs - {"no_blank_above"} | {"text_follows"}
    if head.top < head.line:
        signs.add("topic_above")
    if "byline" not in head.header.evidence and _is_spoken_about(page, head):
        signs.add("spoken_about")
    if head.last + 1 < len(page.lines) and _ENTERED.match(page.lines[head.last + 1].clean):
        signs.add("quoted_in_text")
    if head.last > head.line:
        signs |= rest_signs(page, page.lines[head.line + 1])
    signs.add("text_follows" if _text_follows(page, head, by_line) else "no_text_follows")
    return signs


def _in_a_list(page: Page, head: Head, by_line: dict[int, Head]) -> bool:
    """Tell whether the line right above or below is a head of the same dress: a list of names, not headers."""
    line = page.lines[head.line]
    if head.header.strength < 0.5 or (head.form == "run_in" and (line.bold or line.length > 160)):
        return False
    above = by_line.get(head.line - 1) if line.blank_before == 0 else None
    below = by_line.get(head.line + 1) if line.blank_after == 0 else None
    return any(
        other is not None and other.form == head.form and is_listed(page, by_line, other.line, head)
        for other in (above, below)
    )


def is_listed(page: Page, by_line: dict[int, Head], index: int, head: Head) -> bool:
    """Tell whether a line beside a head is another item of a list of names."""
    other = by_line.get(index)
    if other is None or not _same_style(other, head):
        return False
    telling = all(_tells(one) for one in (other, head))
    return telling or _run_length(page, by_line, head) >= LISTED


def _same_style(other: Head | None, head: Head) -> bool:
    """Tell whether a line is a head of the same dress: then it is no part of this header."""
    return (
        other is not None
        and other.style == head.style
        and other.header.people[0].kind == head.header.people[0].kind
        and other.header.strength >= 0.6
    )


def _tells(head: Head) -> bool:
    """Tell whether a head has fields behind its name."""
    return bool(head.header.people[0].fields)


def _run_length(page: Page, by_line: dict[int, Head], head: Head) -> int:
    """Count the heads of one dress on the lines that follow each other around a head, up to `LISTED`."""
    length = 1
    for step in (-1, 1):
        index = head.line + step
        while (
            length < LISTED
            and _same_style(by_line.get(index), head)
            and page.lines[max(index, index - step)].blank_before == 0
        ):
            length += 1
            index += step
    return length


_THIRD_PERSON = re.compile(r"[\"'(]*(?:he|she|his|her)\b", re.IGNORECASE)
_ENTERED = re.compile(
    r"(?:that|this|so)(?:'s| is| was)? (?:how|what|the name|the way)\b"
    r"[^.]{0,20}\b(?:she|he|they|her|him|them|I|me|my)\b",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|us|our|I'\w+|we'\w+)\b")
_QUOTED = re.compile(r'"[^"]*"')


def _is_spoken_about(page: Page, head: Head) -> bool:
    """Tell whether the text below a name speaks about that person instead of being theirs."""
    person = head.header.people[0]
    below = page.lines[head.last + 1] if head.last + 1 < len(page.lines) else None
    if page.plain[person.extent.end : person.extent.end + 2] == ": " and head.form == "line":
        return False
    if (
        person.kind != "person"
        or len(head.header.people) > 1
        or below is None
        or not below.is_text
        or below.length < 80
    ):
        return False
    if _THIRD_PERSON.match(below.clean):
        return True
    if FIRST_PERSON.search(_QUOTED.sub("", below.clean)):
        return False
    words = page.plain[person.extent.start : person.extent.end].split()
    return any(len(word) > 2 and below.clean.startswith(word) for word in (words[0], words[-1]))


def _text_follows(page: Page, head: Head, by_line: dict[int, Head]) -> bool:
    """Tell whether running text stands within a few lines below a head, before the next name."""
    seen = 0
    for index in range(head.line + 1, min(head.line + 12, len(page.lines))):
        if not page.is_free(index):
            continue
        line = page.lines[index]
        other = by_line.get(index)
        if other is not None and other.form == "run_in" and line.bold and other.header.strength >= 0.6:
            return False
        if line.is_text or line.length > 110 or (line.words >= 4 and line.ends_sentence and not line.heading):
            return True
        if other is not None and index > head.last and seen == 0 and _is_next_name(other, head, line):
            return False
        seen += 1
        if seen > 5:
            return False
    return False


def _is_next_name(other: Head, head: Head, line: Line) -> bool:
    """Tell whether the next line is another name rather than text or the rest of this header."""
    if _same_style(other, head):
        return True
    person = other.header.people[0]
    return (
        person.kind == "person"
        and other.header.strength >= 0.8
        and line.blank_before > 0
        and not head.evidence.get("trailing_comma")
    )
