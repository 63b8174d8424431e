"""Made-up posts of any length for the benchmarks: the same words for the same length, no paragraph twice."""

from __future__ import annotations

import random

FIRST = ("Ana", "Emil", "Rosa", "Tariq", "Hoa", "Nadia", "Gerald", "Oksana", "Leyla", "Samir", "Ines", "Maud")
LAST = ("Winter", "Braun", "Nasser", "Quan", "Prates", "Kline", "Melnyk", "Demir", "Haddad", "Costa", "Nowak", "Reis")
ROLES = ("nurse", "train driver", "branch secretary", "teacher", "organiser", "researcher")
BODIES = (
    "National Union of Mineworkers",
    "Fire Brigades Union",
    "Tenants' Network",
    "University of Durham",
    "Solidarity Campaign",
    "Dockers' Union",
)
PLACES = ("Kyiv", "Warsaw", "Durham", "Lisbon", "Istanbul", "Santiago", "Dhaka", "Poland", "Ukraine", "Turkey")
OPENINGS = ("In the spring", "After the strike", "When the depot closed", "Last winter", "For years", "That morning")
ACTS = (
    "we walked out with {name} of the {body} and stayed out for {number} days",
    "the meeting in {place} heard {name} speak about the {number} who had lost their work",
    "{number} of us took the night bus to {place} to stand with the {body}",
    "{name} told me that the {body} had sent {number} parcels from {place}",
    "nobody in {place} believed that the {body} would win, and {name} counted {number} empty chairs",
)
ENDINGS = ("and it held", "although the rent was due", "and we wrote it all down", "which the paper never printed", "")


def post(size: int) -> str:
    """Return a post of at least ``size`` characters: a title, then sections of about 6,000 under one-line headers."""
    dice = random.Random(size)  # noqa: S311  the same post each time is the point
    parts = ["Voices from the yard: a made-up post"]
    length = 0
    while length < size:
        section = [_header(dice), *(_paragraph(dice) for _ in range(12))]
        parts += section
        length += sum(len(part) + 2 for part in section)
    return "\n\n".join(parts) + "\n"


def _header(dice: random.Random) -> str:
    return f"{_name(dice)}, {dice.choice(ROLES)}, {dice.choice(BODIES)}"


def _name(dice: random.Random) -> str:
    return f"{dice.choice(FIRST)} {dice.choice(LAST)}"


def _paragraph(dice: random.Random) -> str:
    return " ".join(_sentence(dice) for _ in range(5))


def _sentence(dice: random.Random) -> str:
    act = dice.choice(ACTS).format(
        name=_name(dice), body=dice.choice(BODIES), place=dice.choice(PLACES), number=dice.randrange(2, 10_000)
    )
    return f"{dice.choice(OPENINGS)} {act} {dice.choice(ENDINGS)}".strip() + "."
