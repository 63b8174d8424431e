"""Bytes to text: a post as it stands, decoded without moving a single code point."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of the record should know: an open-list ``code``, one sentence, and where."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One post, decoded.

    ``text`` is the decoded input as it stands, line ends and byte order mark included; every offset
    in the project counts Unicode code points of it, from 0, end excluded.
    """

    text: str
    file: str | None
    url: str | None
    sha256: str
    byte_count: int
    encoding: str
    newline: str
    media_type: str
    notices: tuple[Notice, ...] = ()
