"""The command line in this process, with a recogniser that finds nothing: what is tested is the command, not names."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from solidarity_extract import api, extraction, recognising
from solidarity_extract.cli.app import app
from solidarity_extract.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from solidarity_extract import reading

ROOT = Path(__file__).parents[2]

POST = (ROOT / "samples" / "short-dispatches.txt").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Nobody:
    """A recogniser that finds no names."""

    name: str = "nobody"
    version: str = "1"
    layers: tuple[str, ...] = ()

    def recognise(self, *_: object) -> list[Any]:
        return []


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def record(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def said(self) -> list[str]:
        return self.err.splitlines()


Run = Any


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs the command in an empty folder with a sample as `post.txt`."""
    for name in [name for name in os.environ if name.startswith("SOLIDARITY_EXTRACT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(recognising, "load", lambda _pipeline=None: Nobody())
    Path("post.txt").write_text(POST, encoding="utf-8")

    def run(*arguments: str, stdin: bytes | None = None, **environment: str) -> Outcome:
        result = CliRunner().invoke(app, arguments, input=stdin, env=environment, prog_name="extract")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return Outcome(result.exit_code, result.stdout_bytes.decode("utf-8"), result.stderr)

    return run


def test_a_file_gives_its_record(run: Run) -> None:
    """One FILE gives one indented record on standard output and nothing on standard error."""
    outcome = run("post.txt")
    assert (outcome.code, outcome.said) == (0, [])
    assert outcome.out.startswith('{\n  "schema_version": "1.')
    assert outcome.record["document"]["source"]["file"] == "post.txt"
    assert "VALPARAÍSO" in outcome.out


def test_standard_input_with_and_without_a_dash(run: Run) -> None:
    """A pipe without FILE and `-` give the same record, which names no file."""
    piped, dashed = run(stdin=POST.encode()), run("-", stdin=POST.encode())
    assert piped == dashed
    assert piped.record["document"]["source"]["file"] is None
    assert piped.record["perspectives"] == run("post.txt").record["perspectives"]


def test_compact_is_one_line(run: Run) -> None:
    """--compact writes the same record on one line."""
    compact = run("--compact", "post.txt")
    assert compact.out.count("\n") == 1
    assert compact.record == run("post.txt").record


def test_with_text_carries_the_input(run: Run) -> None:
    """--with-text puts the decoded input into the record; without it the key is null."""
    assert run("--with-text", "post.txt").record["document"]["text"] == POST
    assert run("post.txt").record["document"]["text"] is None


def test_encoding_decodes(run: Run) -> None:
    """--encoding is used instead of finding the encoding out."""
    Path("old.txt").write_bytes(POST.encode("windows-1252"))
    outcome = run("--encoding", "windows-1252", "old.txt")
    assert outcome.record["document"]["source"]["encoding"] == "cp1252"
    assert outcome.record["perspectives"] == run("post.txt").record["perspectives"]


def test_an_unknown_encoding_is_wrong_usage(run: Run) -> None:
    """An encoding that does not exist is refused before anything is read."""
    outcome = run("--encoding", "utf-9", "post.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.said == ["error: There is no encoding 'utf-9'; name one such as utf-8 or windows-1252."]


def test_several_files_are_json_lines_in_order(run: Run) -> None:
    """Several FILEs give one record a line, in the order of the FILEs."""
    Path("b.txt").write_text(POST)
    outcome = run("b.txt", "post.txt")
    assert [record["document"]["source"]["file"] for record in outcome.lines] == ["b.txt", "post.txt"]
    assert outcome.code == 0


def test_a_bad_file_does_not_stop_the_others(run: Run) -> None:
    """A FILE that fails gets one sentence and the code 1; the others are written."""
    Path("empty.txt").write_text("")
    Path("image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    Path("folder").mkdir()
    outcome = run("empty.txt", "post.txt", "image.txt", "folder", "nowhere.txt", "post.txt")
    assert outcome.code == 1
    assert len(outcome.lines) == 2
    assert len(outcome.said) == 4
    for line, words in zip(outcome.said, ("empty", "PNG", "folder", "nowhere"), strict=True):
        assert line.startswith("error: ")
        assert words in line


def test_a_mistyped_name_gets_the_nearest_one(run: Run) -> None:
    """A typing error in the name is answered with the file that was probably meant."""
    outcome = run("pots.txt")
    assert outcome.said == ["error: There is no file 'pots.txt'; did you mean 'post.txt'?"]
    assert (outcome.code, outcome.out) == (1, "")


def test_an_unforeseen_error_is_a_sentence_and_the_rest_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program on one post is told in one line, and the next post is still extracted."""
    extract = extraction.extract_source

    def fail_once(source: reading.Source, *arguments: Any, **options: Any) -> Any:
        if source.file == "bad.txt":
            raise ZeroDivisionError("division by zero")
        return extract(source, *arguments, **options)

    monkeypatch.setattr(extraction, "extract_source", fail_once)
    Path("bad.txt").write_text(POST)
    outcome = run("bad.txt", "post.txt")
    assert (outcome.code, len(outcome.lines), len(outcome.said)) == (1, 1, 1)
    assert outcome.said[0].startswith("error: bad.txt: ZeroDivisionError: division by zero.")
    assert "Traceback" in run("-v", "bad.txt").err


def test_a_file_called_like_a_command(run: Run) -> None:
    """A file whose name is that of a command is given with its folder, or after two dashes."""
    Path("schema").write_text(POST)
    assert run("./schema").record["document"]["source"]["file"] == "schema"
    assert run("--", "schema").record["document"]["source"]["file"] == "schema"
    assert run("schema").record["$schema"].startswith("https://json-schema.org/")


def test_a_file_called_extract(run: Run) -> None:
    """The default command has no name that could hide a file."""
    Path("extract").write_text(POST)
    assert run("extract").record["document"]["source"]["file"] == "extract"


def test_output_goes_to_the_file(run: Run) -> None:
    """-o writes the file and leaves standard output empty."""
    outcome = run("post.txt", "-o", "out.json")
    assert (outcome.code, outcome.out, outcome.said) == (0, "", [])
    assert Path("out.json").read_text(encoding="utf-8") == run("post.txt").out


def test_no_output_file_if_the_input_failed(run: Run) -> None:
    """A failed input leaves an older output file as it was, and makes no new one."""
    Path("old.json").write_text("old")
    assert run("nowhere.txt", "-o", "old.json").code == 1
    assert run("nowhere.txt", "-o", "new.json").code == 1
    assert Path("old.json").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["old.json", "post.txt"]


def test_an_output_that_cannot_be_written_is_the_environment(run: Run) -> None:
    """A missing folder for the output is told in one sentence, with the code 3."""
    outcome = run("post.txt", "-o", "nowhere/out.json")
    assert (outcome.code, outcome.out, len(outcome.said)) == (3, "", 1)
    assert "there is no folder" in outcome.said[0]


def test_an_input_is_never_the_output(run: Run) -> None:
    """The post itself cannot be overwritten by its record."""
    outcome = run("post.txt", "-o", "./post.txt")
    assert (outcome.code, len(outcome.said)) == (2, 1)
    assert Path("post.txt").read_text(encoding="utf-8") == POST


def test_a_missing_pipeline_is_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that is not there ends the whole command with the code 3, once, and writes nothing."""

    def load(pipeline: str | None = None) -> None:
        raise PipelineError(f"There is no pipeline '{pipeline}'.")

    monkeypatch.setattr(recognising, "load", load)
    outcome = run("--pipeline", "en_none", "post.txt", "post.txt", "-o", "out.jsonl")
    assert (outcome.code, outcome.said) == (3, ["error: There is no pipeline 'en_none'."])
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize(
    ("variable", "value", "check"),
    [
        ("COMPACT", "1", lambda outcome: outcome.out.count("\n") == 1),
        ("WITH_TEXT", "true", lambda outcome: outcome.record["document"]["text"] == POST),
        ("SUMMARY", "yes", lambda outcome: "contributor" in outcome.err),
        ("ENCODING", "utf-9", lambda outcome: outcome.code == 2),
        ("PIPELINE", "", lambda outcome: outcome.code == 0),
    ],
)
def test_environment_variables(run: Run, variable: str, value: str, check: Callable[[Outcome], bool]) -> None:
    """Each option can be set by its variable; an empty variable is none."""
    assert check(run("post.txt", **{f"SOLIDARITY_EXTRACT_{variable}": value}))


def test_the_pipeline_variable_reaches_the_loader(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOLIDARITY_EXTRACT_PIPELINE names the pipeline, and --pipeline goes before it."""
    asked: list[str | None] = []

    def load(pipeline: str | None = None) -> Nobody:
        asked.append(pipeline)
        return Nobody()

    monkeypatch.setattr(recognising, "load", load)
    run("post.txt")
    run("post.txt", SOLIDARITY_EXTRACT_PIPELINE="from_variable")
    run("post.txt", "--pipeline", "from_option", SOLIDARITY_EXTRACT_PIPELINE="from_variable")
    assert asked == [None, "from_variable", "from_option"]


def test_the_summary_is_a_table_on_standard_error(run: Run) -> None:
    """--summary leaves standard output alone and shows who speaks."""
    outcome = run("--summary", "post.txt", COLUMNS="100")
    assert outcome.out == run("post.txt").out
    for words in (
        "Five Short Dispatches",
        "contributor",
        "affiliation",
        "unions",
        "Ignacio Peralta",
        "Portuaria de Chile",
    ):
        assert words in outcome.err


def test_warnings_are_told_unless_quiet(run: Run) -> None:
    """A guessed encoding is told on standard error; --quiet keeps it to the record."""
    Path("old.txt").write_bytes((POST + "Übermut – “ça va” – déjà vu\n").encode("windows-1252"))
    told, quiet = run("old.txt"), run("--quiet", "old.txt")
    assert told.said[0].startswith("warning: old.txt: ")
    assert quiet.said == []
    assert quiet.out == told.out
    assert quiet.record["warnings"]


def test_verbose_says_what_is_done(run: Run) -> None:
    """--verbose notes the pipeline and what was found, on standard error."""
    outcome = run("-v", "post.txt")
    assert outcome.out == run("post.txt").out
    assert any("Pipeline nobody loaded" in line for line in outcome.said)
    assert any("5 perspectives" in line for line in outcome.said)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--nonsense"], "No such option"),
        (["-v", "-q", "post.txt"], "exclude each other"),
        (["-", "-"], "only once"),
        (["validate"], "Missing argument"),
        (["schema", "extra"], "unexpected extra argument"),
        (["validate", "a.json", "b.json", "--text", "post.txt"], "one record only"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], words: str) -> None:
    """Wrong usage is the code 2, with the reason on standard error."""
    outcome = run(*arguments, stdin=b"")
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


def test_an_empty_pipe_is_an_input_that_failed(run: Run) -> None:
    """A pipe without a byte is told to be empty, with the code 1."""
    outcome = run(stdin=b"")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.said == ["error: Standard input is empty; give a file with the text of a post."]


def test_two_runs_give_the_same_bytes(run: Run) -> None:
    """The record depends on nothing but the input."""
    assert run("post.txt").out == run("post.txt").out


def test_validate_accepts_what_extract_writes(run: Run) -> None:
    """A record, JSON Lines of records, and a record from a pipe are fine; the text may be held against them."""
    record = run("post.txt").out
    Path("post.json").write_text(record, encoding="utf-8")
    Path("posts.jsonl").write_text(run("post.txt", "post.txt").out, encoding="utf-8")
    outcome = run("validate", "post.json", "posts.jsonl")
    assert outcome.said == [
        "post.json: The record follows the schema.",
        "posts.jsonl: All 2 records follow the schema.",
    ]
    assert (outcome.code, outcome.out) == (0, "")
    assert run("validate", "-q", "-", stdin=record.encode()) == Outcome(0, "", "")
    assert run("validate", "post.json", "--text", "post.txt").code == 0


def test_validate_says_what_is_wrong_where(run: Run) -> None:
    """Each problem names the file, the line of a JSON Lines file, and the place in the record."""
    record = run("--compact", "post.txt").out
    broken = json.loads(record)
    broken["perspectives"][1]["word_count"] = "many"
    del broken["document"]["language"]
    Path("posts.jsonl").write_text(f"{record}\n{json.dumps(broken)}\n", encoding="utf-8")
    outcome = run("validate", "posts.jsonl")
    assert outcome.code == 1
    assert len(outcome.said) == 2
    assert any("posts.jsonl:3: $.document.language: " in line for line in outcome.said)
    assert any("posts.jsonl:3: $.perspectives[1].word_count: " in line for line in outcome.said)


def test_validate_holds_the_record_against_another_text(run: Run) -> None:
    """A record and a text that do not belong together are found out."""
    Path("post.json").write_text(run("post.txt").out, encoding="utf-8")
    Path("other.txt").write_text(POST.replace("Ignacio", "Ignazio"), encoding="utf-8")
    outcome = run("validate", "post.json", "--text", "other.txt")
    assert outcome.code == 1
    assert "Ignazio" in outcome.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "There is no record in it."),
        (b"[]", "object"),
        (b'{"schema_version": "2.0.0"}', "2.0.0"),
        (b"not JSON", "no JSON"),
        (b"\xff\xfe{", "no JSON"),
        (b"null", "object"),
    ],
)
def test_validate_is_not_upset_by_what_is_no_record(run: Run, content: bytes, words: str) -> None:
    """Whatever is in the file, the answer is a sentence and the code 1."""
    Path("wrong.json").write_bytes(content)
    outcome = run("validate", "wrong.json")
    assert (outcome.code, outcome.out) == (1, "")
    assert words in outcome.err
    assert "Traceback" not in outcome.err


def test_validate_goes_on_after_a_missing_file(run: Run) -> None:
    """One missing record does not stop the check of the others."""
    Path("post.json").write_text(run("post.txt").out, encoding="utf-8")
    outcome = run("validate", "pots.json", "post.json")
    assert outcome.code == 1
    assert outcome.said == [
        "error: There is no file 'pots.json'; did you mean 'post.json'?",
        "post.json: The record follows the schema.",
    ]


@pytest.mark.parametrize("command", ["extract --help", "extract schema --help", "extract validate --help"])
def test_the_reference_shows_the_help_pages_as_they_are(run: Run, command: str) -> None:
    """docs/command-line.md holds each help page word for word."""
    page = run(*command.split()[1:])
    reference = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert page.code == 0
    assert f"```console\n$ {command}\n{page.out}```\n" in reference


def test_a_terminal_without_arguments_gets_help(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without FILE and pipe the help is shown, on standard error and with the code 2: it is no record."""
    monkeypatch.setattr("solidarity_extract.cli.app._nothing_piped", lambda: True)
    outcome = run()
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == run("--help").out


def test_the_python_example_of_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the README shows for Python is run as it stands and prints a line for each perspective."""
    found = re.search(
        r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(api, "_loaded", lambda _pipeline: Nobody())
    exec(found[1], {})  # noqa: S102  our own README
    assert len(capsys.readouterr().out.splitlines()) == 5
