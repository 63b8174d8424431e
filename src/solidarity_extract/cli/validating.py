"""The schema printed, and records checked against it."""

from __future__ import annotations

import itertools
import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from solidarity_extract import schema
from solidarity_extract.cli import forget_standard_output
from solidarity_extract.cli.exits import Exit
from solidarity_extract.cli.output import ClosedPipeError, OutputError, open_sink
from solidarity_extract.cli.paths import explain_missing
from solidarity_extract.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity_extract.cli.messages import Reporter

MOST_PROBLEMS = 20
"""So many problems of one record are told, all of them with --verbose."""

STANDARD_INPUT = "-"
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def print_schema(reporter: Reporter) -> Exit:
    """Print the JSON Schema of the record on standard output."""
    try:
        with open_sink(None) as sink:
            sink.write(schema.schema_text())
    except ClosedPipeError:
        forget_standard_output()
    except OutputError as error:
        forget_standard_output()
        reporter.error(str(error))
        return Exit.ENVIRONMENT
    return Exit.FINE


def validate_records(
    files: tuple[str, ...], reporter: Reporter, *, text: str | None = None, encoding: str | None = None
) -> Exit:
    """Check every record of every file, and tell on standard error what is wrong where.

    ``text`` names the post that the one record was made from, and ``encoding`` what it is decoded with unless that
    is to be found out; every span is then held against it.
    """
    misuse = _misuse(files, text)
    if misuse:
        reporter.error(misuse)
        return Exit.USAGE
    try:
        checker = _Checker(reporter, _decoded(text, encoding) if text else None)
    except InputError as error:
        reporter.error(str(error))
        return Exit.INPUT_FAILED
    fine = [checker.check_file(name) for name in files]
    return Exit.FINE if all(fine) else Exit.INPUT_FAILED


def _misuse(files: tuple[str, ...], text: str | None) -> str | None:
    if [*files, text].count(STANDARD_INPUT) > 1:
        return "Standard input (-) can be read only once."
    if text is not None and len(files) > 1:
        return "--text goes with one record only."
    return None


def _decoded(name: str, encoding: str | None) -> str:
    from solidarity_extract import reading

    if name == STANDARD_INPUT:
        return reading.read_stream(_standard_input(), encoding=encoding).text
    missing = explain_missing(name)
    if missing:
        raise InputError(missing)
    return reading.read_path(name, encoding=encoding).text


@dataclass(frozen=True, slots=True)
class _Checker:
    reporter: Reporter
    text: str | None

    def check_file(self, name: str) -> bool:
        """Check all records of a file (JSON, or JSON Lines) and tell whether all are fine."""
        about = "standard input" if name == STANDARD_INPUT else name
        try:
            with _opened(name) as stream:
                records = _records(stream, lines=Path(name).suffix.lower() in LINES_SUFFIXES)
                fine = [self._check(data, f"{about}:{line}" if line else about) for line, data in records]
        except InputError as error:
            self.reporter.error(str(error))
            return False
        except Exception as error:  # noqa: BLE001  no user should meet a traceback
            self.reporter.unexpected(error, about)
            return False
        if not fine:
            self.reporter.error("There is no record in it.", about)
        elif all(fine):
            self.reporter.result(f"{_records_said(len(fine))} the schema.", about)
        return bool(fine) and all(fine)

    def _check(self, data: bytes, about: str) -> bool:
        problems = schema.problems_in(data, text=self.text)
        told = problems if self.reporter.verbose else problems[:MOST_PROBLEMS]
        for problem in told:
            self.reporter.error(f"{problem.location}: {problem.message}", about)
        if len(problems) > len(told):
            self.reporter.error(f"{len(problems) - len(told)} more problems; --verbose shows all.", about)
        return not problems


def _records_said(number: int) -> str:
    return "The record follows" if number == 1 else f"All {number} records follow"


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD_INPUT:
        yield _standard_input()
        return
    missing = explain_missing(name)
    if missing:
        raise InputError(missing)
    try:
        with Path(name).open("rb") as stream:
            yield stream
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"'{name}' cannot be read: {reason.lower()}.") from error


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("Standard input is closed; give a file or pipe a record in.")
    return sys.stdin.buffer


def _records(stream: BinaryIO, *, lines: bool) -> Iterator[tuple[int | None, bytes]]:
    """Yield each record with the number of its line, or the only record with ``None``.

    A stream is taken for JSON Lines if it is called so or if its first line is a JSON object by itself.
    """
    first = stream.readline().removeprefix(BYTE_ORDER_MARK)
    if not (lines or _is_object(first)):
        whole = first + stream.read()
        if whole.strip():
            yield None, whole
        return
    for number, line in enumerate(itertools.chain([first], stream), start=1):
        if line.strip():
            yield number, line


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False
