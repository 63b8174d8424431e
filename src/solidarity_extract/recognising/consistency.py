"""Consistency within a post: one name, one type; a name that is settled is found wherever it stands.

The last word, after every recogniser: a type is changed only where the other occurrences of the name outweigh it
clearly, and an occurrence is added only for a name that is settled by more than one witness.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from solidarity_extract.recognising import lexicon
from solidarity_extract.recognising.candidates import candidates
from solidarity_extract.recognising.memory import key_of
from solidarity_extract.recognising.names import Name
from solidarity_extract.recognising.words import CAPITALISED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solidarity_extract.recognising.page import Page

TRUST: Mapping[str, float] = {"header": 4.0, "gazetteer": 2.0, "acronym": 1.5}
"""What an occurrence found in one of these ways counts when types are weighed; any other counts 1."""
CLEARLY = 2.0
"""A type gives way to another of this many times its weight."""
SETTLED = 2.0
"""Weight from which a name is found wherever it stands."""

Weighed = dict[str, Counter[str]]


def settle(page: Page, names: Sequence[Name]) -> list[Name]:
    """Return the names of a page with their types made consistent and missed occurrences added, in text order."""
    weighed = _weigh(page, names)
    kept = [_retyped(page, name, weighed) for name in names]
    return sorted([*kept, *_missed(page, kept, weighed)])


def _weigh(page: Page, names: Sequence[Name]) -> Weighed:
    """Return for each name the weight of every type it was found with."""
    found: Weighed = defaultdict(Counter)
    for name in names:
        found[key_of(page, name.first, name.stop)][name.label] += TRUST.get(name.method, 1.0)  # type: ignore[assignment]
    return found


def _best(weights: Counter[str]) -> tuple[str, float]:
    """Return the heaviest type, the first in the alphabet of equal ones."""
    return max(weights.items(), key=lambda item: (item[1], item[0]))


def _retyped(page: Page, name: Name, weighed: Weighed) -> Name:
    """Return a name with the type that most of its occurrences have, if that is clear."""
    weights = weighed[key_of(page, name.first, name.stop)]
    label, weight = _best(weights)
    clear = weight >= CLEARLY * weights[name.label] and name.method != "header"
    return name._replace(label=label) if clear else name


def _missed(page: Page, names: Sequence[Name], weighed: Weighed) -> list[Name]:
    """Return further occurrences of settled names."""
    settled = {key: _best(weights)[0] for key, weights in weighed.items() if sum(weights.values()) >= SETTLED}
    taken = {index for name in names for index in range(name.first, name.stop)}
    found = []
    for stretch in page.stretches:
        for first, stop in candidates(page, stretch):
            label = settled.get(key_of(page, first, stop))
            if label and taken.isdisjoint(range(first, stop)) and _may_be_name(page, first):
                found.append(Name(first, stop, label, "rule", stretch))
                taken.update(range(first, stop))
    return found


def _may_be_name(page: Page, first: int) -> bool:
    """Tell whether a word is more than the capital that opens a sentence or a line of capitals."""
    words = page.words
    due = page.opening[first] or page.shouted[first]
    ordinary = words.lower[first] in lexicon.common_words() or page.small[words.lower[first]]
    return words.shape[first] in CAPITALISED and not (due and ordinary)
