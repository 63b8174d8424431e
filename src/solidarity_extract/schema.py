"""The published JSON Schema, made from the models, and records checked against it.

The schema is open where the models are strict: a reader ignores keys it does not know, so that a
later minor version can add some. The committed copy is ``schemas/post-1.0.schema.json``; a test
compares it with the models, byte for byte. ``python -m solidarity_extract.schema`` prints it.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic.json_schema import GenerateJsonSchema

from solidarity_extract.errors import SchemaError
from solidarity_extract.records import SCHEMA_VERSION, BrokenRule, Post
from solidarity_extract.rules import broken_text_rules, further_broken_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import CoreSchema, ErrorDetails

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = "urn:solidarity-extract:schema:post:1.0"
_SENTENCES = {
    "missing": "the key is missing; every key is always there, null where nothing is known",
    "extra_forbidden": "no key of this name is known",
    "json_invalid": "this is no JSON",
    "model_type": "an object is expected here",
    "string_type": "a string is expected here",
    "int_type": "a whole number is expected here",
    "tuple_type": "an array is expected here",
}


class _Generator(GenerateJsonSchema):
    """Pydantic's generator without a title on every field: the key says as much."""

    schema_dialect = DIALECT

    def field_title_should_be_set(self, schema: CoreSchema | Any) -> bool:  # noqa: ANN401, ARG002  pydantic's
        """Keep titles to the objects."""
        return False


def post_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record."""
    made: dict[str, Any] = _opened(Post.model_json_schema(schema_generator=_Generator))
    return {"$schema": DIALECT, "$id": SCHEMA_ID, "$comment": f"schema_version {SCHEMA_VERSION}", **made}


def _opened(schema: Any) -> Any:  # noqa: ANN401  any JSON
    """Return a schema without the strictness of the writer."""
    if isinstance(schema, list):
        return [_opened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _opened(value) for key, value in schema.items() if (key, value) != ("additionalProperties", False)}


def schema_text() -> str:
    """Return the schema as it is published: indented, with a line end after it."""
    return json.dumps(post_schema(), ensure_ascii=False, indent=2) + "\n"


def load_post(data: str | bytes | dict[str, Any]) -> Post:
    """Read a record of any 1.x version; keys that this version does not know are ignored.

    Raises:
        SchemaError: What is wrong, and where, in one sentence; ``problems_in`` tells all of it.
    """
    try:
        return _validated(data)
    except ValidationError as error:
        problem, *others = _problems(error)
        more = f" (and {len(others)} more)" if others else ""
        raise SchemaError(f"This is no record: at {problem.location} {problem.message}{more}.") from None


def problems_in(data: str | bytes | dict[str, Any], *, text: str | None = None) -> list[BrokenRule]:
    """Check a record, as JSON or as a dict, and return all that is wrong with it, with the place of each.

    ``text`` is the decoded input, against which every span and the coverage is checked; without it
    the record's own ``document.text`` serves, where it carries one. Keys and values of later minor
    versions are no problem. Links and the further rules of the record are looked at once its shape is right.
    """
    try:
        post = _validated(data)
    except ValidationError as error:
        return list(_problems(error))
    held_against = post.document.text if text is None else text
    found = list(further_broken_rules(post))
    if held_against is not None:
        found += broken_text_rules(post, held_against)
    return found


def _validated(data: str | bytes | dict[str, Any]) -> Post:
    if isinstance(data, (str, bytes)):
        return Post.model_validate_json(data, extra="ignore")
    return Post.model_validate(data, extra="ignore")


def _problems(error: ValidationError) -> Iterator[BrokenRule]:
    for detail in error.errors(include_url=False):
        if "rules" in detail.get("ctx", {}):
            yield from detail["ctx"]["rules"]
        else:
            yield BrokenRule(_json_path(detail["loc"]), _sentence(detail))


def _sentence(detail: ErrorDetails) -> str:
    if detail["loc"] == ("schema_version",) and detail["type"] == "string_pattern_mismatch":
        return f"the version is {str(detail['input'])[:40]!r}; this program reads 1.x.y"
    if detail["type"] == "json_invalid":
        return f"this is no JSON: {detail['ctx']['error']}"
    said = detail["msg"]
    return _SENTENCES.get(detail["type"], said[:1].lower() + said[1:])


def _json_path(location: tuple[int | str, ...]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)


if __name__ == "__main__":
    sys.stdout.write(schema_text())
