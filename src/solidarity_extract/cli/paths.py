"""A path that is not there: what the user may have meant."""

from __future__ import annotations

import difflib
import os
from itertools import islice
from pathlib import Path

MOST_NAMES = 20_000
"""So many names of a folder are compared with the mistyped one, in the order the folder gives them."""

WILDCARDS = frozenset("*?")


def explain_missing(name: str) -> str | None:
    """Say in a sentence that there is no such file and which name comes nearest; ``None`` if something is there."""
    if not name:
        return "The name of a file is empty; is a variable not set?"
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
        return f"'{path}' is a link to a file that does not exist."
    if WILDCARDS & set(path.name):
        return f"No file has a name of the pattern '{path}'."
    if not path.parent.is_dir():
        return _with_guess(f"There is no folder '{path.parent}'", path.parent, "check its name")
    return _with_guess(f"There is no file '{path}'", path, "check its name and folder")


def _with_guess(sentence: str, path: Path, otherwise: str) -> str:
    nearest = _nearest(path)
    return f"{sentence}; did you mean '{nearest}'?" if nearest else f"{sentence}; {otherwise}."


def _nearest(path: Path) -> Path | None:
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in islice(entries, MOST_NAMES)]
    except OSError:
        return None
    matches = difflib.get_close_matches(path.name, sorted(names), n=1)
    return path.parent / matches[0] if matches and matches[0] != path.name else None
