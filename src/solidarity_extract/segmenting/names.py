"""Is this run of words the name of a person, of an organisation, of a place? Shape and word lists, no context."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from solidarity_extract.segmenting import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

NAME_RUN = re.compile(r"[^\W\d_a-z][\w'-]{1,40}(?: [^\W\d_a-z][\w'-]{0,40}){1,3}")
"""Two to four words that all start with a capital, whoever or whatever they name."""
FULL_NAME = re.compile(
    r"[^\W\d_a-zß-ÿ][\w'-]{0,40}"
    r"(?: (?:(?:de la|de los|van der|van den|von der|al|af|av|bin|da|das|de|del|della|den|der|di|do|dos|du|e|el|ibn|"
    r"la|le|ten|ter|van|von|y|zu) )?"
    r"[^\W\d_a-zß-ÿ][\w'-]{0,40}){1,4}"
)
"""Two to five capitalised words that may be somebody's full name."""
_TOKEN = re.compile(r"(?:(?<=\s)'(?=[ts]\s))?[^\W_](?:[^\W_]|[\u00ad'ʻ’.-](?=[^\W_]))*\.?|[&]")
REMEMBERED = 1 << 12
"""So many names are remembered with what they look like: each is asked about again and again."""
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "july",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
_ROMAN_OR_AGE = re.compile(r"\d")


class Token(NamedTuple):
    """A word of a name and where it stands."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Tell whether the word starts with a capital (or is written without case, as in Arabic)."""
        first = self.text[0]
        if first.isupper() or (first.isalpha() and first.lower() == first.upper()):
            return True
        head, joint, tail = self.text.partition("-" if "-" in self.text else "'")
        return bool(joint) and len(head) <= 3 and tail[:1].isupper()

    @property
    def particle(self) -> bool:
        """Tell whether the word only joins names (`de`, `van`, `bin`)."""
        return self.text.casefold() in lexicon.words("particles")


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Split a stretch of a cleaned text into words."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def is_given(word: str) -> bool:
    """Tell whether a word is a given name, or a hyphenated one that starts with a given name."""
    folded = word.casefold().rstrip(".")
    return folded in lexicon.given_names() or folded.split("-")[0] in lexicon.given_names()


def is_common(word: str) -> bool:
    """Tell whether a word is an ordinary English one that is usually written small."""
    folded = word.casefold()
    return folded in lexicon.common_words() or folded.removesuffix("'s") in lexicon.common_words()


def has_organisation_word(text: str) -> bool:
    """Tell whether a name has a word that stands in organisations' names."""
    listed = lexicon.words("organisation_words")
    return any(
        t.text.casefold().removesuffix("'s") in listed or t.text.casefold() in listed
        for t in tokens(text, 0, len(text))
    )


def is_acronym(word: str) -> bool:
    """Tell whether a word is written like an acronym: two to eight capitals, perhaps with dots, digits or hyphens."""
    capitals = sum(ch.isupper() for ch in word)
    small = sum(ch.islower() for ch in word)
    return 2 <= capitals <= 12 and len(word) <= 14 and small <= max(1, capitals // 2) and word[0].isupper()


@functools.lru_cache(maxsize=REMEMBERED)
def is_place(text: str) -> bool:
    """Tell whether a text is the name of a place, or a list of such."""
    folded = text.casefold().strip(" .,;")
    return folded in lexicon.places() or folded.removeprefix("the ") in lexicon.places()


@functools.lru_cache(maxsize=REMEMBERED)
def is_organisation(text: str) -> bool:
    """Tell whether a text is the name of a known organisation, or has an organisation word, or is an acronym."""
    folded = text.casefold().strip(" .,;")
    if folded in lexicon.organisations() or folded.removeprefix("the ") in lexicon.organisations():
        return True
    if is_place(text):
        return False
    found = tokens(text, 0, len(text))
    shouting = text.isupper() and (len(found) > 1 or len(text) > 6)
    return has_organisation_word(text) or (not shouting and any(is_acronym(t.text) for t in found))


@functools.lru_cache(maxsize=REMEMBERED)
def person_score(text: str) -> float:
    """Weigh how much a text looks like one person's name, from 0 to 1."""
    found = tokens(text, 0, len(text))
    full = [t for t in found if not t.particle]
    if not full or len(found) > 7 or any(_ROMAN_OR_AGE.search(t.text) or t.text == "&" for t in found):
        return 0.0
    if not all(t.capital for t in full) or text.casefold() in lexicon.organisations():
        return 0.0
    if (
        any(t.text == "I" or t.text.casefold().startswith(("i'", "we'", "you'", "it's", "that's")) for t in full)
        and len(full) > 1
    ):
        return 0.0
    score = {1: 0.35, 2: 0.65, 3: 0.65, 4: 0.55, 5: 0.4}.get(len(full), 0.25)
    return max(
        0.0, min(1.0, score + sum(_weight(t.text, first=t is full[0]) for t in full) + _whole_weight(text, full))
    )


def _weight(word: str, *, first: bool) -> float:
    """Weigh one word of a name."""
    folded = word.casefold()
    if is_given(word):
        return 0.35 if first else 0.1
    if len(word.rstrip(".")) == 1:
        return 0.1 if word.endswith(".") or not first else -0.4
    return next((weight for weight, speaks_against in _AGAINST if speaks_against(folded)), 0.0)


_AGAINST: tuple[tuple[float, Callable[[str], bool]], ...] = (
    (-0.4, lambda folded: folded in _MONTHS),
    (-0.5, lambda folded: folded in lexicon.words("organisation_words") or folded.endswith("'s")),
    (-0.35, is_common),
    (-0.3, lambda folded: folded in lexicon.roles()),
)
"""What a word of another kind takes from the weight of a name; the first that is true counts."""


def _whole_weight(text: str, full: list[Token]) -> float:
    """Weigh the name as a whole: known places, all words common, quotes for a nickname."""
    weight = 0.0
    if is_place(text) and (len(full) > 1 or not is_given(full[0].text)):
        weight -= 0.6
    elif any(is_place(t.text) and not is_given(t.text) for t in full):
        weight -= 0.1
    if len(full) == 2 and full[0].text.casefold() in ("may", "april", "june", "august") and is_common(full[1].text):
        weight -= 0.6
    if len(full) > 1 and all(is_common(t.text) for t in full) and not is_given(full[0].text):
        weight -= 0.4
    if any("-" in t.text and not is_common(t.text) for t in full):
        weight += 0.1
    return weight
