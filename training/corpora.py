"""The training material: general corpora (JSON Lines) and marked-up posts, as labelled texts.

A held-out file is never handed out for training: `HELD_OUT_CORPORA` and `HELD_OUT_POSTS` are refused by name.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

HELD_OUT_CORPORA = ("crossner_politics.dev", "crossner_politics.test", "gum.dev")
HELD_OUT_POSTS = re.compile(r"^[a-z]-(03|07|11)-")

SHARES = {
    "crossner_politics.train": 4.0,
    "re3d.all": 1.5,
    "litbank_prop.all": 0.35,
    "multiner_lk.all": 0.5,
    "wnut17.train": 0.8,
    "wnut17.dev": 0.8,
}
"""How much of a corpus an epoch sees (1 where it is not named): the near genre often, fiction and noise less."""


@dataclass(frozen=True, slots=True)
class Span:
    """A name: code points and type. ``either``: an ORG that may be a union, which no general corpus tells apart."""

    start: int
    end: int
    label: str
    either: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its names; ``ends`` are places where it may be cut (ends of sentences) besides its line breaks."""

    text: str
    spans: tuple[Span, ...]
    others: tuple[tuple[int, int], ...] = ()
    ends: tuple[int, ...] = ()
    source: str = ""

    def piece(self, start: int, end: int) -> Labelled:
        """The part between two offsets, which must cut no name."""
        inside = [s for s in self.spans if start <= s.start and s.end <= end]
        return Labelled(
            self.text[start:end],
            tuple(replace(s, start=s.start - start, end=s.end - start) for s in inside),
            tuple((a - start, b - start) for a, b in self.others if start <= a and b <= end),
            tuple(e - start for e in self.ends if start < e < end),
            self.source,
        )

    def stripped(self) -> Labelled:
        """Without space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.piece(start, max(start, len(self.text.rstrip())))


_ANY_CASE = re.IGNORECASE
_UNION = re.compile(
    r"\b(?:trades? unions?|labou?r union|workers['’]? (?:union|federation)|teamsters|solidarność|teachers['’]? union"
    r"|(?:brotherhood|federation|congress|confederation) of (?:[a-z]+ )?(?:labou?r|workers|trade unions|employees)"
    r"|(?:mine|steel|auto|railway|transport|farm|garment|dock)\s?workers['’]?(?: union)?|nurses association)\b"
    r"|^(?:AFL|CIO|AFL[-–]CIO|TUC|ICTU|STUC|COSATU|UAW|SEIU|AFSCME|IWW|NUM|RMT|ASLEF|UNISON|CGT|CFDT|CGIL|CISL|UIL|CCOO"
    r"|DGB|ver\.di|ITUC|ICFTU|UCATT|TGWU|NUT|NASUWT|COHSE|NALGO|NUPE|CUPE|ILWU|UFCW|ILGWU|UMWA|IG Metall|FNV|LO)$",
    _ANY_CASE,
)
_NO_UNION = re.compile(
    r"\b(?:european|soviet|student|students['’]?|credit|customs|african|cricket|football|rugby|party|christian|tenants"
    r"|farmers|democratic|civil liberties|postal|monetary|economic|astronomical|union (?:army|pacific|jack))\b",
    _ANY_CASE,
)
_PERHAPS = re.compile(r"\b(?:unions?|workers|labou?r|federation|brotherhood|guild|syndicat|sindicato)\b", _ANY_CASE)


def _general(start: int, end: int, label: str, surface: str) -> Span:
    """A name of a general corpus; whether an organisation is a union is read off its name, or left open."""
    if label != "ORG" or _NO_UNION.search(surface):
        return Span(start, end, label)
    if _UNION.search(surface) and "party" not in surface.casefold():
        return Span(start, end, "UNION")
    return Span(start, end, "ORG", either=bool(_PERHAPS.search(surface)))


def read_corpus(path: Path) -> list[Labelled]:
    """The records of one JSON Lines file."""
    found = []
    name = path.name.removesuffix(".jsonl")
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple(_general(s, e, label, row["text"][s:e]) for s, e, label, *_ in row["spans"])
        others = tuple((s, e) for s, e, *_ in row.get("other", ()))
        ends = tuple(e for _, e in row.get("sents", ()))
        found.append(Labelled(row["text"], spans, others, ends, name))
    return found


def read_general(folder: Path) -> dict[str, list[Labelled]]:
    """Every corpus of a folder that may be trained on."""
    paths = sorted(p for p in folder.glob("*.jsonl") if p.name.removesuffix(".jsonl") not in HELD_OUT_CORPORA)
    if not paths:
        raise FileNotFoundError(f"no *.jsonl in {folder}")
    return {p.name.removesuffix(".jsonl"): read_corpus(p) for p in paths}


_TAG = re.compile(
    r"<(/?)(title|standfirst|chrome|question|pullquote|duplicate|perspective|header|c|bio|ORG|UNION|PERSON|PLACE)"
    r"((?:\s+[a-z]+=\"[^\"]*\")*)>"
)


def parse_post(source: str, name: str) -> Labelled:
    """A post in the markup of ``training/posts``: names in <ORG> <UNION> <PERSON> <PLACE>, contributors in <c>.

    Raises:
        ValueError: A tag closes another one, or none.
    """
    pieces: list[str] = []
    stack: list[tuple[str, int, str]] = []
    spans, skipped = [], []
    last = length = 0
    for match in _TAG.finditer(source):
        pieces.append(source[last : match.start()])
        length += len(pieces[-1])
        last = match.end()
        closing, tag, attributes = match.groups()
        if not closing:
            stack.append((tag, length, attributes))
            continue
        if not stack or stack[-1][0] != tag:
            raise ValueError(f"{name}: </{tag}> closes {stack[-1][0] if stack else 'nothing'}")
        _, start, attributes = stack.pop()
        if tag == "duplicate":
            skipped.append((start, length))
        surface = "".join(pieces)[start:length]
        label = "PERSON" if tag == "c" and _named(attributes, surface) else tag
        if label in {"ORG", "UNION", "PERSON", "PLACE"}:
            spans.append(Span(start, length, label))
    pieces.append(source[last:])
    text = "".join(pieces)
    # What stands in a duplicate is not marked: it would teach that names are none.
    for start, end in sorted(skipped, reverse=True):
        text = text[:start] + text[end:]
        gap = end - start
        spans = [s if s.end <= start else replace(s, start=s.start - gap, end=s.end - gap) for s in spans]
    return Labelled(text, tuple(sorted(spans, key=lambda s: s.start)), source="posts")


def _named(attributes: str, surface: str) -> bool:
    """Whether a <c> is a name: neither a description, nor a group that signs, nor mere initials."""
    initials = "name=" in attributes and surface.isupper() and len(surface) <= 3  # noqa: PLR2004
    return "kind=" not in attributes and not initials


def read_posts(folders: Iterable[Path], *, held_out: bool = False) -> list[Labelled]:
    """The marked-up posts of some folders, without those kept for development scores (or, ``held_out``, only those)."""
    paths = sorted(p for folder in folders for p in folder.glob("*.xml.txt"))
    chosen = [p for p in paths if bool(HELD_OUT_POSTS.match(p.name)) == held_out]
    return [parse_post(p.read_text(encoding="utf-8"), p.name) for p in chosen]


def parts(item: Labelled, chance: random.Random, longest: int) -> Iterator[Labelled]:
    """A document in stretches of whole sentences of a random length, at most ``longest`` characters where it can."""
    start = previous = 0
    goal = chance.choice((160, 400, longest, longest))
    for end in (*item.ends, len(item.text)):
        if end - start > goal and previous > start and not any(s.start < previous < s.end for s in item.spans):
            yield item.piece(start, previous).stripped()
            start, goal = previous, chance.choice((160, 400, longest, longest))
        previous = end
    yield item.piece(start, len(item.text)).stripped()


def joined(items: Sequence[Labelled], gap: str) -> Labelled:
    """Several short texts as lines or paragraphs of one."""
    text, spans, others = "", [], []
    for item in items:
        if text:
            text += gap
        shift = len(text)
        text += item.text
        spans += [replace(s, start=s.start + shift, end=s.end + shift) for s in item.spans]
        others += [(a + shift, b + shift) for a, b in item.others]
    return Labelled(text, tuple(spans), tuple(others), source=items[0].source if items else "")


def epoch_of(corpora: dict[str, list[Labelled]], chance: random.Random, share: float = 1.0) -> list[Labelled]:
    """One epoch's texts: each corpus in its share, documents in stretches, single sentences in random company."""
    found = []
    for name, items in corpora.items():
        wanted = SHARES.get(name, 1.0) * share * len(items)
        rounds, rest = divmod(wanted, len(items))
        picked = list(items) * int(rounds) + chance.sample(items, round(rest))
        chance.shuffle(picked)
        long = [i for i in picked if len(i.text) > 600]  # noqa: PLR2004
        short = [i for i in picked if len(i.text) <= 600]  # noqa: PLR2004
        found += [p for i in long for p in parts(i, chance, 700)]
        while short:
            taken = [short.pop() for _ in range(min(len(short), chance.choice((1, 1, 2, 3))))]
            found.append(joined(taken, chance.choice(("\n", "\n\n", " "))))
    return [f for f in found if f.text]
