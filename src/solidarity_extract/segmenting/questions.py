"""Questions of interviewers and moderators without a label: set in bold or italics, or the same for everybody."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from solidarity_extract.cleaning import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

SHORT = 200
"""A question that is not set off by its type has at most this many code points."""
SEVERAL = 2
"""So many questions with an answer make an interview; so many times the same question is put to everybody."""
LONGEST = 420
"""A question line has at most this many code points."""


def mark_questions(page: Page, sections: Sequence[tuple[int | None, Sequence[int]]], *, several: bool) -> None:
    """Mark the question lines of sections; `several`: of several people.

    A section is the line that its run-in header shares with its text, if there is one, and the lines below the header.
    """
    repeated = Counter(letters(page.lines[i].clean) for _, own in sections for i in own if page.lines[i].is_question)
    rounds = several and _asked_in_rounds(page, [own for _, own in sections])
    for shared, own in sections:
        lines = [page.lines[i] for i in own if page.is_free(i)]
        asked = [line for line in lines if _may_ask(line)]
        dressed = [line for line in asked if _dressed(line)]
        chosen = [line for line in asked if repeated[letters(line.clean)] >= SEVERAL]
        if _alternate(dressed, lines) and (several or not all(line.heading for line in dressed)):
            chosen += _with_statements(dressed, lines)
        elif _opens_with_question(asked, lines):
            chosen += [line for line in asked if line.length <= SHORT]
        elif (
            several
            and lines
            and (len(lines) > 1 or shared is not None)
            and (_hands_over(lines, alone=shared is None) or (rounds and _stands_alone(lines[-1])))
        ):
            chosen.append(lines[-1])
        for line in chosen:
            page.mark(line.index, "question")


def _asked_in_rounds(page: Page, sections: Sequence[Sequence[int]]) -> bool:
    """Tell whether short questions part the contributions: one above the first, more at the ends of others."""
    first = min((own[0] for own in sections if own), default=0)
    above = any(_stands_alone(page.lines[i]) for i in range(max(0, first - 3), first))
    closing = sum(_stands_alone(page.lines[own[-1]]) for own in sections if len(own) > 1 or (own and own[0] > first))
    return above and closing >= 1


def _stands_alone(line: Line) -> bool:
    """Tell whether a line is one short question and nothing else."""
    return (
        _may_ask(line)
        and line.length <= SHORT // 2
        and line.clean.count("?") == 1
        and not re.search(r"[.!]\s", line.clean)
    )


def _hands_over(lines: Sequence[Line], *, alone: bool) -> bool:
    """Tell whether the last line of a section is the moderator's: a question, or a sentence in bold."""
    last = lines[-1]
    if _may_ask(last):
        return _dressed(last) or _for_everybody(last)
    return last.bold and last.wholly_marked and last.ends_sentence and not (alone and lines[0].bold)


def answered_questions(lines: Sequence[Line]) -> list[Line]:
    """Give the questions that stand apart with answers below: set off by type, or short from the first line on."""
    asked = [line for line in lines if _may_ask(line)]
    dressed = [line for line in asked if _dressed(line)]
    if _alternate(dressed, lines):
        return _with_statements(dressed, lines)
    return [line for line in asked if line.length <= SHORT] if _opens_with_question(asked, lines) else []


def _with_statements(dressed: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """Add the whole sentences in the very type of most questions: interviewers do not only ask."""
    types = Counter(_type(line) for line in dressed if line.wholly_marked or line.quoted)
    usual = types.most_common(1)[0][0] if types else None
    asked = {line.index for line in dressed}
    return [line for line in lines if line.index in asked or _states(line, usual)]


def _type(line: Line) -> tuple[bool, bool, bool]:
    """Give the type in which a line is set."""
    return line.bold, line.italic, line.quoted


def _states(line: Line, usual: tuple[bool, bool, bool] | None) -> bool:
    """Tell whether a line is a sentence in a given type."""
    whole = (line.wholly_marked and line.ends_sentence) or line.quoted
    return usual is not None and whole and line.length <= LONGEST and _type(line) == usual


def _may_ask(line: Line) -> bool:
    """Tell whether a line may be a question of an interviewer."""
    return line.is_question and line.length <= LONGEST and not line.clean.startswith('"')


def _dressed(line: Line) -> bool:
    """Tell whether a line is set off by its type."""
    return bool(line.heading or line.wholly_marked or line.quoted or (line.bold and line.clean.rstrip().endswith("**")))


_GENERAL = re.compile(
    r"\W*(?:\d{1,2}[.)]\s|last question|final question|next question|first question|question \w+|"
    r"and (?:what|how|who)|who are your|what is your|what would you|what do you|where do you)",
    re.IGNORECASE,
)


def _for_everybody(line: Line) -> bool:
    """Tell whether a line that closes a section asks whoever comes next."""
    return bool(_GENERAL.match(line.clean)) and line.blank_before > 0


def _alternate(asked: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Tell whether at least two questions stand apart, each with an answer below it."""
    questions = {line.index for line in asked}
    answered = sum(
        line.index in questions and below.index not in questions for line, below in itertools.pairwise(lines)
    )
    return answered >= SEVERAL


def _opens_with_question(asked: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Tell whether a section opens with a short question and goes on with more of them."""
    return (
        len(asked) >= SEVERAL
        and bool(lines)
        and lines[0] is asked[0]
        and lines[0].length <= SHORT
        and _alternate(asked, lines)
    )
