"""The evidence about a candidate: a list of named observations, each with a weight for every type.

An observation is a short string, such as ``left class=title`` or ``last=union``. Weights stand in
``data/recognising_weights.tsv``; what is not listed there weighs nothing. The observations about the words before and
after a candidate do not depend on the candidate itself and are made once for each word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solidarity_extract.recognising import lexicon, lookup
from solidarity_extract.recognising.candidates import ENGLISH, LONGEST
from solidarity_extract.recognising.page import contexts, heads, not_names
from solidarity_extract.recognising.words import CAPITALISED, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity_extract.recognising.page import Page, Stretch

_LETTER = {
    Shape.LOWER: "x", Shape.TITLE: "T", Shape.UPPER: "U", Shape.INITIAL: "I", Shape.MIXED: "M", Shape.NUMBER: "0",
    Shape.MARK: "-", Shape.CASELESS: "x",
}  # fmt: skip
_QUIET = frozenset({"*", "**", "***", "_", "__", "#", "##", "###", '"', "'", "["})
_JOINING = frozenset({"of", "for", "with", "from", "at", "by", "in", "to", "on", "and", ",", "the", "a", "an", "our", "their", "is", "was", "as"})
_MANY = 3


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
        commas = sum(words.text[i] in {",", "|", "—", "–", "-", ":", "(", ";"} for i in range(_line(page, stretch, first), first))
        found.append(f"L header={words.lower[before] if words.shape[before] not in CAPITALISED else 'C'} after {min(commas, 3)}")
    second = before - 1
    if second >= stretch.first and words.gap[before] != "\n":
        lower = words.lower[before]
        if words.shape[second] not in CAPITALISED:
            found.append(f"LL={words.lower[second]} {lower}")
        if lower in _JOINING:
            found.extend(f"LL {lower} class={c}" for c in contexts().get(words.lower[second], ()))
            third = second - 1
            if lower in {"the", "a", "an", "our"} and third >= stretch.first:
                found.extend(f"LLL class={c} {words.lower[second]}" for c in contexts().get(words.lower[third], ()))
    return found


def _line(page: Page, stretch: Stretch, index: int) -> int:
    """Return the first word of the line in which a word stands."""
    while index > stretch.first and page.words.gap[index] != "\n":
        index -= 1
    return index


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
        found.append(f"R header={words.lower[after] if words.shape[after] not in CAPITALISED else 'C'}")
    glue = "+" if words.gap[after] == "" and words.shape[after] is not Shape.MARK else ""
    found.extend(_word(page, after, f"R{glue}"))
    second = after + 1
    if second < stretch.stop and words.gap[second] != "\n":
        lower = words.lower[after]
        if words.shape[second] not in CAPITALISED:
            found.append(f"RR={lower} {words.lower[second]}")
        else:
            found.append(f"RR={lower} {_LETTER[words.shape[second]]}")
        if lower in {"'s", ",", "(", "-", "and", "is", "was", "of", "'"}:
            found.extend(f"RR {lower} class={c}" for c in contexts().get(words.lower[second], ()))
    return found


def _word(page: Page, index: int, side: str) -> Iterator[str]:
    """Yield what one neighbouring word tells."""
    words = page.words
    lower, shape = words.lower[index], words.shape[index]
    if shape in CAPITALISED:
        yield f"{side} shape={_LETTER[shape]} common={lower in lexicon.common_words()} open={page.opening[index] > 0}"
        for c in heads().get(lower, ()):
            yield f"{side} head={c}"
        for c in not_names().get(lower, ()):
            yield f"{side} not={c}"
    elif shape is Shape.NUMBER:
        yield f"{side}=0"
        return
    else:
        yield f"{side}={lower}"
        if side == "R" and len(lower) > 4 and lower not in contexts():
            yield f"R ends={lower[-2:]}" if lower.endswith(("ed", "es", "ly")) else f"R ends={lower[-1]}"
        for c in not_names().get(lower, ()):
            yield f"{side} not={c}"
    for c in contexts().get(lower, ()):
        yield f"{side} class={c}"


def inner(page: Page, stretch: Stretch, first: int, stop: int) -> list[str]:
    """Return what the candidate itself tells."""
    found = list(_looks(page, first, stop))
    found.extend(_names(page, first, stop))
    found.extend(listed(page, stretch, first, stop))
    if page.known:
        found.extend(_known(page, stretch, first, stop))
    return found


def _known(page: Page, stretch: Stretch, first: int, stop: int) -> Iterator[str]:
    """Yield how the candidate lies to a name the layout has settled."""
    for index in range(max(stretch.first, first - LONGEST), stop):
        if index in page.known:
            end, name = page.known[index]
            if (index, end) == (first, stop):
                yield "known as organisation" if name.type is None else f"known as {name.type}"
            elif end > first:
                yield "overlaps a known name"


def _looks(page: Page, first: int, stop: int) -> Iterator[str]:
    """Yield how the candidate is written, and how its words are written elsewhere in the post."""
    words, common = page.words, lexicon.common_words()
    shouted, opening = page.shouted[first], page.opening[first]
    large = [i for i in range(first, stop) if words.shape[i] in CAPITALISED]
    yield f"size={min(len(large), 6)} shouted={shouted}"
    pattern = _pattern(page, first, stop)
    yield f"pattern={pattern} shouted={shouted}"
    lower = words.lower[first]
    usual = sum(words.lower[i] in common for i in large)
    share = "all" if usual == len(large) else "some" if usual else "none"
    one = "one" if len(large) == 1 else "more"
    yield f"common={share} {one} open={opening} {_LETTER[words.shape[first]]}"
    first_usual = lower in common
    small, often = page.small[lower], page.large[lower]
    yield f"first common={first_usual} open={opening} {one} small={min(small, 1)} large={min(often, 1)}"
    if one == "one":
        yield f"seen small={min(small, _MANY)} large={min(often, _MANY)} {_LETTER[words.shape[first]]}"
        if words.shape[first] is Shape.UPPER:
            yield f"acronym length={min(len(words.text[first]), 7)}"
    if shouted:
        yield f"shouted {one} common={share}"


def _pattern(page: Page, first: int, stop: int) -> str:
    """Return the shapes of the words, small-letter words and marks as they are, like shapes together."""
    words, parts = page.words, []
    for index in range(first, stop):
        shape = words.shape[index]
        plain = shape in {Shape.LOWER, Shape.MARK, Shape.CASELESS}
        lower = words.lower[index]
        if shape is Shape.LOWER and "siteafter" in heads().get(lower, ()):
            lower = "site"
        part = lower if plain else _LETTER[shape]
        if parts and parts[-1].rstrip("+") == part and not plain:
            parts[-1] = part + "+" if len(parts[-1]) == 1 else parts[-1]
        else:
            parts.append(part)
    return " ".join(parts)


def _names(page: Page, first: int, stop: int) -> Iterator[str]:
    """Yield what the words of the candidate mean."""
    words = page.words
    large = [i for i in range(first, stop) if words.shape[i] in CAPITALISED] or [first]
    one = len(large) == 1
    start, end = large[0], stop - 1 if words.shape[stop - 1] is not Shape.MARK else large[-1]
    for c in heads().get(words.lower[end], ()):
        yield f"{'only' if one else 'last'} head={c}"
    if not one:
        for c in heads().get(words.lower[start], ()):
            yield f"first head={c}"
        middle = {c for i in large[1:-1] for c in heads().get(words.lower[i], ())}
        for c in sorted(middle):
            yield f"middle head={c}"
        yield from _governor(page, first, stop)
        yield from (f"inside={word}" for word in sorted(set(words.lower[first + 1 : stop - 1]) & ENGLISH))
        if all(not_names().get(words.lower[i]) for i in large):
            yield "every word is no name"
    for place, index in (("only", start),) if one else (("first", start), ("last", end)):
        for c in not_names().get(words.lower[index], ()):
            yield f"{place} not={c}"
        for c in contexts().get(words.lower[index], ()):
            yield f"{place} context={c}"
        yield from _person(page, place, index)


def _governor(page: Page, first: int, stop: int) -> Iterator[str]:
    """Yield what stands before the first `of`, `for` … inside the candidate."""
    words = page.words
    for index in range(first + 1, stop - 1):
        lower = words.lower[index]
        if words.shape[index] is Shape.LOWER and words.shape[index - 1] in CAPITALISED:
            classes = heads().get(words.lower[index - 1], ()) or ("none",)
            for c in classes:
                yield f"head={c} before {lower}"
            return


def _person(page: Page, place: str, index: int) -> Iterator[str]:
    """Yield whether a word is a given name."""
    names = lookup.given_names()
    sure = names.get(page.words.key[index])
    if sure is None:
        yield f"{place} given=no"
    else:
        yield f"{place} given={'yes' if sure else 'perhaps'} open={page.opening[index] > 0}"


def listed(page: Page, stretch: Stretch, first: int, stop: int) -> Iterator[str]:
    """Yield what the gazetteers say about the candidate, its parts, and longer names it would cut."""
    exact = False
    for index in range(max(stretch.first, first - 6), stop):
        for match in page.listed.get(index, ()):
            if match.stop <= first:
                continue
            kinds = sorted({f"{entry.kind} {'sure' if entry.sure else 'perhaps'}" for entry in match.entries})
            if (match.first, match.stop) == (first, stop):
                exact = True
                for kind in kinds:
                    yield f"listed={kind} only={len(kinds) == 1}"
            else:
                how = _overlap(match, first, stop)
                size = "one" if match.stop - match.first == 1 else "more"
                for kind in kinds:
                    yield f"listed {how} {size}={kind}"
    if not exact:
        yield "listed=no"


def _overlap(match: lookup.Match, first: int, stop: int) -> str:
    """Tell how a gazetteer match lies to a candidate."""
    if match.first >= first and match.stop <= stop:
        return "at start" if match.first == first else "at end" if match.stop == stop else "inside"
    if match.first <= first and match.stop >= stop:
        return "around"
    return "across"
