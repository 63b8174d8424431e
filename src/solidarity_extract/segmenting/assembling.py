"""From a plan to sections: every stretch of the page goes to exactly one part."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from solidarity_extract.segmenting.arranging import Entry, Plan
from solidarity_extract.segmenting.page import Page, Part
from solidarity_extract.segmenting.questions import mark_questions
from solidarity_extract.segmenting.sections import (
    Contributor,
    Exclusion,
    ExclusionReason,
    Extent,
    Passage,
    Perspective,
    PullQuote,
    Sections,
)
from solidarity_extract.segmenting.standing import Standing, read_author, read_people, settle_people

_REASONS: dict[Part, ExclusionReason] = {"chrome": "page_chrome", "duplicate": "duplicate", "repeated_title": "repeated_title"}


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


def assemble(page: Page, plan: Plan) -> Sections:
    """Give every line of the page to its part."""
    sections = _sections(page, plan)
    answers = [section for section in sections if not section.asks]
    mark_questions(page, [section.lines for section in answers], several=len(answers) > 1 or plan.author is not None)
    for section in answers:
        if section.entry is not None:
            section.people = read_people(page, section.entry)
        elif plan.author is not None:
            section.people = read_author(page, plan.author)
    editorial = [*_runs(page, ("introduction", "standfirst")), *_bios(page, answers), *(_whole(page, section) for section in sections if section.asks)]
    contributors = settle_people(page, [section.people for section in answers], editorial)
    perspectives, owner = _perspectives(page, answers, contributors)
    return Sections(
        title=_first(page, "title"),
        standfirst=_first(page, "standfirst"),
        perspectives=perspectives,
        introduction=_runs(page, ("introduction",)),
        questions=tuple(sorted([*_runs(page, ("question",)), *(_whole(page, section) for section in sections if section.asks)])),
        pull_quotes=_pull_quotes(page, plan, owner),
        exclusions=tuple(_exclusions(page)),
    )


def _bios(page: Page, sections: Sequence[Section]) -> list[Extent]:
    """Give the bio lines of headers: they may speak of several people."""
    return [page.lines[index].extent for section in sections if section.entry for index in section.entry.bio]


def _sections(page: Page, plan: Plan) -> list[Section]:
    """Cut the page at the headers; what stands outside all sections becomes introduction."""
    entries = plan.entries
    edges = [(entry.first, entry.last) for entry in entries]
    if plan.arrangement == "signatures":
        starts = [plan.start, *(last + 1 for _, last in edges[:-1])]
        spans = list(zip(starts, (first for first, _ in edges), strict=True))
    elif entries:
        spans = list(zip((last + 1 for _, last in edges), [*(first for first, _ in edges[1:]), len(page.lines)], strict=True))
    elif any(page.is_free(i) for i in range(plan.start, len(page.lines))):
        spans = [(plan.start, len(page.lines))]
    else:
        return []
    sections = [Section(entry, [i for i in range(low, high) if page.is_free(i)]) for entry, (low, high) in zip(entries or [None], spans, strict=True)]
    for section in sections:
        _drop_rules(page, section)
    _give_back_answers(page, sections)
    kept = [section for section in sections if section.lines or (section.entry and section.entry.text_start is not None)]
    taken = {i for section in kept for i in section.lines}
    taken |= {i for section in kept if section.entry for i in range(section.entry.first, section.entry.last + 1)}
    for line in list(page.free()):
        if line.index not in taken:
            page.mark(line.index, "introduction")
    return kept


def _drop_rules(page: Page, section: Section) -> None:
    """Leave out the rules and signs that part a section from the next."""
    while section.lines and page.lines[section.lines[-1]].is_rule:
        section.lines.pop()
    while section.lines and page.lines[section.lines[0]].is_rule:
        section.lines.pop(0)


def _give_back_answers(page: Page, sections: Sequence[Section]) -> None:
    """Where a question stands right below somebody's header, what follows the question is their answer."""
    for header, question in itertools.pairwise(sections):
        asked = question.entry
        if header.lines or header.asks or not question.asks or asked is None or (header.entry and header.entry.text_start is not None):
            continue
        own = 0 if asked.text_start is not None else 1
        while own < len(question.lines) and page.lines[question.lines[own]].is_question:
            own += 1
        header.lines, question.lines = question.lines[own:], question.lines[:own]


