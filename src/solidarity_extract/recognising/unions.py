"""The union decision: which organisations of a post are unions of workers.

Decided for each name of a post once, from all its mentions together: what the name says (`Workers' Union`,
`Sindicato`, `Local 705`, but not `Students' Union`), what the gazetteers know, what stands around it (members,
strike, branch, general secretary, shop steward), which names it is listed with. An acronym and its long form are one
name. Weights stand in ``data/recognising_union_weights.tsv``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from solidarity_extract.recognising import acronyms, evidence, lexicon, surroundings
from solidarity_extract.recognising.memory import key_of
from solidarity_extract.recognising.page import contexts, heads
from solidarity_extract.recognising.words import CAPITALISED, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from solidarity_extract.recognising.names import Name
    from solidarity_extract.recognising.page import Page, Stretch

_EVEN, _STEEP, _LIST_GAP, _QUARTERS = 0.5, 30.0, 3, 4
_LISTING = frozenset({",", "and", "or", "the", "/", "&", ";", "nor"})
NEAR = 7
"""Words on either side of a name in which talk of unions counts."""
_TOLD = frozenset({"union", "unionpart", "strike", "org", "orgpart", "member", "role"})


Seen = dict[str, float]
"""Observations, each with its share of the mentions."""


class Naming(NamedTuple):
    """One mention of an organisation: its words from ``first`` up to ``stop``, and the block it stands in."""

    first: int
    stop: int
    stretch: Stretch


def groups(page: Page, namings: Sequence[Naming]) -> list[list[Naming]]:
    """Return the mentions of each name together; acronyms with their long forms."""
    by_key: dict[str, list[Naming]] = defaultdict(list)
    long_forms: dict[str, str] = {}
    for naming in namings:
        key = key_of(page, naming.first, naming.stop)
        by_key[key].append(naming)
        for short in acronyms.of(page, naming.first, naming.stop):
            long_forms.setdefault(short, key)
        if bracket := acronyms.defines(page, naming.first, naming.stop, naming.stretch.stop):
            long_forms[key_of(page, *bracket)] = key
    merged: dict[str, list[Naming]] = defaultdict(list)
    for key, members in by_key.items():
        first, stop, _ = members[0]
        is_short = acronyms.looks_like_one(page, first, stop)
        merged[long_forms.get(key, key) if is_short else key].extend(members)
    return list(merged.values())


def observations(page: Page, group: Sequence[Naming]) -> Seen:
    """Return what speaks for or against a union, each with its share of the mentions."""
    found: Seen = {"always": 1.0}
    forms = {key_of(page, naming.first, naming.stop): naming for naming in group}
    for naming in forms.values():
        for observation in set(_name(page, naming)):
            found[observation] = 1.0
    for naming in group:
        for observation in set(_around(page, naming)):
            found[observation] = found.get(observation, 0.0) + 1 / len(group)
    return found


def _name(page: Page, naming: Naming) -> Iterator[str]:
    """Yield what the name itself says."""
    words, (first, stop, stretch) = page.words, naming
    large = [i for i in range(first, stop) if words.shape[i] in CAPITALISED] or [first]
    if len(large) == 1:
        yield from (f"only head={c}" for c in heads().get(words.lower[large[0]], ()))
        if words.shape[large[0]] in {Shape.UPPER, Shape.MIXED}:
            key = words.key[large[0]]
            yield f"short length={min(len(key), 7)}"
            yield f"short ends={key[-1]}"
            yield from (f"short ends={end}" for end in _ENDINGS if key.endswith(end))
        else:
            yield "one word"
    else:
        classes = [set(heads().get(words.lower[i], ())) for i in range(first, stop)]
        yield from (f"last head={c}" for c in heads().get(words.lower[large[-1]], ()))
        yield from (f"first head={c}" for c in heads().get(words.lower[large[0]], ()))
        yield from (f"any head={c}" for c in sorted(set().union(*classes)))
        if any("trade" in c for c in classes) and any("union" in c and "trade" not in c for c in classes):
            yield "trade and union"
        yield from (f"word={words.lower[i]}" for i in range(first, stop) if heads().get(words.lower[i]))
    if any(words.shape[i] is Shape.NUMBER for i in range(first, stop)):
        yield "number"
    yield from evidence.listed(page, stretch, first, stop)


def _around(page: Page, naming: Naming) -> Iterator[str]:
    """Yield what stands around one mention."""
    first, stop, stretch = naming
    for observation in (*surroundings.left(page, stretch, first), *surroundings.right(page, stretch, stop)):
        if observation.startswith(_TELLING):
            yield observation
    words, speaking = page.words, lexicon.words(_WORDS)
    low, high = max(stretch.first, first - NEAR), min(stretch.stop, stop + NEAR)
    if stretch.zone == "header":
        low, high = stretch.first, stretch.stop
    for index in (*range(low, first), *range(stop, high)):
        for c in contexts().get(words.lower[index], ()):
            if c in _TOLD:
                yield f"near {c} header={stretch.zone == 'header'}"
        if words.lower[index] in speaking:
            yield f"near word={words.lower[index]}"


_TELLING = (
    *("L class=", "R class=", "L+ class=", "R+ class="),
    *("LL the class=", "LL of class=", "LL , class=", "RR 's class=", "RR , class="),
)
"""How the observations of `surroundings` begin that bear on the question."""
_ENDINGS = ("tu", "wu", "eu", "su", "nu", "pu", "uc", "tuc", "ft", "fl", "gt", "ui", "wf", "ua", "wa")
_WORDS = "recognising_union_words.txt"


class Names:
    """The organisations of a post, each with all its mentions, ready for the decision."""

    def __init__(self, page: Page, namings: Sequence[Naming]) -> None:
        self.groups = groups(page, namings)
        self.seen = [observations(page, group) for group in self.groups]
        number = {naming: i for i, group in enumerate(self.groups) for naming in group}
        self._beside: dict[int, list[int]] = defaultdict(list)
        for before, after in pairwise(namings):
            one, other = number[before], number[after]
            if one != other and _listed_together(page, before, after):
                self._beside[one].append(other)
                self._beside[other].append(one)

    def together(self, weights: Mapping[str, float]) -> list[Seen]:
        """Return the observations with what the other names of the post add, as judged alone."""
        chances = [chance(score(seen, weights)) for seen in self.seen]
        everything = sum(chance > _EVEN for chance in chances)
        found = []
        for number, seen in enumerate(self.seen):
            more = dict(seen)
            if beside := self._beside.get(number):
                share = sum(chances[other] for other in beside) / len(beside)
                more["beside a union"] = share
                more["beside an organisation"] = 1 - share
            others = (everything - (chances[number] > _EVEN)) / max(1, len(chances) - 1)
            more["share of unions"] = others
            more[f"share of unions={int(others * _QUARTERS)}"] = 1.0
            found.append(more)
        return found


def _listed_together(page: Page, before: Naming, after: Naming) -> bool:
    """Tell whether two names stand beside each other in a list: `UCU, UNISON and Unite`."""
    between = page.words.lower[before.stop : after.first]
    return before.stretch == after.stretch and 0 < len(between) <= _LIST_GAP and _LISTING.issuperset(between)


def score(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted sum of observations."""
    return sum(weights[observation] * value for observation, value in seen.items() if observation in weights)


def chance(score: float) -> float:
    """Return the probability that a score stands for."""
    return 1 / (1 + math.exp(-max(-_STEEP, min(_STEEP, score))))


def decide(page: Page, names: Sequence[Name], weights: tuple[Mapping[str, float], Mapping[str, float]]) -> list[str]:
    """Return the label of each name, organisations and unions told apart."""
    chosen = [i for i, name in enumerate(names) if name.label in {"ORG", "UNION"}]
    namings = [Naming(names[i].first, names[i].stop, names[i].stretch) for i in chosen]
    gathered = Names(page, namings)
    unions = set()
    for group, seen in zip(gathered.groups, gathered.together(weights[0]), strict=True):
        if score(seen, weights[1]) > 0:
            unions.update(group)
    labels = [name.label for name in names]
    for i, naming in zip(chosen, namings, strict=True):
        labels[i] = "UNION" if naming in unions else "ORG"
    return labels
