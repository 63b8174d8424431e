"""Batches, the loss and the loop that both stages share."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from training.tagger import LABELS, TYPES, encode, hints, lay_out, stack, windows

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from torch import Tensor

    from training.corpora import Labelled, Span
    from training.network import Network
    from training.tagger import Encoder, Lexicon, Match, Sheet, Word

IGNORED = -100
EITHER = len(LABELS)
"""Target of an organisation that may be a union: EITHER at its first word, EITHER + 1 after it."""
WINDOW = 190


@dataclass(frozen=True, slots=True)
class Example:
    """One window and the label number of each of its words."""

    sheet: Sheet
    targets: list[int]


def _targets(words: Sequence[Word], spans: Iterable[Span]) -> list[int]:
    targets = [0] * len(words)
    i = 0
    for span in spans:
        while i < len(words) and words[i].end <= span.start:
            i += 1
        first, j = True, i
        while j < len(words) and words[j].start < span.end:
            begin = EITHER if span.either else 1 + 2 * TYPES.index(span.label)
            targets[j] = begin if first else begin + 1
            first, j = False, j + 1
        i = j
    return targets


def examples(
    item: Labelled, encoder: Encoder, budget: int = WINDOW, told: Callable[[Sequence[Word]], list[int]] | None = None
) -> Iterator[Example]:
    """The windows of one text; words in an overlap are learnt from once. ``told`` gives each word's hints."""
    encoded = encode(item.text, encoder)
    if told:
        encoded = replace(encoded, hints=told(encoded.words))
    targets = _targets(encoded.words, item.spans)
    for window in windows(encoded, budget):
        keep = range(window.start, window.end)
        known = [targets[i] if window.first <= i < window.last else IGNORED for i in keep]
        yield Example(lay_out(encoded, window, encoder), known)


def some_hints(lexicon: Lexicon, chance: random.Random, words: Sequence[Word]) -> list[int]:
    """Each word's hints, some names withheld throughout the text."""
    return hints(words, _withheld(lexicon.matches(words), words, chance))


def all_hints(lexicon: Lexicon, words: Sequence[Word]) -> list[int]:
    """Each word's hints, as at run time."""
    return hints(words, lexicon.matches(words))


def _withheld(found: Sequence[Match], words: Sequence[Word], chance: random.Random) -> list[Match]:
    """Matches without some names: the lexicon will know fewer of those to come than of those in the training texts."""
    share = chance.choice((0.1, 0.3, 0.5, 1.0))
    fates: dict[str, bool] = {}
    told = []
    for match in found:
        name = " ".join(w.text for w in words[match.start : match.end])
        if fates.setdefault(name, chance.random() >= share):
            told.append(match)
    return told


def batches(found: Sequence[Example], chance: random.Random, pieces: int) -> list[list[Example]]:
    """Batches of windows of like length, about ``pieces`` pieces each, in random order."""
    ordered = sorted(found, key=lambda e: len(e.sheet.ids) + chance.random() * 8)
    result: list[list[Example]] = [[]]
    for example in ordered:
        if result[-1] and len(example.sheet.ids) * (len(result[-1]) + 1) > pieces:
            result.append([])
        result[-1].append(example)
    chance.shuffle(result)
    return result


def tensors(batch: Sequence[Example]) -> tuple[dict[str, Tensor], Tensor]:
    """The network's inputs and the targets (by piece; `IGNORED` where no word begins)."""
    inputs = {name: torch.from_numpy(table) for name, table in stack([e.sheet for e in batch], 0).items()}
    targets = np.full(inputs["ids"].shape, IGNORED, np.int64)
    for row, e in enumerate(batch):
        targets[row, e.sheet.places] = e.targets
    return inputs, torch.from_numpy(targets)


