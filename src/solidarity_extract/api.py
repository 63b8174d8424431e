"""The Python side of the command: one call, one record."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from solidarity_extract import extraction, reading, recognising
from solidarity_extract.errors import InputError

if TYPE_CHECKING:
    import os

    from solidarity_extract.extraction import Recogniser
    from solidarity_extract.records import Post

_FILE_NAME = re.compile(r"[^\r\n]{1,300}\.(?:txt|text|md|markdown|html?|jsonl?)", re.IGNORECASE)


def extract(
    source: str | bytes | os.PathLike[str],
    *,
    pipeline: str | None = None,
    with_text: bool = False,
    encoding: str | None = None,
    max_bytes: int | None = None,
) -> Post:
    """Extract the record of one post.

    Args:
        source: The text of the post (a string), its bytes, or its file (a ``pathlib.Path``).
        pipeline: Name or path of an installed spaCy pipeline; without it the one that comes with the package.
            It is loaded once and kept for the next call. Loading a pipeline runs its code: trust it first.
        with_text: Whether the record carries the decoded text as ``document.text``.
        encoding: Python's name of the encoding of a file or of bytes; without it the bytes decide.
        max_bytes: The largest size to read, in bytes; without it 20,000,000.

    Returns:
        The record; ``.to_json()`` writes it. Offsets count Unicode code points of the decoded input.

    Raises:
        InputError: The post cannot be read: missing, empty, binary, too large, undecodable.
        PipelineError: The pipeline cannot be loaded.
    """
    post = _read(source, encoding, max_bytes)
    return extraction.extract_source(post, _loaded(pipeline), with_text=with_text)


def _read(source: str | bytes | os.PathLike[str], encoding: str | None, max_bytes: int | None) -> reading.Source:
    if isinstance(source, str):
        if _FILE_NAME.fullmatch(source):
            raise InputError("A string is the text of a post, and this one looks like a file name; give Path(name).")
        return reading.read_text(source, max_bytes=max_bytes)
    if isinstance(source, bytes):
        return reading.read_bytes(source, encoding=encoding, max_bytes=max_bytes)
    return reading.read_path(source, encoding=encoding, max_bytes=max_bytes)


@lru_cache(maxsize=2)
def _loaded(pipeline: str | None) -> Recogniser:
    return recognising.load(pipeline)
