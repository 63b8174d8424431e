"""The names of one post: every printed form of one comparable name, with the mentions that print it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solidarity_extract.resolving import keys
from solidarity_extract.resolving.letters import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.mentions import EntityType, Mention


@dataclass(eq=False, slots=True)
class Name:
    """What one post calls by one name, up to case, diacritics and punctuation."""

    number: int
    type: EntityType
    key: str
    """What names are compared by (`keys.compared`)."""
    forms: dict[str, int] = field(default_factory=dict)
    """The tidied forms in the order of their first mentions, and how often each is printed."""
    mentions: list[int] = field(default_factory=list)
    """Indexes into the mentions of the post, in text order."""
    starts: list[int] = field(default_factory=list)
    """Where these mentions start, in code points."""

    @property
    def form(self) -> str:
        """The form printed first."""
        return next(iter(self.forms))


class Names:
    """All names of a post, by what they are compared by; ``of`` and ``forms`` say what each mention prints."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self.order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end))
        self.all: list[Name] = []
        self.of: list[Name] = []
        self.forms: list[str] = []
        self._found: dict[tuple[EntityType, str], Name] = {}
        self._gather()

    def get(self, kind: EntityType, key: str) -> Name | None:
        """Return the name with this type and key, where the post has it."""
        return self._found.get((kind, key))

    def of_type(self, kind: EntityType) -> list[Name]:
        """Return the names of one type in the order of their first mentions."""
        return [name for name in self.all if name.type == kind]

    def known(self, kind: EntityType, form: str) -> Name:
        """Return the name of a tidied form, a new one without mentions where the post does not have it."""
        key = keys.compared(kind, form)
        name = self._found.get((kind, key))
        if name is None:
            name = self._found[kind, key] = Name(len(self.all), kind, key)
            self.all.append(name)
        return name

    def _gather(self) -> None:
        seen: dict[tuple[EntityType, str], tuple[Name, str]] = {}
        by_mention: dict[int, tuple[Name, str]] = {}
        for i in self.order:
            mention = self.mentions[i]
            surface = self.text[mention.start : mention.end]
            if (mention.type, surface) not in seen:
                form = tidy(surface)
                seen[mention.type, surface] = self.known(mention.type, form), form
            name, form = seen[mention.type, surface]
            name.forms[form] = name.forms.get(form, 0) + 1
            name.mentions.append(i)
            name.starts.append(mention.start)
            by_mention[i] = name, form
        self.of = [by_mention[i][0] for i in range(len(self.mentions))]
        self.forms = [by_mention[i][1] for i in range(len(self.mentions))]