def _first(page: Page, part: Part) -> Extent | None:
    """Give the line of a part that has at most one."""
    return next((line.extent for line, is_part in zip(page.lines, page.parts, strict=True) if is_part == part), None)


def _runs(page: Page, parts: Iterable[Part]) -> tuple[Extent, ...]:
    """Give the lines of some parts, those that follow each other joined."""
    wanted, found, last = set(parts), list[Extent](), -2
    for line, part in zip(page.lines, page.parts, strict=True):
        if part in wanted:
            if line.index == last + 1:
                found[-1] = Extent(found[-1].start, line.end)
            else:
                found.append(line.extent)
            last = line.index
    return tuple(found)


def _whole(page: Page, section: Section) -> Extent:
    """Give the stretch of a question with its label."""
    assert section.entry is not None  # only labelled sections ask
    end = page.lines[section.lines[-1]].end if section.lines else page.lines[section.entry.last].end
    return Extent(page.lines[section.entry.first].start, end)


def _perspectives(
    page: Page, answers: Sequence[Section], contributors: dict[int, Contributor]
) -> tuple[tuple[Perspective, ...], dict[int, int]]:
    """Join the sections of the same contributors; give also which perspective each line of text belongs to."""
    grouped: dict[tuple[str, ...], list[Section]] = {}
    for section in answers:
        names = tuple(sorted((contributors[id(person)].name or "").casefold() for person in section.people))
        grouped.setdefault(names, []).append(section)
    found, owner = [], dict[int, int]()
    for order, group in enumerate(grouped.values()):
        passages = [passage for section in group for passage in _passages(page, section)]
        first = group[0]
        people = tuple(dict.fromkeys(contributors[id(person)] for person in first.people)) or (Contributor(None, "unknown"),)
        evidence = tuple(dict.fromkeys(word for section in group for word in _evidence(section)))
        found.append(Perspective(_header(page, first.entry), evidence, people, tuple(passages)))
        owner.update((line, order) for section in group for line in [*section.lines, *(_own_line(section))])
    return tuple(found), owner


def _own_line(section: Section) -> list[int]:
    """Give the line that a run-in header shares with its text."""
    return [section.entry.last] if section.entry is not None and section.entry.text_start is not None else []


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


def _passages(page: Page, section: Section) -> list[Passage]:
    """Make the passages of a section: runs of its lines; a passage ends where something else stands in between."""
    runs: list[list[Extent]] = []
    last = -2
    if section.entry is not None and section.entry.text_start is not None:
        last = section.entry.last
        runs.append([Extent(section.entry.text_start, page.lines[last].end)])
    for index in section.lines:
        if page.parts[index] is not None:
            continue
        if index != last + 1 or not runs:
            runs.append([])
        runs[-1].append(page.lines[index].extent)
        last = index
    header = _header(page, section.entry)
    return [
        Passage(Extent(run[0].start, run[-1].end), header if place == 0 else None, tuple(run)) for place, run in enumerate(runs)
    ]


def _pull_quotes(page: Page, plan: Plan, owner: dict[int, int]) -> tuple[PullQuote, ...]:
    """Give each pull quote its place and its true author: whoever wrote the line that it repeats."""
    found = []
    for repetition in plan.repetitions:
        before = next((i for i in range(repetition.line - 1, -1, -1) if i in owner), None)
        printed_in = owner[before] if before is not None else None
        author = owner.get(repetition.origin)
        source = repetition.source if author is not None else None
        found.append(PullQuote(page.lines[repetition.line].extent, printed_in, author, source))
    return tuple(found)


def _exclusions(page: Page) -> Iterable[Exclusion]:
    """Give the stretches that belong to nobody, by reason, those that follow each other joined."""
    for part, reason in _REASONS.items():
        last, start, origin = -2, -1, -1
        for line, is_part in zip(page.lines, page.parts, strict=True):
            if is_part != part:
                continue
            if line.index != last + 1:
                if last >= 0:
                    yield _exclusion(page, start, last, reason, origin)
                start, origin = line.index, page.duplicate_of.get(line.index, -1)
            last = line.index
        if last >= 0:
            yield _exclusion(page, start, last, reason, origin)


def _exclusion(page: Page, first: int, last: int, reason: ExclusionReason, origin: int) -> Exclusion:
    """Make an exclusion of some lines."""
    extent = Extent(page.lines[first].start, page.lines[last].end)
    return Exclusion(extent, reason, page.lines[origin].start if origin >= 0 and reason == "duplicate" else None)
