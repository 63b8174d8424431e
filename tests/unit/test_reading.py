from __future__ import annotations

import hashlib
import io
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity_extract.errors import InputError
from solidarity_extract.reading import DEFAULT_MAX_BYTES, read_bytes, read_path, read_stream, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from solidarity_extract.reading import Source

ENGLISH = "“It’s a café,” she said. We went on strike, all of us, on Monday; nobody was paid – nobody. " * 5
RUSSIAN = "Мы живём в Минске и пишем вам из больницы. Профсоюз медиков поддерживает забастовку. " * 5


def _refusal(data: bytes, *, file: str | None = "post.txt", encoding: str | None = None) -> str:
    """Return the one sentence with which these bytes are refused."""
    with pytest.raises(InputError) as caught:
        read_bytes(data, file=file, encoding=encoding)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@given(st.text(min_size=1).filter(lambda text: text.strip().strip("\ufeff").strip() and "\0" not in text))
def test_any_utf8_text_comes_back_as_it_is(text: str) -> None:
    """Every code point of a UTF-8 file keeps its place: line ends, marks and invisible characters included."""
    data = text.encode()
    if data.startswith((b"%PDF-", b"{\\rtf", b"GIF8", b"PK\3\4")):
        return
    source = read_bytes(data)
    assert source.text == text
    assert source.encoding == "utf-8"
    assert source.byte_count == len(data)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@given(st.binary(), st.sampled_from([None, "utf-8", "utf-16", "cp1252", "utf-7", "unicode_escape", "latin-1"]))
@pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning")
def test_any_bytes_give_a_text_or_one_sentence(data: bytes, encoding: str | None) -> None:
    """Whatever the bytes, reading ends with a text that its encoding reproduces, or with an InputError."""
    try:
        source = read_bytes(data, encoding=encoding)
    except InputError:
        return
    assert data.decode(source.encoding) == source.text
    assert source.text.encode()


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_stays_in_the_text(codec: str) -> None:
    """Offsets count the byte order mark, so the text keeps it."""
    source = read_bytes("\ufeffPost".encode(codec))
    assert source.text == "\ufeffPost"
    assert source.encoding == codec
    assert source.notices == ()


@pytest.mark.parametrize(
    ("told", "codec"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("UTF-16", "utf-16-be"), ("utf-32", "utf-32-be")],
)
def test_a_named_encoding_does_not_swallow_the_mark(told: str, codec: str) -> None:
    """Codecs that strip a byte order mark are replaced by those that keep it."""
    source = read_bytes("\ufeffPost".encode(codec), encoding=told)
    assert source.text == "\ufeffPost"
    assert source.encoding == codec


def test_utf16_without_a_mark_is_read_when_it_is_named() -> None:
    """The user's word is enough."""
    assert read_bytes("Post".encode("utf-16-le"), encoding="utf-16").text == "Post"


@pytest.mark.parametrize(
    ("text", "newline"),
    [("a", "none"), ("a\nb\n", "lf"), ("a\r\nb", "crlf"), ("a\rb\r", "cr"), ("a\r\nb\n", "mixed"), ("a\n\rb", "mixed")],
)
def test_line_ends_are_named_and_left_alone(text: str, newline: str) -> None:
    """LF, CRLF, CR and mixtures are told, never translated."""
    source = read_bytes(text.encode())
    assert source.newline == newline
    assert source.text == text


def test_line_ends_are_counted_in_characters() -> None:
    """In UTF-16 a byte 0A is no line end by itself."""
    assert read_bytes("\ufeffĊ".encode("utf-16-be")).newline == "none"


@pytest.mark.parametrize(("text", "codec"), [(ENGLISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")])
def test_other_encodings_are_guessed_with_a_notice(text: str, codec: str) -> None:
    """Bytes that are no UTF-8 are read by charset-normalizer's answer, and the record says so."""
    source = read_bytes(text.encode(codec), file="old.txt")
    assert source.text == text
    assert source.encoding == codec
    assert [notice.code for notice in source.notices] == ["encoding_guessed"]
    assert codec in source.notices[0].message


def test_a_named_encoding_is_no_guess() -> None:
    """The user's encoding is taken without a notice."""
    source = read_bytes(RUSSIAN.encode("cp866"), encoding="cp866")
    assert source.text == RUSSIAN
    assert source.notices == ()


def test_utf8_never_reaches_the_guesser() -> None:
    """Reading UTF-8 does not even import charset-normalizer."""
    code = (
        "import sys; from solidarity_extract.reading import read_bytes; read_bytes('é'.encode());"
        "sys.exit('charset_normalizer' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\0", "ZIP"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"{\\rtf1\\ansi Post}", "RTF"),
        (b"Post\0text", "NUL"),
        ("Post".encode("utf-16-le"), "utf-16-le"),
        (bytes(range(1, 256)) * 8, "binary"),
        ("\ufeffPo\0st".encode("utf-16-le"), "NUL"),
    ],
)
def test_binary_files_are_refused_by_kind(data: bytes, word: str) -> None:
    """A file that is no text is refused, with what it seems to be."""
    sentence = _refusal(data, file="folder/post.txt")
    assert "'folder/post.txt'" in sentence
    assert word in sentence


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff".encode(), "\ufeff \n\u00a0\u2028".encode()])
def test_nothing_but_space_is_refused(data: bytes) -> None:
    """An empty file is no post, nor is one of white space or a lone byte order mark."""
    assert _refusal(data).startswith("'post.txt' ")


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "x\0y", "", "no\nname"])
def test_an_unknown_encoding_is_named(name: str) -> None:
    """A name that is no text encoding of Python's is told back, on one line."""
    assert "no text encoding of the name" in _refusal(b"Post", encoding=name)


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"caf\xe9 noir", "utf-8"), (b"\x81", "cp1252"), (b"+2AA-", "utf-7"), (b"\\ud800", "unicode_escape")],
)
def test_bytes_that_are_not_in_the_named_encoding_are_refused(data: bytes, name: str) -> None:
    """Decoding is strict, and half surrogate pairs, which no JSON can hold, are no text."""
    assert f"not in the encoding {name}" in _refusal(data, encoding=name)


