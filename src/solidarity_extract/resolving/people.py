"""People: who is meant where a first name, a family name, initials or a nickname stands alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from solidarity_extract.resolving import lists
from solidarity_extract.resolving.definitions import definitions
from solidarity_extract.resolving.person_names import PersonName, is_initial, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solidarity_extract.resolving.clusters import Clusters
    from solidarity_extract.resolving.names import Name, Names

_T = TypeVar("_T")
Part = Literal["given", "family", "middle", "half"]


class Hit(NamedTuple):
    """A full name that has a word, and the part that the word plays in it."""

    name: Name
    part: Part


class Speaker(NamedTuple):
    """A contributor who is a person: the name, tidied, and where headers and labels print it or a part of it."""

    name: str
    labels: tuple[tuple[int, int], ...]


def link(names: Names, clusters: Clusters, speakers: Sequence[Speaker]) -> dict[int, str]:
    """Join the names of persons; return the names of those who speak, by the number of the name."""
    speaking = {names.known("person", speaker.name).number: speaker.name for speaker in speakers}
    people = _People(names, clusters, speaking)
    people.join_spellings()
    people.join_defined()
    people.join_longer_names()
    people.join_single_names()
    _join_labels(names, clusters, speakers)
    return speaking


def _join_labels(names: Names, clusters: Clusters, speakers: Sequence[Speaker]) -> None:
    """Give each person named in a speaker's label to the speaker, whatever else the name may mean."""
    people = [i for i in names.order if names.mentions[i].type == "person"]
    starts = [names.mentions[i].start for i in people]
    for speaker in speakers:
        name = names.known("person", speaker.name)
        for start, end in speaker.labels:
            for i in people[bisect_left(starts, start) : bisect_left(starts, end)]:
                if names.mentions[i].end <= end and not clusters.one(names.of[i], name):
                    clusters.moved[i] = name


