"""From a plan to sections: every line of the page gets one owner, and the parts are the runs of lines of one owner.

So the parts cannot overlap, and no line is left out, whatever was marked before. A run-in header shares its line with
the text behind it; the line is cut in two there. What stands between two owners' lines is space; where it is not
(byte order marks, invisible spaces), it is excluded.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from solidarity_extract.segmenting.questions import mark_questions
from solidarity_extract.segmenting.sections import (
    Contributor,
    Exclusion,
    Extent,
    Passage,
    Perspective,
    PullQuote,
    Sections,
)
from solidarity_extract.segmenting.standing import printed_names, read_author, read_people, settle_people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from solidarity_extract.segmenting.page import Page, Part
    from solidarity_extract.segmenting.plans import Entry, Plan
    from solidarity_extract.segmenting.sections import (
        ExclusionReason,
    )
    from solidarity_extract.segmenting.standing import Standing

_REASONS: dict[str, ExclusionReason] = {
    "chrome": "page_chrome",
    "duplicate": "duplicate",
    "repeated_title": "repeated_title",
}


class Owner(NamedTuple):
    """What a line belongs to; lines that follow each other and have the same owner are one part."""

    kind: Part | Literal["header", "text"]
    number: int = 0
    """Which section, or which pull quote."""


class Run(NamedTuple):
    """Lines that follow each other and have one owner; both ends are included."""

    owner: Owner
    first: int
    last: int


@dataclass(slots=True)
class Section:
    """The lines under one header, in the making; no header: the only author is not named."""

    entry: Entry | None
    lines: list[int]
    people: list[Standing] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Tell whether this is a question of an interviewer or moderator."""
        return self.entry is not None and self.entry.speaker is not None and self.entry.speaker.asks

    @property
    def shared(self) -> int | None:
        """Give the line that a run-in header shares with its text."""
        return self.entry.last if self.entry is not None and self.entry.text_start is not None else None

    def has_text(self, page: Page) -> bool:
        """Tell whether a line below the header is left that is no question, pull quote and the like."""
        return self.shared is not None or any(page.is_free(index) for index in self.lines)


def assemble(page: Page, plan: Plan) -> Sections:
    """Give every line of the page to its part."""
    sections = _sections(page, plan, _tidied(page, plan.entries))
    answers = [section for section in sections if not section.asks]
    mark_questions(
        page,
        [(section.shared, section.lines) for section in answers],
        several=len(answers) > 1 or plan.author is not None,
    )
    sections = [section for section in sections if section.asks or section.has_text(page)]
    answers = [section for section in sections if not section.asks]
    printed = printed_names(page, (section.entry for section in answers if section.entry is not None))
    for section in answers:
        if section.entry is not None:
            section.people = read_people(page, section.entry, printed)
        elif plan.author is not None:
            section.people = read_author(page, plan.author)
    owners = _owners(page, sections)
    runs = list(_runs(owners))
    asked = [_stretch(page, run) for run in runs if run.owner.kind == "question" and run.owner.number]
    editorial = [*_editorial(page, owners), *_bios(page, answers), *asked]
    contributors = settle_people(page, [section.people for section in answers], editorial)
    perspectives, order = _perspectives(page, sections, runs, contributors)
    return Sections(
        title=next((_stretch(page, run) for run in runs if run.owner.kind == "title"), None),
        standfirst=next((_stretch(page, run) for run in runs if run.owner.kind == "standfirst"), None),
        perspectives=perspectives,
        introduction=tuple(_stretch(page, run) for run in runs if run.owner.kind == "introduction"),
        questions=tuple(_stretch(page, run) for run in runs if run.owner.kind == "question"),
        pull_quotes=tuple(_pull_quotes(page, plan, runs, order)),
        exclusions=tuple(sorted([*_exclusions(page, runs), *_invisible(page, owners)], key=lambda one: one.extent)),
    )


