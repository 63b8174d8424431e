"""The evidence around a candidate: the words before it and after it.

These observations do not depend on the candidate itself and are made once for each word. ``L`` and ``R`` stand for the
word before and after, ``LL`` and ``RR`` for two; a ``+`` says that the word is joined to the candidate without a space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solidarity_extract.recognising import lexicon
from solidarity_extract.recognising.page import contexts, heads, not_names
from solidarity_extract.recognising.words import CAPITALISED, LETTER, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity_extract.recognising.page import Page, Stretch

_QUIET = frozenset({"*", "**", "***", "_", "__", "#", "##", "###", '"', "'", "["})
"""Typography, looked through."""
_ARTICLES = frozenset({"the", "a", "an", "our"})
_JOINING = _ARTICLES | frozenset(
    {"of", "for", "with", "from", "at", "by", "in", "to", "on", "and", ",", "their", "is", "was", "as"}
)
"""Before these the next word counts as well."""
_LEADING_ON = frozenset({"'s", ",", "(", "-", "and", "is", "was", "of", "'"})
"""After these the next word counts as well."""
_PARTING = frozenset({",", "|", "—", "–", "-", ":", "(", ";"})
_LINE, _MANY = 40, 3
_SHORT_WORD = 4


def left(page: Page, stretch: Stretch, first: int) -> list[str]:
    """Return what stands before a candidate that begins at ``first``."""
    words = page.words
    before, quoted = first - 1, False
    while before >= stretch.first and words.text[before] in _QUIET and words.gap[before + 1] != "\n":
        quoted, before = True, before - 1
    found = [f"L zone={stretch.zone} open={page.opening[first]}"]
    if quoted:
        found.append(f"L quiet={words.text[first - 1]}")
    if before < stretch.first or words.gap[before + 1] == "\n":
        found.append(f"L start zone={stretch.zone}")
        return found
    glue = "" if words.gap[first] == " " or quoted else "+"
    found.extend(_word(page, before, f"L{glue}"))
    if stretch.zone == "header":
        found.append(f"L header={_plain(page, before)} after {_parted(page, stretch, first)}")
    second = before - 1
    if second >= stretch.first and words.gap[before] != "\n":
        lower = words.lower[before]
        if words.shape[second] not in CAPITALISED:
            found.append(f"LL={words.lower[second]} {lower}")
        if lower in _JOINING:
            found.extend(f"LL {lower} class={c}" for c in contexts().get(words.lower[second], ()))
            third = second - 1
            if lower in _ARTICLES and third >= stretch.first:
                found.extend(f"LLL class={c} {words.lower[second]}" for c in contexts().get(words.lower[third], ()))
    return found


def _parted(page: Page, stretch: Stretch, first: int) -> int:
    """Return how many commas, bars and the like stand in the line before a word, three at most."""
    words, count = page.words, 0
    for index in range(first - 1, max(stretch.first, first - _LINE) - 1, -1):
        count += words.text[index] in _PARTING
        if count == _MANY or words.gap[index] == "\n":
            break
    return count


def _plain(page: Page, index: int) -> str:
    """Return a word in small letters, or C for one with a capital."""
    return "C" if page.words.shape[index] in CAPITALISED else page.words.lower[index]


def right(page: Page, stretch: Stretch, stop: int) -> list[str]:
    """Return what stands after a candidate that ends before ``stop``."""
    words, after, quoted = page.words, stop, False
    while after < stretch.stop and words.text[after] in _QUIET and words.gap[after] == "":
        quoted, after = True, after + 1
    found = []
    if quoted:
        found.append(f"R quiet={words.text[stop]}")
    if after >= stretch.stop or words.gap[after] == "\n":
        found.append(f"R end zone={stretch.zone}")
        return found
    if stretch.zone == "header":
        found.append(f"R header={_plain(page, after)}")
    glue = "+" if words.gap[after] == "" and words.shape[after] is not Shape.MARK else ""
    found.extend(_word(page, after, f"R{glue}"))
    second = after + 1
    if second < stretch.stop and words.gap[second] != "\n":
        lower = words.lower[after]
        plain = words.shape[second] in {Shape.LOWER, Shape.MARK}
        found.append(f"RR={lower} {words.lower[second] if plain else LETTER[words.shape[second]]}")
        if lower in _LEADING_ON:
            found.extend(f"RR {lower} class={c}" for c in contexts().get(words.lower[second], ()))
    return found


def _word(page: Page, index: int, side: str) -> Iterator[str]:
    """Yield what one neighbouring word tells."""
    words = page.words
    lower, shape = words.lower[index], words.shape[index]
    due = page.opening[index] and lower in lexicon.common_words() and "starter" in not_names().get(lower, ())
    if shape in CAPITALISED and not due:
        yield f"{side} shape={LETTER[shape]} common={lower in lexicon.common_words()} open={page.opening[index] > 0}"
        for c in heads().get(lower, ()):
            yield f"{side} head={c}"
        for c in not_names().get(lower, ()):
            yield f"{side} not={c}"
    elif shape is Shape.NUMBER:
        yield f"{side}=0"
        return
    else:
        yield f"{side}={lower}"
        if side == "R" and len(lower) > _SHORT_WORD and lower not in contexts():
            yield f"R ends={lower[-2:]}" if lower.endswith(("ed", "es", "ly")) else f"R ends={lower[-1]}"
        for c in not_names().get(lower, ()):
            yield f"{side} not={c}"
    for c in contexts().get(lower, ()):
        yield f"{side} class={c}"
