"""What only a real process shows: locale, closed pipes, signals. Few starts load spaCy; the others end before that."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from solidarity_extract.version import __version__

EXTRACT = [sys.executable, "-m", "solidarity_extract"]
# Whoever runs the tests in the background may have taken Ctrl-C from them; this gives it back to the command.
HEEDS_CTRL_C = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from solidarity_extract.cli import main; main()"
)
POST = (Path(__file__).parents[2] / "samples" / "short-dispatches.txt").read_text(encoding="utf-8")
MORE_THAN_A_PIPE_HOLDS = b"A line of a post that goes on and on.\n" * 20_000

needs_signals = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    return tmp_path


def test_standard_output_is_utf_8_whatever_the_locale(folder: Path) -> None:
    """Under LC_ALL=C and an ASCII terminal the record is UTF-8 all the same, and messages do not fail."""
    locale = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*EXTRACT, "post.txt", "nowhere-Łódź.txt", "--summary"],
        cwd=folder,
        env={**os.environ, **locale},
        capture_output=True,
        check=False,
    )
    record = json.loads(done.stdout.decode("utf-8"))
    assert "VALPARAÍSO".encode() in done.stdout
    assert record["document"]["source"]["file"] == "post.txt"
    assert b"nowhere-" in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1


@needs_signals
def test_a_closed_pipe_ends_quietly(folder: Path) -> None:
    """If the reader goes, the command stops at once with the code 0 and says nothing."""
    with subprocess.Popen(
        [*EXTRACT, *["post.txt"] * 500], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


@needs_signals
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_leaves_nothing(folder: Path, number: signal.Signals, code: int) -> None:
    """Ctrl-C while reading gives 130 without a traceback and no part of the output; a polite kill is as tidy."""
    command = [sys.executable, "-c", HEEDS_CTRL_C, "-", "-o", "out.json"]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        # Once all of this is taken, the command is past its start and waits for the rest.
        process.stdin.write(MORE_THAN_A_PIPE_HOLDS)
        process.stdin.flush()
        time.sleep(0.3)
        process.send_signal(number)
        assert process.wait(timeout=60) == code
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert [path.name for path in folder.iterdir()] == ["post.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_once() -> None:
    """Standard output that takes nothing is one sentence and the code 3, with no complaint of Python's after it."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*EXTRACT, "schema"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b"error: Cannot write to standard output: no space left on device.\n"
    assert done.returncode == 3


@needs_signals
def test_closed_streams_are_told() -> None:
    """Without standard input and FILE the help is shown; without standard output a sentence asks for -o."""
    no_input = subprocess.run(["/bin/sh", "-c", 'exec "$@" <&-', "sh", *EXTRACT], capture_output=True, check=False)
    assert (no_input.returncode, no_input.stdout) == (2, b"")
    assert no_input.stderr.startswith(b"Usage: ")
    no_output = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *EXTRACT, "schema"], capture_output=True, check=False
    )
    assert no_output.returncode == 3
    assert no_output.stderr == b"error: Standard output is closed; give a file with -o.\n"


def test_the_module_runs_as_the_command() -> None:
    """`python -m solidarity_extract` is the command."""
    done = subprocess.run([*EXTRACT, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"solidarity-extract {__version__}\n"
