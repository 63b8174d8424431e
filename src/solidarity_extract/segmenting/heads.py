"""Which lines may introduce somebody, and what speaks for each: evidence with weights, added up.

A head is a line (or the opening of a line) that the grammar of headers can read. What its layout, its type, its name,
its role words, its neighbours and the other heads of the same style say is added up; no single sign decides.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from solidarity_extract.segmenting import fields, lexicon, names
from solidarity_extract.segmenting.cutting import cut_fields
from solidarity_extract.segmenting.headers import read_header
from solidarity_extract.segmenting.leads import is_dateline
from solidarity_extract.segmenting.page import chrome_weight

if TYPE_CHECKING:
    from solidarity_extract.segmenting.headers import Header
    from solidarity_extract.segmenting.layout import Line
    from solidarity_extract.segmenting.page import Page

DASHES = frozenset(("–", "—", "-", "--", "---"))
Form = Literal["line", "run_in"]
Style = tuple[object, ...]

LONGEST = 240
"""A header line has at most this many code points."""
LABEL = 170
"""A run-in header ends within this many code points."""
ACCEPTED = 2.5
"""A head with evidence of this weight is a header."""
SINGLE = 4.3
"""A lone head in the middle of a text needs this weight."""
PROMISING = 1.2
"""A head with this weight counts for the others of its style."""

WEIGHTS: dict[str, float] = {
    "heading": 1.0,
    "bold": 0.9,
    "italic": 0.2,
    "capitals": 0.5,
    "numbered": 0.6,
    "key": 1.6,
    "byline": 1.3,
    "dateline": 0.8,
    "valediction": 1.5,
    "honorific": 0.8,
    "dash": 0.3,
    "sentence": 0.3,
    "role": 1.0,
    "organisation": 0.9,
    "age": 0.9,
    "number": 0.6,
    "place": 0.5,
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
    "text_follows": 0.9,
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
        if not is_topic(page, above) or _is_listed(page, by_line, above.index, head):
            break
        head.top -= 1
    while page.is_free(head.last + 1) and head.last - head.line < 3:
        below = page.lines[head.last + 1]
        if below.blank_before or not _is_header_rest(below) or _is_listed(page, by_line, below.index, head):
            break
        head.last += 1
    if head.last + 1 < len(page.lines) and head.last > head.line and not _body_below(page, head.last):
        head.last = head.line


def is_topic(page: Page, line: Line) -> bool:
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


def _same_style(other: Head | None, head: Head) -> bool:
    """Tell whether a line is a head of the same dress: then it is no part of this header."""
    return (
        other is not None
        and other.style == head.style
        and other.header.people[0].kind == head.header.people[0].kind
        and other.header.strength >= 0.6
    )


LISTED = 3
"""So many names of one dress on lines that follow each other are a list, not headers."""


def _is_listed(page: Page, by_line: dict[int, Head], index: int, head: Head) -> bool:
    """Tell whether a line beside a head is another item of a list of names."""
    other = by_line.get(index)
    if other is None or not _same_style(other, head):
        return False
    telling = all(_tells(one) for one in (other, head))
    return telling or _run_length(page, by_line, head) >= LISTED


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
    run_in = split_run_in(page, line)
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
    r"\W*(?:posted |published |updated )?(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)[a-z]{0,6},?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?\.?"
    r"\s+(?:\d{1,2}(?:st|nd|rd|th)?\b,?\s*)?(?:\d{4})?(?:\W*$|\s+[·•|]\s(?!by\b))",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:I|WE|YOU|IT|MY|My|Our|OUR)\s")
_MY_NAME = re.compile(rf"\W*My name is {names.FULL_NAME.pattern}")
_COLON = re.compile(r"\s?:(?=\s|$)")
_SENTENCE = re.compile(r"[a-z]{3}[.!?]\s")
_CONTINUES = re.compile(r"\s*(?:,|\(|of\b|from\b|–|—|\|)")


def split_run_in(page: Page, line: Line) -> tuple[int, int] | None:
    """Find where a run-in header ends and the text of the same line begins (both as offsets), if it has both."""
    introduced = _MY_NAME.match(line.clean)
    if introduced and line.length > 60:
        return line.start + introduced.end(), line.start + introduced.end()
    marked = _marked_end(line)
    if marked:
        label_end, rest = marked
        tail = line.clean[rest : rest + LABEL]
        if _CONTINUES.match(tail):
            colon = _COLON.search(tail)
            if not colon or _SENTENCE.search(tail[: colon.start()]):
                return None
            label_end = rest + colon.end()
        text = _text_from(line, max(rest, label_end))
        return (line.start + label_end, text) if text is not None else None
    colon = _COLON.search(line.clean, 0, LABEL)
    if not colon or line.heading or _SENTENCE.search(line.clean[: colon.start()]):
        return None
    text = _text_from(line, colon.end())
    if text is None or not _is_speech(line, text):
        return None
    if _is_dateline_before_name(line, colon):
        return _age_run_in(line, colon.end())
    return line.start + colon.end(), text


def _marked_end(line: Line) -> tuple[int, int] | None:
    """Give the end of the bold or italic opening of a line, without and with its closing marks."""
    if not (line.bold or line.italic) or line.wholly_marked or line.heading:
        return None
    opening = line.inner.start - line.start
    closing = re.compile(r"\s?:?\s?[*_]{1,3}").search(line.clean, opening + 1, opening + LABEL)
    return (closing.start(), closing.end()) if closing else None


def _text_from(line: Line, at: int) -> int | None:
    """Find where text starts behind a label; `None` where fewer than two characters follow."""
    while at < len(line.clean) and line.clean[at] in " :*_-–—.":
        at += 1
    return line.start + at if len(line.clean) - at >= 2 else None


def _is_dateline_before_name(line: Line, colon: re.Match[str]) -> bool:
    """Tell whether a place or a date stands before the colon and a name behind it (`POLAND: Ana Prates, nurse`)."""
    before = line.clean[line.inner.start - line.start : colon.start()]
    if line.length > LONGEST:
        return bool(_AGED.match(line.clean, colon.end())) and is_dateline(before.strip(" *_"))
    behind = read_header(line.clean, colon.end(), len(line.clean))
    return behind is not None and behind.strength >= 0.6 and is_dateline(before.strip(" *_"))


_AGED = re.compile(r"\s*[^\s,:;][^,:;]{1,40}, [1-9]\d\b(?:, [a-z][a-z -]{2,40}(?: \([a-z ]{2,20}\))?(?=\. ))?[,.]?\s+")


def _age_run_in(line: Line, at: int) -> tuple[int, int] | None:
    """Find where text begins behind a name and an age that follow a dateline (`Ghana: Efua B., 31, seamstress. A dozen …`)."""
    aged = _AGED.match(line.clean, at) if line.length > 60 else None
    return (line.start + aged.end() - 1, line.start + aged.end()) if aged else None


def _is_speech(line: Line, text: int) -> bool:
    """Tell whether what follows a colon is what somebody says rather than the title of their piece."""
    rest = line.clean[text - line.start :]
    return line.ends_sentence or len(rest) > 110


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


_NAME_RUN = re.compile(r"[^\W\d_a-z][\w'-]{1,40}(?: [^\W\d_a-z][\w'-]{0,40}){1,3}")


def _name_counts(page: Page) -> Counter[str]:
    """Count the capitalised runs of the page, each with its two-word opening and closing."""
    counts: Counter[str] = Counter()
    for match in _NAME_RUN.finditer(page.plain):
        words = match.group().casefold().split()
        counts.update({" ".join(words), " ".join(words[:2]), " ".join(words[-2:])})
    return counts


def _weigh(page: Page, head: Head, by_line: dict[int, Head], mentioned: Counter[str]) -> None:
    """Add up the evidence of a head from itself and its neighbours."""
    line = page.lines[head.line]
    signs = {
        *_dress_signs(page, line, head),
        *_field_signs(page, head),
        *_layout_signs(page, head, by_line),
        *_closing_signs(page, line, head),
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
        return 0.9 if person.strength >= 0.6 else 0.1
    return max(-1.2, min(1.5, (person.strength - 0.5) * 3))


def _dress_signs(page: Page, line: Line, head: Head) -> set[str]:
    """Read the typographic signs."""
    signs = head.header.evidence & {
        "numbered",
        "key",
        "byline",
        "dateline",
        "honorific",
        "dash",
        "sentence",
        "valediction",
    }
    person = head.header.people[0]
    name = page.plain[person.extent.start : person.extent.end]
    if line.heading:
        signs.add("heading")
    if line.bold:
        signs.add("bold")
    if line.italic:
        signs.add("italic")
    if name.isupper() and len(name) > 4 and not name.isascii() | names.is_acronym(name):
        signs.add("capitals")
    if head.form == "line" and (
        person.extent.end >= line.inner.end - 1 or page.plain[person.extent.end : person.extent.end + 2] == " ("
    ):
        if names.is_place(re.sub(r"\s*\(.*", "", name)) and not names.is_given(name.split()[0]):
            signs.add("only_a_place")
        if name.isupper() and " " not in name and name.casefold() not in lexicon.organisations():
            signs.add("bare_capitals")
    if line.body.isupper() and line.words > 1:
        signs.add("shouts")
    if line.bullet in ("•", "*", "+", "▪", "◦", "·"):
        signs.add("bullet")
    if line.clean[:1] in "\"'" and line.clean.rstrip()[-1:] in "\"'":
        signs.add("quoted")
    if is_menu(line):
        signs.add("menu")
    if (
        not (line.heading or line.bold)
        and line.index <= 1
        and head.form == "line"
        and (person.kind == "organisation" or not person.fields)
        and not signs & {"byline", "key", "honorific"}
        and _stands_over_chrome(page, line)
    ):
        signs.add("masthead")
    if chrome_weight(line, separators=False) >= 1 and not signs & {"byline", "key"}:
        signs.add("chrome")
    return signs


def _stands_over_chrome(page: Page, line: Line) -> bool:
    """Tell whether page furniture stands right below a line."""
    return any(chrome_weight(below) >= 0.8 or is_menu(below) for below in page.lines[line.index + 1 : line.index + 3])


def is_menu(line: Line) -> bool:
    """Tell whether a line is a menu: four or more short parts between bars, dots or slashes."""
    parts = re.split(r"\s+[|·•/▸›»◆]\s+|\s{2,}", line.clean)
    if len(parts) >= 3 and all(len(part.split()) <= 2 for part in parts) and names.person_score(parts[0]) < 0.5:
        return True
    return len(parts) >= 4 and all(len(part.split()) <= 4 for part in parts) and not names.is_acronym(parts[0])


_AGE = re.compile(r"[,(]\s*(?:aged\s+)?[1-9]\d(?=[,;).:]|\s*$|\s+and\s|\*)")


def _field_signs(page: Page, head: Head) -> set[str]:
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


@functools.cache
def _says() -> re.Pattern[str]:
    """Compile the verbs of saying right behind a name."""
    return re.compile(r"\s*,?\s*(?:" + "|".join(sorted(lexicon.words("saying"))) + r")\b")


def _closing_signs(page: Page, line: Line, head: Head) -> set[str]:
    """Read the signs at the end of the header and of its wording."""
    signs: set[str] = set()
    last = head.header.people[-1].extent.end
    written = page.plain[head.start : head.text_start if head.form == "run_in" else line.end].rstrip()
    behind = page.plain[last : head.header.end]
    if written.endswith(":"):
        signs.add("colon")
        if lexicon.pattern("saying").search(behind):
            signs.add("saying")
    elif head.form == "line" and _says().match(behind):
        signs.add("saying" if line.words <= 8 and not line.ends_sentence else "colon")
    if written.endswith(","):
        signs.add("trailing_comma")
    following = re.match(r"['\"]?\s+([a-zà-þ]+)", behind)
    if (
        following
        and following[1] not in lexicon.words("saying")
        and following[1] not in ("and", "in", "of", "from", "with", "at", "on")
    ):
        hands_over = written.endswith(":") and head.form == "line" and head.header.people[0].kind == "person"
        signs.add("sentence" if hands_over else "running_sentence")
    if (
        head.form == "run_in"
        and head.header.people[0].kind == "anonymous"
        and _LISTED_NAME.match(page.plain, head.text_start, line.end)
    ):
        signs.add("in_a_list")
    if "running_sentence" in signs and head.header.people[0].kind == "anonymous":
        signs.add("description_closes")
    if head.form == "line" and line.length > 170:
        signs.add("long")
    if line.is_question and head.form == "line":
        signs.add("question")
    elif head.form == "line" and line.ends_sentence and line.words > 6:
        signs.add("closes_like_a_sentence")
    if head.header.people[0].kind == "anonymous" and head.form == "line" and line.ends_sentence:
        signs.add("description_closes")
    if _STAFF.search(page.plain[head.header.people[0].extent.start : last]):
        signs.add("staff")
    if (line.italic or line.wholly_marked) and SPEAKS_ABOUT.match(behind):
        signs.add("bio")
    if (_SPEAKS if head.form == "line" else _OWN_WORDS).search(behind):
        signs.add("speaks")
    if is_credit(written):
        signs.add("credit")
    if SALUTATION.match(written):
        signs.add("salutation")
    return signs


SALUTATION = re.compile(
    r"\W*(?:dear|to (?:the|whoever|whom|a|all|my|our)|brothers|sisters|comrades|friends|greetings|hello|excellenc|hermanos|sir\b|madam)",
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
_CREDIT_AFTER = re.compile(r"(?:^|[|·•;]\s|\.\s)\s*", re.MULTILINE)


def is_credit(text: str) -> bool:
    """Tell whether a line credits an editor, interviewer, translator, photographer and the like."""
    credit = lexicon.pattern("credits")
    bare = text.lstrip("*_#>[( ")
    return bool(credit.match(bare)) or any(credit.match(bare, m.end()) for m in _CREDIT_AFTER.finditer(bare[:200]))


def _layout_signs(page: Page, head: Head, by_line: dict[int, Head]) -> set[str]:
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
        other is not None and other.form == head.form and _is_listed(page, by_line, other.line, head)
        for other in (above, below)
    )


def rest_signs(page: Page, below: Line) -> set[str]:
    """Read what a line below a name tells: a role, an organisation, a place."""
    items = fields.read_items(page.plain, cut_fields(page.plain, below.inner.start, below.inner.end))
    if any(item.kind == "role" and _known_role(page.plain[item.extent.start : item.extent.end]) for item in items):
        return {"rest_below", "role"}
    return {"rest_below"} if any(item.kind != "role" for item in items) else set()


_THIRD_PERSON = re.compile(r"[\"'(]*(?:he|she|his|her)\b", re.IGNORECASE)
_ENTERED = re.compile(
    r"(?:that|this|so)(?:'s| is| was)? (?:how|what|the name|the way)\b[^.]{0,20}\b(?:she|he|they|her|him|them|I|me|my)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|us|our|I'\w+|we'\w+)\b")


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
    if _FIRST_PERSON.search(_QUOTED.sub("", below.clean)):
        return False
    words = page.plain[person.extent.start : person.extent.end].split()
    return any(len(word) > 2 and below.clean.startswith(word) for word in (words[0], words[-1]))


_QUOTED = re.compile(r'"[^"]*"')


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
