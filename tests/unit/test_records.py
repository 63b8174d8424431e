from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from solidarity_extract import records
from solidarity_extract.records import Post, PostWarning, Span

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD = Path(__file__).parents[1] / "fixtures" / "records" / "three-voices-1.0.0.json"
MODELS = [
    model
    for model in vars(records).values()
    if isinstance(model, type) and issubclass(model, BaseModel) and model.model_fields
]
KEYS = {
    "Post": "schema_version document provenance perspectives mentions entities introduction questions pull_quotes "
    "excluded warnings",
    "Document": "id source title standfirst language text",
    "Source": "file url sha256 byte_count char_count encoding newline media_type offset_unit",
    "Provenance": "tool tool_version pipeline pipeline_version spacy_version layers",
    "Perspective": "id order header evidence contributors passages paragraphs word_count organisations unions people "
    "places",
    "Contributor": "name kind entity_id role affiliations bio",
    "Affiliation": "organisation role entity_id start end text",
    "Passage": "start end header",
    "Paragraph": "id start end text word_count",
    "NameCount": "entity_id name count",
    "Mention": "id entity_id type text start end perspective_id paragraph_id zone method",
    "Entity": "id type subtype name aliases acronym country_code perspective_ids mention_count",
    "PullQuote": "id start end text printed_in perspective_id source_start source_end",
    "Excluded": "start end reason duplicate_of_start",
    "PostWarning": "code message start end",
    "Span": "start end text",
}


@pytest.fixture
def record() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def _is_refused(record: dict[str, Any], words: str) -> bool:
    with pytest.raises(ValidationError) as caught:
        Post.model_validate(record)
    return words in str(caught.value)


def test_the_keys_are_those_of_the_design() -> None:
    """Each object has exactly the keys that RECORD.md gives it, in its order."""
    assert {model.__name__: " ".join(model.model_fields) for model in MODELS} == KEYS


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_described_by_example(model: type[BaseModel]) -> None:
    """Every field has a description and examples, and each example is a value that the field takes."""
    assert model.__doc__
    for name, field in model.model_fields.items():
        assert field.description, name
        assert field.examples, name
        for example in field.examples:
            TypeAdapter(field.rebuild_annotation()).validate_python(example)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_must_be_given(model: type[BaseModel]) -> None:
    """No key has a default: null and [] are said, not left out."""
    assert all(field.is_required() for field in model.model_fields.values())


def test_the_writer_forbids_unknown_keys(record: dict[str, Any]) -> None:
    """A misspelt key cannot get into a record."""
    record["perspectives"][0]["contributers"] = []
    assert _is_refused(record, "contributers")


def test_a_record_cannot_change() -> None:
    """Once made, a record stays as it is."""
    span = Span(start=0, end=1, text="a")
    with pytest.raises(ValidationError):
        span.end = 2  # type: ignore[misc]


@pytest.mark.parametrize(("version", "fine"), [("1.0.0", True), ("1.12.3", True), ("2.0.0", False), ("1.0", False)])
def test_any_version_one_is_read(record: dict[str, Any], version: str, fine: bool) -> None:  # noqa: FBT001
    """The version is a pattern, not a constant: later minor versions are read, other majors are not."""
    record["schema_version"] = version
    assert fine or _is_refused(record, "schema_version")
    if fine:
        assert Post.model_validate(record).schema_version == version


@pytest.mark.parametrize(
    ("start", "end", "text"), [(2, 1, ""), (-1, 0, "a"), (0, 3, "ab"), (0, 1, "ab"), ("0", 1, "a")]
)
def test_a_span_fits_its_text(start: Any, end: int, text: str) -> None:
    """Offsets are whole numbers in order, as far apart as the text has code points."""
    with pytest.raises(ValidationError):
        Span(start=start, end=end, text=text)


def test_code_points_are_counted_not_bytes() -> None:
    """An emoji outside the basic plane is one code point."""
    assert Span(start=0, end=2, text="😀é").end == 2


