"""Speaker labels: turns of an interview, a panel, a round table.

A label counts when it comes back, or when it is short for somebody named in full elsewhere: initials, a surname, a
first name. Who asks is told from who answers by the label, by the credits, and by how their turns end.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.sections import Extent

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from solidarity_extract.segmenting.headers import Header
    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

MINIMUM = 3
"""Fewer turns than this are no conversation."""
CREDITS = 20_000
"""Credits and the names of the publication are read within this many code points."""
ASKS = 0.6
"""Who asks ends at least this share of their turns with a question mark."""

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
    counts = Counter(_key(label.text) for label in labels)
    wanted = {key for key, n in counts.items() if n >= 2 and _may_speak(key)}
    marked = Counter(_key(label.text) for label in labels if label.dress[1] and label.dress[0] != ALONE)
    wanted |= {
        key
        for key, n in marked.items()
        if n >= MINIMUM and key not in lexicon.words("not_labels") and key[:1].isalpha()
    }
    answered = {_key(label.text) for label in labels if not page.lines[label.line].is_question}
    wanted |= {
        key
        for key, n in counts.items()
        if n >= 2 and key not in lexicon.words("not_labels") and key[:1].isalpha() and key not in answered
    }
    wanted |= _in_the_same_dress(labels, wanted)
    full_names = FullNames(_full_names(known, labels))
    by_speaker: dict[str, Speaker] = {}
    resolved = [full_names.resolve(label.text) for label in labels]
    times = Counter(_key(name or label.text) for label, name in zip(labels, resolved, strict=True))
    shouted = _shouted_dresses(labels)
    for label, name in zip(labels, resolved, strict=True):
        if (
            label.dress[0] in (ALONE, INITIALS)
            and times[_key(name or label.text)] < 2
            and not _is_capital_label(label, name, shouted)
        ):
            continue
        if label.dress[0] == INITIALS and name is None:
            continue
        if name is None and _key(label.text) not in wanted and not _is_interviewer(label.text):
            continue
        speaker = by_speaker.setdefault(_key(name or label.text), Speaker(name or label.text))
        speaker.labels.append(label)
    speakers = [speaker for speaker in by_speaker.values() if speaker.labels]
    _drop_second_labels(speakers)
    if sum(len(speaker.labels) for speaker in speakers) < MINIMUM or len(speakers) < 2:
        return []
    _decide_who_asks(page, speakers, credited, publication)
    if not _is_conversation(speakers):
        return []
    _add_bare_labels(page, speakers)
    return speakers


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
    dresses = Counter(label.dress for label in labels if _key(label.text) in wanted)
    if not dresses:
        return set()
    dress, n = dresses.most_common(1)[0]
    if n < MINIMUM or dress[0] in (DASHED, ALONE):
        return set()
    last = max(label.line for label in labels if _key(label.text) in wanted)
    alike = (label for label in labels if label.dress == dress and label.line <= last and _may_speak(_key(label.text)))
    return {
        _key(label.text)
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


@functools.lru_cache(maxsize=1 << 14)
def _key(text: str) -> str:
    """Give the form in which labels are compared."""
    bare = re.sub(r"[^\w ]", "", text.casefold())
    words = bare.split()
    while len(words) > 1 and words[0] in lexicon.words("honorifics"):
        words.pop(0)
    return " ".join(words)


def _may_speak(key: str) -> bool:
    """Tell whether a label that comes back may be a speaker."""
    if key in lexicon.words("not_labels") or not key or key[0].isdigit():
        return False
    if _is_interviewer(key) or key in ("a", "answer"):
        return True
    words = key.split()
    if len(words) == 1 and names.is_common(key) and not names.is_given(key) and len(key) > 3:
        return key in lexicon.roles()
    return len(words) <= 5 and not (
        len(words) > 1 and all(names.is_common(word) for word in words) and words[-1] not in lexicon.roles()
    )


def _is_interviewer(text: str) -> bool:
    """Tell whether a label names the one who asks by their office."""
    return re.sub(r"\s+\d+$", "", text.casefold().strip(" .")) in lexicon.words("interviewers")


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
        if _key(name) not in found or found[_key(name)].isupper():
            found[_key(name)] = name
    longest: dict[str, int] = {}
    for key in found:
        if (alike := _pet_form(key)) is not None:
            longest[alike] = max(longest.get(alike, 0), key.index(" "))
    return [
        name for key, name in found.items() if (alike := _pet_form(key)) is None or longest[alike] <= key.index(" ")
    ]


def _pet_form(key: str) -> str | None:
    """Give what two forms of one name share: the first letters and the surname (`Steve`, `Stephen`)."""
    words = key.split()
    return f"{words[0][:3]}… {words[1]}" if len(words) == 2 else None


class FullNames:
    """Full names by all that may be short for them: initials, a surname, a first name, a pet form."""

    def __init__(self, full_names: Iterable[str]) -> None:
        self._exact: dict[str, str] = {}
        self._short: dict[str, str | None] = {}
        for name in full_names:
            self._exact.setdefault(_key(name), name)
        for key, name in self._exact.items():
            for short in _short_forms(key, name):
                self._short[short] = name if self._short.get(short, name) == name else None

    def resolve(self, label: str) -> str | None:
        """Tell whose label this is; `None` where nobody or two fit."""
        key = _key(label)
        if not key or key in self._exact:
            return self._exact.get(key) if key else None
        letters = label.replace(".", "").replace(" ", "").replace("-", "")
        asked = [key, _pet_form(key) or "", f"{letters}." if letters.isupper() and 2 <= len(letters) <= 4 else ""]
        fits = {self._short[short] for short in asked if short in self._short}
        return fits.pop() if len(fits) == 1 else None


def _short_forms(key: str, name: str) -> set[str]:
    """Give all that may be short for a name of two or more words; initials end in a full stop."""
    words = key.split()
    if len(words) < 2:
        return set()
    initials = "".join(word[0] for word in words).upper()
    parts = "".join(part[0] for word in name.casefold().split() for part in word.split("-") if part).upper()
    forms = {f"{letters}." for letters in (parts, initials[0] + initials[-1], *(initials[:n] for n in range(2, 5)))}
    forms |= {" ".join(words[:n]) for n in range(1, len(words))} | {" ".join(words[n:]) for n in range(1, len(words))}
    return forms | {word for word in words if len(word) > 2} | {f"{words[0][:3]}… {words[-1]}"}


def _drop_second_labels(speakers: list[Speaker]) -> None:
    """Keep one label a line."""
    seen: set[int] = set()
    for speaker in speakers:
        speaker.labels = [label for label in speaker.labels if label.line not in seen and not seen.add(label.line)]  # type: ignore[func-returns-value]


def _decide_who_asks(page: Page, speakers: Sequence[Speaker], credited: str, publication: str) -> None:
    """Tell who asks: by the label, by the credits, by the publication's name, by how their turns end."""
    folded, publication = re.sub(r"[^\w\s]", "", credited[:CREDITS].casefold()), publication[:CREDITS]
    initials, publication = _initials(publication), _unspaced(publication).casefold()
    for speaker in speakers:
        key = _key(speaker.name)
        labels = {_key(label.text) for label in speaker.labels}
        named = any(_is_interviewer(label.text) for label in speaker.labels) or any(
            _is_interviewer(k.split()[-1]) for k in labels if k
        )
        named = named or (len(key) > 3 and key in folded)
        short = {k for k in labels if len(k) > 3 and k in key.split()}
        paper = any(_has_word(publication, k) for k in {key, *short} if len(k) > 3)
        lettered = any(k.upper() in initials for k in labels if 2 <= len(k) <= 5 and k.isalpha())
        speaker.asks = named or ((paper or lettered) and (bool(short) or names.person_score(speaker.name) < 0.9))
    _find_host(page, speakers)
    undecided = [speaker for speaker in speakers if not speaker.asks]
    if not any(speaker.asks and not _FLOOR.search(speaker.name) for speaker in speakers) and len(undecided) >= 2:
        starts = sorted(label.line for speaker in speakers for label in speaker.labels)
        ends = dict(zip(starts, [*starts[1:], len(page.lines)], strict=True))
        asking = [(_share_of_questions(page, speaker, ends), speaker) for speaker in undecided]
        sure = [speaker for share, speaker in asking if share >= 0.75 and len(speaker.labels) >= 2]
        if len(sure) < len(undecided):
            for speaker in sure:
                speaker.asks = True
        best, speaker = max(asking, key=lambda pair: pair[0])
        first = min(undecided, key=lambda s: s.labels[0].line)
        if best >= ASKS and (speaker is first or best >= 0.75) and len(speaker.labels) >= 2:
            speaker.asks = True


