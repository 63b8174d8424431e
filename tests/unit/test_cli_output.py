from __future__ import annotations

import os
from pathlib import Path

import pytest

from solidarity_extract.cli.output import OutputError, open_sink

needs_no_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write to write-protected files"
)


def _write(target: Path, *texts: str) -> None:
    with open_sink(str(target)) as sink:
        for text in texts:
            sink.write(text)


def _names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_in_utf_8_with_the_usual_permissions(tmp_path: Path) -> None:
    """A new file holds the UTF-8 bytes, gets the permissions of the umask, and nothing else is left in the folder."""
    umask = os.umask(0o027)
    try:
        _write(tmp_path / "out.json", "{“é”}\n", "{}\n")
    finally:
        os.umask(umask)
    assert (tmp_path / "out.json").read_bytes() == "{“é”}\n{}\n".encode()
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o640
    assert _names_in(tmp_path) == ["out.json"]


def test_an_older_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    """Writing again keeps the permissions that the user gave the file."""
    old = tmp_path / "out.json"
    old.write_text("a much longer older record")
    old.chmod(0o600)
    _write(old, "new")
    assert old.read_text() == "new"
    assert old.stat().st_mode & 0o777 == 0o600


def _fail_half_way(target: Path, failure: type[BaseException]) -> None:
    with open_sink(str(target)) as sink:
        sink.write("half a record")
        raise failure


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_the_folder_as_it_was(tmp_path: Path, failure: type[BaseException]) -> None:
    """Whatever ends the work half-way, an older file stays whole and no part of a new one is left."""
    old = tmp_path / "out.json"
    old.write_text("old")
    with pytest.raises(failure):
        _fail_half_way(old, failure)
    assert old.read_text() == "old"
    assert _names_in(tmp_path) == ["out.json"]


def test_nothing_written_makes_no_file(tmp_path: Path) -> None:
    """Without a single record an older file stays and a new one does not appear."""
    _write(tmp_path / "out.json")
    assert _names_in(tmp_path) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Through a symbolic link the file it points to is replaced, not the link."""
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    _write(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


def test_a_device_is_written_to_not_replaced() -> None:
    """The null device survives being the output."""
    _write(Path(os.devnull), "gone")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere/out.json", "there is no folder"),
        ("folder", "it is a folder"),
        ("x" * 300, "file name too long"),
    ],
)
def test_what_cannot_be_written_gets_a_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    """A missing folder, a folder in the place of the file, and an impossible name are explained."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=sentence):
        _write(tmp_path / name, "text")
    assert _names_in(tmp_path) == ["folder"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_gets_a_sentence() -> None:
    """No space left is said in words."""
    with pytest.raises(OutputError, match=r"Cannot write to '/dev/full': no space left on device\."):
        _write(Path("/dev/full"), "text")


@needs_no_root
def test_a_write_protected_file_is_not_replaced(tmp_path: Path) -> None:
    """Write protection counts, although the folder would allow the replacement."""
    old = tmp_path / "out.json"
    old.write_text("old")
    old.chmod(0o400)
    with pytest.raises(OutputError, match="write-protected"):
        _write(old, "new")
    assert old.read_text() == "old"


def test_closed_standard_output_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a standard output (>&-) the user is told to give a file."""
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(OutputError, match="Standard output is closed"), open_sink(None):
        pass
