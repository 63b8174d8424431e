"""The evidence in a candidate itself: how it is written, what its words mean, what the gazetteers say of it.

An observation is a short string, such as ``last head=union``. What each weighs for every type stands in
``data/recognising_weights.tsv``; what is not listed there weighs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solidarity_extract.recognising import lexicon, lookup
from solidarity_extract.recognising.candidates import LONGEST, connectors
from solidarity_extract.recognising.page import contexts, heads, not_names
from solidarity_extract.recognising.words import CAPITALISED, LETTER, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity_extract.recognising.page import Page, Stretch

_MANY = 3
_LONG_REST = 8
_ABSTRACT = ("ism", "isms", "ist", "ists", "phobia", "isation", "ization", "ness", "hood", "ology", "cracy")


def inner(page: Page, stretch: Stretch, first: int, stop: int) -> list[str]:
    """Return what the candidate itself tells."""
    found = list(_looks(page, first, stop))
    found.extend(_names(page, first, stop))
    found.extend(listed(page, stretch, first, stop))
    if page.known:
        found.extend(_known(page, stretch, first, stop))
    if page.tagged is not None:
        found.extend(_tagged(page.tagged, stretch, first, stop))
    return found


def _tagged(tagged: dict[int, tuple[int, str]], stretch: Stretch, first: int, stop: int) -> Iterator[str]:
    """Yield what a recogniser before this one found at the candidate."""
    silent = True
    for index in range(max(stretch.first, first - LONGEST), stop):
        end, label = tagged.get(index, (0, ""))
        if end > first:
            silent = False
            exact = (index, end) == (first, stop)
            yield f"tagged {label}" if exact else f"tagged {_overlap(index, end, first, stop)} {label}"
    if silent:
        yield "tagged nothing"


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
    words = page.words
    shouted, opening = page.shouted[first], page.opening[first]
    large = [i for i in range(first, stop) if words.shape[i] in CAPITALISED]
    yield f"size={min(len(large), 6)} shouted={shouted}"
    pattern = _pattern(page, first, stop)
    yield f"pattern={pattern} shouted={shouted}"
    lower = words.lower[first]
    usual = sum(_usual(page, i) for i in large)
    share = "all" if usual == len(large) else "some" if usual else "none"
    one = "one" if len(large) == 1 else "more"
    yield f"common={share} {one} open={opening} {LETTER[words.shape[first]]}"
    first_usual = _usual(page, first)
    small, often = 0 if page.acronym(first) else page.small[lower], page.large[lower]
    yield f"first common={first_usual} open={opening} {one} small={min(small, 1)} large={min(often, 1)}"
    if one == "one":
        yield f"seen small={min(small, _MANY)} large={min(often, _MANY)} {LETTER[words.shape[first]]}"
        if words.shape[first] is Shape.UPPER:
            yield f"acronym length={min(len(words.text[first]), 7)}"
    if shouted:
        yield f"shouted {one} common={share}"


def _usual(page: Page, index: int) -> bool:
    """Tell whether a word is one that English usually prints in small letters; `US` is not `us`."""
    return page.words.lower[index] in lexicon.common_words() and not page.acronym(index)


def _pattern(page: Page, first: int, stop: int) -> str:
    """Return the shapes of the words, small-letter words and marks as they are, like shapes together."""
    words = page.words
    parts: list[str] = []
    for index in range(first, stop):
        shape = words.shape[index]
        plain = shape in {Shape.LOWER, Shape.MARK, Shape.CASELESS}
        lower = words.lower[index]
        if shape is Shape.LOWER and "siteafter" in heads().get(lower, ()):
            lower = "site"
        part = lower if plain else LETTER[shape]
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
        yield f"last heads={' '.join(heads().get(words.lower[end], ()))}"
        for c in heads().get(words.lower[start], ()):
            yield f"first head={c}"
        middle = {c for i in large[1:-1] for c in heads().get(words.lower[i], ())}
        for c in sorted(middle):
            yield f"middle head={c}"
        yield from _governor(page, first, stop)
        between = sorted(set(words.lower[first + 1 : stop - 1]))
        yield from (f"inside={word}" for word in between if "english" in connectors().get(word, ()))
        if all(not_names().get(words.lower[i]) for i in large):
            yield "every word is no name"
    for place, index in (("only", start),) if one else (("first", start), ("last", end)):
        for c in not_names().get(words.lower[index], ()):
            yield f"{place} not={c}"
        for c in contexts().get(words.lower[index], ()):
            yield f"{place} context={c}"
        if words.lower[index].endswith(_ABSTRACT):
            yield f"{place} abstract"
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
                how = _overlap(match.first, match.stop, first, stop)
                if how == "at start":
                    rest = _pattern(page, match.stop, stop)
                    for kind in kinds:
                        yield f"listed {kind} and then={rest if len(rest) < _LONG_REST else 'more'}"
                size = "one" if match.stop - match.first == 1 else "more"
                for kind in kinds:
                    yield f"listed {how} {size}={kind}"
    if not exact:
        yield "listed=no"


def _overlap(start: int, end: int, first: int, stop: int) -> str:
    """Tell how another name, from ``start`` up to ``end``, lies to a candidate."""
    if start >= first and end <= stop:
        return "at start" if start == first else "at end" if end == stop else "inside"
    return "around" if start <= first and end >= stop else "across"
