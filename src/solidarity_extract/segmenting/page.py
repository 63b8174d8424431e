"""The page around the piece: duplicates, chrome, title, standfirst.

Each line of a page gets a part; `None` is what remains for headers and text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from solidarity_extract.cleaning import clean, letters
from solidarity_extract.segmenting import lexicon
from solidarity_extract.segmenting.headers import undress
from solidarity_extract.segmenting.layout import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from solidarity_extract.segmenting.layout import Line

Part = Literal["chrome", "duplicate", "repeated_title", "title", "standfirst", "pull_quote", "introduction", "question"]

LONGEST_CHROME = 260
"""Longer lines are chrome by their opening alone."""
DUPLICATE_MINIMUM = 150
"""A run of repeated lines shorter than this many letters is no second printing of an article."""


@dataclass(slots=True)
class Page:
    """A post as lines, its cleaned view without Markdown marks, and the part each line has been found to be."""

    text: str
    plain: str
    lines: list[Line]
    parts: list[Part | None]
    duplicate_of: dict[int, int] = field(default_factory=dict)
    """Line of a duplicate → line of the original."""

    def free(self) -> Iterator[Line]:
        """Give the lines that have no part yet."""
        return (line for line, part in zip(self.lines, self.parts, strict=True) if part is None)

    def is_free(self, index: int) -> bool:
        """Tell whether a line exists and has no part yet."""
        return 0 <= index < len(self.lines) and self.parts[index] is None

    def mark(self, index: int, part: Part) -> None:
        """Give a line its part, unless it has one."""
        if self.parts[index] is None:
            self.parts[index] = part


def read_page(text: str) -> Page:
    """Read a text into a page and mark what stands there a second time."""
    lines = read_lines(text)
    page = Page(text, undress(clean(text)).replace("&amp;", "&    "), lines, [None] * len(lines))
    mark_front_matter(page)
    mark_duplicates(page)
    return page


def mark_front_matter(page: Page) -> None:
    """Mark the front matter of a Markdown file: what stands between two lines of `---` at the very top."""
    if not page.lines or page.lines[0].clean != "---":
        return
    end = next((line.index for line in page.lines[1:60] if line.clean in ("---", "...")), None)
    for index in range(end + 1 if end else 0):
        page.mark(index, "chrome")


def mark_duplicates(page: Page) -> None:
    """Mark the second printing of an article: a run of lines that stood before in the same order."""
    keys = [letters(line.clean) for line in page.lines]
    first_at: dict[str, int] = {}
    index = 0
    for index, key in enumerate(keys):
        first_at.setdefault(key, index)
    index = 0
    while index < len(keys):
        end, size = (
            _run_of_repeats(keys, first_at, index) if keys[index] and first_at[keys[index]] < index else (index, 0)
        )
        if size >= DUPLICATE_MINIMUM:
            for line in range(index, end):
                page.parts[line] = "duplicate"
                page.duplicate_of[line] = first_at[keys[line]]
            index = end
        else:
            index += 1


def _run_of_repeats(keys: Sequence[str], first_at: dict[str, int], start: int) -> tuple[int, int]:
    """Follow a run of repeated lines from `start`; give its end, and the letters of the lines that it repeats.

    Up to two lines in a row may be new, out of order, a rule, or the same once more: labels and questions come back in
    one printing.
    """
    last = first_at[keys[start]]
    repeated, end, misses, index = {last}, start + 1, 0, start + 1
    while index < len(keys) and misses <= 2:
        origin = first_at[keys[index]]
        if keys[index] and origin < start and last - 3 <= origin <= last + 40 and origin not in repeated:
            last, end, misses = max(last, origin), index + 1, 0
            repeated.add(origin)
        else:
            misses += 1
        index += 1
    return end, sum(len(keys[origin]) for origin in repeated)


def chrome_weight(line: Line, *, separators: bool = True) -> float:
    """Weigh how much a line looks like page chrome; 2 and more is enough alone. `separators`: bars and dots count."""
    text = line.body[:LONGEST_CHROME].strip(" ¶»›→←⟶⟵↑↓★☰≡[]").casefold()
    weight = 0.0
    exact, opening, inside, strong = _CHROME
    if text.rstrip(" .:!") in exact:
        weight += 2
    if opening.match(text):
        weight += 2 if line.length < 160 else 1
    phrase = strong.search(text) if line.length < LONGEST_CHROME else None
    if phrase:
        weight += 2 if phrase.start() < 16 or line.length < 90 else 1
    elif line.length < 160 and len(inside.findall(text)) >= 2:
        weight += 1
    if separators and line.length < 200 and len(re.findall(r"\s[|·•–▸›»/◆♦▾★]\s|\s{3,}|\t", line.clean)) >= 2:
        weight += 1
    if line.length < 200 and re.search(r"[☰≡⌕🔍🔗🖨♥↗↓▾▸⟶⟵★✉]|©|\[x\]", line.clean):
        weight += 0.8
    if re.match(r"#\w+(?:\s+#\w+)+", line.clean) or COMMENTS.match(text):
        weight += 2
    if _LINK_ONLY.match(line.clean) or _SHARE_WORDS.match(line.clean):
        weight += 1.2 + 0.8 * bool(_SHARE_WORDS.match(line.clean))
    if line.length < 120 and re.search(r"\b(?:photo|photos|image|photograph|illustration)s?\s?(?:credit)?:", text):
        weight += 1.2
    return weight


COMMENTS = re.compile(
    r"\d{1,4} (?:comments?|responses?|replies|thoughts|readers?)\b|comments? \(\d|responses? to\b", re.IGNORECASE
)
"""A line that opens the comments."""
_SHARE_WORDS = re.compile(
    r"\s*(?:(?:Facebook|Twitter|WhatsApp|E-?mail|Print|LinkedIn|Telegram|Pocket|Reddit|Share|Tweet|Pinterest|"
    r"Mastodon|Bluesky|Copy link|PDF)[\s|·,/]*){2,}$"
)
_LINK_ONLY = re.compile(r"(?:[*•-]\s*)?\[[^\]\n]{1,120}\]\([^)\s]{1,300}\)$|https?://\S+$")


def _compile_chrome() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Sort the phrases of the data file: whole lines, openings, those that count anywhere, those enough alone."""
    rows = lexicon.rows("segmenting/chrome.txt")
    exact = frozenset(row[1:] for row in rows if row[0] == "=")
    opening = [row[1:] for row in rows if row[0] == "^"]
    strong = [row[1:] for row in rows if row[0] == "!"]
    return (
        exact,
        re.compile("(?:" + "|".join(map(re.escape, opening)) + r")(?!\w)"),
        re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(exact))) + r")(?!\w)"),
        re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, strong)) + r")(?!\w)"),
    )


