"""What speaks for a head and against it: the signs of its type, its fields and its wording, each with its weight."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import fields, lexicon, names
from solidarity_extract.segmenting.cutting import cut_fields
from solidarity_extract.segmenting.page import chrome_weight

if TYPE_CHECKING:
    from collections.abc import Callable

    from solidarity_extract.segmenting.heads import Head
    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

WEIGHTS: dict[str, float] = {
    "heading": 1.0,
    "bold": 0.9,
    "italic": 0.2,
    "numbered": 0.6,
    "key": 1.6,
    "byline": 1.3,
    "dateline": 0.8,
    "valediction": 1.5,
    "honorific": 0.8,
    "dash": 0.3,
    "sentence": 0.3,
    "role": 1.0,
    "organisation": 0.6,
    "age": 0.9,
    "number": 0.6,
    "place": 0.4,
    "named_field": 0.3,
    "bar": 0.5,
    "several": 0.4,
    "saying": 1.6,
    "colon": 0.5,
    "trailing_comma": 0.5,
    "salutation": -2.5,
    "rest_below": 0.6,
    "only_a_place": -1.6,
    "bare_capitals": -0.7,
    "shouts": -0.1,
    "in_a_list": -3.0,
    "topic_above": 0.4,
    "blank_above": 0.3,
    "no_blank_above": -0.3,
    "text_follows": 0.8,
    "no_text_follows": -2.5,
    "named_elsewhere": 0.4,
    "running_sentence": -1.5,
    "long": -2.0,
    "closes_like_a_sentence": -0.8,
    "question": -1.5,
    "spoken_about": -2.0,
    "staff": -3.0,
    "bio": -2.5,
    "speaks": -2.0,
    "menu": -2.5,
    "description_closes": -1.5,
    "credit": -4.0,
    "chrome": -2.0,
    "quoted": -1.5,
    "masthead": -2.5,
    "quoted_in_text": -3.5,
    "bullet": -1.0,
}
"""What each sign is worth; the sum over a head's signs is compared with `ACCEPTED`."""


_LEADS = frozenset(("numbered", "key", "byline", "dateline", "honorific", "dash", "sentence", "valediction"))
"""Signs that the grammar of headers finds in front of a name."""


def dress_signs(page: Page, line: Line, head: Head) -> set[str]:
    """Read the typographic signs."""
    signs = head.header.evidence & _LEADS
    signs |= {sign for sign, shows in _DRESS.items() if shows(line)}
    signs |= _name_signs(page, line, head)
    if not signs & {"byline", "key"}:
        if "honorific" not in signs and _is_masthead(page, line, head):
            signs.add("masthead")
        if chrome_weight(line, separators=False) >= 1:
            signs.add("chrome")
    return signs


def _name_signs(page: Page, line: Line, head: Head) -> set[str]:
    """Read whether the first name is rather a place or a word in capitals."""
    extent = head.header.people[0].extent
    name = page.plain[extent.start : extent.end]
    signs: set[str] = set()
    bare = extent.end >= line.inner.end - 1 or page.plain[extent.end : extent.end + 2] == " ("
    if head.form == "run_in" or not bare:
        return signs
    if names.is_place(re.sub(r"\s*\(.*", "", name)) and not names.is_given(name.split()[0]):
        signs.add("only_a_place")
    if name.isupper() and " " not in name and name.casefold() not in lexicon.organisations():
        signs.add("bare_capitals")
    return signs


def _is_masthead(page: Page, line: Line, head: Head) -> bool:
    """Tell whether a line is the name of the site: undressed, at the very top, over page furniture."""
    person = head.header.people[0]
    undressed = head.form == "line" and not (line.heading or line.bold)
    untold = person.kind == "organisation" or not person.fields
    return undressed and untold and line.index <= 1 and _stands_over_chrome(page, line)


def _stands_over_chrome(page: Page, line: Line) -> bool:
    """Tell whether page furniture stands right below a line."""
    return any(chrome_weight(below) >= 0.8 or is_menu(below) for below in page.lines[line.index + 1 : line.index + 3])


def is_menu(line: Line) -> bool:
    """Tell whether a line is a menu: four or more short parts between bars, dots or slashes."""
    parts = re.split(r"\s+[|·•/▸›»◆]\s+|\s{2,}", line.clean)
    if len(parts) >= 3 and all(len(part.split()) <= 2 for part in parts) and names.person_score(parts[0]) < 0.5:
        return True
    return len(parts) >= 4 and all(len(part.split()) <= 4 for part in parts) and not names.is_acronym(parts[0])


