"""What to call an entity: of all its printed forms the fullest is its name, an acronym is its acronym."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from solidarity_extract.resolving.acronyms import is_surely_acronym, looks_like_acronym
from solidarity_extract.resolving.keys import compared, without_gloss
from solidarity_extract.resolving.letters import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from solidarity_extract.mentions import EntityType


class Called(NamedTuple):
    """The name, the other printed forms in the order of their first mentions, and the acronym."""

    name: str
    aliases: tuple[str, ...]
    acronym: str | None


def called(kind: EntityType, printed: Iterable[str], speaker: str | None, acronyms: Collection[str]) -> Called:
    """Choose from the forms of an entity, given once for each mention in text order.

    A contributor is called by the name of the header, ``speaker``, in the best of the ways it is printed; ``acronyms``
    are forms that turned out to be acronyms of others.
    """
    forms = Counter(printed)
    pool = list(forms)
    if speaker is not None:
        pool = [form for form in forms if compared(kind, form) == compared(kind, speaker)] or [speaker]
    plainly = {_run_together(form) for form in forms if not form.isupper()}
    order = {form: i for i, form in enumerate(forms)}

    def rank(form: str) -> tuple[bool, bool, int, bool, int, int]:
        shouted = form.isupper() and _run_together(form) in plainly
        length = sum(map(str.isalnum, form))
        return shouted, _has_article(form), -length, _is_marked(form), -forms[form], order.get(form, 0)

    best = min(pool, key=rank)
    acronym = _acronym(kind, forms, best, acronyms)
    name = best if kind == "person" else without_gloss(best)
    return Called(name, tuple(form for form in forms if form not in {name, acronym}), acronym)


def _run_together(form: str) -> str:
    return fold(form).replace(" ", "")


def _has_article(form: str) -> bool:
    return form.startswith(("The ", "the "))


def _is_marked(form: str) -> bool:
    """Tell whether a form is written as it would not be in running text: all small, or turned round by a comma."""
    return form.islower() or ", " in form


def _acronym(kind: EntityType, forms: Counter[str], name: str, acronyms: Collection[str]) -> str | None:
    if kind not in {"organisation", "union"}:
        return None
    if name in forms and is_surely_acronym(name) and fold(name) not in {fold(f) for f in forms if f != name}:
        return name
    worded = {fold(form) for form in forms if not looks_like_acronym(form)}
    found = [form for form in forms if form in acronyms and form != name and fold(form) not in worded]
    return max(found, key=lambda form: forms[form], default=None)
