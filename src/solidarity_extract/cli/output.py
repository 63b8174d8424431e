"""Where records go: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD_OUTPUT = "-"


class OutputError(Exception):
    """The output cannot be written; the message is a sentence for the user."""


class ClosedPipeError(Exception):
    """Whoever read our standard output has had enough."""


class Sink:
    """Takes records, as UTF-8 text, and turns the errors of writing into sentences."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self.written = 0

    def write(self, text: str) -> None:
        """Write the text as it is, as one record.

        Raises:
            ClosedPipeError: the reader has gone.
            OutputError: the text cannot be written.
        """
        try:
            self._stream.write(text.encode("utf-8"))
            self._stream.flush()
        except BrokenPipeError as error:
            raise ClosedPipeError from error
        except OSError as error:
            raise OutputError(_sentence(self._name, error)) from error
        self.written += 1


@contextmanager
def open_sink(target: str | None) -> Iterator[Sink]:
    """Open standard output (``None`` or ``-``) or a file for records.

    A file is there only after the block has ended well and something was written: until then it is a temporary
    file in the same folder, and an older file of the name stays as it was.

    Raises:
        OutputError: the output cannot be written.
    """
    if target is None or target == STANDARD_OUTPUT:
        yield Sink(_standard_output(), "standard output")
    elif _is_special(target):
        with _closing(_opened(target)) as stream:
            yield Sink(stream, target)
    else:
        with _whole_file(target) as sink:
            yield sink


def _standard_output() -> BinaryIO:
    if sys.stdout is None:
        raise OutputError("Standard output is closed; give a file with -o.")
    return sys.stdout.buffer


def _is_special(target: str) -> bool:
    """Tell whether the target is a device or a pipe, which must be written to, not replaced."""
    try:
        mode = Path(target).stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _opened(target: str) -> BinaryIO:
    try:
        return Path(target).open("wb")
    except OSError as error:
        raise OutputError(_sentence(target, error)) from error


@contextmanager
def _closing(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Close the stream in the end; what could not be written has been told, and closing would tell it again."""
    try:
        yield stream
    finally:
        with suppress(OSError):
            stream.close()


@contextmanager
def _whole_file(target: str) -> Iterator[Sink]:
    # A symbolic link stays a link: the file it points to is replaced.
    final = Path(os.path.realpath(target))
    mode = _mode_to_keep(final, target)
    temporary = final.parent / f".{secrets.token_hex(8)}.part"
    descriptor = _create(temporary, target)
    try:
        with _closing(os.fdopen(descriptor, "wb")) as stream:
            sink = Sink(stream, target)
            yield sink
            if sink.written:
                _settle(stream, mode, target)
        if sink.written:
            _move(temporary, final, target)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _mode_to_keep(final: Path, target: str) -> int | None:
    """Return the permissions of the file to be replaced, ``None`` where there is none yet."""
    try:
        return _checked_mode(final, target)
    except OSError as error:
        raise OutputError(_sentence(target, error)) from error


def _checked_mode(final: Path, target: str) -> int | None:
    if final.is_dir():
        raise OutputError(f"Cannot write to '{target}': it is a folder; give the name of a file in it.")
    if not final.parent.is_dir():
        raise OutputError(f"Cannot write to '{target}': there is no folder '{final.parent}'; make it first.")
    if not final.exists():
        return None
    if not os.access(final, os.W_OK):
        raise OutputError(f"Cannot write to '{target}': the file is write-protected.")
    return stat.S_IMODE(final.stat().st_mode)


def _create(temporary: Path, target: str) -> int:
    try:
        # 0o666 less the user's umask: what any new file of theirs gets.
        return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except OSError as error:
        raise OutputError(_sentence(target, error)) from error


def _settle(stream: BinaryIO, mode: int | None, target: str) -> None:
    try:
        stream.flush()
        os.fsync(stream.fileno())
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(stream.fileno(), mode)
    except OSError as error:
        raise OutputError(_sentence(target, error)) from error


def _move(temporary: Path, final: Path, target: str) -> None:
    try:
        temporary.replace(final)
    except OSError as error:
        raise OutputError(_sentence(target, error)) from error


def _sentence(name: str, error: OSError) -> str:
    reason = (error.strerror or type(error).__name__).lower()
    shown = name if name == "standard output" else f"'{name}'"
    return f"Cannot write to {shown}: {reason}."
