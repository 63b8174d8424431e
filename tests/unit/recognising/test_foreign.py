"""Any other spaCy pipeline in place of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from solidarity_extract import recognising
from solidarity_extract.errors import PipelineError
from solidarity_extract.mentions import Block, KnownName
from solidarity_extract.recognising.foreign import _trim

if TYPE_CHECKING:
    from pathlib import Path

    from solidarity_extract.mentions import Mention

PATTERNS = [
    {"label": "ORG", "pattern": "the National Union of Mineworkers"},
    {"label": "ORG", "pattern": "Zorn Ltd"},
    {"label": "GPE", "pattern": "Melas"},
    {"label": "FAC", "pattern": "Quarry Bridge"},
    {"label": "PERSON", "pattern": "Wanjiku Zorn's"},
    {"label": "PER", "pattern": "Halyna"},
    {"label": "DATE", "pattern": "March"},
]
TEXT = (
    "In March Wanjiku Zorn's friends from Melas met the National Union of Mineworkers at Quarry Bridge. Zorn Ltd wept."
)


@pytest.fixture
def other(tmp_path: Path) -> str:
    """Return the folder of a small pipeline that is not ours."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)  # type: ignore[attr-defined]
    nlp.meta["name"], nlp.meta["version"] = "small", "0.7.1"
    nlp.to_disk(tmp_path / "small")
    return str(tmp_path / "small")


def _found(mentions: list[Mention]) -> list[tuple[str, str, str]]:
    return [(TEXT[m.start : m.end], m.type, m.method) for m in mentions]


def test_labels_are_mapped_and_names_trimmed(other: str) -> None:
    """Articles and possessives go, labels become ours, unions are told apart, other labels are dropped."""
    mentions = recognising.load(other).recognise(TEXT, [Block(0, len(TEXT), "body")], [])
    assert _found(mentions) == [
        ("Wanjiku Zorn", "person", "model"),
        ("Melas", "place", "model"),
        ("National Union of Mineworkers", "union", "model"),
        ("Quarry Bridge", "place", "model"),
        ("Zorn Ltd", "organisation", "model"),
    ]


def test_known_names_come_first(other: str) -> None:
    """A contributor's name stands, whatever the other pipeline says."""
    known = [KnownName(9, 21, "person"), KnownName(TEXT.index("Melas"), TEXT.index("Melas") + 5, "person")]
    mentions = recognising.load(other).recognise(TEXT, [Block(0, len(TEXT), "body")], known)
    assert _found(mentions)[:2] == [("Wanjiku Zorn", "person", "header"), ("Melas", "person", "header")]


def test_only_blocks_are_read(other: str) -> None:
    """The other pipeline sees the blocks, and its offsets are into the whole text."""
    start = TEXT.index("Zorn Ltd")
    mentions = recognising.load(other).recognise(TEXT, [Block(start, len(TEXT), "body")], [])
    assert _found(mentions) == [("Zorn Ltd", "organisation", "model")]


def test_provenance_names_the_other_pipeline(other: str) -> None:
    """Name, version and components of the other pipeline are told, then our own components."""
    loaded = recognising.load(other)
    assert (loaded.name, loaded.version) == ("en_small", "0.7.1")
    assert loaded.layers == ["entity_ruler", "solidarity_unions", "solidarity_consistency"]


def test_a_missing_pipeline_says_how_to_install_it() -> None:
    """One sentence, with the command."""
    with pytest.raises(PipelineError, match="python -m spacy download en_core_nowhere_sm"):
        recognising.load("en_core_nowhere_sm")


def test_a_broken_pipeline_is_no_traceback(tmp_path: Path) -> None:
    """A folder that is no pipeline gives the same kind of error."""
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 7\n", encoding="utf-8")
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(PipelineError):
        recognising.load(str(tmp_path))


@pytest.mark.parametrize(
    ("name", "trimmed"),
    [
        ("the Zorn", "Zorn"),
        ("The Zorn’s", "Zorn"),
        ("“Zorn”,", "Zorn"),
        ("Zorn (ZZ)", "Zorn (ZZ)"),
        ("Zorn)", "Zorn"),
        ("Savai'i", "Savai'i"),
    ],
)
def test_edges_of_names(name: str, trimmed: str) -> None:
    """The guide leaves out articles, possessives, quotation marks and stray brackets."""
    start, end = _trim(name, 0, len(name))
    assert name[start:end] == trimmed
