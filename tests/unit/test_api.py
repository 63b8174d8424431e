from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import solidarity_extract
from solidarity_extract import api, extract, extraction, recognising
from solidarity_extract.errors import InputError
from solidarity_extract.segmenting.sections import Contributor, Extent, Passage, Perspective, Sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity_extract.mentions import Mention

TEXT = "Rosa’s voice\r\n"


class Nothing:
    """A recogniser that finds nothing."""

    name, version, layers = "nothing", "1", ()

    def recognise(self, *_: object) -> list[Mention]:
        return []


def _one_perspective(text: str) -> Sections:
    whole = Extent(0, len(text))
    perspective = Perspective(None, (), (Contributor(None, "unknown"),), (Passage(whole, None, (whole,)),))
    return Sections(None, None, (perspective,), (), (), (), ())


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str | None]]:
    """Fake the steps, and tell which pipelines were loaded."""
    names: list[str | None] = []

    def load(name: str | None) -> Nothing:
        names.append(name)
        return Nothing()

    monkeypatch.setattr(extraction, "segment", _one_perspective)
    monkeypatch.setattr(recognising, "load", load)
    api._loaded.cache_clear()
    yield names
    api._loaded.cache_clear()


def test_a_string_is_a_text() -> None:
    """A string is the post itself."""
    post = extract(TEXT)
    assert post.perspectives[0].paragraphs[0].text == TEXT
    assert post.document.source.file is None


def test_a_path_is_a_file_and_bytes_are_its_content(tmp_path: Path) -> None:
    """File, bytes and text of one post give the same record but for the file's name."""
    path = tmp_path / "post.md"
    path.write_bytes(TEXT.encode())
    from_file, from_bytes = extract(path), extract(TEXT.encode())
    assert from_file.document.source.file == "post.md"
    assert from_file.perspectives == from_bytes.perspectives == extract(TEXT).perspectives
    assert from_file.document.id == from_bytes.document.id == extract(TEXT).document.id


def test_options_are_handed_on() -> None:
    """Encoding, limit and the wish for the text reach their steps."""
    post = extract("Zażółć".encode("cp1250"), encoding="cp1250", with_text=True)
    assert post.document.text == "Zażółć"
    with pytest.raises(InputError, match="limit of 3 bytes"):
        extract(TEXT, max_bytes=3)


@pytest.mark.parametrize("name", ["post.txt", "folder/three voices.MD", "/home/a/page.html", "records.jsonl"])
def test_a_file_name_as_text_is_taken_for_a_mistake(name: str) -> None:
    """A string that looks like a file name gets a hint, not a record of itself."""
    with pytest.raises(InputError, match=r"give Path\(name\)"):
        extract(name)


def test_a_pipeline_is_loaded_once(loaded: list[str | None]) -> None:
    """The same pipeline serves the next call; another one is loaded when it is asked for."""
    for pipeline in (None, None, "other", "other", None):
        extract(TEXT, pipeline=pipeline)
    assert loaded == [None, "other"]


def test_all_names_are_there() -> None:
    """Every public name can be fetched, and dir() shows them."""
    for name in solidarity_extract.__all__:
        assert getattr(solidarity_extract, name) is not None
    assert dir(solidarity_extract) == sorted(solidarity_extract.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = solidarity_extract.nonsense


def test_types_are_shipped() -> None:
    """Type checkers of users see our annotations."""
    assert (Path(str(solidarity_extract.__file__)).parent / "py.typed").is_file()


def test_the_module_is_the_command() -> None:
    """``python -m solidarity_extract`` is the command line."""
    done = subprocess.run(
        [sys.executable, "-m", "solidarity_extract", "--version"], capture_output=True, text=True, check=True
    )
    assert solidarity_extract.__version__ in done.stdout
