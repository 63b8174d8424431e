"""The parts of a person's name, as far as later mentions may use them alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from solidarity_extract.resolving import lists
from solidarity_extract.resolving.letters import plain, without_apostrophes

_NICKNAME = re.compile(r"(?<!\S)[“”„\"‘'«(]([^“”„\"«»()\s]+(?: [^“”„\"«»()\s]+)?)[“”\"’'»)](?!\S)")
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*\.?")
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|an)-(?=\w{3})")
_MOST_TOKENS = 12


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in comparable words: titles, nicknames and particles are left out, initials end in a full stop."""

    words: tuple[str, ...]
    nicknames: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """The family name with the particles before it, in every length: `van der linden`, `der linden`."""

    @property
    def single(self) -> bool:
        """Tell whether this is one word: a first name, a family name or a pseudonym."""
        return len(self.words) == 1


def parse(form: str) -> PersonName:
    """Take a tidied form apart."""
    nicknames = tuple(_word(nickname) for nickname in _NICKNAME.findall(form))
    tokens = _tokens(_in_order(_NICKNAME.sub(" ", form)))
    if not tokens:
        return PersonName(nicknames or (form.casefold(),))
    kept = _without_titles([token for token, _ in tokens])
    small = {token for token, is_small in tokens if is_small}
    core = [i for i in range(len(kept)) if not _is_particle(kept, i, small)]
    return PersonName(tuple(kept[i] for i in core), nicknames, _phrases(kept, core))


def is_initial(word: str) -> bool:
    """Tell whether a word of a name is only its first letter."""
    return word.endswith(".")


def _in_order(form: str) -> str:
    """Turn `Mokoena, Grace` round; what follows the comma may also be a suffix."""
    family, comma, given = form.partition(",")
    if not comma or "," in given or _word(given) in lists.words("suffixes"):
        return form.replace(",", " ")
    return f"{given} {family}"


def _tokens(form: str) -> list[tuple[str, bool]]:
    """Return the comparable words of a name, and whether each is printed small."""
    found = []
    for match in _TOKEN.finditer(without_apostrophes(form)):
        printed = match.group()
        word = plain(printed).rstrip(".")
        initial = len(word) == 1 and printed[0].isupper() and printed[0].isascii()
        found.append((f"{word}." if initial else _ARTICLE.sub("", word), printed[0].islower()))
    return _bonded(found)[:_MOST_TOKENS]


def _word(printed: str) -> str:
    return " ".join(_TOKEN.findall(plain(without_apostrophes(printed)))).replace(".", "")


def _bonded(tokens: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Make one word of `Abu Faisal` and of `Tursun qizi`, which are not the names of Faisal and of Tursun."""
    kin = {word: where for where, word in lists.rows("kinship")}
    found: list[tuple[str, bool]] = []
    for word, is_small in tokens:
        if found and (kin.get(found[-1][0]) == "before" or kin.get(word) == "after"):
            found[-1] = f"{found[-1][0]} {word}", is_small
        else:
            found.append((word, is_small))
    return found


def _without_titles(words: list[str]) -> list[str]:
    start, end = 0, len(words)
    while start < end - 1 and words[start] in lists.words("titles"):
        start += 1
    while end > start + 1 and words[end - 1] in lists.words("suffixes"):
        end -= 1
    return words[start:end]


def _is_particle(words: list[str], i: int, small: set[str]) -> bool:
    """Tell whether a word only joins the names around it: never the last one, the first one only if printed small."""
    if words[i] not in lists.words("particles") or i == len(words) - 1:
        return False
    return i > 0 or words[i] in small


def _phrases(words: list[str], core: list[int]) -> tuple[str, ...]:
    """Return the ends of a name that start with a particle, and the name as it stands where it may be such an end."""
    starts = [i for i in range(1, len(words) - 1) if i not in core]
    ends = [" ".join(words[i:]) for i in starts]
    return (" ".join(words), *ends) if len(words) > 1 else tuple(ends)