_HOSTING = re.compile(
    r"\b(?:welcome to|welcome back|you're welcome|welcome everyone|welcome, everyone|"
    r"good (?:morning|afternoon|evening),? everyone|your host|i am joined|i'm joined|joining (?:me|us)|"
    r"my guests?|our guests?|thank you all for|"
    r"our speakers|our panel|the panel|we'll start with|let me (?:start|begin) with|introduce our)\b",
    re.IGNORECASE,
)


_FLOOR = re.compile(r"floor|audience|chat|question", re.IGNORECASE)


def _find_host(page: Page, speakers: Sequence[Speaker]) -> None:
    """Mark who opens the conversation and welcomes the others, unless somebody but the audience asks already."""
    if any(speaker.asks and not _FLOOR.search(speaker.name) for speaker in speakers) or len(speakers) < 2:
        return
    first = min(speakers, key=lambda speaker: speaker.labels[0].line)
    line = page.lines[first.labels[0].line]
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else line
    if _HOSTING.search(line.clean[:900]) or (
        first.labels[0].speech >= line.end and _HOSTING.search(following.clean[:900])
    ):
        first.asks = True


def _unspaced(text: str) -> str:
    """Join letters that are set wide (`K A R M I R`)."""
    return re.sub(r"(?<!\w)(?:\w ){2,}\w(?!\w)", lambda m: m.group().replace(" ", ""), text)


