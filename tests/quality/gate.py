"""The quality gate: no figure on the held-out posts may fall below its floor.

Without options, measures and says which figures are below their floors (exit code 1 if any is). It names posts by
their numbers alone: the posts are a blind test, and neither their words nor the errors in them are for looking at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from markup import SUFFIX, read_post
from scoring import FIGURES, pool, score
from solidarity_extract import __version__, extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scoring import Scores

HERE = Path(__file__).parent
POSTS = HERE / "posts"
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results.md"
TOLERANCE = 0.05
"""How far below its floor a figure may be, in points."""
UPDATE = "python tests/quality/gate.py --update"
_WORST = 3


@dataclass(frozen=True, slots=True)
class Measurement:
    """What the extractor reaches on the gold posts: the counts of each post by its id, and the hash of the gold."""

    posts: Mapping[str, Scores]
    gold_sha256: str

    @property
    def figures(self) -> dict[str, float]:
        """Each figure over all posts, in percent."""
        return {figure: tally.percent or 0.0 for figure, tally in pool(self.posts.values()).items()}

    def worst(self, figure: str) -> list[str]:
        """Return the ids of the posts with the most errors in a figure, worst first."""
        errors = {post: scores[figure].errors for post, scores in self.posts.items()}
        return sorted((post for post in errors if errors[post]), key=lambda post: (-errors[post], post))[:_WORST]


@dataclass(frozen=True, slots=True)
class Floors:
    """The pinned figures, in percent, and the hash of the gold on which they were measured."""

    gold_sha256: str
    figures: Mapping[str, float]

    @classmethod
    def read(cls, path: Path = FLOORS) -> Floors:
        """Read the pinned floors; where there is no file, there are none."""
        if not path.exists():
            return cls("", {})
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(stored["gold_sha256"], stored["figures"])

    def write(self, path: Path = FLOORS) -> None:
        """Write them as JSON, in the order of the figures."""
        stored = {"gold_sha256": self.gold_sha256, "figures": dict(self.figures)}
        path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8", newline="\n")


def measure(folder: Path = POSTS) -> Measurement:
    """Extract every gold post of a folder and compare."""
    posts = {}
    for path in _gold_files(folder):
        gold = read_post(path)
        posts[gold.id] = score(gold, extract(gold.text))
    return Measurement(posts, gold_sha256(folder))


def gold_sha256(folder: Path = POSTS) -> str:
    """Hash the names and texts of the gold posts, whatever line ends a checkout gives them."""
    digest = hashlib.sha256()
    for path in _gold_files(folder):
        digest.update(f"{path.name}\0{path.read_text(encoding='utf-8')}\0".encode())
    return digest.hexdigest()


def changed_gold(measured: Measurement, floors: Floors) -> str | None:
    """Return the sentence that says that the floors belong to other gold, if they do."""
    if measured.gold_sha256 == floors.gold_sha256:
        return None
    return f"The gold posts are not those that the floors were measured on; if that is meant, run {UPDATE}."


def shortfall(measured: Measurement, floors: Floors, figure: str) -> str | None:
    """Return the sentence that says by how much a figure is below its floor, and on which posts, if it is."""
    if figure not in floors.figures:
        return f"{figure} has no floor; run {UPDATE}."
    floor, found = floors.figures[figure], measured.figures[figure]
    if found >= floor - TOLERANCE - 1e-9:
        return None
    worst = ", ".join(measured.worst(figure))
    return f"{figure} is {found:.2f}, below its floor of {floor:.2f}; most errors in {worst}."


def complaints(measured: Measurement, floors: Floors) -> list[str]:
    """Return every sentence that the gate has to say; none if all is well."""
    sentences = [changed_gold(measured, floors), *(shortfall(measured, floors, figure) for figure in FIGURES)]
    return [sentence for sentence in sentences if sentence]


def raised(measured: Measurement, floors: Floors, *, allow_regression: bool = False) -> tuple[Floors, list[str]]:
    """Return the floors that a measurement gives, and why they must not be taken.

    A floor goes up with its figure. It goes down only with ``allow_regression``; without it, a figure below its
    floor is a reason to refuse.
    """
    if allow_regression:
        return Floors(measured.gold_sha256, measured.figures), []
    reasons = [sentence for figure in floors.figures if (sentence := shortfall(measured, floors, figure))]
    figures = {figure: max(found, floors.figures.get(figure, 0.0)) for figure, found in measured.figures.items()}
    return Floors(measured.gold_sha256, figures), reasons


def with_row(results: str, version: str, day: str, figures: Mapping[str, float]) -> str:
    """Put a version's row into the table of results: newest on top, one for each version."""
    row = _row(version, day, *(f"{figures[figure]:.1f}" for figure in FIGURES))
    lines = [line for line in results.splitlines() if not line.startswith(f"| {version} |")]
    top = next(number for number, line in enumerate(lines) if line.startswith("| ---")) + 1
    return "\n".join([*lines[:top], row, *lines[top:]]) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def table(measured: Measurement) -> str:
    """Return the figures of each post, and of all together, as aligned columns."""
    rows = [["", *FIGURES]]
    rows += [[post, *_cells(scores)] for post, scores in measured.posts.items()]
    rows.append(["all", *_cells(pool(measured.posts.values()))])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    aligned = ("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(aligned)


def _cells(scores: Scores) -> Iterable[str]:
    percents = (scores[figure].percent for figure in FIGURES)
    return ("–" if percent is None else f"{percent:.1f}" for percent in percents)


def _gold_files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{SUFFIX}"))


def update(measured: Measurement, *, allow_regression: bool) -> list[str]:
    """Write floors and results, or return why not."""
    floors, reasons = raised(measured, Floors.read(), allow_regression=allow_regression)
    if not reasons:
        floors.write()
        day = datetime.now(tz=UTC).date().isoformat()
        results = with_row(RESULTS.read_text(encoding="utf-8"), __version__, day, measured.figures)
        RESULTS.write_text(results, encoding="utf-8", newline="\n")
    return reasons


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate from the command line; the exit code is 1 where it has something to complain of."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--report", action="store_true", help="print the figures of each post")
    options = parser.parse_args(arguments)
    if options.allow_regression and not options.update:
        parser.error("--allow-regression goes with --update")
    measured = measure()
    if options.report:
        print(table(measured))
    if options.update:
        said = update(measured, allow_regression=options.allow_regression)
    else:
        said = complaints(measured, Floors.read())
    if said:
        print(*said, sep="\n", file=sys.stderr)
    if said and options.update:
        print("No floor was changed; if it must be, add --allow-regression and say why in the commit.", file=sys.stderr)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