_DRESS: dict[str, Callable[[Line], object]] = {
    "heading": lambda line: line.heading,
    "bold": lambda line: line.bold,
    "italic": lambda line: line.italic,
    "shouts": lambda line: line.body.isupper() and line.words > 1,
    "bullet": lambda line: line.bullet in ("•", "*", "+", "▪", "◦", "·"),
    "quoted": lambda line: line.clean[:1] in "\"'" and line.clean.rstrip()[-1:] in "\"'",
    "menu": is_menu,
}
"""Signs that a line alone shows."""


_AGE = re.compile(r"[,(]\s*(?:aged\s+)?[1-9]\d(?=[,;).:]|\s*$|\s+and\s|\*)")


def field_signs(page: Page, head: Head) -> set[str]:
    """Read the signs of what stands behind the name."""
    signs: set[str] = set()
    for person in head.header.people:
        for item in fields.read_items(page.plain, person.fields):
            kind = item.kind if item.kind != "unsettled" else "named_field"
            text = page.plain[item.extent.start : item.extent.end]
            if kind == "role" and not _known_role(text):
                continue
            signs.add(kind)
    behind = page.plain[head.header.people[0].extent.end : head.header.end][:120]
    if _AGE.match(behind) or re.match(r"\s*,\s*[1-9]\d\b", behind):
        signs.add("age")
    if re.match(r"\s*,?\s*\(?(?:#|no\.? ?)?\d{4,}\b", behind, re.IGNORECASE):
        signs.add("number")
    if re.match(r"\s*[|(/]", behind):
        signs.add("bar")
    if len(head.header.people) > 1:
        signs.add("several")
    return signs


def _known_role(text: str) -> bool:
    """Tell whether a role has a role word in it."""
    found = [token.text.casefold() for token in names.tokens(text, 0, len(text))]
    return any(" ".join(found[i : i + n]) in lexicon.roles() for i in range(len(found)) for n in (1, 2))


def rest_signs(page: Page, below: Line) -> set[str]:
    """Read what a line below a name tells: a role, an organisation, a place."""
    items = fields.read_items(page.plain, cut_fields(page.plain, below.inner.start, below.inner.end))
    if any(item.kind == "role" and _known_role(page.plain[item.extent.start : item.extent.end]) for item in items):
        return {"rest_below", "role"}
    return {"rest_below"} if any(item.kind != "role" for item in items) else set()


@functools.cache
def _says() -> re.Pattern[str]:
    """Compile the verbs of saying right behind a name."""
    return re.compile(r"\s*,?\s*(?:" + "|".join(sorted(lexicon.words("saying"))) + r")\b")


SALUTATION = re.compile(
    r"\W*(?:dear|to (?:the|whoever|whom|a|all|my|our)|brothers|sisters|comrades|friends|"
    r"greetings|hello|excellenc|hermanos|sir\b|madam)",
    re.IGNORECASE,
)
_LISTED_NAME = re.compile(names.FULL_NAME.pattern + ",")
_STAFF = re.compile(
    r"\b(?:staff|editors|editorial(?: (?:collective|team|board))?|newsroom|admin|web team|desk)$", re.IGNORECASE
)
SPEAKS_ABOUT = re.compile(
    r"\s(?:is|was|works|worked|writes|teaches|lives|has|organises|organizes|edits|studies|runs|chairs)\b"
)
_SPEAKS = re.compile(r"^[^:\"]{0,80}?\b(?:I|you|your|my|me|I'\w+|you'\w+)\b")
_OWN_WORDS = re.compile(r"(?<!told )(?<!tells )(?<!asked )(?<!to )(?<!for )\b(?:I|me|my|us|our|we)\b")


@dataclass(frozen=True, slots=True)
class _Wording:
    """A head with what is written in its header, and behind its last name."""

    page: Page
    line: Line
    head: Head
    written: str
    behind: str

    @property
    def alone(self) -> bool:
        """Tell whether the header has a line of its own."""
        return self.head.form == "line"

    @property
    def anonymous(self) -> bool:
        """Tell whether a description stands for the name."""
        return self.head.header.people[0].kind == "anonymous"

    @property
    def names(self) -> str:
        """Everything from the first name to the last."""
        people = self.head.header.people
        return self.page.plain[people[0].extent.start : people[-1].extent.end]