_CHROME = _compile_chrome()


SURE = 2.3
"""A line that introduces somebody with this weight stands below the title."""
LIKELY = 1.5
"""A line that introduces somebody with this weight is no standfirst."""
LONGEST_TITLE = 400
"""A title has fewer code points than this."""
TITLE_LINES = 16
"""The title is looked for among this many lines from the top."""


def mark_title(page: Page, heads: Mapping[int, float]) -> None:
    """Find the title and the standfirst; what stands above the title is chrome, its repetitions are marked.

    `heads` are the lines that may introduce somebody, each with how surely: the title stands above them.
    """
    free = list(page.free())
    top = _top_lines(free)
    if not top:
        return
    weights = [(_title_weight(free, place, heads), -place) for place in range(len(top))]
    best, negative = max(weights)
    if best < 1.5:
        return
    place = -negative
    key = letters(free[place].clean)
    copies = (line for line in free[:place] if line.length < LONGEST_TITLE and letters(line.clean) == key)
    title = next(copies, free[place])
    page.mark(title.index, "title")
    for line in free[:place]:
        page.mark(line.index, "repeated_title" if letters(line.clean) == key else "chrome")
    _mark_below_title(page, free, place, heads)


def _top_lines(free: Sequence[Line]) -> Sequence[Line]:
    """Give the lines above the first paragraph of running text."""
    for place, line in enumerate(free[:TITLE_LINES]):
        if line.length > 260 or (line.is_text and line.words >= 12 and chrome_weight(line) < 1 and place > 0):
            return free[:place]
    return free[:TITLE_LINES]


def _title_weight(free: Sequence[Line], place: int, heads: Mapping[int, float]) -> float:
    """Weigh whether a line is the title: by itself, by its place, and by what may introduce somebody around it."""
    if free[place].is_rule:
        return -9.0
    return _worded_weight(free[place]) + _placed_weight(free, place) + _headed_weight(free, place, heads)


def _worded_weight(line: Line) -> float:
    """Weigh how a line is written against being the title."""
    weight = 3.0 if line.heading == 1 else 0.0
    weight += 1.0 if 12 <= line.length <= 150 else -1.0
    weight -= 1.5 * chrome_weight(line)
    weight -= (1.0 if line.words > 6 else 0.7) * line.clean.rstrip('"').endswith(".")
    weight -= 2.5 * bool(
        lexicon.pattern("credits").match(line.body)
        or _DATE_LINE.match(line.body)
        or re.match(r"by\s", line.body, re.IGNORECASE)
    )
    return weight - 1.0 * (line.words < 2) - 2.0 * bool(re.match(r"\d{1,2}[.)]\s", line.clean))


