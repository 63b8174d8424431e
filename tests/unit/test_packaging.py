from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from solidarity_extract.version import __version__

ROOT = Path(__file__).parents[2]


def _settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _readme_command(name: str) -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^<!-- {name} -->\n```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no command marked {name}"
    return found[1].strip()


@pytest.mark.parametrize("name", ["try", "tests"])
def test_ci_runs_the_commands_of_the_readme(name: str) -> None:
    """What a reader is told to type is one line, and .ci/run takes it from the README instead of repeating it."""
    command = _readme_command(name)
    assert len(command.splitlines()) == 1
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert f"readme_command {name}" in script
    assert command not in script


def test_the_readme_extracts_a_sample_that_is_there() -> None:
    """The first command of the README names an existing sample."""
    named = re.search(r"samples/[\w.-]+", _readme_command("try"))
    assert named
    assert (ROOT / named[0]).is_file()


def test_the_version_is_the_same_everywhere() -> None:
    """The citation names the version of the code."""
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_lowest_versions_are_those_that_are_tried() -> None:
    """.ci/lowest.txt pins exactly the lower bounds of the dependencies."""
    bounds = {requirement.split(",")[0].replace(">=", "==") for requirement in _settings()["project"]["dependencies"]}
    lines = (ROOT / ".ci" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line for line in lines if not line.startswith("#")}
    assert {_padded(pin) for pin in pinned} == {_padded(bound) for bound in bounds}


def _padded(pin: str) -> str:
    """Write a version with three numbers."""
    name, version = pin.split("==")
    return f"{name}=={'.'.join([*version.split('.'), '0', '0'][:3])}"


def test_both_names_start_the_same_program() -> None:
    """`extract` and `solidarity-extract` are one program."""
    scripts = _settings()["project"]["scripts"]
    assert set(scripts) == {"extract", "solidarity-extract"}
    assert len(set(scripts.values())) == 1


def test_the_data_is_installed_with_the_package() -> None:
    """The wheel carries the gazetteers, the rule data and the mark of typed code."""
    package = resources.files("solidarity_extract")
    assert (package / "py.typed").is_file()
    source = ROOT / "src" / "solidarity_extract"
    missing = [
        str(path.relative_to(source))
        for path in source.rglob("*")
        if path.is_file()
        and path.suffix not in {".pyc", ".py"}
        and not (package / path.relative_to(source).as_posix()).is_file()
    ]
    assert missing == []


@pytest.mark.parametrize(
    "name", [*sorted(path.name for path in (ROOT / "docs").glob("*.md")), "../README.md", "../CHANGELOG.md"]
)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    """No relative link of the documentation is broken."""
    page = ROOT / "docs" / name
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
