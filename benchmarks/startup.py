"""How long the command takes to start, as ratios to Python itself and to ``import spacy``, measured in one run.

The runs of all commands are interleaved, so that a busy machine slows all of them alike; medians are compared.
Run it with the Python of the environment in which solidarity-extract is installed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_up import post

SEED = Path(__file__).parents[2] / "shared" / "seed" / "three-perspectives.txt"
SEED_SIZE = 41_000
SPACY_BAR = 2.5

PYTHON, SPACY = "python -c pass", "python -c 'import spacy'"


def main() -> None:
    """Measure, print a table, and leave with 1 if the bar is missed and ``--check`` is given."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        medians = _medians(_commands(_seed(Path(folder))), arguments.repeat)
    print(f"{'command':<28}{'median s':>10}{'x python':>10}{'x spacy':>10}")
    for name, seconds in medians.items():
        print(f"{name:<28}{seconds:>10.3f}{seconds / medians[PYTHON]:>10.1f}{seconds / medians[SPACY]:>10.2f}")
    ratio = medians["extract SEED"] / medians[SPACY]
    print(f"\nextract SEED: {ratio:.2f} times 'import spacy' (bar: {SPACY_BAR})")
    if arguments.check and ratio > SPACY_BAR:
        sys.exit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=7, help="runs of each command (default: 7)")
    parser.add_argument("--check", action="store_true", help="exit code 1 if the bar is missed")
    return parser.parse_args()


def _seed(folder: Path) -> Path:
    """Return the seed post where it is at hand, otherwise a made-up one of its size."""
    if SEED.is_file():
        return SEED
    path = folder / "post.txt"
    path.write_text(post(SEED_SIZE), encoding="utf-8")
    return path


def _commands(seed: Path) -> dict[str, list[str]]:
    extract = [sys.executable, "-m", "solidarity_extract"]
    return {
        PYTHON: [sys.executable, "-c", "pass"],
        "extract --version": [*extract, "--version"],
        "extract --help": [*extract, "--help"],
        "extract schema": [*extract, "schema"],
        SPACY: [sys.executable, "-c", "import spacy"],
        "extract SEED": [*extract, "--quiet", str(seed)],
    }


def _medians(commands: dict[str, list[str]], repeat: int) -> dict[str, float]:
    for command in commands.values():  # once, so that all bytecode is there
        _seconds(command)
    runs = [{name: _seconds(command) for name, command in commands.items()} for _ in range(repeat)]
    return {name: statistics.median(run[name] for run in runs) for name in commands}


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
