"""Fit the weights of the rule-based recogniser: ``python -m training.evidence_weights GOLD_FOLDER [--validate]``.

GOLD_FOLDER holds NAME.txt and NAME.gold.json, as ``posts_to_gold.py`` of the shared folder writes them from marked-up
posts; held-out posts are refused. Writes ``recognising_weights.tsv`` and ``recognising_union_weights.tsv`` into the
package's data. About four minutes on one core, 1 GB. ``--validate`` prints figures of a threefold cross-validation
instead (exact span and type), with gold blocks and contributors.

Names: an averaged structured perceptron (Collins, EMNLP 2002) with a margin, over the candidates and observations of
``solidarity_extract.recognising``; the mean of several runs in different order. An observation needs three posts to
be taken in, and no word of a name is an observation, so that the weights know kinds of words, not names. The second
reading is fitted on memories made by models that had not seen the post. Unions: logistic regression.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from solidarity_extract.mentions import Block, KnownName
from solidarity_extract.recognising import decoding, names, unions, weights
from solidarity_extract.recognising.candidates import candidates
from solidarity_extract.recognising.page import prepare
from training.corpora import HELD_OUT_POSTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from solidarity_extract.mentions import Zone
    from solidarity_extract.recognising.memory import Memory
    from solidarity_extract.recognising.page import Page

DATA = Path(weights.__file__).parents[1] / "data"
Gold = dict[str, Any]
"""The content of a gold file."""
RUNS, EPOCHS, POSTS_AT_LEAST, MARGIN, FOLDS = 6, 6, 3, 1.0, 3
SMALLEST = 0.1
"""Weights nearer to nothing are left out of the file."""


@dataclass
class Sample:
    """One block: its candidates, the observations about each, and the right choices."""

    page: Page
    candidates: list[tuple[int, int]]
    right: list[decoding.Choice]
    plain: list[list[str]]
    seen: list[list[str]] = field(default_factory=list)
    post: str = ""


@dataclass
class Post:
    """One marked-up post made ready."""

    name: str
    text: str
    page: Page
    gold: set[tuple[int, int, str]]
    ignore: list[tuple[int, int]]
    samples: list[Sample]


def zones(text: str, gold: Gold) -> list[Zone | None]:
    """Return the zone of every character; None where names are not looked for."""
    found: list[Zone | None] = ["introduction"] * len(text)

    def put(part: Gold | None, zone: Zone | None) -> None:
        if part:
            found[part["start"] : part["end"]] = [zone] * (part["end"] - part["start"])

    for perspective in gold["perspectives"]:
        put(perspective["body"], "body")
        put(perspective["header"], "header")
    for question in gold["questions"]:
        put(question, "question")
    put(gold["title"], "title")
    put(gold["standfirst"], "standfirst")
    for part in ("chrome", "duplicates", "pull_quotes"):
        for item in gold[part]:
            put(item, None)
    return found


def blocks(text: str, gold: Gold) -> list[Block]:
    """Return every line of every zone as a block."""
    zone_of, found, start = zones(text, gold), [], 0
    for end in range(len(text) + 1):
        if end == len(text) or text[end] in "\r\n" or zone_of[end] != zone_of[start]:
            piece = text[start:end]
            zone = zone_of[start] if start < len(text) else None
            if zone and piece.strip():
                first = start + len(piece) - len(piece.lstrip())
                found.append(Block(first, first + len(piece.strip()), zone))
            start = end + (end < len(text) and text[end] in "\r\n")
    return found


def known(text: str, gold: Gold) -> list[KnownName]:
    """Return the contributors and their affiliations where headers print them."""
    found = set()
    for perspective in gold["perspectives"]:
        header = perspective["header"] or {"start": 0, "end": 0}
        called = {c["name"] for c in perspective["contributors"]}
        belongs = {a for c in perspective["contributors"] for a in c["affiliations"]} | called
        for start, end, label, *_ in gold["entities"]:
            if header["start"] <= start and end <= header["end"]:
                name = text[start:end]
                if label == "PERSON" and any(name in {c, *c.split()} or c.startswith(f"{name} ") for c in called):
                    found.add(KnownName(start, end, "person"))
                elif label in {"ORG", "UNION"} and name in belongs:
                    found.add(KnownName(start, end, None))
    return sorted(found, key=lambda name: name.start)


def gold_names(gold: Gold) -> set[tuple[int, int, str]]:
    """Return the names that count."""
    off = [(part["start"], part["end"]) for key in ("chrome", "duplicates", "pull_quotes") for part in gold[key]]
    every = ((start, end, label) for start, end, label, *_ in gold["entities"])
    return {(s, e, label) for s, e, label in every if not any(s < b and e > a for a, b in off)}


def read(folder: Path) -> list[Post]:
    """Return the posts of a folder, held-out ones refused."""
    posts = []
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        if HELD_OUT_POSTS.match(name):
            raise SystemExit(f"{name} is held out")
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
        page = prepare(text, blocks(text, gold), known(text, gold))
        wanted = gold_names(gold)
        ignore = [tuple(span) for span in gold.get("ignore", [])]
        posts.append(Post(name, text, page, wanted, ignore, _samples(name, page, wanted)))
    return posts


def _samples(name: str, page: Page, wanted: set[tuple[int, int, str]]) -> list[Sample]:
    """Return the blocks of a page with their right choices."""
    types = {(s, e): decoding.TYPES.index("ORG" if label == "UNION" else label) for s, e, label in wanted}
    samples = []
    for stretch in page.stretches:
        pairs = candidates(page, stretch)
        right = [
            (position, types[offsets])
            for position, (first, stop) in enumerate(pairs)
            if (offsets := (page.words.start[first], page.words.end[stop - 1])) in types
        ]
        plain = [names.observed(page, stretch, first, stop) for first, stop in pairs]
        samples.append(Sample(page, pairs, right, plain, plain, name))
    return samples


def perceptron(samples: Sequence[Sample], seed: int, kept: set[str]) -> dict[str, decoding.Triple]:
    """Return averaged weights after some epochs in an order that the seed decides."""
    current: dict[str, list[float]] = {}
    summed: dict[str, list[float]] = {}
    chance, order, step = random.Random(seed), list(samples), 0  # noqa: S311
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for sample in order:
            step += 1
            found = _decode(sample, current, MARGIN)
            if found == sample.right:
                continue
            change = _counted(sample, sample.right)
            change.subtract(_counted(sample, found))
            for (observation, kind), amount in change.items():
                if amount and observation in kept:
                    current.setdefault(observation, [0.0] * 3)[kind] += amount
                    summed.setdefault(observation, [0.0] * 3)[kind] += amount * step
    return {
        o: (w[0] - summed[o][0] / step, w[1] - summed[o][1] / step, w[2] - summed[o][2] / step)
        for o, w in current.items()
    }


def _total(seen: Iterable[str], current: Mapping[str, Sequence[float]]) -> list[float]:
    """Return the sum of weights."""
    found = [0.0, 0.0, 0.0]
    for observation in seen:
        if observation in current:
            for kind, weight in enumerate(current[observation]):
                found[kind] += weight
    return found


def _decode(sample: Sample, current: Mapping[str, Sequence[float]], margin: float = 0.0) -> list[decoding.Choice]:
    """Return the best choices; with a margin, wrong ones are favoured by it."""
    right = dict(sample.right)
    scores = []
    for position, seen in enumerate(sample.seen):
        plain = _total(seen, current)
        org, person, place = (s + margin * (right.get(position) != kind) for kind, s in enumerate(plain))
        scores.append((org, person, place))
    return decoding.best_path(sample.page, sample.candidates, scores, current)


def _counted(sample: Sample, choices: Sequence[decoding.Choice]) -> Counter[tuple[str, int]]:
    """Count the observations of choices, links between neighbours included."""
    found: Counter[tuple[str, int]] = Counter()
    page, pairs = sample.page, sample.candidates
    for number, (position, kind) in enumerate(choices):
        found.update((observation, kind) for observation in sample.seen[position])
        if number:
            before, earlier = choices[number - 1]
            stop, first = pairs[before][1], pairs[position][0]
            if first - stop <= decoding.REACH:
                found[decoding.link(page, stop, first, earlier), kind] += 1
    return found


def fit(samples: Sequence[Sample]) -> dict[str, decoding.Triple]:
    """Return the mean weights of several runs."""
    kept = _frequent(samples)
    total: dict[str, list[float]] = defaultdict(lambda: [0.0] * 3)
    for seed in range(RUNS):
        for observation, triple in perceptron(samples, seed, kept).items():
            for kind in range(3):
                total[observation][kind] += triple[kind] / RUNS
    return {observation: (t[0], t[1], t[2]) for observation, t in total.items()}


def _frequent(samples: Iterable[Sample]) -> set[str]:
    """Return the observations of enough posts, links included."""
    posts: dict[str, set[str]] = defaultdict(set)
    for sample in samples:
        for seen in sample.seen:
            for observation in seen:
                posts[observation].add(sample.post)
        for number in range(1, len(sample.right)):
            for observation, _ in _counted(sample, sample.right[number - 1 : number + 1]):
                if observation.startswith("after "):
                    posts[observation].add(sample.post)
    return {observation for observation, where in posts.items() if len(where) >= POSTS_AT_LEAST}


def memory(post: Post, first: dict[str, decoding.Triple]) -> Memory:
    """Return what a first reading remembers."""
    fitted = weights.merged(first, {})
    return names.remember(post.page, [names.Reading(post.page, stretch, fitted) for stretch in post.page.stretches])


def fit_both(posts: Sequence[Post]) -> weights.Weights:
    """Return the weights of both readings."""
    for post in posts:
        for sample in post.samples:
            sample.seen = sample.plain
    memories: dict[str, Memory] = {}
    for fold in range(FOLDS):
        first = fit([s for i, p in enumerate(posts) if i % FOLDS != fold for s in p.samples])
        memories |= {p.name: memory(p, first) for i, p in enumerate(posts) if i % FOLDS == fold}
    first = fit([s for p in posts for s in p.samples])
    for post in posts:
        for sample in post.samples:
            remembered = (memories[post.name].observations(*pair) for pair in sample.candidates)
            sample.seen = [[*plain, *seen] for plain, seen in zip(sample.plain, remembered, strict=True)]
    return weights.merged(first, fit([s for p in posts for s in p.samples]))


# --- unions -----------------------------------------------------------------------------------------------------


@dataclass
class Case:
    """One name of a post: what speaks for a union, and the share of its mentions that are one."""

    seen: dict[str, float]
    share: float
    size: int
    post: str
    together: dict[str, float] = field(default_factory=dict)


def cases(post: Post) -> tuple[list[Case], unions.Names]:
    """Return the organisations and unions of a post, as its gold has them."""
    starts = {start: i for i, start in enumerate(post.page.words.start)}
    ends = {end: i + 1 for i, end in enumerate(post.page.words.end)}
    namings, labels = [], {}
    for start, end, label in sorted(post.gold):
        if label in {"ORG", "UNION"} and start in starts and end in ends:
            stretch = next((s for s in post.page.stretches if s.first <= starts[start] < s.stop), None)
            if stretch:
                namings.append(unions.Naming(starts[start], ends[end], stretch))
                labels[namings[-1]] = label == "UNION"
    gathered = unions.Names(post.page, namings)
    found = [
        Case(dict(seen), sum(labels[n] for n in group) / len(group), len(group), post.name)
        for group, seen in zip(gathered.groups, gathered.seen, strict=True)
    ]
    return found, gathered


def logistic(rows: Sequence[tuple[dict[str, float], float, int, str]], seed: int = 0) -> dict[str, float]:
    """Return the weights of a logistic regression (AdaGrad, L2)."""
    posts: dict[str, set[str]] = defaultdict(set)
    for seen, _, _, post in rows:
        for observation in seen:
            posts[observation].add(post)
    kept = {observation for observation, where in posts.items() if len(where) >= POSTS_AT_LEAST} | {"always"}
    plain = [({o: v for o, v in seen.items() if o in kept}, share, size) for seen, share, size, _ in rows]
    found: dict[str, float] = defaultdict(float)
    slopes: dict[str, float] = defaultdict(lambda: 1e-6)
    chance = random.Random(seed)  # noqa: S311
    for _ in range(25):
        chance.shuffle(plain)
        for seen, share, size in plain:
            score = sum(found[o] * v for o, v in seen.items())
            error = (unions.chance(score) - share) * math.sqrt(size)
            for observation, value in seen.items():
                slope = error * value + 0.1 * found[observation]
                slopes[observation] += slope * slope
                found[observation] -= 0.3 * slope / math.sqrt(slopes[observation])
    return dict(found)


def fit_unions(posts: Sequence[Post]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the union decision, of names alone and together."""
    found = [cases(post) for post in posts]
    alone_rows = [[(c.seen, c.share, c.size, c.post) for c in some] for some, _ in found]
    for fold in range(FOLDS):
        alone = logistic([row for i, rows in enumerate(alone_rows) if i % FOLDS != fold for row in rows])
        for i, (some, gathered) in enumerate(found):
            if i % FOLDS == fold:
                for case, seen in zip(some, gathered.together(alone), strict=True):
                    case.together = dict(seen)
    alone = logistic([row for rows in alone_rows for row in rows])
    together = logistic([(c.together, c.share, c.size, c.post) for some, _ in found for c in some])
    return alone, together


