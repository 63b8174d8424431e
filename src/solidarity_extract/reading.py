"""Bytes to text: a post as it stands, decoded without moving a single code point.

Nothing is translated: line ends, byte order mark, no-break spaces and soft hyphens stay. Decoding the
bytes with the codec that ``Source.encoding`` names gives ``Source.text`` again.

What is tried, in this order: the encoding that the caller names; a byte order mark of UTF-16 or UTF-32;
strict UTF-8; charset-normalizer's answer, with a notice. Bytes that are UTF-8 never reach the guesser.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from solidarity_extract.errors import InputError

DEFAULT_MAX_BYTES = 20_000_000
"""The largest input that is read unless the caller says otherwise: some three million words."""


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


# UTF-32 first: its little-endian mark starts with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# These codecs swallow a byte order mark, and with it one code point; their plain forms keep it.
_SWALLOWING = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
# The legacy encodings of the web (WHATWG Encoding): outside them charset-normalizer's answers are mostly
# curiosities, such as cp775 for English with curly quotes.
_IN_USE = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874"),
    *("koi8_r", "koi8_u", "mac_roman", "mac_cyrillic"),
    *(f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *("gbk", "gb18030", "big5", "euc_jp", "shift_jis", "euc_kr"),
]
_COMMONEST = "cp1252"
_MAGIC = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (so are .docx, .odt and .epub files)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")


def read_path(path: str | os.PathLike[str], *, encoding: str | None = None, max_bytes: int | None = None) -> Source:
    """Read one file; its base name alone goes into the record.

    Args:
        path: The file, as the user typed it: messages name it so.
        encoding: Python's name of the encoding; without it the bytes decide.
        max_bytes: The largest size to read, in bytes; ``DEFAULT_MAX_BYTES`` without it.

    Raises:
        InputError: The file is missing, a folder, unreadable, empty, binary, too large or undecodable.
    """
    typed = os.fspath(path)
    try:
        with Path(typed).open("rb") as stream:
            status = os.fstat(stream.fileno())
            if stat.S_ISREG(status.st_mode):
                _check_size(status.st_size, typed, max_bytes)
            return read_stream(stream, file=typed, encoding=encoding, max_bytes=max_bytes)
    except OSError as error:
        raise InputError(_why_unreadable(typed, error)) from None
    except ValueError:
        raise InputError(f"{_named(typed)} can be no file's name; give the path of a file.") from None


def read_stream(
    stream: BinaryIO,
    *,
    file: str | None = None,
    encoding: str | None = None,
    max_bytes: int | None = None,
) -> Source:
    """Read a binary stream to its end, such as ``sys.stdin.buffer``; ``file`` is its name, if it has one.

    Raises:
        InputError: As for `read_path`. A stream that is too long is not read to its end.
    """
    limit = DEFAULT_MAX_BYTES if max_bytes is None else max_bytes
    pieces = []
    missing = limit + 1
    try:
        while missing and (piece := stream.read(min(missing, 1 << 20))):
            pieces.append(piece)
            missing -= len(piece)
    except OSError as error:
        raise InputError(_why_unreadable(file, error)) from None
    return read_bytes(b"".join(pieces), file=file, encoding=encoding, max_bytes=limit)


def read_text(text: str, *, max_bytes: int | None = None) -> Source:
    """Take a text that is decoded already; the record's bytes are its UTF-8.

    Raises:
        InputError: The text is empty, too large, or holds half a surrogate pair, which no file can hold.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"The text holds half a surrogate pair at {error.start}; decode its bytes with a strict error handler."
        ) from None
    return read_bytes(data, encoding="utf-8", max_bytes=max_bytes)


def read_bytes(
    data: bytes,
    *,
    file: str | None = None,
    encoding: str | None = None,
    max_bytes: int | None = None,
) -> Source:
    """Decode one post; ``file`` is its name as the user typed it, ``None`` for standard input.

    Raises:
        InputError: The bytes are none, no text, too many, or not in the encoding that was named.
    """
    _check_size(len(data), file, max_bytes)
    if not data:
        raise InputError(f"{_named(file)} is empty; give a file with the text of a post.")
    text, codec, notices = _decoded(data, file, encoding)
    if not text.strip().strip("\ufeff").strip():
        raise InputError(f"{_named(file)} holds nothing but white space; give a file with the text of a post.")
    name = _base_name(file)
    return Source(
        text=text,
        file=name,
        url=None,
        sha256=hashlib.sha256(data).hexdigest(),
        byte_count=len(data),
        encoding=codec,
        newline=_newline(text),
        media_type=_media_type(name),
        notices=notices + _damage(text),
    )


def _decoded(data: bytes, file: str | None, encoding: str | None) -> tuple[str, str, tuple[Notice, ...]]:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{_named(file)} is {kind}, not text; give the text of the post as a .txt or .md file.")
    notices: tuple[Notice, ...] = ()
    found = _as_told(data, file, encoding) if encoding is not None else _marked(data) or _utf8(data)
    if found is None and b"\0" not in data:
        found = _guessed(data, file)
        notices = (_guess_notice(found[1], file),)
    if found is None or "\0" in found[0]:
        raise InputError(
            f"{_named(file)} holds NUL bytes, so it is binary or UTF-16 without a byte order mark; "
            "give a text file, or its encoding (--encoding utf-16-le)."
        )
    return *found, notices