def closing_signs(page: Page, line: Line, head: Head) -> set[str]:
    """Read the signs at the end of the header and of its wording."""
    written = page.plain[head.start : head.text_start if head.form == "run_in" else line.end].rstrip()
    behind = page.plain[head.header.people[-1].extent.end : head.header.end]
    wording = _Wording(page, line, head, written, behind)
    signs = {sign for sign, shows in _CLOSING.items() if shows(wording)}
    if _runs_on(wording):
        signs.add("sentence" if _hands_over(wording) else "running_sentence")
        if wording.anonymous:
            signs.add("description_closes")
    return signs


def _has_colon(wording: _Wording) -> bool:
    """Tell whether a header closes with a colon, or with a verb of saying in a longer sentence."""
    return wording.written.endswith(":") or (_says_openly(wording) and not _is_few_words(wording))


def _is_saying(wording: _Wording) -> bool:
    """Tell whether a header says that somebody speaks."""
    if wording.written.endswith(":"):
        return bool(lexicon.pattern("saying").search(wording.behind))
    return _says_openly(wording) and _is_few_words(wording)


def _says_openly(wording: _Wording) -> bool:
    """Tell whether a verb of saying stands right behind a name in a line of its own."""
    return wording.alone and _says().match(wording.behind) is not None


def _tells_a_story(wording: _Wording) -> bool:
    """Tell whether a description before a colon is somebody's sentence (`The baker gave us credit: …`)."""
    return not wording.alone and wording.anonymous and re.search(r"\b(?:I|us|we)\b", wording.names) is not None


def _is_few_words(wording: _Wording) -> bool:
    """Tell whether a header is a few words that do not close like a sentence."""
    return wording.line.words <= 8 and not wording.line.ends_sentence


def _runs_on(wording: _Wording) -> bool:
    """Tell whether the sentence goes on behind the name with anything but a verb of saying or a preposition."""
    following = re.match(r"['\"]?\s+([a-zà-þ]+)", wording.behind)
    return following is not None and following[1] not in lexicon.words("saying") and following[1] not in _GOES_ON


def _hands_over(wording: _Wording) -> bool:
    """Tell whether a sentence of its own line hands over to a person (`Next came Ana Prates, a nurse:`)."""
    person = wording.head.header.people[0].kind == "person"
    return wording.written.endswith(":") and wording.alone and person


_GOES_ON = frozenset(("and", "in", "of", "from", "with", "at", "on"))


_CLOSING: dict[str, Callable[[_Wording], object]] = {
    "colon": _has_colon,
    "saying": _is_saying,
    "trailing_comma": lambda w: w.written.endswith(","),
    "in_a_list": lambda w: (
        not w.alone and w.anonymous and _LISTED_NAME.match(w.page.plain, w.head.text_start, w.line.end)
    ),
    "long": lambda w: w.alone and w.line.length > 170,
    "question": lambda w: w.alone and w.line.is_question,
    "closes_like_a_sentence": lambda w: (
        w.alone and not w.line.is_question and w.line.ends_sentence and w.line.words > 6
    ),
    "description_closes": lambda w: w.alone and w.anonymous and w.line.ends_sentence,
    "staff": lambda w: _STAFF.search(w.names),
    "bio": lambda w: (w.line.italic or w.line.wholly_marked) and SPEAKS_ABOUT.match(w.behind),
    "speaks": lambda w: (_SPEAKS if w.alone else _OWN_WORDS).search(w.behind) or _tells_a_story(w),
    "credit": lambda w: is_credit(w.written),
    "salutation": lambda w: SALUTATION.match(w.written),
}
"""Signs of the wording of a header."""


_CREDIT_AFTER = re.compile(r"(?:^|[|·•;]\s|\.\s)\s*", re.MULTILINE)


def is_credit(text: str) -> bool:
    """Tell whether a line credits an editor, interviewer, translator, photographer and the like."""
    credit = lexicon.pattern("credits")
    bare = text.lstrip("*_#>[( ")
    return bool(credit.match(bare)) or any(credit.match(bare, m.end()) for m in _CREDIT_AFTER.finditer(bare[:200]))
