"""The data of the rules: plain rows that say what they mean."""

from __future__ import annotations

from importlib.resources import files

import pytest

from solidarity_extract.recognising import lexicon, lookup, weights
from solidarity_extract.recognising.candidates import CONNECTORS
from solidarity_extract.recognising.page import CONTEXT, HEADS, NOT_NAMES

DATA = files("solidarity_extract") / "data"
OURS = sorted(path.name for path in DATA.iterdir() if path.name.startswith("recognising_"))


@pytest.mark.parametrize("name", OURS)
def test_a_data_file_says_what_a_row_means(name: str) -> None:
    """The first line of every file of rules is a comment."""
    assert (DATA / name).read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", [CONTEXT, HEADS, NOT_NAMES, CONNECTORS])
def test_rows_of_classes_are_words_in_small_letters(name: str) -> None:
    """A row is a class of one word and single words in small letters, none twice in a class."""
    seen = set()
    for row in lexicon.rows(name):
        label, _, listed = row.partition(": ")
        assert label.isalpha(), row
        for word in listed.split(", "):
            assert word == word.strip().lower(), row
            assert " " not in word, row
            assert (label, word) not in seen, row
            seen.add((label, word))


def test_weights_hold_kinds_of_words_and_no_names() -> None:
    """Nothing was learned by heart: no observation about names found in a post quotes a word with a capital."""
    for observation in weights.names().table:
        rest = observation.removeprefix("L").removeprefix("R").removeprefix("LL").removeprefix("RR")
        quoted = rest.partition("=")[2] if observation[0] in "LR" and "class" not in observation else ""
        assert not any(word.istitle() and len(word) > 1 and word not in {"True", "False"} for word in quoted.split())


def test_people_do_not_repeat() -> None:
    """A form stands once in the list of people."""
    forms = [form for row in lexicon.rows(lookup.PEOPLE) for form in row.split("; ")]
    assert len(forms) == len(set(forms))
