"""Full names by what may be short for them: initials, a surname, a first name, a pet form."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable


@functools.lru_cache(maxsize=1 << 14)
def name_key(text: str) -> str:
    """Give the form in which labels are compared."""
    bare = re.sub(r"[^\w ]", "", text.casefold())
    words = bare.split()
    while len(words) > 1 and words[0] in lexicon.words("honorifics"):
        words.pop(0)
    return " ".join(words)


def pet_form(key: str) -> str | None:
    """Give what two forms of one name share: the first letters and the surname (`Steve`, `Stephen`)."""
    words = key.split()
    return f"{words[0][:3]}… {words[1]}" if len(words) == 2 else None


class FullNames:
    """Full names by all that may be short for them: initials, a surname, a first name, a pet form."""

    def __init__(self, full_names: Iterable[str]) -> None:
        self._exact: dict[str, str] = {}
        self._short: dict[str, str | None] = {}
        for name in full_names:
            self._exact.setdefault(name_key(name), name)
        for key, name in self._exact.items():
            for short in _short_forms(key, name):
                self._short[short] = name if self._short.get(short, name) == name else None

    def resolve(self, label: str) -> str | None:
        """Tell whose label this is; `None` where nobody or two fit."""
        key = name_key(label)
        if not key or key in self._exact:
            return self._exact.get(key) if key else None
        letters = label.replace(".", "").replace(" ", "").replace("-", "")
        asked = [key, pet_form(key) or "", f"{letters}." if letters.isupper() and 2 <= len(letters) <= 4 else ""]
        fits = {self._short[short] for short in asked if short in self._short}
        return fits.pop() if len(fits) == 1 else None


def _short_forms(key: str, name: str) -> set[str]:
    """Give all that may be short for a name of two or more words; initials end in a full stop."""
    words = key.split()
    if len(words) < 2:
        return set()
    initials = "".join(word[0] for word in words).upper()
    parts = "".join(part[0] for word in name.casefold().split() for part in word.split("-") if part).upper()
    forms = {f"{letters}." for letters in (parts, initials[0] + initials[-1], *(initials[:n] for n in range(2, 5)))}
    forms |= {" ".join(words[:n]) for n in range(1, len(words))} | {" ".join(words[n:]) for n in range(1, len(words))}
    return forms | {word for word in words if len(word) > 2} | {f"{words[0][:3]}… {words[-1]}"}
