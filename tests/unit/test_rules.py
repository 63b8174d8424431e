from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from solidarity_extract.schema import problems_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from solidarity_extract.records import BrokenRule

RECORDS = Path(__file__).parents[1] / "fixtures" / "records"
TEXT = (RECORDS / "three-voices.txt").read_bytes().decode()


@pytest.fixture
def record() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RECORDS / "three-voices-1.0.0.json").read_text(encoding="utf-8"))
    return found


def _told(problems: list[BrokenRule], location: str, words: str) -> bool:
    return any(problem.location == location and words in problem.message for problem in problems)


def _swap(items: list[Any]) -> None:
    items[0], items[1] = items[1], items[0]


@pytest.mark.parametrize(
    ("change", "location", "words"),
    [
        (lambda r: r["document"].update(id="doc:000000000000"), "$.document.id", "after source.sha256"),
        (lambda r: _swap(r["mentions"]), "$.mentions[1]", "before the one before it ends"),
        (lambda r: _swap(r["perspectives"][0]["passages"]), "$.perspectives[0].passages[1]", "before the one"),
        (lambda r: r["perspectives"][1].update(order=5), "$.perspectives[1].order", "should be 2"),
        (lambda r: r["perspectives"][1].update(order=5), "$.perspectives[1].id", "should be p5"),
        (
            lambda r: (
                r["perspectives"][1]["paragraphs"][0].update(id="p2.9"),
                r["mentions"][12].update(paragraph_id="p2.9"),
            ),
            "$.perspectives[1].paragraphs[0].id",
            "should be p2.1",
        ),
        (
            lambda r: r["perspectives"][0]["passages"].pop(1),
            "$.perspectives[0].paragraphs[2]",
            "in no passage of its perspective",
        ),
        (lambda r: r["perspectives"][0].update(word_count=1), "$.perspectives[0].word_count", "have 23 words"),
        (lambda r: r["mentions"][0].update(id="m1-2"), "$.mentions[0].id", "after its offsets"),
        (lambda r: r["mentions"][0].update(type="person"), "$.mentions[0].type", "is of another type"),
        (lambda r: r["mentions"][3].update(zone="header"), "$.mentions[3].paragraph_id", "where its zone is body"),
        (lambda r: r["mentions"][0].update(perspective_id="p1"), "$.mentions[0].perspective_id", "nowhere else"),
        (lambda r: r["mentions"][3].update(paragraph_id="p1.2"), "$.mentions[3].paragraph_id", "not stand in"),
        (lambda r: r["mentions"][3].update(perspective_id="p2"), "$.mentions[3].paragraph_id", "not stand in"),
        (lambda r: r["entities"][0].update(type="person"), "$.entities[0].id", "start with person:"),
        (lambda r: r["entities"][0].update(mention_count=9), "$.entities[0].mention_count", "2 mentions of it"),
        (lambda r: _swap(r["entities"]), "$.entities[0]", "order of their first mentions"),
        (lambda r: r["entities"][0].update(perspective_ids=[]), "$.entities[0].perspective_ids", "the mentions say"),
        (lambda r: r["perspectives"][0].update(unions=[]), "$.perspectives[0].unions", "the mentions say"),
        (
            lambda r: r["perspectives"][0]["places"][0].update(count=7),
            "$.perspectives[0].places",
            "the mentions say",
        ),
        (lambda r: _swap(r["perspectives"][0]["people"]), "$.perspectives[0].people", "the mentions say"),
        (lambda r: r["pull_quotes"][0].update(id="q1-2"), "$.pull_quotes[0].id", "should be q"),
        (lambda r: r["pull_quotes"][0].update(source_end=None), "$.pull_quotes[0].source_end", "go together"),
        (lambda r: r["pull_quotes"][0].update(source_end=0), "$.pull_quotes[0].source_end", "in this order"),
        (lambda r: r["excluded"][0].update(duplicate_of_start=3), "$.excluded[0].duplicate_of_start", "no duplicate"),
        (
            lambda r: r["warnings"].append({"code": "x", "message": "y", "start": 1, "end": None}),
            "$.warnings[0].end",
            "go together",
        ),
    ],
)
def test_a_broken_rule_is_told(
    record: dict[str, Any], change: Callable[[dict[str, Any]], object], location: str, words: str
) -> None:
    """Every rule that the shape cannot express is checked, and its breach told with the place."""
    assert problems_in(record) == []
    change(record)
    assert _told(problems_in(record), location, words)


def test_the_text_proves_the_record(record: dict[str, Any]) -> None:
    """Held against its text, a true record has no problem, carried or given."""
    assert problems_in(record, text=TEXT) == []
    record["document"]["text"] = TEXT
    assert problems_in(record) == []


@pytest.mark.parametrize(
    ("change", "location"),
    [
        (lambda r: r["mentions"][0].update(text="Warszw"), "$.mentions[0]"),
        (lambda r: r["document"]["title"].update(text="Voices from beloW"), "$.document.title"),
        (lambda r: r["perspectives"][0]["contributors"][0]["bio"].update(start=100, end=131), "…contributors[0].bio"),
        (lambda r: r["perspectives"][0]["paragraphs"][1].update(text="Everybody in warsaw knew."), "….paragraphs[1]"),
        (lambda r: r["pull_quotes"][0].update(text="x" * 26), "$.pull_quotes[0]"),
    ],
)
def test_a_false_span_is_told(
    record: dict[str, Any], change: Callable[[dict[str, Any]], object], location: str
) -> None:
    """Every span of the record is compared with the text."""
    change(record)
    problems = problems_in(record, text=TEXT)
    assert any(p.location.endswith(location.lstrip("…")) and "the text says" in p.message for p in problems)


def test_another_text_is_noticed(record: dict[str, Any]) -> None:
    """A text of another length is another file, and nothing more is said about it."""
    (problem,) = problems_in(record, text=TEXT + "x")
    assert "another file" in problem.message


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: r["introduction"].clear(), "is in no part"),
        (lambda r: r["excluded"].clear(), "to the end is in no part"),
        (lambda r: r["document"].update(title=None), "from 0 to"),
        (lambda r: r["perspectives"][0].update(header=None), "is in no part"),
        (lambda r: r["perspectives"][0]["passages"][1].update(header=None), "'RW:'"),
        (lambda r: r["excluded"][0].update(start=r["excluded"][0]["start"] - 10), "is in another part too"),
        (lambda r: r["questions"].append(r["introduction"][0]), "is in another part too"),
    ],
)
def test_everything_is_accounted_for_once(
    record: dict[str, Any], change: Callable[[dict[str, Any]], object], words: str
) -> None:
    """A character in no part or in two is told, where the text is at hand."""
    change(record)
    assert any(words in problem.message for problem in problems_in(record, text=TEXT))


def test_the_first_passage_may_repeat_the_header(record: dict[str, Any]) -> None:
    """A passage's header that is its perspective's own, or a part of it, is no second part."""
    first = record["perspectives"][0]
    first["passages"][0]["header"] = first["header"]
    assert problems_in(record, text=TEXT) == []
