from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from solidarity_extract.cli.messages import Reporter, visible, without_controls

if TYPE_CHECKING:
    from collections.abc import Callable


def test_visible_escapes_what_steers_a_terminal() -> None:
    """A file name with an escape sequence is shown, not obeyed."""
    assert visible("a\x1b[31mb\n\u202ec") == "a\\x1b[31mb\\n\\u202ec"


def test_visible_leaves_letters_alone() -> None:
    """Letters of any script and punctuation stay as they are."""
    assert visible("Żółć — “Київ” [1]") == "Żółć — “Київ” [1]"


def test_without_controls_strips_and_joins_lines() -> None:
    """Control characters vanish and line breaks become single spaces."""
    assert without_controls(" Rosa\u2028Winter\x1b]0;title\x07\n nurse ") == "Rosa Winter]0;title nurse"


@pytest.mark.parametrize(
    ("reporter", "said"),
    [
        (Reporter(), ["error: E", "warning: W", "R"]),
        (Reporter(quiet=True), ["error: E"]),
        (Reporter(verbose=True), ["error: E", "warning: W", "R", "note: N"]),
    ],
)
def test_verbosity(reporter: Reporter, said: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Errors are always said, warnings and results unless quiet, notes only if verbose; all on standard error."""
    reporter.error("E")
    reporter.warning("W")
    reporter.result("R")
    reporter.note("N")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == said


def _raised(act: Callable[[], object]) -> Exception:
    try:
        act()
    except Exception as error:  # noqa: BLE001  any will do
        return error
    raise AssertionError


def test_unexpected_is_one_sentence_with_advice(capsys: pytest.CaptureFixture[str]) -> None:
    """An unforeseen error becomes one line that asks for a report and says how to see more."""
    Reporter().unexpected(_raised(lambda: os.environ["NOTHING_AT_ALL"]), "post.txt")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("error: post.txt: KeyError: 'NOTHING_AT_ALL'.")
    assert "please report it" in lines[0]
    assert "--verbose" in lines[0]


def test_unexpected_shows_the_traceback_if_verbose(capsys: pytest.CaptureFixture[str]) -> None:
    """The traceback is there for those who ask."""
    Reporter(verbose=True).unexpected(_raised(lambda: os.environ["NOTHING_AT_ALL"]))
    assert "Traceback (most recent call last):" in capsys.readouterr().err


def test_closed_standard_error_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a standard error (2>&-) the program just says nothing."""
    monkeypatch.setattr("sys.stderr", None)
    Reporter().error("E")
