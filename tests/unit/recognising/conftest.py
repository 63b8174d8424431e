"""What the tests of recognising share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solidarity_extract import recognising
from solidarity_extract.mentions import Block
from solidarity_extract.recognising.page import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from solidarity_extract.mentions import KnownName, Zone
    from solidarity_extract.recognising.page import Page
    from solidarity_extract.recognising.recogniser import Recogniser

Found = list[tuple[str, str]]


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    """Return the pipeline that ships with the package."""
    return recognising.load()


@pytest.fixture
def find(recogniser: Recogniser) -> Callable[..., Found]:
    """Return what finds the names of a text as (name, type)."""

    def found(text: str, known: tuple[KnownName, ...] = (), zone: Zone = "body") -> Found:
        mentions = recogniser.recognise(text, [Block(0, len(text), zone)], known)
        return [(text[m.start : m.end], m.type) for m in mentions]

    return found


@pytest.fixture
def page_of() -> Callable[[str], Page]:
    """Return what makes the page of a text that is one block."""
    return lambda text: prepare(text, [Block(0, len(text), "body")], ())
