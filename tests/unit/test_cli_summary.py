from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any, cast

from rich.console import Console

from solidarity_extract.cli.summary import summary_table


def _named(*names: tuple[str, int]) -> tuple[SimpleNamespace, ...]:
    return tuple(SimpleNamespace(name=name, count=count) for name, count in names)


def _contributor(name: str | None, *organisations: str, kind: str = "person") -> SimpleNamespace:
    affiliations = tuple(SimpleNamespace(organisation=organisation) for organisation in organisations)
    return SimpleNamespace(name=name, kind=kind, affiliations=affiliations)


def _perspective(*contributors: SimpleNamespace, **names: Any) -> SimpleNamespace:
    named = {kind: names.get(kind, ()) for kind in ("organisations", "unions", "people", "places")}
    return SimpleNamespace(contributors=contributors, word_count=1204, **named)


def _shown(*perspectives: SimpleNamespace, title: str | None = "Voices", wide: bool = False) -> list[str]:
    printed_title = None if title is None else SimpleNamespace(text=title)
    document = SimpleNamespace(title=printed_title, source=SimpleNamespace(file="post.txt"))
    post = cast("Any", SimpleNamespace(document=document, perspectives=perspectives))
    output = io.StringIO()
    Console(file=output, width=200 if wide else 80, force_terminal=True).print(summary_table(post, wide=wide))
    return output.getvalue().splitlines()


def test_a_row_for_each_perspective() -> None:
    """A row says who speaks, for whom, how many words, and how many different names of each type."""
    unions = _named(("NUM", 2), ("KVPU", 5))
    row = _shown(_perspective(_contributor("Rosa Winter", "St Elm Hospital"), unions=unions))[-2]
    assert row.split() == ["Rosa", "Winter", "St", "Elm", "Hospital", "1,204", "0", "2", "0", "0"]


def test_joint_contributors_share_a_row() -> None:
    """Several contributors are joined, and an affiliation they share stands once."""
    row = _shown(_perspective(_contributor("Ana", "USC"), _contributor("Bo", "USC", "TUC")))[-2]
    assert row.split() == ["Ana", "and", "Bo", "USC;", "TUC", "1,204", "0", "0", "0", "0"]


def test_an_unknown_contributor_is_named_so() -> None:
    """Where there is no name, the kind of contributor stands in its place."""
    assert _shown(_perspective(_contributor(None, kind="unknown")))[-2].split()[0] == "unknown"


def test_a_wide_terminal_shows_the_commonest_names() -> None:
    """With room enough, the names named most are shown, the commonest first."""
    places = _named(("Kyiv", 1), ("Lviv", 4), ("Odesa", 2), ("Dnipro", 1))
    assert "4: Lviv, Odesa, Kyiv, …" in _shown(_perspective(_contributor("Ana"), places=places), wide=True)[-2]


def test_without_a_title_the_file_is_named() -> None:
    """A post without a title goes by the name of its file."""
    assert "post.txt" in _shown(title=None)[0]


def test_nothing_in_a_post_is_markup_or_steers_the_terminal() -> None:
    """Square brackets are shown as they are, and escape sequences of a post never reach the terminal."""
    shown = "\n".join(
        _shown(_perspective(_contributor("[red]Ana[/] \x1b]0;owned\x07", "a\x9b2J")), title="[b]T \x1b[2J")
    )
    assert "[b]T [2J" in shown
    assert "[red]Ana[/]" in " ".join(shown.split())
    assert "\x1b]" not in shown
    assert "\x1b[2J" not in shown
    assert "\x9b" not in shown
    assert "\x07" not in shown