# --- figures ----------------------------------------------------------------------------------------------------


def find(
    post: Post, fitted: weights.Weights, union_weights: tuple[dict[str, float], dict[str, float]]
) -> set[tuple[int, int, str]]:
    """Return the names found in a post with given weights."""
    found = names.find(post.page, fitted)
    labels = unions.decide(post.page, found, union_weights)
    words = post.page.words
    return {
        (words.start[name.first], words.end[name.stop - 1], label) for name, label in zip(found, labels, strict=True)
    }


def count(post: Post, found: set[tuple[int, int, str]]) -> Counter[str]:
    """Count right, wanted and found names by type."""
    counts: Counter[str] = Counter()
    wrong = found - post.gold
    found = found - {x for x in wrong if any(x[0] < b and x[1] > a for a, b in post.ignore)}
    for label in ("ORG", "UNION", "PERSON", "PLACE"):
        gold, mine = ({x for x in some if x[2] == label} for some in (post.gold, found))
        counts.update({f"{label} right": len(gold & mine), f"{label} gold": len(gold), f"{label} found": len(mine)})
        counts.update({"all right": len(gold & mine), "all gold": len(gold), "all found": len(mine)})
    same = len({x[:2] for x in post.gold} & {x[:2] for x in found})
    counts.update({"span right": same, "span gold": len(post.gold), "span found": len(found)})
    return counts