def _break(change: Callable[[dict[str, Any]], object], words: str) -> Any:
    return pytest.param(change, words, id=words)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        _break(lambda r: r["mentions"].append(r["mentions"][0]), "is there twice"),
        _break(lambda r: r["entities"].append(r["entities"][0]), "$.entities[8].id"),
        _break(lambda r: r["perspectives"][1].update(id="p1"), "$.perspectives[1].id"),
        _break(lambda r: r["pull_quotes"].append(r["pull_quotes"][0]), "$.pull_quotes[1].id"),
        _break(lambda r: r["mentions"][2].update(entity_id="person:x"), "$.mentions[2].entity_id"),
        _break(lambda r: r["mentions"][2].update(perspective_id="p9"), "$.mentions[2].perspective_id"),
        _break(lambda r: r["mentions"][2].update(paragraph_id="p1.99"), "$.mentions[2].paragraph_id"),
        _break(lambda r: r["entities"][0].update(perspective_ids=["p1", "p7"]), "$.entities[0].perspective_ids[1]"),
        _break(lambda r: r["pull_quotes"][0].update(printed_in="p8"), "$.pull_quotes[0].printed_in"),
        _break(lambda r: r["pull_quotes"][0].update(perspective_id="p8"), "$.pull_quotes[0].perspective_id"),
        _break(
            lambda r: r["perspectives"][0]["contributors"][0].update(entity_id="person:x"),
            "$.perspectives[0].contributors[0].entity_id",
        ),
        _break(
            lambda r: r["perspectives"][0]["contributors"][0]["affiliations"][0].update(entity_id="union:x"),
            "$.perspectives[0].contributors[0].affiliations[0].entity_id",
        ),
        _break(
            lambda r: r["perspectives"][0]["unions"][0].update(entity_id="union:x"),
            "$.perspectives[0].unions[0].entity_id",
        ),
    ],
)
def test_ids_are_unique_and_links_lead_somewhere(
    record: dict[str, Any], change: Callable[[dict[str, Any]], object], words: str
) -> None:
    """Each id is there once, and each link leads to something in the record."""
    change(record)
    assert _is_refused(record, words)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("mentions", 0, "type"), "company"),
        (("mentions", 0, "zone"), "footer"),
        (("perspectives", 0, "contributors", 0, "kind"), "robot"),
        (("excluded", 0, "reason"), "boring"),
        (("document", "source", "offset_unit"), "byte"),
        (("document", "id"), "doc:XYZ"),
        (("document", "source", "sha256"), "short"),
    ],
)
def test_closed_lists_and_patterns_are_closed(record: dict[str, Any], path: tuple[Any, ...], value: str) -> None:
    """A value outside a closed list is no record of this major version."""
    part: Any = record
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert _is_refused(record, str(path[-1]))


@pytest.mark.parametrize("path", [("mentions", "method"), ("entities", "subtype"), ("warnings", "code")])
def test_open_lists_are_open(record: dict[str, Any], path: tuple[str, str]) -> None:
    """A new word in an open list is fine."""
    record["warnings"] = [{"code": "x", "message": "y", "start": None, "end": None}]
    record[path[0]][0][path[1]] = "something_new"
    assert Post.model_validate(record) is not None


def test_json_is_readable_and_ends_with_a_line_end(record: dict[str, Any]) -> None:
    """Letters stay letters, keys stay in order, and writing what was read gives the same bytes."""
    text = Post.model_validate(record).to_json()
    assert text == RECORD.read_text(encoding="utf-8")
    assert "“Everybody" in text
    assert text.endswith("}\n")


def test_compact_json_is_one_line(record: dict[str, Any]) -> None:
    """A record for JSON Lines is one line for every reader, whatever it takes for a line end."""
    record["warnings"] = [PostWarning(code="x", message="a\nb\u2028c\u2029d\u0085e\x0cf", start=None, end=None)]
    text = Post.model_validate(record).to_json(compact=True)
    assert len(text.splitlines()) == 1
    assert text.endswith("}\n")
    assert json.loads(text)["warnings"][0]["message"] == "a\nb\u2028c\u2029d\u0085e\x0cf"
    assert '": ' not in text.split("“")[0]
