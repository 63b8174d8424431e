"""The table of ``--summary``: who speaks in a post and what they name, for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from solidarity_extract.cli.messages import without_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solidarity_extract.records import Contributor, NameCount, Perspective, Post

WIDE = 120
"""From so many columns on, the names are shown beside their number."""

NAMES_SHOWN = 3
KINDS = ("organisations", "unions", "people", "places")


def show_summary(post: Post) -> None:
    """Print the table on standard error; nothing in a post can steer the terminal or be taken for markup."""
    console = Console(stderr=True, emoji=False, markup=False, highlight=False)
    console.print(summary_table(post, wide=console.width >= WIDE))


def summary_table(post: Post, *, wide: bool = False) -> Table:
    """Build the table: a row for each perspective, with the number of different names of each type."""
    table = Table(
        box=box.SIMPLE_HEAD,
        title=_plain(_title(post)),
        title_justify="left",
        title_style="bold",
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    table.add_column("contributor", ratio=3, min_width=11, overflow="fold")
    table.add_column("affiliation", ratio=3, min_width=11, overflow="fold")
    table.add_column("words", justify="right", no_wrap=True)
    for kind in KINDS:
        table.add_column(kind, justify="left" if wide else "right", ratio=2 if wide else None, no_wrap=not wide)
    for perspective in post.perspectives:
        table.add_row(*_row(perspective, wide=wide))
    return table


def _title(post: Post) -> str:
    title = post.document.title.text if post.document.title else None
    return title or post.document.source.file or "Standard input"


def _row(perspective: Perspective, *, wide: bool) -> Iterable[Text]:
    yield _plain(" and ".join(_name(contributor) for contributor in perspective.contributors) or "unknown")
    yield _plain("; ".join(_affiliations(perspective.contributors)))
    yield _plain(f"{perspective.word_count:,}")
    for kind in KINDS:
        yield _names(getattr(perspective, kind), wide=wide)


def _name(contributor: Contributor) -> str:
    return contributor.name or contributor.kind


def _affiliations(contributors: Sequence[Contributor]) -> Iterable[str]:
    # Once each, although several contributors may share one.
    return dict.fromkeys(
        affiliation.organisation for contributor in contributors for affiliation in contributor.affiliations
    )


def _names(named: Sequence[NameCount], *, wide: bool) -> Text:
    if not wide or not named:
        return _plain(str(len(named)))
    commonest = sorted(named, key=lambda entry: -entry.count)[:NAMES_SHOWN]
    more = "" if len(named) <= NAMES_SHOWN else ", …"
    return _plain(f"{len(named)}: {', '.join(entry.name for entry in commonest)}{more}")


def _plain(text: str) -> Text:
    # A Text is printed as it is: square brackets in it are no markup.
    return Text(without_controls(text))
