"""Every way of introducing a speaker that the survey of real posts found, and every trap, as a mini post.

The posts stand in ``layouts/*.toml``, with what must come out of each:

``people``        who contributes, in text order: ``name``, ``role`` (absent: none), ``at`` (affiliations; absent:
                  none), ``kind`` (absent: a person) and a phrase of the ``bio``; ``"*"``: anything goes
``perspectives``  how many; absent: one for each of the people
``credited``      phrases of the text, by author (joint authors parted by ``;``, nobody known: an empty name)
``nobody``        phrases that are no contributor's text
``questions``, ``excluded``  phrases of an interviewer or moderator; of page chrome or a copy
``excluded_times``  phrases that occur in excluded text that often, and once in somebody's text
``pull_quotes``   the set-apart words and the true author
``title``, ``standfirst``  the title, whole but for its marks; a phrase of the standfirst
``newline``, ``bom``  line ends and a byte order mark to write the post with
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from solidarity_extract.segmenting import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solidarity_extract.segmenting.sections import Contributor, Extent, Perspective, Sections

LAYOUTS = Path(__file__).parent / "layouts"

AFTER_NEXT = "a name below the heading of the next letter is read as the header of that letter"
LOST = "a header that runs into its text without a mark between is not cut off"
CANCELLED = "a cancelled talk without a speaker is credited to the speaker before"
NOT_YET: dict[str, dict[str, str]] = {
    "contributors": {"attribution-printed-after-the-next-heading": AFTER_NEXT, "heading-lost-in-conversion": LOST},
    "roles": {"attribution-printed-after-the-next-heading": AFTER_NEXT, "heading-lost-in-conversion": LOST},
    "words": {
        "speaker-and-theme-on-two-lines": CANCELLED,
        "attribution-printed-after-the-next-heading": AFTER_NEXT,
        "heading-lost-in-conversion": LOST,
    },
    "page": {},
}
"""What the segmenter does not master yet, by test and layout, and why; what starts to pass must leave this list."""


def cases(aspect: str) -> Iterator[Any]:
    for file in sorted(LAYOUTS.glob("*.toml")):
        for name, case in tomllib.loads(file.read_text(encoding="utf-8")).items():
            reason = NOT_YET[aspect].get(name)
            marks = [] if reason is None else [pytest.mark.xfail(reason=reason, strict=True)]
            yield pytest.param(case, id=f"{file.stem}-{name}", marks=marks)


def post_of(case: dict[str, Any]) -> str:
    text: str = case["post"].replace("\n", case.get("newline", "\n"))
    return "\ufeff" + text if case.get("bom") else text


def plain(words: str | None) -> str:
    """A name for comparing: no case, no stray punctuation, no leading article."""
    folded = (
        re.sub(r"\s+", " ", unicodedata.normalize("NFKC", (words or "").replace("\u00ad", "")))
        .strip(" ,.;:—–-*_")
        .casefold()
    )
    return folded.removeprefix("the ")


def people_of(sections: Sections) -> dict[str, Contributor]:
    """The known contributors by name, in text order."""
    found: dict[str, Contributor] = {}
    for perspective in sections.perspectives:
        for contributor in perspective.contributors:
            if contributor.kind != "unknown" and contributor.name:
                found.setdefault(plain(contributor.name), contributor)
    return found


def names_of(perspective: Perspective) -> frozenset[str]:
    return frozenset(plain(c.name) for c in perspective.contributors if c.kind != "unknown" and c.name)


def places(text: str, phrase: str) -> list[tuple[int, int]]:
    """Where a phrase stands; the case is at fault where it stands nowhere."""
    found = [(m.start(), m.end()) for m in re.finditer(re.escape(phrase), text, re.IGNORECASE)]
    assert found, f"{phrase!r} is not in the post"
    return found


def inside(place: tuple[int, int], extents: Iterator[Extent] | tuple[Extent, ...]) -> bool:
    return any(extent.start <= place[0] and place[1] <= extent.end for extent in extents)


def authors_at(sections: Sections, place: tuple[int, int]) -> list[frozenset[str]]:
    """Whose paragraphs hold a stretch of the text."""
    return [
        names_of(perspective)
        for perspective in sections.perspectives
        if any(inside(place, passage.paragraphs) for passage in perspective.passages)
    ]


def text_at(text: str, extent: Extent | None) -> str | None:
    return None if extent is None else text[extent.start : extent.end]


@pytest.mark.parametrize("case", list(cases("contributors")))
def test_contributors_are_those_who_speak(case: dict[str, Any]) -> None:
    """Exactly the people who speak in a layout are its contributors, each with a perspective of their own."""
    sections = segment(post_of(case))
    expected = [plain(person["name"]) for person in case["people"]]
    assert list(people_of(sections)) == expected
    assert len(sections.perspectives) == case.get("perspectives", len(expected))


@pytest.mark.parametrize("case", list(cases("roles")))
def test_roles_and_affiliations_are_read(case: dict[str, Any]) -> None:
    """Kind, role, affiliations and biography are what the post states, and nothing where it is silent."""
    text = post_of(case)
    found = people_of(segment(text))
    for person in case["people"]:
        contributor = found[plain(person["name"])]
        stated = {
            "kind": contributor.kind,
            "role": plain(contributor.role),
            "at": [plain(affiliation.organisation) for affiliation in contributor.affiliations],
        }
        wanted = {
            "kind": person.get("kind", "person"),
            "role": plain(person.get("role")),
            "at": [plain(organisation) for organisation in person.get("at", [])],
        }
        assert stated == {key: stated[key] if person.get(key) == "*" else wanted[key] for key in wanted}
        if "bio" in person:
            assert person["bio"] in (text_at(text, contributor.bio) or "")


@pytest.mark.parametrize("case", list(cases("words")))
def test_words_are_credited_to_their_author(case: dict[str, Any]) -> None:
    """Text belongs to who says it; headers, editors' words, questions and page furniture belong to no contributor."""
    text = post_of(case)
    sections = segment(text)
    for names, phrases in case.get("credited", {}).items():
        author = frozenset(plain(name) for name in names.split(";") if name)
        for phrase in phrases:
            assert author in authors_at(sections, places(text, phrase)[0]), phrase
    for phrase in [*case.get("nobody", []), *case.get("questions", []), *case.get("excluded", [])]:
        assert not any(authors_at(sections, place) for place in places(text, phrase)), phrase


