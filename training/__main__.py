"""``python -m training stage1|stage2|export|evaluate``: see README.md."""

from __future__ import annotations

# ruff: noqa: PLC0415 (torch and the rest are imported by the command that needs them)
import argparse
import json
import os
import random
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from training.corpora import Labelled
    from training.gazetteers import Names
    from training.learning import Example
    from training.tagger import Encoder

HERE = Path(__file__).parent
GAZETTEERS = HERE.parent / "src" / "solidarity_extract" / "data" / "gazetteers"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def _encoder() -> Encoder:
    import tokenizers

    from training.network import base_folder
    from training.tagger import Encoder

    return Encoder(tokenizers.Tokenizer.from_file(str(base_folder() / "tokenizer.json")))


def stage1(args: argparse.Namespace) -> None:
    """Three types from the general corpora (and a first guess at unions)."""
    import torch

    from training import augment, corpora, gazetteers, learning
    from training.network import Network

    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    found, encoder = corpora.read_general(args.corpora / "ner"), _encoder()
    names = gazetteers.Names()
    _take_in(names, [t for items in found.values() for t in items], {"PERSON", "PLACE"})

    def epoch(number: int) -> list[list[Example]]:
        chance = random.Random(f"stage1 {args.seed} {number}")  # noqa: S311 (repeatable on purpose)
        texts = [augment.renamed(t, chance, names, 0.15) for t in corpora.epoch_of(found, chance, args.share)]
        texts = [augment.noisy(t, chance) for t in texts]
        windows = [e for t in texts for e in learning.examples(t, encoder)]
        return learning.batches(windows, chance, settings.pieces)

    settings = learning.Settings(seed=args.seed, rate=args.rate, average_from=0.85, minutes=args.minutes)
    steps = int(len(epoch(0)) * args.epochs)
    network = Network.fresh()
    learning.train(network, epoch, steps, settings, args.out)


def _take_in(names: Names, texts: list[Labelled], labels: set[str]) -> None:
    """Add the names of some texts to those that can be put in."""
    from training import gazetteers

    named = [(s.label, t.text[s.start : s.end]) for t in texts for s in t.spans if s.label in labels]
    for label, name in named:
        names.add(label, name)
    gazetteers.add_people(names, [name for label, name in named if label == "PERSON"])


def stage2(args: argparse.Namespace) -> None:
    """Four types from marked-up posts, with some of the general text so that nothing is forgotten."""
    import torch

    from training import augment, corpora, gazetteers, learning, templates
    from training.network import Network
    from training.tagger import Lexicon

    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    encoder = _encoder()
    general = corpora.read_general(args.corpora / "ner")
    posts = corpora.read_posts([args.corpora / "posts", *args.posts])
    names = gazetteers.read(args.gazetteers)
    lexicon, rows = Lexicon(gazetteers.lexicon(args.gazetteers)), templates.read(HERE / "templates.txt")
    _take_in(names, posts, {"ORG", "UNION", "PERSON", "PLACE"})
    _take_in(names, general["crossner_politics.train"], {"ORG", "PERSON", "PLACE"})

    def epoch(number: int) -> list[list[Example]]:
        chance = random.Random(f"stage2 {args.seed} {number}")  # noqa: S311 (repeatable on purpose)
        texts = corpora.epoch_of(general, chance, args.mix)
        for share in (args.rename, args.rename / 2):
            texts += [augment.renamed(p, chance, names, share) for p in posts]
        lines = [templates.fill(chance.choice(rows), names, chance) for _ in range(args.templates)]
        texts += [corpora.joined(lines[i : i + 4], chance.choice(("\n", "\n\n"))) for i in range(0, len(lines), 4)]
        texts = [augment.noisy(t, chance) for t in texts]
        told = partial(learning.some_hints, lexicon, chance)
        found: list[Example] = []
        for text in texts:
            found += learning.examples(text, encoder, chance.choice((64, 110, 150, 190, 190)), told)
        return learning.batches(found, chance, settings.pieces)

    settings = learning.Settings(
        seed=args.seed, rate=args.rate, pieces=args.pieces, average_from=0.75, warm_up=0.02, minutes=args.minutes
    )
    steps = int(len(epoch(0)) * args.epochs)
    network = Network.load(args.start)
    learning.train(network, epoch, steps, settings, args.out)


