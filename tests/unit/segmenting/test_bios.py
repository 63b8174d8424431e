from __future__ import annotations

from solidarity_extract.segmenting import segment

SAID = "I drove the last cart over the bridge myself, and my brother held the lamp until the river took it away."


def headers(text: str) -> list[str]:
    return [text[slice(*p.header)] for p in segment(text).perspectives if p.header is not None]


def test_a_bio_below_a_name_belongs_to_the_header() -> None:
    """A line in the third person below each name is part of the header, and no part of the text."""
    text = "Two from the bridge\n\n" + "\n\n".join(
        f"**{name}**\n*{name} is a carter at the Norrby depot.*\n\n{SAID} So says {name}."
        for name in ("Maria Lund", "Peter Brandt")
    )
    assert headers(text) == [
        "**Maria Lund**\n*Maria Lund is a carter at the Norrby depot.*",
        "**Peter Brandt**\n*Peter Brandt is a carter at the Norrby depot.*",
    ]


def test_a_first_sentence_in_the_first_person_is_text() -> None:
    """A short line of the speaker's own below a name stays text."""
    text = "Two from the bridge\n\n" + "\n\n".join(
        f"**{name}**\n\n{first}\n\n{SAID} So says {name}."
        for name, first in (("Maria Lund", "I was there."), ("Peter Brandt", "We were late."))
    )
    assert headers(text) == ["**Maria Lund**", "**Peter Brandt**"]
    assert [text[slice(*p.passages[0].paragraphs[0])] for p in segment(text).perspectives] == [
        "I was there.",
        "We were late.",
    ]


def test_a_bio_tells_the_role() -> None:
    """What a bio says about somebody is their role."""
    text = "Two from the bridge\n\n" + "\n\n".join(
        f"**{name}**\n*{name} is a carter at the Norrby depot.*\n\n{SAID} So says {name}."
        for name in ("Maria Lund", "Peter Brandt")
    )
    assert [p.contributors[0].role for p in segment(text).perspectives] == ["carter", "carter"]
