"""Organisations and unions (and places, as far as acronyms go): which names are one."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from solidarity_extract.resolving import known, lists
from solidarity_extract.resolving.acronyms import (
    big_initials,
    initials,
    is_clipped,
    is_syllabic,
    letters,
    looks_like_acronym,
)
from solidarity_extract.resolving.definitions import definitions
from solidarity_extract.resolving.keys import compared, without_gloss
from solidarity_extract.resolving.letters import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity_extract.mentions import EntityType
    from solidarity_extract.resolving.clusters import Clusters
    from solidarity_extract.resolving.definitions import Definition
    from solidarity_extract.resolving.names import Name, Names

_MOST = 100  # names; where more are possible nothing decides
_SURE_LETTERS = 3


def link(names: Names, clusters: Clusters, kind: EntityType) -> None:
    """Join the names of one type that are one organisation."""
    defined = list(definitions(names, kind))
    _join_listed(names, clusters, kind)
    _join_translations(clusters, defined, kind)
    link_acronyms(names, clusters, kind, defined)
    _join_short_forms(names, clusters, kind)
    _join_branches(names, clusters, kind)
    _join_run_together(names, clusters, kind)


def link_acronyms(names: Names, clusters: Clusters, kind: EntityType, defined: list[Definition]) -> None:
    """Join acronyms to the full names they stand for."""
    _Acronyms(names, clusters, kind, defined).join()


class _Acronyms:
    """The acronyms of a post and the full names of the same type.

    What decides, in this order: brackets; initials; a gazetteer; initials with some left out.
    """

    def __init__(self, names: Names, clusters: Clusters, kind: EntityType, defined: list[Definition]) -> None:
        self.clusters = clusters
        self.kind = kind
        of_type = names.of_type(kind)
        self.short = {name: None for name in of_type if any(looks_like_acronym(form) for form in name.forms)}
        self.full = [name for name in of_type if " " in name.key]
        self.defined: dict[Name, list[Name]] = defaultdict(list)
        self.spelt_out: set[Name] = set()
        for definition in defined:
            self._note(definition)

    def join(self) -> None:
        """Attach every acronym, those that brackets define first."""
        spelt, ends = self._initials()
        rows = self._rows()
        for name in sorted(self.short, key=lambda name: name not in self.defined):
            spelling = letters(name.form)
            options = self.defined.get(name) or spelt.get(spelling)
            sure = name in self.defined or all(self._believable(name, full) for full in options or ())
            if not options:
                options = [full for entry in known.find(self.kind, name.key) for full in rows.get(entry.number, [])]
            if not options:
                near = _few(ends.get(spelling[:1] + spelling[-1:], []))
                options = [full for full in near if self._clipped(name, full)]
            if self.clusters.attach(name, options, after=not sure):
                self.clusters.acronyms.add(name.number)

    def _note(self, definition: Definition) -> None:
        """Note what a definition defines: the shorter of the two names, whichever stands first."""
        pair = definition.first, definition.second
        short, full = sorted(pair, key=lambda name: (len(name.key.split()), len(name.key)))
        if " " in short.key or " " not in full.key:
            return
        spelt = _spells(short.form, full.form)
        if not spelt and not definition.said and not self._proven(short, full, alone=definition.alone):
            return
        self.short[short] = None
        if spelt and short not in self.spelt_out:
            self.defined[short].clear()
            self.spelt_out.add(short)
        if spelt or short not in self.spelt_out:
            self.defined[short].append(full)

    def _proven(self, short: Name, full: Name, *, alone: bool) -> bool:
        """Tell whether brackets prove a short name although its letters do not fit."""
        if not alone or known.different_rows(self.kind, short.key, full.key):
            return False
        if looks_like_acronym(short.form):
            return not known.acronym_means_other(self.kind, short.key, full.key)
        return short.key[0] == full.key[0]

    def _initials(self) -> tuple[dict[str, list[Name]], dict[str, list[Name]]]:
        """Return the full names by all their initials, and by the first and last of them."""
        spelt: dict[str, list[Name]] = defaultdict(list)
        ends: dict[str, list[Name]] = defaultdict(list)
        for name in self.full:
            form = without_gloss(name.form)
            for spelling in dict.fromkeys(initials(form)):
                spelt[spelling].append(name)
            big = big_initials(form)
            ends[big[:1] + big[-1:]].append(name)
        return spelt, ends

    def _rows(self) -> dict[int, list[Name]]:
        """Return the full names by the rows of the gazetteer that have them."""
        rows: dict[int, list[Name]] = defaultdict(list)
        for name in self.full:
            for entry in known.find(self.kind, name.key):
                rows[entry.number].append(name)
        return rows

    def _believable(self, short: Name, full: Name) -> bool:
        """Tell whether initials prove a full name also where it comes later: no other meaning of them is known."""
        if full.starts[0] < short.starts[0] or known.same_row(self.kind, short.key, full.key):
            return True
        return len(short.key) >= _SURE_LETTERS and not known.acronym_may_mean_other(self.kind, short.key, full.key)

    def _clipped(self, short: Name, full: Name) -> bool:
        if full.starts[0] > short.starts[0] or not is_clipped(letters(short.form), big_initials(full.form)):
            return False
        return not known.acronym_means_other(self.kind, short.key, full.key)


def _spells(short: str, full: str) -> bool:
    """Tell whether the letters of a short name can be found in a full one as an acronym has them."""
    spelling = letters(short)
    return spelling in initials(full) or is_clipped(spelling, big_initials(full)) or is_syllabic(spelling, full)


def _few(options: list[Name]) -> list[Name]:
    return options if len(options) <= _MOST else []


def _join_listed(names: Names, clusters: Clusters, kind: EntityType) -> None:
    """Join what the list of names calls one."""
    for row in lists.rows("organisation_names"):
        found = [name for form in row if (name := names.get(kind, compared(kind, form))) is not None]
        for other in found[1:]:
            clusters.join(found[0], other)


def _join_translations(clusters: Clusters, defined: list[Definition], kind: EntityType) -> None:
    """Join `Workers’ Counselling Centre (Delavska svetovalnica)`: a name and the same in another language."""
    for definition in defined:
        first, second = definition.first, definition.second
        if known.different_rows(kind, first.key, second.key) or " " not in first.key or " " not in second.key:
            continue
        if definition.said or (definition.alone and _in_two_languages(first, second)):
            clusters.join(first, second)


def _in_two_languages(first: Name, second: Name) -> bool:
    """Tell whether two names are of like length, neither is a branch, and one is English and the other not."""
    one, other = first.key.split(), second.key.split()
    if abs(len(one) - len(other)) > 2 or {*one, *other} & lists.words("branch_words"):
        return False
    english = [bool({*words} & lists.common_words()) for words in (one, other)]
    foreign = [not form.replace("’", "").isascii() for form in (first.form, second.form)]
    return english[0] != english[1] or foreign[0] != foreign[1]


def _join_short_forms(names: Names, clusters: Clusters, kind: EntityType) -> None:
    """Join `Labour` to `Labour party`: the same name without the word that says what it is."""
    options: dict[str, list[Name]] = defaultdict(list)
    for name in names.of_type(kind):
        for shorter in _shortened(name.key):
            options[shorter].append(name)
    for shorter, full in options.items():
        short = names.get(kind, shorter)
        if short is not None:
            clusters.attach(short, full)


def _shortened(key: str) -> Iterator[str]:
    """Yield a key without a first or last word of the list, and the plural that stands for a party (`Greens`)."""
    first, last = _left_out()
    for phrase in first:
        if key.startswith(phrase):
            yield key.removeprefix(phrase)
    for phrase in last:
        if key.endswith(phrase):
            yield key.removesuffix(phrase)
            if phrase == " party":
                yield f"{key.removesuffix(phrase)}s"


@cache
def _left_out() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what may be left out, with the space that parts it from the rest, at the start and at the end."""
    phrases = [(where, fold(word)) for where, word in lists.rows("short_forms")]
    first = tuple(f"{phrase} " for where, phrase in phrases if where == "first")
    return first, tuple(f" {phrase}" for where, phrase in phrases if where == "last")


def _join_branches(names: Names, clusters: Clusters, kind: EntityType) -> None:
    """Join `Local 42` to `UAW Local 42`, and that to `United Auto Workers Local 42`."""
    parts: dict[str, list[Name]] = defaultdict(list)
    for name in names.of_type(kind):
        words = name.key.split()
        at = next((i for i, word in enumerate(words) if i and word in lists.words("branch_words")), None)
        if at is not None and at < len(words) - 1:
            parts[" ".join(words[at:])].append(name)
    for part, branches in parts.items():
        unions = {name: names.get(kind, name.key.removesuffix(f" {part}")) for name in branches}
        first: dict[int, Name] = {}
        for branch, union in unions.items():
            if union is not None:
                clusters.join(branch, first.setdefault(clusters.root(union), branch))
        short = names.get(kind, part)
        if short is not None:
            clusters.attach(short, branches)


def _join_run_together(names: Names, clusters: Clusters, kind: EntityType) -> None:
    """Join names that differ in nothing but spaces and hyphens (`DiEM 25`, `Stop EACOP` and `#StopEACOP`)."""
    first: dict[str, Name] = {}
    for name in names.of_type(kind):
        clusters.join(name, first.setdefault(name.key.replace(" ", ""), name))
