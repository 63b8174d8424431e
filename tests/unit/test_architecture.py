from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import solidarity_extract

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(str(solidarity_extract.__file__)).parent
MODULES = sorted(ROOT.rglob("*.py"))
OURS = "solidarity_extract"


def _name(path: Path) -> str:
    """Return the part of the package a file belongs to: its top module or sub-package."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    """Yield every module that a file imports when it runs, wherever in the file; those for types alone are no load."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        node
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for statement in branch.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _importers(*packages: str) -> set[str]:
    return {_name(path) for path in MODULES for name in _imports(path) if name.split(".")[0] in packages}


def _own_imports(part: str) -> set[str]:
    """Return the other parts of the package that a part imports."""
    names = {name for path in MODULES if _name(path) == part for name in _imports(path)}
    parts = {_name(path) for path in MODULES}
    return {pieces[1] for pieces in (name.split(".") for name in names) if pieces[0] == OURS and len(pieces) > 1} & (
        parts - {part}
    )


def test_only_the_command_line_imports_typer_and_rich() -> None:
    """Whoever uses the package from Python loads no code for terminals."""
    assert _importers("typer", "click", "rich") == {"cli"}


def test_only_recognising_imports_spacy() -> None:
    """The other steps know nothing of spaCy and its relatives."""
    assert _importers("spacy", "thinc", "srsly", "confection", "catalogue") <= {"recognising"}


@pytest.mark.parametrize("part", ["records", "errors", "mentions", "version"])
def test_the_nouns_import_nothing_of_ours(part: str) -> None:
    """Records, errors and mentions can be read by themselves."""
    assert _own_imports(part) == set()


@pytest.mark.parametrize(
    ("part", "others"),
    [
        ("reading", {"segmenting", "recognising", "resolving", "extraction", "records", "schema"}),
        ("segmenting", {"reading", "recognising", "resolving", "extraction", "records", "schema"}),
        ("recognising", {"reading", "segmenting", "resolving", "extraction", "records", "schema"}),
        ("resolving", {"reading", "segmenting", "recognising", "extraction", "records", "schema"}),
        ("extraction", {"schema", "recognising"}),
    ],
)
def test_a_step_does_not_know_the_other_steps(part: str, others: set[str]) -> None:
    """Source, sections, mentions, entities, Post: each step works on what it is given, and only extraction joins."""
    assert not _own_imports(part) & others


def test_nothing_but_the_entry_imports_the_command_line() -> None:
    """The library does not depend on its command line."""
    users = {_name(path) for path in MODULES if any(name.startswith(f"{OURS}.cli") for name in _imports(path))}
    assert users <= {"cli", "__main__"}


def test_the_library_does_not_print() -> None:
    """Only the command line talks to a person."""
    printing = [
        path.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


LIGHT_COMMANDS = """
import sys
from solidarity_extract.cli import main
for arguments in (["--version"], ["--help"], ["schema", "--help"], ["schema"], ["no such file"]):
    sys.argv = ["extract", *arguments]
    try:
        main()
    except SystemExit:
        pass
heavy = {"spacy", "thinc", "numpy", "rich", "charset_normalizer"} & set(sys.modules)
sys.exit(f"loaded without need: {sorted(heavy)}" if heavy else 0)
"""


def test_light_commands_load_nothing_heavy() -> None:
    """Help, version, schema and a mistyped file never wait for spaCy."""
    done = subprocess.run([sys.executable, "-c", LIGHT_COMMANDS], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines() == ["error: There is no file 'no such file'; check its name and folder."]
    assert done.returncode == 0


def test_the_package_itself_is_light() -> None:
    """Importing the package loads neither spaCy nor pydantic nor Typer."""
    code = f"import sys, {OURS}; print(*{{'spacy', 'pydantic', 'typer', 'rich'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_every_test_says_in_one_sentence_what_it_states() -> None:
    """A test's docstring is one line and one sentence."""
    silent = [
        f"{path.name}:{node.lineno} {node.name}"
        for path in sorted(Path(__file__).parents[1].rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if not (said := ast.get_docstring(node)) or not said.endswith((".", "?")) or "\n\n" in said
    ]
    assert silent == []
