"""Names to put into training texts, from the package's own gazetteers (where they are) and from the texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable
    from pathlib import Path

FILES = {"unions.tsv": "UNION", "organisations.tsv": "ORG", "places.tsv": "PLACE"}


def form(name: str) -> str:
    """Which names can stand for one another."""
    if " " in name:
        return "phrase"
    return "acronym" if sum(c.isupper() for c in name) > 1 else "word"


@dataclass(slots=True)
class Names:
    """Names by type and form, full names with their acronyms, and people's given and family names."""

    single: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    paired: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    family: list[str] = field(default_factory=list)

    def add(self, label: str, name: str) -> None:
        """Take in one name; a name counts as often as it is given."""
        self.single.setdefault((label, form(name)), []).append(name)

    def person(self, chance: random.Random, words: int) -> str:
        """A person of ``words`` names, given and family names mixed from everywhere."""
        if not self.given or not self.family:
            return ""
        given = [chance.choice(self.given) for _ in range(max(1, words - 1))]
        return " ".join([*given, chance.choice(self.family)])


def _rows(path: Path) -> Iterable[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def read(folder: Path) -> Names:
    """The gazetteers of a folder; a file that is not there is left out."""
    names = Names()
    for file, label in FILES.items():
        if (folder / file).exists():
            for row in _rows(folder / file):
                _add_row(names, label, row)
    if (folder / "given_names.tsv").exists():
        names.given += [row[0] for row in _rows(folder / "given_names.tsv")]
    return names


def _add_row(names: Names, label: str, row: list[str]) -> None:
    name, acronym, others = (*row, "", "", "")[:3]
    forms = [f for f in (x.strip().lstrip("?") for x in others.split(";")) if f]
    acronym = acronym.lstrip("?")
    for surface in (name, acronym, *forms):
        if surface:
            names.add(label, surface)
    if acronym and " " in name:
        names.paired.setdefault(label, []).append((name, acronym))


def lexicon(folder: Path) -> list[tuple[str, str, bool]]:
    """What the model is told: name, label, whether the name is sure to be one; sorted, without repetition."""
    rows: set[tuple[str, str, bool]] = set()
    for file, label in FILES.items():
        if (folder / file).exists():
            for row in _rows(folder / file):
                rows |= _surfaces(label, row)
    if (folder / "given_names.tsv").exists():
        rows |= {(row[0], "GIVEN", True) for row in _rows(folder / "given_names.tsv") if "ambiguous" not in row}
    return sorted(rows)


def _surfaces(label: str, row: list[str]) -> set[tuple[str, str, bool]]:
    name, acronym, others, _, _, certainty = (*row, *[""] * 6)[:6]
    found = {(name, label, certainty != "ambiguous")}
    for surface in (acronym, *others.split(";")):
        if surface.strip(" ?"):
            found.add((surface.strip(" ?"), label, not surface.strip().startswith("?")))
    return found


_CAPITAL = re.compile(r"^[^\W\d_][\w'’.-]*$")


def add_people(names: Names, people: Iterable[str]) -> None:
    """Given and family names of people found in the training texts."""
    for person in people:
        words = person.split()
        if 1 < len(words) < 5 and all(_CAPITAL.match(w) and w[0].isupper() for w in words):  # noqa: PLR2004
            names.given.append(words[0])
            names.family.append(words[-1])


_SECTORS = (
    "Dockers", "Miners", "Railway Workers", "Teachers", "Nurses", "Textile Workers", "Garment Workers", "Seafarers",
    "Bank Employees", "Journalists", "Public Employees", "Metalworkers", "Construction Workers", "Farm Workers",
    "Domestic Workers", "Postal Workers", "Transport Workers", "Health Workers", "Bakers", "Musicians", "Cleaners",
    "Couriers", "Actors", "Lecturers", "Firefighters", "Oil Workers", "Plantation Workers", "Hotel Workers",
    "Retail Workers", "Delivery Riders", "Care Workers", "Energy Workers", "Forestry Workers", "Municipal Workers",
)  # fmt: skip
_PATTERNS = (
    "{p} {s}' Union", "{p} {s}’ Union", "{s} Union of {p}", "Union of {s} of {p}", "National Union of {s}",
    "Independent Trade Union of {s} of {p}", "United {s} of {p}", "{p} Federation of {s}", "Amalgamated {s}",
    "{p} {s} Union", "Free Trade Union of {s} of {p}", "{p} Trades Council", "{p} Labour Council",
    "General Union of {s}", "{p} Congress of Trade Unions", "{s} Local {n}", "{p} {s} Union Local {n}",
    "Confederation of {p} Workers", "{p} Labor Federation", "Sindicato de {f} de {p}", "Syndicat des {f}",
    "{a} Local {n}", "{a} {p}", "{a} {p} branch",
    "{p} {a}", "{p} branch of {a}", "Association of {p} {s}", "{p} {s}' Association", "{p} {s} Guild", "New {s} Union",
    "International Federation of {s}",
)  # fmt: skip
_FOREIGN = (
    "Trabajadores", "Mineros", "Maestros", "Portuários", "Metalúrgicos", "Cheminots", "Enseignants", "Journaliers",
    "Obreros", "Bancários",
)  # fmt: skip


def made_up_union(names: Names, chance: random.Random) -> tuple[str, str]:
    """A union that does not exist, by the patterns unions are named by, with an acronym."""
    places = names.single.get(("PLACE", "word")) or ["Ruritania"]
    acronyms = names.single.get(("UNION", "acronym")) or ["GWU"]
    sector = chance.choice(_SECTORS)
    slots = {"p": chance.choice(places), "f": chance.choice(_FOREIGN), "a": chance.choice(acronyms)}
    name = chance.choice(_PATTERNS).format(s=sector, n=chance.randint(3, 3000), **slots)
    acronym = "".join(w[0] for w in re.findall(r"\w+", name) if w[0].isupper())
    return name, acronym if len(acronym) > 1 else chance.choice(acronyms)
