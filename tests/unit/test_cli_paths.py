from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract.cli.paths import explain_missing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "interview.txt").write_text("text")
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["posts/interview.txt", "posts", ".", "/"])
def test_what_is_there_needs_no_explanation(folder: Path, name: str) -> None:
    """A file or a folder that exists is left to the reader of files."""
    assert folder.is_dir()
    assert explain_missing(name) is None


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("posts/intervew.txt", "There is no file 'posts/intervew.txt'; did you mean 'posts/interview.txt'?"),
        ("post/interview.txt", "There is no folder 'post'; did you mean 'posts'?"),
        ("pots", "There is no file 'pots'; did you mean 'posts'?"),
        ("posts/zzz", "There is no file 'posts/zzz'; check its name and folder."),
        ("nowhere/at/all.txt", "There is no folder 'nowhere/at'; check its name."),
        ("posts/*.md", "No file has a name of the pattern 'posts/*.md'."),
        ("link.txt", "'link.txt' is a link to a file that does not exist."),
        ("posts/interview.txt/x", "There is no folder 'posts/interview.txt'; check its name."),
        ("", "The name of a file is empty; is a variable not set?"),
    ],
)
def test_a_missing_path_is_explained_with_the_nearest_name(name: str, sentence: str) -> None:
    """A mistyped file or folder gets the nearest name beside it, where one is near."""
    assert explain_missing(name) == sentence


@pytest.mark.parametrize("name", ["nul\0byte", "x" * 5000])
def test_impossible_names_are_left_to_the_reader_of_files(name: str) -> None:
    """A name that no file can have raises nothing here."""
    assert explain_missing(name) is None
