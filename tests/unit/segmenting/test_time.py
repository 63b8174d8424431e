"""Inputs on which a search that is worse than linear takes minutes; each is through in a fraction of a second."""

from __future__ import annotations

import itertools
import time

import pytest

from solidarity_extract.segmenting import segment

SIZE = 40_000
NAMES = [f"Ana L{''.join(letters)}" for letters in itertools.product("abcdefghijklm", repeat=3)]
SENTENCES = [f"The {name} said number {n} of it was theirs." for n, name in enumerate(NAMES[:400])]
SAID = "we stayed by the fire until the morning and nobody came to ask us why"


def repeated(unit: str) -> str:
    return unit * (SIZE // len(unit))


PAGES = {
    "one long line": repeated(f"{SAID} "),
    "one long word": repeated("A"),
    "a long hyphenated word": repeated("A-"),
    "one name, many lines": repeated("Ana Lopez\n"),
    "many names": "\n".join(NAMES),
    "labels": repeated("A: b\n"),
    "many labels": "\n".join(f"{name}: b" for name in NAMES),
    "initials": "\n\n".join(f"{name[0]}{name[4].upper()}: {SAID}" for name in NAMES[:500]),
    "rules": repeated("---\n"),
    "brackets": repeated("("),
    "open links": repeated("[a]("),
    "dots": repeated("a.a"),
    "spaces": f"x{repeated(' ')}y",
    "a name and spaces": repeated(f"Ana{' ' * 2000}x\n\n"),
    "share words": repeated(f"{'Share  ' * 25}x\n"),
    "bylines": repeated("By Ana Lopez\n"),
    "headings": repeated("## Ana Lopez\n\n"),
    "quotations": repeated('"we said no to all of it"\n'),
    "contributors": "\n\n".join(
        f"{name}, nurse\n\n{SAID}, says {name} in number {n}." for n, name in enumerate(NAMES[:400])
    ),
    "a line and its sentences": "\n\n".join([" ".join(SENTENCES), *SENTENCES]),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_nasty_pages_take_no_time(page: str) -> None:
    """No input makes the segmenter try every name on every line, or every way to split a run of spaces."""
    start = time.process_time()
    segment(page)
    assert time.process_time() - start < 4