def _tidied(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """Keep of each header the line of the name and the lines around it that no other header and no other part has."""
    named = {entry.line for entry in entries if page.is_free(entry.line)}
    kept, reached = [], -1
    for entry in sorted(entries, key=lambda one: one.line):
        if entry.line not in named or entry.line <= reached:
            continue
        first = last = entry.line
        while first > max(entry.first, reached + 1) and page.is_free(first - 1):
            first -= 1
        while last < entry.last and page.is_free(last + 1) and last + 1 not in named:
            last += 1
        entry.first, entry.last = first, last
        entry.bio = [index for index in entry.bio if first <= index <= last]
        if entry.text_start is not None and not page.lines[last].start < entry.text_start < page.lines[last].end:
            entry.text_start = None
        kept.append(entry)
        reached = last
    return kept


def _sections(page: Page, plan: Plan, entries: Sequence[Entry]) -> list[Section]:
    """Cut the page at the headers; what stands outside all sections becomes introduction."""
    sections = []
    for entry, low, high in _spans(page, plan, entries):
        sections.append(Section(entry, _without_rules(page, [i for i in range(low, high) if page.is_free(i)])))
    _give_back_answers(page, sections)
    return [section for section in sections if section.lines or section.shared is not None]


def _spans(page: Page, plan: Plan, entries: Sequence[Entry]) -> Iterator[tuple[Entry | None, int, int]]:
    """Give each header with the lines from and up to which its text may stand."""
    if not entries:
        yield None, plan.start, len(page.lines)
    elif plan.arrangement == "signatures":
        starts = [plan.start, *(entry.last + 1 for entry in entries)]
        yield from ((entry, start, entry.first) for entry, start in zip(entries, starts, strict=False))
    else:
        ends = [*(entry.first for entry in entries[1:]), len(page.lines)]
        yield from ((entry, entry.last + 1, end) for entry, end in zip(entries, ends, strict=True))


def _without_rules(page: Page, lines: list[int]) -> list[int]:
    """Leave out the rules and signs that part a section from the next."""
    first, last = 0, len(lines)
    while last > first and page.lines[lines[last - 1]].is_rule:
        last -= 1
    while first < last and page.lines[lines[first]].is_rule:
        first += 1
    return lines[first:last]


def _give_back_answers(page: Page, sections: Sequence[Section]) -> None:
    """Where a question stands right below somebody's header, what follows the question is their answer."""
    for header, question in itertools.pairwise(sections):
        if header.lines or header.asks or header.shared is not None or not question.asks:
            continue
        own = 0 if question.shared is not None else 1
        while own < len(question.lines) and page.lines[question.lines[own]].is_question:
            own += 1
        header.lines, question.lines = question.lines[own:], question.lines[:own]


def _owners(page: Page, sections: Sequence[Section]) -> list[Owner]:
    """Give each line its one owner; what nobody else has is the editors'."""
    owners = [
        Owner(part or "introduction", index if part == "pull_quote" else 0) for index, part in enumerate(page.parts)
    ]
    for number, section in enumerate(sections, start=1):
        text = Owner("question" if section.asks else "text", number)
        if section.entry is not None:
            header = text if section.asks else Owner("header", number)
            for index in range(section.entry.first, section.entry.last + 1):
                owners[index] = text if index == section.shared else header
        for index in section.lines:
            if page.is_free(index):
                owners[index] = text
    for run in list(_runs(owners)):
        lines = range(run.first, run.last + 1)
        if run.owner.kind == "introduction" and all(page.lines[index].is_rule for index in lines):
            owners[run.first : run.last + 1] = [Owner("chrome")] * len(lines)
    return owners


def _runs(owners: Sequence[Owner]) -> Iterator[Run]:
    """Join the lines that follow each other and have the same owner."""
    for owner, lines in itertools.groupby(range(len(owners)), key=owners.__getitem__):
        covered = list(lines)
        yield Run(owner, covered[0], covered[-1])


def _stretch(page: Page, run: Run) -> Extent:
    """Give the stretch of the text that a run covers."""
    return Extent(page.lines[run.first].start, page.lines[run.last].end)


def _editorial(page: Page, owners: Sequence[Owner]) -> list[Extent]:
    """Give the editors' texts, the standfirst joined with what stands below it."""
    joined = [Owner("introduction") if owner.kind == "standfirst" else owner for owner in owners]
    return [_stretch(page, run) for run in _runs(joined) if run.owner.kind == "introduction"]


def _bios(page: Page, sections: Sequence[Section]) -> list[Extent]:
    """Give the bio lines of headers: they may speak of several people."""
    return [page.lines[index].extent for section in sections if section.entry for index in section.entry.bio]


def _perspectives(
    page: Page, sections: Sequence[Section], runs: Sequence[Run], contributors: Mapping[int, Contributor]
) -> tuple[tuple[Perspective, ...], dict[int, int]]:
    """Join the sections of the same contributors; give also which perspective each section belongs to."""
    texts: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        if run.owner.kind == "text":
            texts[run.owner.number].append(run)
    grouped: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, section in enumerate(sections, start=1):
        if not section.asks:
            names = sorted((contributors[id(person)].name or "").casefold() for person in section.people)
            grouped[tuple(names)].append(number)
    found = []
    for numbers in grouped.values():
        group = [sections[number - 1] for number in numbers]
        passages = tuple(
            p for number, one in zip(numbers, group, strict=True) for p in _passages(page, one, texts[number])
        )
        people = tuple(dict.fromkeys(contributors[id(person)] for person in group[0].people))
        evidence = tuple(dict.fromkeys(word for section in group for word in _evidence(section)))
        found.append(
            Perspective(_header(page, group[0].entry), evidence, people or (Contributor(None, "unknown"),), passages)
        )
    return tuple(found), {number: order for order, numbers in enumerate(grouped.values()) for number in numbers}


def _evidence(section: Section) -> list[str]:
    """Give the words for what told the segmenter."""
    if section.entry is None:
        return ["no_header"]
    if section.entry.label is not None:
        return ["speaker_label"]
    head = section.entry.head
    return sorted(sign for sign, weight in head.evidence.items() if weight > 0 and sign != "name") if head else []


def _header(page: Page, entry: Entry | None) -> Extent | None:
    """Give the stretch of a header."""
    if entry is None:
        return None
    start = page.lines[entry.first].start
    end = page.lines[entry.last].end if entry.text_start is None else entry.text_start
    while end > start and page.text[end - 1].isspace():
        end -= 1
    return Extent(start, end)


def _passages(page: Page, section: Section, runs: Sequence[Run]) -> Iterator[Passage]:
    """Make the passages of a section; a passage ends where something else stands in between."""
    header = _header(page, section.entry)
    for run in runs:
        paragraphs = [page.lines[index].extent for index in range(run.first, run.last + 1)]
        if run.first == section.shared and section.entry is not None and section.entry.text_start is not None:
            paragraphs[0] = Extent(section.entry.text_start, paragraphs[0].end)
        yield Passage(Extent(paragraphs[0].start, paragraphs[-1].end), header, tuple(paragraphs))
        header = None


def _pull_quotes(page: Page, plan: Plan, runs: Sequence[Run], order: Mapping[int, int]) -> Iterator[PullQuote]:
    """Give each pull quote its place and its true author: whoever wrote the line that it repeats."""
    repetitions = {repetition.line: repetition for repetition in plan.repetitions}
    printed: dict[int, int | None] = {}
    writer: dict[int, int] = {}
    printed_in: int | None = None
    for run in runs:
        if run.owner.kind == "text":
            printed_in = order[run.owner.number]
            writer.update(dict.fromkeys(range(run.first, run.last + 1), printed_in))
        elif run.owner.kind == "pull_quote":
            printed[run.first] = printed_in
    for line, place in printed.items():
        repetition = repetitions.get(line)
        author = writer.get(repetition.origin) if repetition else None
        yield PullQuote(
            page.lines[line].extent, place, author, repetition.source if repetition and author is not None else None
        )


def _exclusions(page: Page, runs: Collection[Run]) -> Iterator[Exclusion]:
    """Give the stretches that belong to nobody, by reason."""
    for run in runs:
        reason = _REASONS.get(run.owner.kind)
        if reason is not None:
            origin = page.duplicate_of.get(run.first) if reason == "duplicate" else None
            yield Exclusion(_stretch(page, run), reason, None if origin is None else page.lines[origin].start)


def _invisible(page: Page, owners: Sequence[Owner]) -> Iterator[Exclusion]:
    """Give what stands between the lines of two owners and is no white space: byte order marks and the like."""
    changes = [i for i in range(1, len(owners)) if owners[i] != owners[i - 1]]
    lines = page.lines
    starts = [0, *(lines[i - 1].end for i in changes), *(line.end for line in lines[-1:])]
    ends = [*(line.start for line in lines[:1]), *(lines[i].start for i in changes), len(page.text)]
    for start, end in zip(starts, ends, strict=True):
        between = page.text[start:end]
        if between.strip():
            close = start + len(between.rstrip())
            yield Exclusion(Extent(close - len(between.strip()), close), "page_chrome")