def figures(counts: Counter[str]) -> str:
    """Return F by type."""
    parts = []
    for label in ("all", "ORG", "UNION", "PERSON", "PLACE", "span"):
        both = counts[f"{label} gold"] + counts[f"{label} found"]
        parts.append(f"{label} {200 * counts[f'{label} right'] / both if both else 0:.1f}")
    return "  ".join(parts)


def validate(posts: Sequence[Post], errors: list[tuple[Post, set[tuple[int, int, str]]]] | None = None) -> None:
    """Print figures of a threefold cross-validation."""
    total: Counter[str] = Counter()
    for fold in range(FOLDS):
        rest = [p for i, p in enumerate(posts) if i % FOLDS != fold]
        fitted, union_weights = fit_both(rest), fit_unions(rest)
        counts: Counter[str] = Counter()
        for post in (p for i, p in enumerate(posts) if i % FOLDS == fold):
            found = find(post, fitted, union_weights)
            counts.update(count(post, found))
            if errors is not None:
                errors.append((post, found))
        print(fold, figures(counts), flush=True)
        total.update(counts)
    print("all", figures(total))


def _cell(weight: float) -> str:
    """Return a weight as it is printed."""
    return f"{weight:.1f}" if abs(weight) >= SMALLEST / 2 else "0"


