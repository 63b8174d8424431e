from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gate import (
    RESULTS,
    Floors,
    Measurement,
    complaints,
    gold_sha256,
    main,
    measure,
    raised,
    table,
    with_row,
)
from markup import SUFFIX
from scoring import FIGURES, Tally, pool
from solidarity_extract import __version__

if TYPE_CHECKING:
    from pathlib import Path

# Nothing here compares what was read or found by a bare assert: pytest would print the posts' words.


@pytest.fixture(scope="session")
def measured() -> Measurement:
    """Extract the gold posts once; the pipeline loads once."""
    return measure()


def test_no_figure_is_below_its_floor(measured: Measurement) -> None:
    """What was reached once on the held-out posts is kept, and the floors belong to these posts."""
    # One test for all figures: under pytest-xdist a second one would have another worker measure again.
    if sentences := complaints(measured, Floors.read()):
        pytest.fail("\n".join(sentences), pytrace=False)


def test_the_results_have_a_row_for_this_version() -> None:
    """Every version's figures are kept in the table of results."""
    rows = [line for line in RESULTS.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {__version__} |")]
    assert len(rows) == 1
    assert rows[0].count("|") == len(FIGURES) + 3


PERFECT = Tally(10, 10, 10)
SCORES = {
    "q-01": dict.fromkeys(FIGURES, PERFECT),
    "q-02": {**dict.fromkeys(FIGURES, PERFECT), "role": Tally(6, 10, 10)},
}
MADE_UP = Measurement(SCORES, "abc")


def floors_of(role: float, gold: str = "abc") -> Floors:
    return Floors(gold, {**dict.fromkeys(FIGURES, 100.0), "role": role})


@pytest.mark.parametrize("floor", [0.0, 79.0, 80.0, 80.05])
def test_a_figure_at_its_floor_passes(floor: float) -> None:
    """A figure may be as much as 0.05 points below its floor."""
    assert complaints(MADE_UP, floors_of(floor)) == []


def test_a_figure_below_its_floor_is_named_with_the_worst_posts() -> None:
    """The sentence says which figure, found and floor, and the ids of the posts with errors in it."""
    sentences = complaints(MADE_UP, floors_of(80.06))
    assert sentences == ["role is 80.00, below its floor of 80.06; most errors in q-02."]


def test_changed_gold_asks_for_an_update() -> None:
    """Floors that were measured on other gold are none, however high the figures."""
    (sentence,) = complaints(MADE_UP, floors_of(0.0, gold="other"))
    assert "--update" in sentence


def test_a_figure_without_a_floor_is_no_pass() -> None:
    """A new figure needs its floor."""
    assert len(complaints(MADE_UP, Floors("abc", {}))) == len(FIGURES)


def test_an_update_raises_floors() -> None:
    """A better figure becomes the floor, and the gold's hash comes along."""
    assert raised(MADE_UP, floors_of(70.0, gold="old")) == (floors_of(80.0), [])


def test_an_update_keeps_a_floor_within_the_tolerance() -> None:
    """Floors do not creep down by hundredths."""
    assert raised(MADE_UP, floors_of(80.04)) == (floors_of(80.04), [])


def test_an_update_refuses_to_lower_a_floor() -> None:
    """A regression is not pinned by accident."""
    _, reasons = raised(MADE_UP, floors_of(90.0))
    assert [reason.split()[0] for reason in reasons] == ["role"]


def test_an_update_lowers_a_floor_when_told() -> None:
    """A regression that is wanted is pinned."""
    assert raised(MADE_UP, floors_of(90.0), allow_regression=True) == (floors_of(80.0), [])


def test_allowing_regression_alone_is_a_mistake() -> None:
    """The flag means nothing without an update, and says so before anything is measured."""
    with pytest.raises(SystemExit, match="2"):
        main(["--allow-regression"])


def test_a_version_has_one_row_and_the_newest_is_on_top() -> None:
    """Measuring a version again replaces its row."""
    figures = MADE_UP.figures
    results = with_row("Words.\n\n| version |\n| --- |\n", "0.1.0", "2020-01-01", figures)
    results = with_row(results, "0.2.0", "2020-01-02", figures)
    results = with_row(results, "0.2.0", "2020-01-03", figures)
    rows = [line.split(" | ")[:4] for line in results.splitlines()[4:]]
    assert rows == [["| 0.2.0", "2020-01-03", "100.0", "80.0"], ["| 0.1.0", "2020-01-01", "100.0", "80.0"]]


def test_the_report_has_a_row_for_each_post_and_one_for_all() -> None:
    """Posts are named by their ids, and a figure that a post does not have is a dash."""
    scores = {**SCORES, "q-03": {**SCORES["q-01"], "role": Tally()}}
    rows = [line.split() for line in table(Measurement(scores, "")).splitlines()[1:]]
    assert [row[:3] for row in rows] == [
        ["q-01", "100.0", "100.0"],
        ["q-02", "100.0", "60.0"],
        ["q-03", "100.0", "–"],
        ["all", "100.0", "80.0"],
    ]


def test_pooling_adds_counts() -> None:
    """Large posts weigh more than small ones."""
    one, other = ({**SCORES["q-01"], "union": tally} for tally in (Tally(1, 1, 1), Tally(2, 6, 3)))
    assert pool([one, other])["union"] == (3, 7, 4)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    """The file keeps hash and figures."""
    floors_of(81.25).write(tmp_path / "floors.json")
    assert Floors.read(tmp_path / "floors.json") == floors_of(81.25)


def test_the_hash_covers_every_post_and_no_line_ends(tmp_path: Path) -> None:
    """A changed, added or renamed post is other gold; a checkout with Windows line ends is the same."""
    post = tmp_path / f"q-01-a{SUFFIX}"
    seen = []
    for data in (b"One\ntwo\n", b"One\r\ntwo\r\n", b"One\nthree\n"):
        post.write_bytes(data)
        seen.append(gold_sha256(tmp_path))
    post.rename(tmp_path / f"q-01-b{SUFFIX}")
    seen.append(gold_sha256(tmp_path))
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3
