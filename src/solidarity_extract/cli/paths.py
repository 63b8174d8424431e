"""A path that is not there: what the user may have meant."""

from __future__ import annotations

import difflib
import os
from itertools import islice
from pathlib import Path

MOST_NAMES = 20_000
"""So many names of a folder are compared with the mistyped one, in the order the folder gives them."""

WILDCARDS = frozenset("*?[")


def explain_missing(name: str) -> str | None:
    """Say in a sentence that there is no such file and which name comes nearest; ``None`` if something is there."""
    path = Path(name)
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _sentence(path)
    except (OSError, ValueError):
        # Something is there but cannot be looked at; reading it says why.
        return None
    return None


def _sentence(path: Path) -> str:
    if path.is_symlink():
        return "The link points to a file that does not exist."
    if WILDCARDS & set(path.name):
        return "No file has a name of this pattern."
    if not path.parent.is_dir():
        return _with_guess(f"There is no folder '{path.parent}'.", path.parent)
    return _with_guess("There is no such file.", path)


def _with_guess(sentence: str, path: Path) -> str:
    nearest = _nearest(path)
    return f"{sentence} Did you mean '{nearest}'?" if nearest else sentence


def _nearest(path: Path) -> Path | None:
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in islice(entries, MOST_NAMES)]
    except OSError:
        return None
    matches = difflib.get_close_matches(path.name, sorted(names), n=1)
    return path.parent / matches[0] if matches else None
