"""Speaker labels: turns of an interview, a panel, a round table.

A label counts when it comes back, or when it is short for somebody named in full elsewhere: initials, a surname, a
first name. Who asks is told from who answers by the label, by the credits, and by how their turns end.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.asking import decide_who_asks, is_interviewer
from solidarity_extract.segmenting.full_names import FullNames, name_key, pet_form
from solidarity_extract.segmenting.sections import Extent

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from collections.abc import Set as AbstractSet

    from solidarity_extract.segmenting.headers import Header
    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

MINIMUM = 3
"""Fewer turns than this are no conversation."""
_LABEL = r"[^\W_](?:[^\n:*_\[\]()|]{0,48}?[^\W_]\.?)?"
_TIME = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?)"
_GAP = r"\s{0,12}"
_FORMS = (
    re.compile(
        rf"(?:{_TIME}{_GAP}[-–—|]?{_GAP})?[*_]{{0,2}}(?P<label>{_LABEL})[*_:]{{0,3}}{_GAP}[-–—|]?{_GAP}{_TIME}{_GAP}:?\s*(?=\S|$)"
    ),
    re.compile(rf"{_TIME}{_GAP}[-–—|]?{_GAP}[*_]{{0,2}}(?P<label>{_LABEL})[*_]{{0,2}}{_GAP}:\s*[*_]{{0,2}}(?=\S|$)"),
    re.compile(
        rf"[\s>*_#\[(-]{{0,6}}(?P<label>{_LABEL})(?:\s?[(\[][^()\[\]\n]{{1,60}}[)\]])?[\s*_\])]{{0,4}}:[\s*_:]{{0,4}}(?=\S|$)"
    ),
    re.compile(rf"(?:\*\*|__)(?P<label>{_LABEL})[.:]?(?:\*\*|__)[\s.:–—-]{{0,4}}(?=\S|$)"),
    re.compile(rf"\[(?P<label>{_LABEL})\][\s:.–—-]{{0,4}}(?=\S|$)"),
    re.compile(rf"[*_]{{1,2}}(?P<label>{_LABEL})[*_]{{1,3}}[\s:.–—-]{{0,4}}(?=\S|$)"),
    re.compile(rf"(?P<label>{_LABEL})\s[–—-]\s(?=\S)"),
    re.compile(r"[*_]{0,2}(?P<label>[A-Z]{2,3})[*_]{0,2}\s+(?=[A-Z\"'(\[])"),
)
_STANCE = re.compile(r"[\s#*_]*(?:yes|no|for|against|pro|con)\s*(?:[–—:|-]|\*\*)\s*", re.IGNORECASE)
DASHED, INITIALS, ALONE = 6, 7, 99
"""The numbers of the forms `Name – text` and `AB text`, and of a label that is a line of its own."""
_BARE = re.compile(r"(?P<label>[^\W\d_][\w'.-]*(?: [^\W\d_][\w'.-]*)?)\s(?=[\"'A-ZÀ-Þ])")


@dataclass(slots=True)
class Label:
    """A possible speaker label at the start of a line."""

    line: int
    extent: Extent
    text: str
    speech: int
    """Where the speech begins; the end of the line where the label stands alone."""
    dress: tuple[int, bool, bool] = (0, False, False)
    """The form of the label and its type."""


@dataclass(slots=True)
class Speaker:
    """Somebody whose label comes back: the labels, the full name where one is known, and whether they ask."""

    name: str
    labels: list[Label] = field(default_factory=list)
    asks: bool = False
    header: Header | None = None
    """Where the speaker is named in full, if that was found for a label that is no name."""


def find_turns(
    page: Page, known: Sequence[str], credited: str, publication: str, headers: Container[int]
) -> list[Speaker]:
    """Find the speakers of a conversation; an empty list where the page is none.

    `known` are full names in the page (headers, panel lists), `credited` the lines that credit interviewers and
    moderators, `publication` the names by which the page itself may ask, `headers` lines that are no speech.
    """
    labels = [label for label in _all_labels(page) if label.dress[0] != ALONE or label.line + 1 not in headers]
    speakers = _speakers(labels, _wanted(page, labels), FullNames(_full_names(known, labels)))
    _drop_second_labels(speakers)
    if sum(len(speaker.labels) for speaker in speakers) < MINIMUM or len(speakers) < 2:
        return []
    decide_who_asks(page, speakers, credited, publication)
    if not _is_conversation(speakers):
        return []
    _add_bare_labels(page, speakers)
    return speakers


def _wanted(page: Page, labels: Sequence[Label]) -> set[str]:
    """Give the labels that speak: they come back and may be speakers, or come back in bold or without a question."""
    counts = Counter(name_key(label.text) for label in labels)
    marked = Counter(name_key(label.text) for label in labels if label.dress[1] and label.dress[0] != ALONE)
    answered = {name_key(label.text) for label in labels if not page.lines[label.line].is_question}
    back = {key for key, n in counts.items() if n >= 2}
    unlisted = {key for key in back if key not in lexicon.words("not_labels") and key[:1].isalpha()}
    wanted = {key for key in back if _may_speak(key)}
    wanted |= {key for key in unlisted if marked[key] >= MINIMUM or key not in answered}
    return wanted | _in_the_same_dress(labels, wanted)


def _speakers(labels: Sequence[Label], wanted: AbstractSet[str], full_names: FullNames) -> list[Speaker]:
    """Gather the labels by who speaks; labels that may be anything count only where they come back."""
    resolved = [full_names.resolve(label.text) for label in labels]
    times = Counter(name_key(name or label.text) for label, name in zip(labels, resolved, strict=True))
    shouted = _shouted_dresses(labels)
    by_speaker: dict[str, Speaker] = {}
    for label, name in zip(labels, resolved, strict=True):
        key, form = name_key(name or label.text), label.dress[0]
        once = form in (ALONE, INITIALS) and times[key] < 2 and not _is_capital_label(label, name, shouted)
        known = name is not None or (
            form != INITIALS and (name_key(label.text) in wanted or is_interviewer(label.text))
        )
        if known and not once:
            by_speaker.setdefault(key, Speaker(name or label.text)).labels.append(label)
    return list(by_speaker.values())


def _all_labels(page: Page) -> list[Label]:
    """Give the possible labels of the page; lines printed twice in a row are links."""
    found: list[Label] = []
    before = ""
    for line in page.free():
        label = _label(line)
        if line.clean == before:
            if found and found[-1].line == line.index - 1:
                found.pop()
        elif label is not None and (label.dress[0] != ALONE or _is_spoken_below(page, line)):
            found.append(label)
        before = line.clean
    return found


def _is_spoken_below(page: Page, line: Line) -> bool:
    """Tell whether what stands below a label of its own line may be speech rather than a menu."""
    below = page.lines[line.index + 1] if page.is_free(line.index + 1) else None
    return below is not None and (below.words >= 5 or below.ends_sentence or below.is_question)


def _label(line: Line) -> Label | None:
    """Give the possible label at the start of a line."""
    stance = _STANCE.match(line.clean)
    for number, form in enumerate(_FORMS):
        match = form.match(line.clean, stance.end() if stance else 0)
        if match and _looks_like_label(match["label"]) and not (line.heading and match.end() < len(line.clean)):
            extent = Extent(line.start + match.start("label"), line.start + match.end("label"))
            return Label(line.index, extent, match["label"], line.start + match.end(), (number, line.bold, line.italic))
    alone = (line.clean[stance.end() :] if stance else line.body).strip(" :.[]()*_#")
    if line.length <= 40 and _looks_like_label(alone) and len(alone.split()) <= 3 and not line.heading:
        at = line.start + line.clean.index(alone)
        return Label(line.index, Extent(at, at + len(alone)), alone, line.end, (ALONE, line.bold, line.italic))
    return None


def _shouted_dresses(labels: Sequence[Label]) -> set[tuple[int, bool, bool]]:
    """Give the dresses in which labels in capitals come back."""
    counts = Counter((label.dress, label.text) for label in labels if label.text.isupper())
    coming_back: Counter[tuple[int, bool, bool]] = Counter()
    for (dress, _), n in counts.items():
        coming_back[dress] += n if n >= 2 else 0
    return {dress for dress, n in coming_back.items() if n >= MINIMUM + 1}


def _is_capital_label(label: Label, name: str | None, shouted: AbstractSet[tuple[int, bool, bool]]) -> bool:
    """Tell whether a label that stands only once is a name in capitals, as others that come back are."""
    if label.dress[0] != ALONE or not label.text.isupper() or len(label.text) < 4:
        return False
    return label.dress in shouted and (name is not None or names.person_score(label.text) >= 0.6)


def _in_the_same_dress(labels: Sequence[Label], wanted: set[str]) -> set[str]:
    """Give the labels that stand only once, but in the dress of most that come back."""
    dresses = Counter(label.dress for label in labels if name_key(label.text) in wanted)
    if not dresses:
        return set()
    dress, n = dresses.most_common(1)[0]
    if n < MINIMUM or dress[0] in (DASHED, ALONE):
        return set()
    last = max(label.line for label in labels if name_key(label.text) in wanted)
    alike = (
        label for label in labels if label.dress == dress and label.line <= last and _may_speak(name_key(label.text))
    )
    return {
        name_key(label.text)
        for label in alike
        if names.person_score(label.text) >= 0.3 or names.is_organisation(label.text)
    }


def _looks_like_label(text: str) -> bool:
    """Tell whether a text has the shape of a label: a few words, the first with a capital."""
    words = text.split()
    return (
        1 <= len(words) <= 6
        and (text[0].isupper() or text[0].lower() == text[0].upper())
        and not any(ch in text for ch in ".!?,;" if ch != "." or text.count(".") > 3)
    )


def _may_speak(key: str) -> bool:
    """Tell whether a label that comes back may be a speaker."""
    if key in lexicon.words("not_labels") or not key or key[0].isdigit():
        return False
    if is_interviewer(key) or key in ("a", "answer"):
        return True
    words = key.split()
    if len(words) == 1 and names.is_common(key) and not names.is_given(key) and len(key) > 3:
        return key in lexicon.roles()
    return len(words) <= 5 and not (
        len(words) > 1 and all(names.is_common(word) for word in words) and words[-1] not in lexicon.roles()
    )


def _full_names(known: Sequence[str], labels: Sequence[Label]) -> list[str]:
    """Give the full names that short labels may stand for, those that speak themselves first."""
    spoken = [
        label.text
        for label in labels
        if " " in label.text and names.person_score(label.text) >= 0.3 and not names.is_place(label.text)
    ]
    short = {label.text.upper() for label in labels if label.text.isupper() and 2 <= len(label.text) <= 4}
    papers = [
        label.text
        for label in labels
        if " " in label.text and "".join(word[0] for word in label.text.split()).upper() in short
    ]
    found: dict[str, str] = {}
    for name in (*spoken, *papers, *known):
        if name_key(name) not in found or found[name_key(name)].isupper():
            found[name_key(name)] = name
    longest: dict[str, int] = {}
    for key in found:
        if (alike := pet_form(key)) is not None:
            longest[alike] = max(longest.get(alike, 0), key.index(" "))
    return [name for key, name in found.items() if (alike := pet_form(key)) is None or longest[alike] <= key.index(" ")]


def _drop_second_labels(speakers: list[Speaker]) -> None:
    """Keep one label a line."""
    seen: set[int] = set()
    for speaker in speakers:
        speaker.labels = [label for label in speaker.labels if label.line not in seen and not seen.add(label.line)]  # type: ignore[func-returns-value]


def _is_conversation(speakers: Sequence[Speaker]) -> bool:
    """Tell whether the labels make a conversation: somebody comes back, and more than one speaks."""
    answers = [speaker for speaker in speakers if not speaker.asks]
    coming_back = sum(len(speaker.labels) for speaker in speakers if len(speaker.labels) >= 2)
    turns = sum(len(speaker.labels) for speaker in speakers)
    asked = any(is_interviewer(label.text) for speaker in speakers for label in speaker.labels)
    return bool(answers) and (coming_back >= MINIMUM or (turns >= MINIMUM and asked and coming_back >= 2))


def _add_bare_labels(page: Page, speakers: Sequence[Speaker]) -> None:
    """Add turns whose label lost its colon: a speaker's short label right at the start of a line, then a capital."""
    keys = {
        name_key(label.text): speaker
        for speaker in speakers
        if not speaker.asks
        for label in speaker.labels
        if len(name_key(label.text)) > 2
    }
    taken = {label.line for speaker in speakers for label in speaker.labels}
    for line in page.free():
        match = _BARE.match(line.clean) if line.index not in taken else None
        for words in (2, 1):
            label = " ".join(match["label"].split()[:words]) if match else ""
            speaker = keys.get(name_key(label)) if label else None
            rest = line.clean[len(label) :].lstrip(" .")
            if speaker is not None and line.clean.startswith(speaker.name) and len(label) < len(speaker.name):
                break
            if speaker is not None and rest[:1] and not rest[0].islower() and line.blank_before:
                end = line.start + len(label)
                speech = line.start + len(line.clean) - len(rest)
                speaker.labels.append(Label(line.index, Extent(line.start, end), label, speech))
                break


def speakers_by_line(speakers: Sequence[Speaker]) -> dict[int, tuple[Speaker, Label]]:
    """Map each line with a label to its speaker."""
    found: dict[int, tuple[Speaker, Label]] = defaultdict()
    for speaker in speakers:
        for label in speaker.labels:
            found[label.line] = (speaker, label)
    return found
