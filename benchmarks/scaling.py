"""How the time for a post grows with its length, as ratios measured in one run.

1. A made-up post and one ten times as long: extraction alone, the recogniser loaded and warm (bar: 11 times).
2. Nasty lines, 0.5 MB and 5 MB of each kind, in the middle of a made-up post: time for each megabyte
   (bar: 1.5 times, for nothing worse than linear).

Run it with the Python of the environment in which solidarity-extract is installed.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from made_up import post
from solidarity_extract import reading, recognising
from solidarity_extract.errors import ExtractError
from solidarity_extract.extraction import extract_source

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT = 3_000
LENGTH = 40_000
LENGTH_BAR = 11.0
SMALL, LARGE = 500_000, 5_000_000
LINEAR_BAR = 1.5

NASTY = {
    "commas": ",",
    "commas and words": "word, ",
    "capitals": "A",
    "letters": "a",
    "capitalised words": "Anna Rosa ",
    "spaced capitals": "A B C ",
    "straight quotes": '"',
    "curly quotes": "“a” ",
    "quotes never closed": "“a ",
    "apostrophes": "'s",
    "opening brackets": "(",
    "bracketed acronyms": "Name (ABC) ",
    "square brackets": "[a](",
    "asterisks": "*",
    "bold words": "**a** ",
    "hashes": "# ",
    "bars": "a | ",
    "dashes": "— ",
    "hyphens": "a-",
    "colons": "Name: ",
    "full stops": "A. ",
    "digits": "1",
    "addresses": "http://a.b/",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "blank lines": "\n",
    "blank lines with spaces": " \n\t\n",
    "carriage returns": "\r",
    "one-letter lines": "A\n\n",
    "name lines": "Rosa Winter\n\n",
    "header lines": "Rosa Winter, nurse, Fire Brigades Union\n\n",
    "label lines": "Rosa Winter: yes\n\n",
    "signature lines": "— Rosa Winter\n\n",
    "heading lines": "# Rosa Winter\n\n",
    "byline lines": "By Rosa Winter\n\n",
    "the same paragraph": "We went out and it held, although the rent was due on Monday for all of us there.\n\n",
}


def main() -> None:
    """Measure, print the tables, and leave with 1 if a bar is missed and ``--check`` is given."""
    arguments = _arguments()
    recogniser = recognising.load()

    def extract(text: str) -> None:
        extract_source(reading.read_bytes(text.encode()), recogniser)

    missed = not _ten_times_the_length(extract, arguments.repeat)
    for kind in arguments.kinds or NASTY:
        missed |= not _nasty_line(extract, kind, arguments.size)
    if arguments.check and missed:
        sys.exit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each length; the best counts (default: 3)")
    parser.add_argument("--size", type=int, default=LARGE, help=f"length of the nasty lines (default: {LARGE})")
    parser.add_argument("--kinds", nargs="*", choices=NASTY, metavar="KIND", help=f"of {', '.join(NASTY)}")
    parser.add_argument("--check", action="store_true", help="exit code 1 if a bar is missed")
    return parser.parse_args()


def _ten_times_the_length(extract: Callable[[str], None], repeat: int) -> bool:
    short, long = post(LENGTH), post(10 * LENGTH)
    extract(short)
    seconds = [(_seconds(extract, short), _seconds(extract, long)) for _ in range(repeat)]
    best_short, best_long = (min(column) for column in zip(*seconds, strict=True))
    length = len(long) / len(short)
    ratio = best_long / best_short
    print(f"{len(short):,} characters: {best_short:.3f} s; {length:.1f} times as long: {best_long:.3f} s")
    print(f"{ratio:.2f} times the time (bar: {LENGTH_BAR} for ten times the length)\n")
    print(f"{'nasty line':<26}{'s/MB small':>12}{'s/MB large':>12}{'ratio':>8}", flush=True)
    return bool(ratio * 10 / length <= LENGTH_BAR)


def _nasty_line(extract: Callable[[str], None], kind: str, size: int) -> bool:
    unit = NASTY[kind]
    small, large = (_per_megabyte(extract, unit * (length // len(unit))) for length in (size * SMALL // LARGE, size))
    ratio = large / small
    print(f"{kind:<26}{small:>12.3f}{large:>12.3f}{ratio:>8.2f}", flush=True)
    return ratio <= LINEAR_BAR


def _per_megabyte(extract: Callable[[str], None], line: str) -> float:
    around = post(SHORT)
    text = f"{around}\n{line}\n\n{around}"
    return _seconds(extract, text) / (len(text.encode()) / 1e6)


def _seconds(extract: Callable[[str], None], text: str) -> float:
    started = time.perf_counter()
    # Nothing but blank lines is an empty post: being told so must not take long either.
    with suppress(ExtractError):
        extract(text)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