def evaluate(args: argparse.Namespace) -> None:
    """Development figures of a checkpoint or of an exported model."""
    from training import evaluate as scoring

    if args.model.is_dir():
        from training.tagger import Tagger

        tagger: Tagger | scoring.Unexported = Tagger(args.model, threads=args.threads)
    else:
        import torch

        from training import gazetteers
        from training.network import Network
        from training.tagger import Lexicon

        torch.set_num_threads(args.threads)
        lexicon = Lexicon(gazetteers.lexicon(args.gazetteers)) if args.gazetteers else None
        tagger = scoring.Unexported(Network.load(args.model), _encoder(), lexicon)
    for name, row in scoring.held_out(tagger, args.corpora, args.gold).items():
        print(f"{name:28} {json.dumps(row)}", flush=True)


def export(args: argparse.Namespace) -> None:
    """The files that ship: ONNX in eight bits, tokenizer, lexicon, config with hashes."""
    from training import corpora, gazetteers, learning
    from training import export as exporting
    from training.network import Network
    from training.tagger import Lexicon

    args.out.mkdir(parents=True, exist_ok=True)
    network, rows = Network.load(args.start), gazetteers.lexicon(args.gazetteers)
    told = partial(learning.all_hints, Lexicon(rows))
    posts = corpora.read_posts([args.corpora / "posts"])
    seen = [e for p in posts[:: len(posts) // 8] for e in learning.examples(p, _encoder(), told=told)]
    batches = [learning.tensors(seen[i : i + 8])[0] for i in range(0, len(seen), 8)]
    exporting.write_onnx(network, args.out / "model.fp32.onnx")
    smooth = args.out / "model.smooth.onnx"
    exporting.write_onnx(exporting.smooth(network, batches), smooth)
    arrays = [{name: table.numpy() for name, table in batch.items()} for batch in batches]
    exporting.quantise(smooth, args.out / "model.int8.onnx", arrays)
    smooth.unlink()
    exporting.write_lexicon(rows, args.out / "lexicon.tsv")
    if not args.keep_whole:
        (args.out / "model.fp32.onnx").unlink()
    exporting.write_rest(args.out, args.version, tuple(sorted(p.name for p in args.out.glob("model.*.onnx"))))


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(required=True)

    def command(name: str, run: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=run.__doc__)
        found.set_defaults(run=run)
        found.add_argument("corpora", type=Path, help="the folder that holds ner/ and posts/")
        found.add_argument("--minutes", type=float, default=0.0, help="of training, on a machine shared with others")
        found.add_argument("--threads", type=int, default=2)
        found.add_argument("--seed", type=int, default=7)
        return found

    one = command("stage1", stage1)
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--epochs", type=float, default=1.0)
    one.add_argument("--rate", type=float, default=7e-5)
    one.add_argument("--share", type=float, default=1.0, help="part of the corpora to use, to try things out")
    two = command("stage2", stage2)
    two.add_argument("start", type=Path, help="the checkpoint of stage 1")
    two.add_argument("--out", type=Path, required=True)
    two.add_argument("--epochs", type=float, default=4.0)
    two.add_argument("--pieces", type=int, default=2000, help="word pieces in a batch")
    two.add_argument("--rate", type=float, default=5e-5)
    two.add_argument("--mix", type=float, default=0.35, help="part of the general corpora in every epoch")
    two.add_argument("--rename", type=float, default=0.5, help="part of the posts' names that others replace")
    two.add_argument("--templates", type=int, default=1200, help="lines made from templates.txt in every epoch")
    two.add_argument("--posts", type=Path, nargs="*", default=[HERE / "posts"], help="folders of more marked-up posts")
    two.add_argument("--gazetteers", type=Path, default=GAZETTEERS)
    last = command("export", export)
    last.add_argument("start", type=Path, help="the checkpoint of stage 2")
    last.add_argument("--out", type=Path, required=True)
    last.add_argument("--version", default="1.0.0")
    last.add_argument("--keep-whole", action="store_true", help="keep model.fp32.onnx too, to compare")
    last.add_argument("--gazetteers", type=Path, default=GAZETTEERS)
    scored = command("evaluate", evaluate)
    scored.add_argument("model", type=Path, help="a checkpoint, or the folder of an exported model")
    scored.add_argument("--gold", type=Path, nargs="*", default=[], help="folders of NAME.txt and NAME.gold.json")
    scored.add_argument("--gazetteers", type=Path, help="for a checkpoint of stage 2: the folder it was told of")
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
