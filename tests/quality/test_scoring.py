from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from markup import Contributor, Extent, GoldPost, Passage, PullQuote
from scoring import Answer, Tally, compare, gold_answer, plain, record_answer
from solidarity_extract import load_post

if TYPE_CHECKING:
    from scoring import Scores

TEXT = "Ann Lee\nSoup is on in Lodz.\nBo Ray\nBread is out in Rome.\n"
ANN, BO = Extent(8, 27), Extent(35, 56)
ROME, LODZ = (51, 55, "place"), (22, 26, "place")
WANTED = Answer(
    people={"ann lee": Contributor("Ann Lee", "cook", ("Ladle", "Spoon")), "bo ray": Contributor("Bo Ray")},
    credits=[(ANN, frozenset({"ann lee"})), (BO, frozenset({"bo ray"}))],
    pull_quotes=[(ANN, frozenset({"ann lee"}))],
    mentions=frozenset({LODZ, ROME}),
)
RIGHT = {"contributors": (2, 2, 2), "role": (2, 2, 2), "affiliation": (2, 2, 2), "pull quotes": (1, 1, 1)}


def compared(found: Answer, *silent: Extent) -> Scores:
    return compare(TEXT, WANTED, found, silent)


def test_the_right_answer_has_no_errors() -> None:
    """A perfect record reaches 100 in everything that there is to find."""
    scores = compared(WANTED)
    assert {figure: scores[figure] for figure in RIGHT} == RIGHT
    assert {tally.percent for tally in scores.values()} == {100.0, None}
    assert scores["whole posts"] == (1, 1, 1)


def test_a_figure_is_an_f1() -> None:
    """Missing and surplus weigh alike, and nothing to find is no figure."""
    assert Tally(3, 4, 5).percent == 66.67
    assert Tally(3, 4, 5).errors == 3
    assert Tally().percent is None


def test_a_missing_contributor_costs_the_post() -> None:
    """Role and affiliation are asked of the contributors found; a post is whole with all of them alone."""
    scores = compared(replace(WANTED, people={"bo ray": Contributor("Bo Ray")}))
    assert (scores["contributors"], scores["role"], scores["whole posts"]) == ((1, 2, 1), (1, 1, 1), (0, 1, 1))


def test_affiliations_are_a_set() -> None:
    """Order and honorifics do not count, one too few does."""
    for affiliations, right in ((("spoon", "LADLE,"), 2), (("Ladle",), 1)):
        people = {**WANTED.people, "ann lee": Contributor("Ann Lee", "Cook", affiliations)}
        assert compared(replace(WANTED, people=people))["affiliation"] == (right, 2, 2)


def test_text_of_the_wrong_author_is_wrong() -> None:
    """Each character that is no space counts, whether it is credited wrongly, missed, or nobody's."""
    heading = (Extent(28, 34), frozenset({"bo ray"}))  # five letters that nobody says
    scores = compared(replace(WANTED, credits=[(ANN, frozenset({"bo ray"})), WANTED.credits[1], heading]))
    assert scores["attribution"] == (17, 15 + 17 + 5, 15 + 17 + 5)
    assert compared(replace(WANTED, credits=[]))["attribution"] == (0, 32, 32)


def test_where_nobody_is_named_any_unknown_author_will_do() -> None:
    """A post without names asks only what is text."""
    wanted = replace(WANTED, people={}, credits=[(ANN, frozenset())])
    found = replace(wanted, credits=[(ANN, frozenset({""}))])
    assert compare(TEXT, wanted, found)["attribution"] == (15, 15, 15)


@pytest.mark.parametrize(
    ("extent", "author", "right"),
    [
        (ANN, {"ann lee"}, 1),
        (ANN, {"ann lee", "bo ray"}, 1),
        (ANN, {"bo ray"}, 0),
        (ANN, set(), 0),
        (Extent(8, 18), {"ann lee"}, 1),
        (Extent(8, 16), {"ann lee"}, 0),
        (BO, {"ann lee"}, 0),
    ],
)
def test_a_pull_quote_needs_its_true_author(extent: Extent, author: set[str], right: int) -> None:
    """It must be about the same stretch, and given back to whoever said it."""
    scores = compared(replace(WANTED, pull_quotes=[(extent, frozenset(author))]))
    assert scores["pull quotes"] == (right, 1, 1)


def test_mentions_are_strict_and_overlapping_ones_are_counted_apart() -> None:
    """A span that is too long is wrong, and yet overlaps; one of another type does neither."""
    scores = compared(replace(WANTED, mentions=frozenset({(19, 26, "place"), (51, 55, "union")})))
    assert (scores["mentions"], scores["overlapping"]) == ((0, 2, 2), (1, 2, 2))
    assert (scores["place"], scores["union"], scores["person"]) == ((0, 2, 1), (0, 0, 1), (0, 0, 0))


def test_one_long_mention_overlaps_one_alone() -> None:
    """A mention of the whole page does not find every name in it."""
    scores = compared(replace(WANTED, mentions=frozenset({(0, 56, "place")})))
    assert scores["overlapping"] == (1, 2, 1)


def test_mentions_in_chrome_are_not_asked_for() -> None:
    """What touches chrome, a copy or a pull quote is neither wanted nor wrong."""
    scores = compared(replace(WANTED, mentions=frozenset({ROME, (23, 26, "person")})), ANN)
    assert scores["mentions"] == (1, 1, 1)


@pytest.mark.parametrize("name", ["Ann Lee", "Dr. Ann\u00a0Lee,", "  PROF Ann\nLee", "Ann L\u00adee:", "“Ann Lee”"])
def test_names_are_compared_without_their_dress(name: str) -> None:
    """Case, spaces, honorifics, soft hyphens and marks at the edges do not count."""
    assert plain(name) == "ann lee"


def test_gold_credits_nobody_with_headers_questions_and_page_parts() -> None:
    """What lies inside a passage and is not its text belongs to nobody."""
    passage = Passage((Contributor("Ann Lee", "cook"),), Extent(0, 7), Extent(0, 56))
    again = Passage((Contributor("Ann Lee", None, ("Ladle",)),), None, BO)
    quote = PullQuote(Extent(51, 55), "Dr Ann Lee")
    gold = GoldPost("q-00", TEXT, (passage, again), (quote,), (Extent(28, 34),), (), (), frozenset())
    answer = gold_answer(gold)
    assert [extent for extent, names in answer.credits if names is None] == [(28, 34), (51, 55), (0, 7)]
    assert answer.people == {"ann lee": Contributor("Ann Lee", "cook", ("Ladle",))}
    assert answer.pull_quotes == [(Extent(51, 55), frozenset({"ann lee"}))]


def test_records_are_read() -> None:
    """A record's paragraphs, contributors, pull quotes and mentions become an answer."""
    path = next(iter(sorted((Path(__file__).parents[1] / "fixtures" / "records").rglob("*.json"))))
    record = load_post(path.read_text(encoding="utf-8"))
    answer = record_answer(record)
    assert len(answer.mentions) == len(record.mentions)
    assert len(answer.pull_quotes) == len(record.pull_quotes)
    assert len(answer.credits) == sum(len(perspective.paragraphs) for perspective in record.perspectives)
    assert set(answer.people) <= set().union(*(names or set() for _, names in answer.credits))