@pytest.mark.parametrize("case", list(cases("page")))
def test_page_parts_are_told_apart(case: dict[str, Any]) -> None:
    """Title, standfirst, questions, pull quotes, copies and page chrome are each what they are."""
    text = post_of(case)
    sections = segment(text)
    exclusions = tuple(exclusion.extent for exclusion in sections.exclusions)
    if "title" in case:
        assert (text_at(text, sections.title) or "").strip("#* ") == case["title"]
    if "standfirst" in case:
        assert case["standfirst"] in (text_at(text, sections.standfirst) or "")
    for phrase in case.get("questions", []):
        assert all(inside(place, sections.questions) for place in places(text, phrase)), phrase
    for phrase in case.get("excluded", []):
        assert all(inside(place, exclusions) for place in places(text, phrase)), phrase
    for phrase, times in case.get("excluded_times", {}).items():
        assert [inside(place, exclusions) for place in places(text, phrase)].count(True) == times, phrase
    stated = [(quote.author, plain(text_at(text, quote.extent))) for quote in sections.pull_quotes]
    wanted = [(frozenset({plain(author)}), plain(words)) for words, author in case.get("pull_quotes", {}).items()]
    authors = [None if author is None else names_of(sections.perspectives[author]) for author, _ in stated]
    assert list(zip(authors, (words for _, words in stated), strict=True)) == wanted


def test_enough_layouts_are_tried() -> None:
    """The survey's header forms and traps each have a mini post, and no other is excused."""
    names = [name for file in LAYOUTS.glob("*.toml") for name in tomllib.loads(file.read_text(encoding="utf-8"))]
    assert len(names) == len(set(names)) >= 60
    assert {name for reasons in NOT_YET.values() for name in reasons} <= set(names)
