"""Properties of the whole road on any text: the real segmenter and resolver, with a recogniser that costs nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from solidarity_extract.extraction import extract_source
from solidarity_extract.mentions import Mention
from solidarity_extract.reading import read_text
from solidarity_extract.schema import post_schema, problems_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solidarity_extract.mentions import Block, EntityType, KnownName

VALIDATOR = Draft202012Validator(post_schema())
TYPES: tuple[EntityType, ...] = ("organisation", "union", "person", "place")
CAPITALISED = re.compile(r"[A-ZŁ][\w.’-]*(?: [A-ZŁ][\w.’-]*)*")

LINES = [
    "Rosa Winter, nurse, St Elm Hospital",
    "**Ana Prates:** We were there.",
    "**AP:** And we stayed.",
    "## Tariq Nasser | Dock Workers’ Union (DWU)",
    "TARIQ NASSER",
    "By Jen Okafor, Amber Collective",
    "— Gary",
    "“We were there, and we stayed until the end of it all, whatever they said”",
    "We were there, and we stayed until the end of it all, whatever they said. The DWU paid, and Winter knew it.",
    "What has changed since then?",
    "Share on Facebook",
    "Three voices from the docks",
    "Poland: Zofia Lis, Razem",
    "1. Li Ma, organiser",
    "Interview by Tom Rendell",
    "* * *",
    "> It was cold.",
]
NEWLINES = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n \n", "\n\n\n\n", " ", "\u2028", "\u00a0\n"])
PAGES = st.tuples(
    st.sampled_from(["", "\ufeff", "\n", "  "]),
    st.lists(st.tuples(st.one_of(st.sampled_from(LINES), st.text(max_size=30)), NEWLINES), min_size=1, max_size=25),
).map(lambda page: (page[0] + "".join(line + end for line, end in page[1])).replace("\0", ""))

SAMPLES = sorted(
    path for path in (Path(__file__).parents[2] / "samples").glob("*.[tm]*") if path.suffix in {".txt", ".md"}
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["cut", "repeat", "swap", "shout", "blank", "shorten", "join"]), *[st.integers(0, 999)] * 3
    ),
    max_size=12,
)


def changed(lines: list[str], changes: Sequence[tuple[str, int, int, int]]) -> list[str]:
    """Damage a page as copying and converting do: lines lost, repeated, moved, glued, cut off, in capitals."""
    for change, a, b, length in changes:
        i, j, some = a % len(lines), b % len(lines), 1 + length % 8
        match change:
            case "cut":
                lines = [*lines[:i], *lines[i + some :]] or [""]
            case "repeat":
                lines = [*lines[:j], *lines[i : i + some], *lines[j:]]
            case "swap":
                lines[i], lines[j] = lines[j], lines[i]
            case "shout":
                lines[i] = lines[i].upper()
            case "blank":
                lines.insert(i, "")
            case "shorten":
                lines[i] = lines[i][: length % (len(lines[i]) + 1)]
            case "join":
                lines[i] += f" {lines[j]}"
    return lines


@dataclass
class Capitals:
    """Takes every run of capitalised words for a name, and what it is told of first."""

    name: str = "capitals"
    version: str = "1"
    layers: tuple[str, ...] = ()

    def recognise(self, text: str, blocks: Sequence[Block], known: Sequence[KnownName]) -> list[Mention]:
        found = [Mention(name.start, name.end, name.type or "organisation", "header") for name in known]
        for block in blocks:
            for match in CAPITALISED.finditer(text, block.start, block.end):
                if not any(name.start < match.end() and match.start() < name.end for name in known):
                    kind = TYPES[len(match.group()) % 4]
                    found.append(Mention(match.start(), match.end(), kind, "rule"))
        return sorted(found, key=lambda mention: mention.start)


def assert_true_and_complete(page: str) -> str:
    source = read_text(page)
    written = extract_source(source, Capitals()).to_json(compact=True)
    assert problems_in(written, text=page) == []
    assert extract_source(source, Capitals()).to_json(compact=True) == written
    return written


@given(PAGES.filter(lambda page: page.strip().strip("\ufeff").strip()))
@settings(max_examples=100, deadline=None)
def test_any_page_gives_a_true_and_complete_record(page: str) -> None:
    """Every span true, every character in one part, ids unique, links closed, schema kept; twice the same bytes."""
    written = assert_true_and_complete(page)
    assert list(VALIDATOR.iter_errors(json.loads(written))) == []


@pytest.mark.skipif(not SAMPLES, reason="needs the samples")
@given(st.sampled_from(SAMPLES), CHANGES, st.sampled_from(["\n", "\r\n", "\r"]), st.integers(1, 999))
@settings(max_examples=80, deadline=None)
def test_a_damaged_post_gives_a_true_and_complete_record(
    sample: Path, changes: Sequence[tuple[str, int, int, int]], newline: str, length: int
) -> None:
    """The same holds for real pages with lines lost, repeated, moved, glued and cut off."""
    lines = changed(sample.read_bytes().decode().splitlines(), changes)[:length]
    page = newline.join(["Post", *lines])
    assert_true_and_complete(page)


@given(PAGES.filter(lambda page: page.strip().strip("\ufeff").strip()))
@settings(max_examples=40, deadline=None)
def test_line_ends_do_not_change_who_speaks(page: str) -> None:
    """The same page with other line ends has the same contributors."""
    plain = re.sub(r"\r\n?", "\n", page)

    def speakers(text: str) -> list[list[str | None]]:
        record = extract_source(read_text(text), Capitals())
        return [[contributor.name for contributor in p.contributors] for p in record.perspectives]

    assert speakers(plain) == speakers(plain.replace("\n", "\r\n")) == speakers(plain.replace("\n", "\r"))