def _marked(data: bytes) -> tuple[str, str] | None:
    """Decode what starts with a byte order mark of UTF-16 or UTF-32 and goes on in it; the mark stays."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec), codec
            except UnicodeDecodeError:
                continue
    return None


def _utf8(data: bytes) -> tuple[str, str] | None:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return None


def _as_told(data: bytes, file: str | None, encoding: str) -> tuple[str, str]:
    """Decode with the encoding that the caller names, without losing a byte order mark."""
    try:
        codec = codecs.lookup(encoding).name
        if codec in _SWALLOWING:
            marked = (name for mark, name in _MARKS if name.startswith(codec) and data.startswith(mark))
            codec = next(marked, _SWALLOWING[codec])
        text = data.decode(codec)
        text.encode()  # utf-7 and unicode_escape can make half surrogate pairs, which no JSON holds
    except UnicodeError:
        raise InputError(
            f"{_named(file)} is not in the encoding {_printable(encoding)}; "
            "name the right one, or none, to have it found out."
        ) from None
    except (LookupError, ValueError):
        raise InputError(
            f"Python knows no text encoding of the name {_printable(encoding)}; name one such as utf-8 or cp1252."
        ) from None
    return text, codec


def _guessed(data: bytes, file: str | None) -> tuple[str, str]:
    """Ask charset-normalizer; where it finds the commonest legacy encoding just as likely, that one is it."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  it costs as much as all the rest, and is seldom needed

    if len(data.translate(None, _CONTROLS)) < 0.97 * len(data):
        raise InputError(f"{_named(file)} is binary, not text; give the text of the post as a .txt or .md file.")
    matches = from_bytes(data, cp_isolation=_IN_USE) or from_bytes(data)
    best = matches.best()
    codec = "" if best is None else best.encoding
    for match in matches:
        as_likely = best is not None and match.chaos <= best.chaos and match.coherence >= best.coherence
        if as_likely and _COMMONEST in match.could_be_from_charset:
            codec = _COMMONEST
    try:
        text = data.decode(codec)
        text.encode()
    except (UnicodeError, LookupError):
        raise InputError(
            f"{_named(file)} is not UTF-8 and its encoding cannot be found out; name it (--encoding cp1252, say)."
        ) from None
    return text, codecs.lookup(codec).name


def _guess_notice(codec: str, file: str | None) -> Notice:
    name = "Standard input" if file is None else "The file"
    message = f"{name} is not UTF-8; it was read as {codec}, which is a guess: name the encoding if letters look wrong."
    return Notice("encoding_guessed", message)


def _damage(text: str) -> tuple[Notice, ...]:
    """Report replacement characters: letters that an earlier program has lost."""
    count = text.count("\ufffd")
    if not count:
        return ()
    first = text.index("\ufffd")
    message = f"The text holds {count} replacement characters (U+FFFD): an earlier program has lost letters there."
    return (Notice("damaged_text", message, first, first + 1),)


def _check_size(size: int, file: str | None, max_bytes: int | None) -> None:
    limit = DEFAULT_MAX_BYTES if max_bytes is None else max_bytes
    if size > limit:
        raise InputError(f"{_named(file)} is larger than the limit of {limit:,} bytes; split it into single posts.")


def _newline(text: str) -> str:
    """Name the line ends: lf, crlf, cr, mixed or none."""
    crlf = text.count("\r\n")
    kinds = {"crlf": crlf, "cr": text.count("\r") - crlf, "lf": text.count("\n") - crlf}
    there = [kind for kind, count in kinds.items() if count]
    return "mixed" if len(there) > 1 else next(iter(there), "none")


def _media_type(name: str | None) -> str:
    is_markdown = name is not None and name.lower().endswith((".md", ".markdown"))
    return "text/markdown" if is_markdown else "text/plain"


def _base_name(file: str | None) -> str | None:
    """Return the name without its folder; bytes in it that are no UTF-8 become replacement characters."""
    if file is None:
        return None
    return PurePath(file).name.encode("utf-8", "surrogateescape").decode("utf-8", "replace") or None


def _named(file: str | None) -> str:
    return "Standard input" if file is None else f"'{_printable(file)}'"


def _printable(name: str) -> str:
    """Return a name as typed, safe to print on one line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _why_unreadable(file: str | None, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"There is no file {_named(file)}; check its name and folder."
    if isinstance(error, IsADirectoryError):
        return f"{_named(file)} is a folder; give the files in it one by one."
    if isinstance(error, PermissionError):
        return f"You may not read {_named(file)}; ask for the permission, or copy it to a folder of yours."
    return f"{_named(file)} cannot be read ({error.strerror or error}); check it and try again."
