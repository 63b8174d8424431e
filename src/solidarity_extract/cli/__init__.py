"""The command line: parses, calls, exits.

The only package that imports Typer and Rich; whatever is heavy is imported inside the commands.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["main"]

INTERRUPTED = 130
TERMINATED = 143


def main() -> None:
    """Run the command line and leave with its exit code.

    Raises:
        SystemExit: always.
    """
    try:
        _prepare()
        from solidarity_extract.cli.app import app

        app()
    except KeyboardInterrupt:
        # Before Typer takes over, or while it is being imported.
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        forget_standard_output()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  no user should meet a traceback
        from solidarity_extract.cli.messages import Reporter

        Reporter(verbose=not {"-v", "--verbose"}.isdisjoint(sys.argv)).unexpected(error)
        sys.exit(1)


def forget_standard_output() -> None:
    """Send what could not be written, and would be tried again on leaving, to nowhere."""
    if sys.stdout is None:
        return
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _prepare() -> None:
    # Records and help are UTF-8 whatever the locale says; standard error keeps the terminal's encoding.
    for stream in (sys.stdout,):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    signal.signal(signal.SIGTERM, _terminate)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    # An exception, so that a half-written file is cleared away.
    sys.exit(TERMINATED)