def _initials(publication: str) -> frozenset[str]:
    """Give the initials of the publication's names, line by line."""
    found: set[str] = set()
    for line in _unspaced(publication).splitlines():
        words = re.findall(r"[^\W\d_]+", line)
        for n in range(2, 6):
            found.update(
                "".join(word[0] for word in words[i : i + n]).upper() for i in range(min(3, len(words) - n + 1))
            )
    return frozenset(found)


def _has_word(text: str, word: str) -> bool:
    """Tell whether a word, or several, stand in a text on their own."""
    at = text.find(word)
    while at >= 0:
        if not re.match(r"\w", text[at - 1 : at]) and not re.match(r"\w", text[at + len(word) : at + len(word) + 1]):
            return True
        at = text.find(word, at + 1)
    return False


def _share_of_questions(page: Page, speaker: Speaker, ends: Mapping[int, int]) -> float:
    """Give the share of a speaker's turns that end with a question mark; `ends` tells where each turn ends."""
    asked = 0
    for label in speaker.labels:
        turn = [
            page.lines[i] for i in range(label.line, min(ends[label.line], label.line + 4)) if page.parts[i] is None
        ]
        asked += bool(turn) and turn[-1].is_question
    return asked / len(speaker.labels)


def _is_conversation(speakers: Sequence[Speaker]) -> bool:
    """Tell whether the labels make a conversation: somebody comes back, and more than one speaks."""
    answers = [speaker for speaker in speakers if not speaker.asks]
    coming_back = sum(len(speaker.labels) for speaker in speakers if len(speaker.labels) >= 2)
    turns = sum(len(speaker.labels) for speaker in speakers)
    asked = any(_is_interviewer(label.text) for speaker in speakers for label in speaker.labels)
    return bool(answers) and (coming_back >= MINIMUM or (turns >= MINIMUM and asked and coming_back >= 2))


def _add_bare_labels(page: Page, speakers: Sequence[Speaker]) -> None:
    """Add turns whose label lost its colon: a speaker's short label right at the start of a line, then a capital."""
    keys = {
        _key(label.text): speaker
        for speaker in speakers
        if not speaker.asks
        for label in speaker.labels
        if len(_key(label.text)) > 2
    }
    taken = {label.line for speaker in speakers for label in speaker.labels}
    for line in page.free():
        match = _BARE.match(line.clean) if line.index not in taken else None
        for words in (2, 1):
            label = " ".join(match["label"].split()[:words]) if match else ""
            speaker = keys.get(_key(label)) if label else None
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
