"""Scores by exact span and type: corpora, posts and the seed, aggregate figures only."""

from __future__ import annotations

import collections
import json
import time
from typing import TYPE_CHECKING, Any

from training import corpora
from training.tagger import TYPES, encode, names, settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.tagger import Name


def figures(counts: collections.Counter[str]) -> dict[str, float]:
    """F by type, over all, and with the type ignored, in percent."""

    def f1(name: str) -> float:
        whole = counts[f"{name} gold"] + counts[f"{name} found"]
        return round(200 * counts[f"{name} right"] / whole, 1) if whole else 0.0

    return {name: f1(name) for name in ("all", *TYPES, "untyped") if counts[f"{name} gold"]}


def count(gold: set[tuple[int, int, str]], found: set[tuple[int, int, str]]) -> collections.Counter[str]:
    """Gold, found and right, by type, over all and with the type ignored."""
    result: collections.Counter[str] = collections.Counter()
    groups = {"all": (gold, found)}
    groups |= {t: ({x for x in gold if x[2] == t}, {x for x in found if x[2] == t}) for t in TYPES}
    groups["untyped"] = ({(*x[:2], "") for x in gold}, {(*x[:2], "") for x in found})
    for name, (a, b) in groups.items():
        result.update({f"{name} gold": len(a), f"{name} found": len(b), f"{name} right": len(a & b)})
    return result


def _typed(found: Sequence[Name], *, merge: bool) -> set[tuple[int, int, str]]:
    return {(n.start, n.end, "ORG" if merge and n.label == "UNION" else n.label) for n in found}


def corpus(tagger: Any, path: Path) -> dict[str, float]:  # noqa: ANN401 (anything with `find`)
    """A corpus with three types: a union counts as an organisation."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    counts: collections.Counter[str] = collections.Counter()
    for row, found in zip(rows, tagger.find([r["text"] for r in rows]), strict=True):
        counts += count({(s, e, label) for s, e, label, *_ in row["spans"]}, _typed(found, merge=True))
    return figures(counts)


def gold_posts(tagger: Any, folder: Path, *, only: str = "", settled: bool = False) -> dict[str, float]:  # noqa: ANN401
    """Posts with gold (``NAME.txt``, ``NAME.gold.json``), without page chrome, duplicates and pull quotes."""
    counts: collections.Counter[str] = collections.Counter()
    paths = [p for p in sorted(folder.glob("*.txt")) if _gold(p).exists() and (not only or p.name[0] in only)]
    texts = [p.read_bytes().decode("utf-8") for p in paths]
    for path, text, found in zip(paths, texts, tagger.find(texts), strict=True):
        gold = json.loads(_gold(path).read_text(encoding="utf-8"))
        off = [(x["start"], x["end"]) for part in ("chrome", "duplicates", "pull_quotes") for x in gold[part]]
        off_only = gold.get("ignore", [])
        want = {(s, e, t) for s, e, t, _ in gold["entities"] if _clear(s, e, off)}
        got = {x for x in _typed(settle(text, found) if settled else found, merge=False) if _clear(x[0], x[1], off)}
        counts += count(want, {x for x in got if x in want or _clear(x[0], x[1], off_only)})
    return figures(counts)


def _gold(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".txt") + ".gold.json")


def _clear(start: int, end: int, off: Sequence[Sequence[int]]) -> bool:
    return not any(start < b and end > a for a, b in off)


def speed(tagger: Any, texts: Sequence[str]) -> float:  # noqa: ANN401
    """Words a second, best of three runs."""
    words = sum(len(t.split()) for t in texts)
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        tagger.find(texts)
        best = min(best, time.perf_counter() - started)
    return words / best


class Unexported:
    """A network as it is trained, with the tagger's interface."""

    def __init__(self, network: Any, encoder: Any, lexicon: Any = None) -> None:  # noqa: ANN401
        self._network, self._encoder, self._lexicon = network.eval(), encoder, lexicon

    def find(self, texts: Sequence[str]) -> list[list[Name]]:
        """The names of each text."""
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> list[Name]:
        import numpy as np  # noqa: PLC0415
        import torch  # noqa: PLC0415

        from training.learning import WINDOW, Example, tensors  # noqa: PLC0415
        from training.tagger import LABELS, lay_out, log_softmax, windows  # noqa: PLC0415

        encoded = encode(text, self._encoder, self._lexicon)
        scores = np.zeros((len(encoded.words), len(LABELS)), np.float32)
        for window in windows(encoded, WINDOW):
            sheet = lay_out(encoded, window, self._encoder)
            with torch.inference_mode():
                logits = self._network(**tensors([Example(sheet, [0] * len(sheet.places))])[0])[0].float().numpy()
            kept = sheet.places[window.first - window.start : window.last - window.start]
            scores[window.first : window.last] = log_softmax(logits[kept])
        return names(encoded.words, scores)


def held_out(tagger: Any, corpora_folder: Path, gold_folders: Sequence[Path]) -> dict[str, dict[str, float]]:  # noqa: ANN401
    """Every development figure there is material for."""
    table = {}
    for name in corpora.HELD_OUT_CORPORA:
        path = corpora_folder / "ner" / f"{name}.jsonl"
        if path.exists():
            table[name] = corpus(tagger, path)
    for folder in gold_folders:
        if folder.exists():
            table[str(folder)] = gold_posts(tagger, folder)
            table[f"{folder} settled"] = gold_posts(tagger, folder, settled=True)
    return table
