"""The exit codes, documented in docs/exit-codes.md."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code of a command says."""

    FINE = 0
    INPUT_FAILED = 1
    USAGE = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130
