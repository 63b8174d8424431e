"""The real command over the sample posts, held against the records that are committed beside them.

``UPDATE_SAMPLES=1`` writes the records anew; read the difference before committing it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(
    path for path in (ROOT / "samples").glob("*.*") if path.suffix in {".txt", ".md"} and path.stem != "README"
)
SCHEMA = ROOT / "schemas" / "post-1.0.schema.json"
UPDATE = "UPDATE_SAMPLES"


@cache
def record_of(sample: Path) -> bytes:
    """What the command writes for a sample; where records are to be renewed, they are renewed."""
    command = [sys.executable, "-m", "solidarity_extract", f"samples/{sample.name}"]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("SOLIDARITY_EXTRACT_")}
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    if os.environ.get(UPDATE):
        sample.with_suffix(".json").write_bytes(done.stdout)
    return done.stdout


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def record(sample: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(record_of(sample))
    return made


@pytest.fixture
def text(sample: Path) -> str:
    return sample.read_bytes().decode("utf-8")


def without_versions(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what changes from one release or machine to the next."""
    return {**record, "provenance": {**record["provenance"], "tool_version": None, "spacy_version": None}}


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Everything in a record that says where its words stand."""
    if isinstance(value, dict):
        if "text" in value and value.get("start") is not None:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def within(inner: dict[str, Any] | None, outer: dict[str, Any] | None) -> bool:
    return bool(inner and outer and outer["start"] <= inner["start"] and inner["end"] <= outer["end"])


def parts(record: dict[str, Any]) -> set[tuple[str, int, int]]:
    """The parts of the page as kind, start and end, each once."""
    document, perspectives = record["document"], record["perspectives"]
    kinds: dict[str, list[dict[str, Any] | None]] = {
        "title": [document["title"]],
        "standfirst": [document["standfirst"]],
        "header": [
            header
            for p in perspectives
            for header in (p["header"], *(x["header"] for x in p["passages"] if not within(x["header"], p["header"])))
        ],
        "passage": [paragraph for p in perspectives for paragraph in p["paragraphs"]],
        **{kind: record[kind] for kind in ("introduction", "questions", "pull_quotes", "excluded")},
    }
    return {(kind, part["start"], part["end"]) for kind, found in kinds.items() for part in found if part is not None}


def test_record_is_the_committed_one(sample: Path, record: dict[str, Any]) -> None:
    """A sample's record is, apart from versions, the one that is committed beside it."""
    committed = json.loads(sample.with_suffix(".json").read_bytes())
    assert without_versions(record) == without_versions(committed)


def test_record_fits_the_published_schema(record: dict[str, Any]) -> None:
    """A record of the real command is valid under the committed JSON Schema."""
    schema = json.loads(SCHEMA.read_bytes())
    Draft202012Validator.check_schema(schema)
    problems = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(record)]
    assert problems == []


def test_every_offset_is_true(record: dict[str, Any], text: str) -> None:
    """Whatever carries a text and offsets has the text that stands there in the decoded input."""
    found = list(spans(record))
    assert found
    assert [span for span in found if text[span["start"] : span["end"]] != span["text"]] == []


def test_every_character_is_in_one_part(record: dict[str, Any], text: str) -> None:
    """Every non-space character of a sample lies in exactly one part of the page."""
    owners: list[list[str]] = [[] for _ in text]
    for kind, start, end in sorted(parts(record), key=lambda part: part[1:]):
        for position in range(start, end):
            owners[position].append(kind)
    astray = [
        (position, character, owners[position])
        for position, character in enumerate(text)
        if not character.isspace() and character != "\ufeff" and len(owners[position]) != 1
    ]
    assert astray == []


def test_every_sample_is_described() -> None:
    """Each sample has a line in the folder's README, and its record beside it."""
    readme = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    assert len(SAMPLES) >= 6
    assert [path.name for path in SAMPLES if f"`{path.name}`" not in readme] == []
    assert [path.name for path in SAMPLES if not path.with_suffix(".json").exists()] == []


def test_records_are_not_being_renewed() -> None:
    """A run that renews the committed records does not pass as a test of them."""
    assert not os.environ.get(UPDATE), f"{UPDATE} is set: the records were written anew, not tested"