def _placed_weight(free: Sequence[Line], place: int) -> float:
    """Weigh the place of a line and the chrome beside it, and whether it comes back."""
    line = free[place]
    following = free[place + 1] if place + 1 < len(free) else None
    asked = line.is_question and line.wholly_marked
    weight = 2.0 * (_is_repeated(free, place) and not asked and not _is_listed(free, place))
    weight += 0.8 * (place == 0 and line.blank_after > 0)
    weight += 0.7 * (place > 0 and chrome_weight(free[place - 1]) >= 0.8)
    weight -= 0.7 * (following is not None and following.blank_before == 0 and chrome_weight(following) >= 0.8)
    return weight + 0.5 * (line.blank_before > 0) + 0.4 * (place > 0) - 0.15 * place


def _headed_weight(free: Sequence[Line], place: int, heads: Mapping[int, float]) -> float:
    """Weigh what may introduce somebody: the line itself, a line above it, the line below it."""
    line = free[place]
    following = free[place + 1] if place + 1 < len(free) else None
    own = heads.get(line.index, 0.0)
    weight = -max(0.0, min(2.5, own - 0.8))
    weight -= 2.0 * any(
        heads.get(other.index, 0.0) >= SURE and not _beside_chrome(free, at) for at, other in enumerate(free[:place])
    )
    if following is None:
        return weight
    if heads.get(following.index, 0.0) >= LIKELY:
        return weight + 1.0 * (place == 0 and line.blank_after > 0)
    return weight + 1.5 * _is_standfirst(following) * max(0.0, 1.0 - max(0.0, own) / 2.5)


def _is_repeated(free: Sequence[Line], place: int) -> bool:
    """Tell whether a line stands a second time within a few lines."""
    if not 0 <= place < len(free) or free[place].length >= LONGEST_TITLE:
        return False
    key = letters(free[place].clean)
    near = (
        other
        for other in free[max(0, place - 7) : place + 8]
        if other is not free[place] and other.length < LONGEST_TITLE
    )
    return bool(key) and any(letters(other.clean) == key for other in near)


def _is_listed(free: Sequence[Line], place: int) -> bool:
    """Tell whether the lines beside a repeated line are repeated as well: a contents list."""
    key = letters(free[place].clean)
    return any(_is_repeated(free, at) and letters(free[at].clean) != key for at in (place - 1, place + 1))


def _beside_chrome(free: Sequence[Line], place: int) -> bool:
    """Tell whether chrome stands right above or below a line: then it is a site's name rather than a header."""
    line = free[place]
    above = place > 0 and line.blank_before == 0 and chrome_weight(free[place - 1]) >= 1
    return above or (place + 1 < len(free) and line.blank_after == 0 and chrome_weight(free[place + 1]) >= 1)


_DATE_LINE = re.compile(
    r"(?:posted |published |updated )?(?:on )?(?:\w+day,?\s+)?(?:\d{1,2}\s+)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s+(?:\d{1,2},?\s+)?\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}",
    re.IGNORECASE,
)


def _is_standfirst(line: Line) -> bool:
    """Tell whether a line below the title may be the standfirst."""
    return (
        45 <= line.length <= 700
        and line.words >= 7
        and chrome_weight(line) < 1
        and not lexicon.pattern("credits").match(line.body)
    )


def _mark_below_title(page: Page, free: Sequence[Line], place: int, heads: Mapping[int, float]) -> None:
    """Mark repetitions of the title anywhere, and the standfirst right below it."""
    key = letters(free[place].clean)
    for line in page.lines:
        if line.index > free[place].index and line.length < LONGEST_TITLE and letters(line.clean) == key:
            page.mark(line.index, "repeated_title")
    below = [line for line in free[place + 1 : place + 6] if page.is_free(line.index)]
    for line in below[:3]:
        if heads.get(line.index, 0.0) >= LIKELY:
            return
        if _is_standfirst(line):
            page.mark(line.index, "standfirst")
            return
        small = chrome_weight(line) >= 1 or _DATE_LINE.match(line.body) or lexicon.pattern("credits").match(line.body)
        if not small and not re.match(r"by\s", line.body, re.IGNORECASE):
            return


def mark_stray_chrome(page: Page, headers: AbstractSet[int]) -> None:
    """Mark single lines of chrome in and above the text, outside the headers."""
    for line in list(page.free()):
        if line.index not in headers and line.length < 200 and chrome_weight(line) >= 2 and not line.is_text:
            page.mark(line.index, "chrome")