def write(fitted: weights.Weights, union_weights: tuple[dict[str, float], dict[str, float]]) -> None:
    """Write the weights into the package's data."""
    rows = [
        "\t".join([observation, *(_cell(weight) for weight in six)])
        for observation, six in sorted(fitted.table.items())
        if max(map(abs, six)) >= SMALLEST
    ]
    head = (DATA / weights.NAMES).read_text(encoding="utf-8").splitlines() if (DATA / weights.NAMES).exists() else []
    head = [line for line in head if line.startswith("#")]
    (DATA / weights.NAMES).write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    alone, together = union_weights
    rows = [
        f"{o}\t{alone.get(o, 0.0):.2f}\t{together.get(o, 0.0):.2f}"
        for o in sorted(alone.keys() | together.keys())
        if max(abs(alone.get(o, 0.0)), abs(together.get(o, 0.0))) >= SMALLEST / 2
    ]
    head = (DATA / weights.UNIONS).read_text(encoding="utf-8").splitlines() if (DATA / weights.UNIONS).exists() else []
    head = [line for line in head if line.startswith("#")]
    (DATA / weights.UNIONS).write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write, or validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--validate", action="store_true")
    args = parser.parse_args()
    posts = read(args.gold)
    if args.validate:
        validate(posts)
    else:
        write(fit_both(posts), fit_unions(posts))


if __name__ == "__main__":
    main()
