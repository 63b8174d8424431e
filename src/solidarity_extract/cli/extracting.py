"""Posts in, records out: what the default command does once its arguments are read."""

from __future__ import annotations

import codecs
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from solidarity_extract import extraction, reading
from solidarity_extract.cli import forget_standard_output
from solidarity_extract.cli.exits import Exit
from solidarity_extract.cli.output import ClosedPipeError, OutputError, Sink, open_sink
from solidarity_extract.cli.paths import explain_missing
from solidarity_extract.errors import InputError, PipelineError

if TYPE_CHECKING:
    from solidarity_extract.cli.messages import Reporter
    from solidarity_extract.extraction import Recogniser
    from solidarity_extract.reading import Source
    from solidarity_extract.records import Post

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for."""

    inputs: tuple[str, ...]
    compact: bool = False
    with_text: bool = False
    output: str | None = None
    pipeline: str | None = None
    encoding: str | None = None
    summary: bool = False


def extract_posts(request: Request, reporter: Reporter) -> Exit:
    """Write a record for each input, in order; one that fails is reported and does not stop the rest."""
    misuse = _misuse(request)
    if misuse:
        reporter.error(misuse)
        return Exit.USAGE
    run = _Run(request, reporter)
    try:
        with open_sink(request.output) as sink:
            run.extract_all(sink)
    except ClosedPipeError:
        forget_standard_output()
    except (OutputError, PipelineError) as error:
        forget_standard_output()
        reporter.error(str(error))
        return Exit.ENVIRONMENT
    except Exception as error:  # noqa: BLE001  no user should meet a traceback
        reporter.unexpected(error)
        return Exit.INPUT_FAILED
    return Exit.INPUT_FAILED if run.failed else Exit.FINE


def _misuse(request: Request) -> str | None:
    if request.inputs.count(STANDARD_INPUT) > 1:
        return "Standard input (-) can be read only once."
    if any(_is_same_file(name, request.output) for name in request.inputs):
        return f"'{request.output}' is one of the inputs; give another name with -o."
    if request.encoding is not None and not _is_encoding(request.encoding):
        return f"There is no encoding '{request.encoding}'; name one such as utf-8 or windows-1252."
    return None


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True


def _is_same_file(name: str, output: str | None) -> bool:
    if output is None or STANDARD_INPUT in (name, output):
        return False
    try:
        return Path(output).is_file() and Path(output).samefile(name)
    except (OSError, ValueError):
        return False


class _Run:
    """One call of the command: the recogniser is loaded once, with the first input that can be read."""

    def __init__(self, request: Request, reporter: Reporter) -> None:
        self._request = request
        self._reporter = reporter
        self._recogniser: Recogniser | None = None
        self.failed = False

    def extract_all(self, sink: Sink) -> None:
        for name in self._request.inputs:
            post = self._record_of(name)
            if post is None:
                self.failed = True
                continue
            sink.write(post.to_json(compact=self._request.compact))
            self._tell(name, post)

    def _record_of(self, name: str) -> Post | None:
        about = None if name == STANDARD_INPUT else name
        started = time.perf_counter()
        try:
            source = self._read(name)
            post = extraction.extract_source(source, self._load(), with_text=self._request.with_text)
        except PipelineError:
            raise
        except InputError as error:
            self._reporter.error(str(error))
            return None
        except Exception as error:  # noqa: BLE001  a post that trips the program up must not stop the rest
            self._reporter.unexpected(error, about)
            return None
        self._reporter.note(f"{_in_numbers(post)}, in {time.perf_counter() - started:.2f} s.", about)
        return post

    def _read(self, name: str) -> Source:
        if name == STANDARD_INPUT:
            return reading.read_stream(_standard_input(self._reporter), encoding=self._request.encoding)
        missing = explain_missing(name)
        if missing:
            raise InputError(missing)
        return reading.read_path(name, encoding=self._request.encoding)

    def _load(self) -> Recogniser:
        if self._recogniser is None:
            from solidarity_extract import recognising

            started = time.perf_counter()
            self._recogniser = recognising.load(self._request.pipeline)
            seconds = time.perf_counter() - started
            self._reporter.note(f"Pipeline {self._recogniser.name} loaded in {seconds:.2f} s.")
        return self._recogniser

    def _tell(self, name: str, post: Post) -> None:
        for warning in post.warnings:
            self._reporter.warning(warning.message, None if name == STANDARD_INPUT else name)
        if self._request.summary:
            from solidarity_extract.cli.summary import show_summary

            show_summary(post)


def _standard_input(reporter: Reporter) -> BinaryIO:
    if sys.stdin is None:
        raise InputError("Standard input is closed; give a file or pipe a post in.")
    if sys.stdin.isatty():
        reporter.result("Reading from the terminal; end with Ctrl-D on a line of its own.")
    return sys.stdin.buffer


def _in_numbers(post: Post) -> str:
    words = sum(perspective.word_count for perspective in post.perspectives)
    counts = [(len(post.perspectives), "perspective"), (words, "word"), (len(post.mentions), "mention")]
    return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