class _People:
    def __init__(self, names: Names, clusters: Clusters, speaking: dict[int, str]) -> None:
        self.names = names
        self.clusters = clusters
        self.speaking = speaking
        self.parsed: dict[int, PersonName] = {}
        people = names.of_type("person")
        for name in people:
            forms = name.forms or {speaking[name.number]: 0}
            self.parsed[name.number] = _merged([parse(form) for form in forms])
        self.full = [n for n in people if not self.parsed[n.number].single or n.number in speaking]
        self.single = [n for n in people if self.parsed[n.number].single and n.number not in speaking]

    def join_spellings(self) -> None:
        """Join full names that differ in spelling, in the order of family and given name, or in a nickname used."""
        alike: dict[tuple[str, ...], Name] = {}
        for name in self.full:
            parsed = self.parsed[name.number]
            if parsed.single or any(map(is_initial, parsed.words)):
                continue
            for spelling in _spellings(parsed):
                self.clusters.join(name, alike.setdefault(spelling, name))
            turned = self.names.get("person", " ".join(reversed(parsed.words)))
            if turned is not None and len(parsed.words) == 2:
                self.clusters.join(name, turned)

    def join_defined(self) -> None:
        """Join what the wording calls one: `Iris Toolan, who was born Iris Brocklebank`, `Eduardo Ruiz (Trvko)`."""
        for definition in definitions(self.names, "person"):
            pair = definition.first, definition.second
            if definition.said or (definition.alone and sum(self.parsed[name.number].single for name in pair) == 1):
                self.clusters.join(*pair)

    def join_longer_names(self) -> None:
        """Join what is part of one longer name: `J. Corbyn`, `Xiomara Blandón`, `van der Linden`."""
        pairs: dict[tuple[str, str], list[Name]] = defaultdict(list)
        phrases: dict[str, list[Name]] = defaultdict(list)
        for name in self.full:
            parsed = self.parsed[name.number]
            for pair in _pairs(parsed.words):
                pairs[pair].append(name)
            for phrase in parsed.phrases[1:]:
                phrases[phrase].append(name)
        for name in [*self.full, *self.single]:
            parsed = self.parsed[name.number]
            options = [] if parsed.single else _few(pairs.get((parsed.words[0], parsed.words[-1]), []))
            fuller = [o for o in options if _shortens(parsed.words, self.parsed[o.number].words)]
            if not self.clusters.attach(name, fuller):
                ends = phrases.get(parsed.phrases[0], []) if parsed.phrases else []
                self.clusters.attach(name, [o for o in _few(ends) if o is not name])

    def join_single_names(self) -> None:
        """Join names of one word to the full names that have the word."""
        hits = self._hits()
        sounds: dict[str, list[Hit]] = defaultdict(list)
        for word, found in hits.items():
            sounds[_sound(word)] += [hit for hit in found if hit.part == "family"]
        breaks = [match.start() for match in re.finditer(r"[\n\r]", self.names.text)]
        misspelt = self._misspelt()
        alone: dict[str, Name] = {}
        for name in self.single:
            word = self.parsed[name.number].words[0]
            for options, same_line in _pools(hits.get(word, []), self.speaking):
                if self.clusters.attach(name, options, breaks if same_line else None):
                    break
            if self.clusters.settled(name) or len(word) < _LONG:
                continue
            if not self.clusters.attach(name, [hit.name for hit in _few(sounds.get(_sound(word), []))]):
                self.clusters.attach(name, [n for key in _deletions(word) for n in _few(misspelt.get(key, []))])
            if not self.clusters.settled(name):
                self.clusters.join(name, alone.setdefault(_sound(word), name))

    def _hits(self) -> dict[str, list[Hit]]:
        """Return, for each word, the full names that have it; names that turned out to be shorter ones are left out."""
        found: dict[str, list[Hit]] = defaultdict(list)
        for name in self.full:
            if self.clusters.settled(name):
                continue
            for word, part in _parts(self.parsed[name.number]):
                found[word].append(Hit(name, part))
        return found

    def _misspelt(self) -> dict[str, list[Name]]:
        """Return the names of contributors by each of their long words, less one letter."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.full:
            if name.number in self.speaking:
                for word in self.parsed[name.number].words:
                    for key in _deletions(word) if len(word) >= _LONG else ():
                        found[key].append(name)
        return found


_LONG = 7  # letters; in shorter words one letter may well make another name
_LONG_ENOUGH_FOR_UMLAUTS = 5  # letters: Mueller is Müller, but Joe is not Jo
_LONGEST = 30  # letters; beyond that it is no word
_MOST = 100  # names; where more are possible nothing decides


def _few(options: list[_T]) -> list[_T]:
    """Return the options, or none where there are so many that looking at them all would not help."""
    return options if len(options) <= _MOST else []


def _merged(forms: list[PersonName]) -> PersonName:
    nicknames = dict.fromkeys(nickname for form in forms for nickname in form.nicknames)
    phrases = dict.fromkeys(phrase for form in forms for phrase in form.phrases)
    return PersonName(forms[0].words, tuple(nicknames), tuple(phrases))


def _spellings(name: PersonName) -> Iterator[tuple[str, ...]]:
    """Yield what equal full names have in common: the sound of the family name, the given name up to its variants."""
    given, *rest = name.words
    family = tuple(_sound(word) for word in rest)
    for first in (given, *name.nicknames):
        yield _given_names().get(first, _sound(first)), *family


@cache
def _given_names() -> dict[str, str]:
    return {form: row[0] for row in lists.rows("given_names") for form in row}


def _sound(word: str) -> str:
    """Return a word up to what transliterations and spellings of one name differ in (`Zelensky`, `Zelenskyy`)."""
    spelt = word.replace("ph", "f").replace("ck", "k").replace("ch", "ç").replace("c", "k").replace("ç", "ch")
    if len(word) >= _LONG_ENOUGH_FOR_UMLAUTS:
        spelt = spelt.replace("ue", "u").replace("oe", "o").replace("ae", "a")
    spelt = spelt.replace("iy", "i").replace("y", "i").replace("j", "i").replace("w", "v")
    return re.sub(r"([^\W\d])\1+", r"\1", spelt)


def _deletions(word: str) -> Iterator[str]:
    """Yield a word and the word less one inner letter: two words meet here where one has one letter too few."""
    yield word
    for i in range(1, min(len(word), _LONGEST) - 1):
        yield word[:i] + word[i + 1 :]


def _pairs(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield every first and last word that a shorter form of the name may have, initials included."""
    for i, first in enumerate(words):
        for last in words[i + 1 :]:
            yield first, last
            if not is_initial(first):
                yield f"{first[0]}.", last
            if not is_initial(last):
                yield first, f"{last[0]}."


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a name leaves out words, or letters of words, of a fuller one and changes nothing else."""
    if short == full:
        return False
    rest = iter(full)
    return all(any(word == other or (is_initial(word) and other[0] == word[0]) for other in rest) for word in short)


def _parts(name: PersonName) -> Iterator[tuple[str, Part]]:
    *before, last = name.words
    for nickname in name.nicknames:
        yield nickname, "given"
    if before or name.single:
        yield (before or [last])[0], "given"
    if not before:
        return
    if before[0] in lists.words("family_first") or "-" in name.words[1]:
        yield before[0], "family"
    yield last, "family"
    for word in before[1:]:
        yield word, "middle"
    for half in last.split("-") if "-" in last else ():
        yield half, "half"


def _pools(hits: list[Hit], speaking: dict[int, str]) -> Iterator[tuple[list[Name], bool]]:
    """Yield whom a single name may mean, the surest first, and whether only a name in the same line decides."""
    given = [hit.name for hit in hits if hit.part == "given"]
    contributors = [name for name in given if name.number in speaking]
    families = [hit.name for hit in hits if hit.part == "family"]
    if contributors:
        yield contributors, True
    yield families, False
    yield given, True
    for part in ("middle", "half"):
        rest = [hit.name for hit in hits if hit.part == part]
        yield (rest if len(rest) == 1 else []), True
