from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from solidarity_extract.errors import SchemaError
from solidarity_extract.schema import DIALECT, SCHEMA_ID, load_post, post_schema, problems_in, schema_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
RECORDS = ROOT / "tests" / "fixtures" / "records"
RECORD = RECORDS / "three-voices-1.0.0.json"
TEXT = (RECORDS / "three-voices.txt").read_bytes().decode()


@pytest.fixture
def record() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _objects(part)


def test_the_committed_schema_is_that_of_the_models() -> None:
    """The file is byte for byte what the models say; ``python -m solidarity_extract.schema`` prints it."""
    assert (ROOT / "schemas" / "post-1.0.schema.json").read_bytes() == schema_text().encode()


def test_the_schema_is_a_schema() -> None:
    """It is valid JSON Schema 2020-12 and names its dialect and itself."""
    schema = post_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == SCHEMA_ID


def test_the_schema_is_open_and_requires_every_key() -> None:
    """No object forbids further keys, and each requires all that it knows."""
    objects = [part for part in _objects(post_schema()) if part.get("type") == "object"]
    assert len(objects) == 16
    for part in objects:
        assert "additionalProperties" not in part
        assert part["required"] == list(part["properties"])
        assert all("description" in field or "$ref" in field for field in part["properties"].values())


@pytest.mark.parametrize("path", sorted(RECORDS.glob("*.json")), ids=lambda path: path.stem)
def test_records_of_every_released_version_stay_valid(path: Path) -> None:
    """Records that were once written are still records, for the schema and for the reader."""
    found = json.loads(path.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(post_schema()).iter_errors(found)) == []
    assert problems_in(path.read_bytes(), text=TEXT) == []
    assert load_post(path.read_bytes()).to_json() == path.read_text(encoding="utf-8")


def test_a_reader_ignores_what_it_does_not_know(record: dict[str, Any]) -> None:
    """Keys of later minor versions, at any depth, are no problem and are left out."""
    record["schema_version"] = "1.7.0"
    record["stance"] = {"for": []}
    record["document"]["source"]["metadata"] = {"page": 3}
    record["perspectives"][0]["contributors"][0]["pronouns"] = "she"
    assert problems_in(record) == []
    assert list(Draft202012Validator(post_schema()).iter_errors(record)) == []
    assert "stance" not in load_post(json.dumps(record)).model_dump()


@pytest.mark.parametrize(
    ("change", "location", "words"),
    [
        (lambda r: r.pop("mentions"), "$.mentions", "the key is missing"),
        (lambda r: r.pop("schema_version"), "$.schema_version", "the key is missing"),
        (lambda r: r["document"].pop("text"), "$.document.text", "the key is missing"),
        (
            lambda r: r.update(schema_version="2.0.0"),
            "$.schema_version",
            "the version is '2.0.0'; this program reads 1.x.y",
        ),
        (lambda r: r["mentions"][3].update(start="12"), "$.mentions[3].start", "a whole number is expected here"),
        (
            lambda r: r["mentions"][3].update(type="dog"),
            "$.mentions[3].type",
            "'organisation', 'union', 'person' or 'place'",
        ),
        (lambda r: r["mentions"][3].update(end=10_000), "$.mentions[3]", "start and end are"),
        (lambda r: r.update(entities={}), "$.entities", "an array is expected here"),
        (lambda r: r.update(document=[]), "$.document", "an object is expected here"),
        (lambda r: r["entities"][0].update(name=None), "$.entities[0].name", "a string is expected here"),
        (lambda r: r["mentions"][0].update(entity_id="place:x"), "$.mentions[0].entity_id", "has the id place:x"),
    ],
)
@pytest.mark.parametrize("as_json", [True, False], ids=["json", "dict"])
def test_problems_are_told_with_their_place(
    record: dict[str, Any],
    change: Callable[[dict[str, Any]], object],
    location: str,
    words: str,
    as_json: bool,  # noqa: FBT001
) -> None:
    """What is wrong is said in words, with a path to it, for JSON and for a dict alike."""
    change(record)
    (problem,) = problems_in(json.dumps(record) if as_json else record)
    assert problem.location == location
    assert words in problem.message


def test_all_problems_are_told(record: dict[str, Any]) -> None:
    """Checking does not stop at the first."""
    record["mentions"][0]["start"] = record["mentions"][1]["end"] = None
    del record["provenance"]["tool"]
    assert {problem.location for problem in problems_in(record)} == {
        "$.mentions[0].start",
        "$.mentions[1].end",
        "$.provenance.tool",
    }


@pytest.mark.parametrize("data", ["", "{", "[1, 2]", "null", '{"a": NaN}', "[" * 100_000, b"\xff\xfe", '"\\ud800"'])
def test_what_is_no_record_is_a_problem(data: str | bytes) -> None:
    """Broken JSON, other JSON and bytes that are no UTF-8 are told, never raised."""
    assert problems_in(data)
    with pytest.raises(SchemaError, match=r"^This is no record: at \$"):
        load_post(data)


def test_loading_says_the_first_problem_and_how_many_more(record: dict[str, Any]) -> None:
    """A broken record is one sentence."""
    record["mentions"][0]["start"] = record["mentions"][0]["end"] = None
    with pytest.raises(SchemaError, match=r"^This is no record: at \$\.mentions\[0\]\.start .* \(and 1 more\)\.$"):
        load_post(record)