def test_standard_input_is_called_so() -> None:
    """Input without a name is called standard input."""
    assert _refusal(b"", file=None).startswith("Standard input is empty")


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    """A file over the limit is one clear sentence, and its bytes are never read."""
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(InputError, match=r"large\.txt' is larger than the limit of 20,000,000 bytes"):
        read_path(large)
    assert DEFAULT_MAX_BYTES == 20_000_000


def test_an_endless_stream_is_given_up() -> None:
    """A stream is read up to the limit and one byte more."""

    class Endless(io.RawIOBase):
        given = 0

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            buffer[:] = b"a" * len(buffer)
            self.given += len(buffer)
            return len(buffer)

    endless = Endless()
    with pytest.raises(InputError, match="limit of 5,000 bytes"):
        read_stream(endless, max_bytes=5000)  # type: ignore[arg-type]
    assert endless.given == 5001


def test_the_limit_itself_is_allowed() -> None:
    """A post of just the limit's size is read."""
    assert read_bytes(b"a" * 10, max_bytes=10).byte_count == 10
    with pytest.raises(InputError):
        read_bytes(b"a" * 11, max_bytes=10)


def test_a_missing_file_is_told_as_typed() -> None:
    """The message has the path as the user typed it."""
    with pytest.raises(InputError, match=r"^There is no file 'no/such\.txt'"):
        read_path("no/such.txt")


def test_a_folder_is_no_post(tmp_path: Path) -> None:
    """A folder is refused as one."""
    with pytest.raises(InputError, match="is a folder"):
        read_path(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    """A file that the user may not read is refused with that reason."""
    path = tmp_path / "secret.txt"
    path.write_text("Post")
    path.chmod(0)
    with pytest.raises(InputError, match="You may not read"):
        read_path(path)


def test_permission_is_told_for_root_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system denies the file, the sentence says so."""

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", deny)
    with pytest.raises(InputError, match=r"^You may not read 'post\.txt'"):
        read_path("post.txt")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "post.txt/inside"])
def test_impossible_names_are_no_crash(name: str, tmp_path: Path) -> None:
    """A name that no file can have is refused in a sentence."""
    (tmp_path / "post.txt").write_text("Post")
    with pytest.raises(InputError):
        read_path(f"{tmp_path}/{name}")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs a socket file")
def test_other_failures_carry_the_reason_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be opened for any other reason is told with the system's words."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("post.sock")
        with pytest.raises(InputError, match=r"'post\.sock' cannot be read \("):
            read_path("post.sock")


def test_only_the_base_name_is_kept(tmp_path: Path) -> None:
    """No folder of the user's gets into the record."""
    path = tmp_path / "Three voices.MD"
    path.write_bytes(b"Post")
    source = read_path(path)
    assert source.file == "Three voices.MD"
    assert source.media_type == "text/markdown"
    assert source.url is None


@pytest.mark.parametrize(
    ("file", "media_type"),
    [("a.txt", "text/plain"), ("a.markdown", "text/markdown"), ("md", "text/plain"), (None, "text/plain")],
)
def test_the_media_type_comes_from_the_name(file: str | None, media_type: str) -> None:
    """Markdown is known by its suffix; all else is plain text."""
    assert read_bytes(b"Post", file=file).media_type == media_type


def test_a_file_name_that_is_no_unicode_is_made_one(tmp_path: Path) -> None:
    """A name with stray bytes gets replacement characters in the record and escapes in messages."""
    path = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    try:
        with open(path, "wb") as stream:  # noqa: PTH123  a path of bytes
            stream.write(b"Post")
    except OSError:
        pytest.skip("the file system wants Unicode")
    assert read_path(os.fsdecode(path)).file == "caf\ufffd\n.txt"
    with pytest.raises(InputError, match=r"caf\\udce9\\n\.txt' is not in the encoding utf-16"):
        read_bytes(b"odd", file=os.fsdecode(path), encoding="utf-16")


def test_replacement_characters_are_reported() -> None:
    """A text that was damaged before it came here is read, with a notice of where."""
    source = read_bytes("caf\ufffd and th\ufffd".encode())
    assert [(notice.code, notice.start, notice.end) for notice in source.notices] == [("damaged_text", 3, 4)]


def test_a_text_is_read_as_its_utf8() -> None:
    """A string from Python gives the same source as its UTF-8 bytes."""
    assert read_text("Zażółć\r\n") == read_bytes("Zażółć\r\n".encode())


def test_half_a_surrogate_pair_is_no_text() -> None:
    """A string that no file can hold is refused."""
    with pytest.raises(InputError, match="surrogate"):
        read_text("a\ud800")


def test_a_stream_is_read_in_pieces() -> None:
    """A pipe that gives a few bytes at a time is read to its end."""

    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(3, size or 0))

    source: Source = read_stream(Dripping(b"A post in drops"))
    assert source.text == "A post in drops"
    assert source.file is None