def loss_of(logits: Tensor, targets: Tensor) -> Tensor:
    """Cross entropy over words; where a name may be ORG or UNION, of their sum."""
    scores = functional.log_softmax(logits.float(), dim=-1)
    org, union = 1 + 2 * TYPES.index("ORG"), 1 + 2 * TYPES.index("UNION")
    either = torch.logaddexp(scores[:, org : org + 2], scores[:, union : union + 2])
    return functional.nll_loss(torch.cat([scores, either], dim=1), targets)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train."""

    seed: int = 7
    rate: float = 5e-5
    head_rate: float = 5e-4
    warm_up: float = 0.06
    pieces: int = 2400
    average_from: float = 1.0
    """Share of the steps after which weights are averaged; 1 for never."""
    save_every: int = 100
    minutes: float = 0.0
    """A limit on the clock, for a machine shared with others; 0 for none. The rate falls by whichever ends first."""


def _groups(network: Network, settings: Settings) -> list[dict[str, object]]:
    new = [p for n, p in network.named_parameters() if n.startswith(("head", "shape", "hint"))]
    decayed = [p for n, p in network.named_parameters() if not n.startswith(("head", "shape", "hint")) and p.ndim > 1]
    plain = [p for n, p in network.named_parameters() if not n.startswith(("head", "shape", "hint")) and p.ndim <= 1]
    return [
        {"params": new, "lr": settings.head_rate, "weight_decay": 0.0},
        {"params": decayed, "lr": settings.rate, "weight_decay": 0.01},
        {"params": plain, "lr": settings.rate, "weight_decay": 0.0},
    ]


class Average:
    """The mean of the weights over the last steps, which generalises better than the last ones."""

    def __init__(self) -> None:
        self._sum: dict[str, Tensor] = {}
        self._count = 0

    def add(self, network: Network) -> None:
        """Take in the weights as they stand."""
        self._count += 1
        for name, value in network.state_dict().items():
            if name not in self._sum:
                self._sum[name] = value.detach().clone()
            elif value.is_floating_point():
                self._sum[name].lerp_(value, 1 / self._count)

    def apply(self, network: Network) -> None:
        """Put the mean in place, if there is one."""
        if self._sum:
            network.load_state_dict(self._sum)


def train(
    network: Network, epoch: Callable[[int], Sequence[list[Example]]], steps: int, settings: Settings, out: Path
) -> None:
    """Run over the batches of epoch after epoch until ``steps`` are done; the checkpoint and a log go to ``out``."""
    torch.manual_seed(settings.seed)
    optimiser = torch.optim.AdamW(_groups(network, settings), fused=True)
    warm, started = max(1, int(steps * settings.warm_up)), time.time()

    def spent(step: int) -> float:
        clock = (time.time() - started) / (60 * settings.minutes) if settings.minutes else 0.0
        return max(step / steps, clock)

    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, 1 - max(0.0, spent(s) - warm / steps)))
    )
    average, progress = Average(), Progress(out.with_suffix(".log"), steps)
    network.train()
    for step, batch in enumerate(islice(_endless(epoch), steps), start=1):
        loss = _step(network, batch)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        progress.note(step, loss, sum(len(e.sheet.places) for e in batch))
        if spent(step) > settings.average_from and step % 4 == 0:
            average.add(network)
        if step % settings.save_every == 0:
            network.save(out)
        if spent(step) >= 1:
            break
    average.apply(network)
    network.eval().save(out)


def _endless(epoch: Callable[[int], Sequence[list[Example]]]) -> Iterator[list[Example]]:
    for number in count():
        yield from epoch(number)


class Progress:
    """One line of JSON for every fifty steps."""

    def __init__(self, path: Path, steps: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._out = path.open("w", encoding="utf-8")
        self._steps, self._started, self._words = steps, time.time(), 0
        self._losses: list[float] = []

    def note(self, step: int, loss: float, words: int) -> None:
        """Take in one step."""
        self._losses.append(loss)
        self._words += words
        if step % 50 == 0:
            speed = round(self._words / (time.time() - self._started))
            row = {"step": step, "of": self._steps, "loss": round(sum(self._losses) / len(self._losses), 4)}
            self._out.write(json.dumps({**row, "words_per_second": speed}) + "\n")
            self._out.flush()
            self._losses = []


def _step(network: Network, batch: Sequence[Example]) -> float:
    inputs, targets = tensors(batch)
    known = targets != IGNORED
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network.judge(network.hidden(**inputs)[known], inputs["hints"][known])
    loss = loss_of(logits, targets[known])
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach())
