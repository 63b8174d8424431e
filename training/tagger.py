"""Names in running text by the exported model: numpy, onnxruntime and tokenizers, nothing else.

Offsets are Unicode code points, 0-based, end excluded. The training code imports the word splitting, the shapes and the
windows from here, so that the model is asked about text exactly as it was taught.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

TYPES = ("ORG", "UNION", "PERSON", "PLACE")
LABELS = ("O", *(f"{prefix}-{name}" for name in TYPES for prefix in "BI"))

# Soft hyphens, zero-width characters and combining marks belong to the word they stand in.
_INSIDE = "\u00ad\u200b-\u200d\u2060\u0300-\u036f"
_WORD = re.compile(rf"[^\S\n\r\v\f\x85\u2028\u2029]*(?:([\n\r\v\f\x85\u2028\u2029])\s*|([\w{_INSIDE}]+|[^\w\s]))")
_IN_NAME = re.compile(rf"[\w{_INSIDE}]+|[^\w\s]")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_ENDS_SENTENCE = frozenset('.!?…”"’)')

LINE_BREAK, BLANK_LINE = "[unused1]", "[unused2]"
_MAX_WORD_PIECES = 12
"""Pieces of one word that the model sees; a longer word (a URL's tail, a hash) is judged by its beginning."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a punctuation mark or a line break (``kind`` 1: new line, 2: blank line)."""

    start: int
    end: int
    text: str
    kind: int = 0


def split(text: str) -> list[Word]:
    """The words of a text, line breaks among them."""
    words = []
    for match in _WORD.finditer(text):
        if match.group(1) is None:
            words.append(Word(match.start(2), match.end(2), match.group(2)))
        elif words:
            run = match.group().rstrip(" \t\u00a0")
            kind = 2 if len(_BREAK.findall(run)) > 1 else 1
            words.append(Word(match.start(1), match.start(1) + 1, "\n", kind))
    while words and words[-1].kind:
        words.pop()
    return words


# A word's shape makes up for the vocabulary, which knows no case.
_MARKS = {mark: 16 + i for i, mark in enumerate(".,:;!?()[]'’\"“”‘-–—/&@#*•|_")}
_SHAPES = 48
SHAPE_COUNT = 4 * _SHAPES


def _letters(word: str) -> int:
    if word.isupper():
        return min(len(word), 7)
    if word.islower():
        return 8
    if word[0].isupper() and word[1:].islower():
        return 9
    if word[0].isupper():
        return 10
    return 11 if any(c.isupper() for c in word) else 12


def word_shape(word: str) -> int:
    """A number below 48 for case, digits or the punctuation mark."""
    if word in _MARKS:
        return _MARKS[word]
    if word == "\n":
        return 15
    letters = "".join(c for c in word if c.isalpha())
    if not letters:
        return 13 if word.isdigit() else 14
    if len(letters) < len(word) and any(c.isdigit() for c in word):
        return 44 if letters.isupper() else 45
    return _letters(letters)


class Encoder:
    """Words to pieces and shapes; every word is looked up once and remembered."""

    def __init__(self, tokenizer: Any) -> None:  # noqa: ANN401 (tokenizers ships no types)
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self.cls, self.sep, self.pad, self.unknown = (
            tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[PAD]", "[UNK]")
        )
        self._breaks = {1: (tokenizer.token_to_id(LINE_BREAK),), 2: (tokenizer.token_to_id(BLANK_LINE),)}

    def pieces(self, word: Word) -> tuple[int, ...]:
        """The vocabulary numbers of a word's pieces, at least one."""
        if word.kind:
            return self._breaks[word.kind]
        found = self._known.get(word.text)
        if found is None:
            if len(self._known) > 200_000:  # noqa: PLR2004 (a bound on memory, not a setting)
                self._known.clear()
            clean = word.text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no text for tokenizers
            ids = self._tokenizer.encode(clean, add_special_tokens=False).ids[:_MAX_WORD_PIECES]
            found = self._known[word.text] = tuple(ids) or (self.unknown,)
        return found


_HINTS_OF_TYPE = 4
HINT_COUNT = _HINTS_OF_TYPE * len(TYPES) + 1
GIVEN_NAME = 1 << (HINT_COUNT - 1)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``start`` to ``end`` are a name of the lexicon."""

    start: int
    end: int
    label: str
    sure: bool

    def bits(self, at: int) -> int:
        """The hints at one of its words: first or later word, sure or ambiguous, by type."""
        if self.label == "GIVEN":
            return GIVEN_NAME
        place = _HINTS_OF_TYPE * TYPES.index(self.label) + 2 * (not self.sure) + (at > self.start)
        return 1 << place


class Lexicon:
    """Known names; the model is told where they stand, and decides.

    ``rows`` are (name, label, sure) with a label of `TYPES`, or ``GIVEN`` for a given name.
    """

    def __init__(self, rows: Iterable[tuple[str, str, bool]]) -> None:
        self._names: dict[tuple[str, ...], list[tuple[str, bool]]] = {}
        self._longest: dict[str, int] = {}
        for name, label, sure in rows:
            key = tuple(_IN_NAME.findall(name.translate(_APOSTROPHES)))
            if not key:
                continue
            known = self._names.setdefault(key, [])
            if (label, sure) not in known:
                known.append((label, sure))
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def matches(self, words: Sequence[Word]) -> list[Match]:
        """The longest name at every place that no longer one of the same type covers."""
        texts = [w.text.translate(_APOSTROPHES) for w in words]
        covered = dict.fromkeys((*TYPES, "GIVEN"), 0)
        found = []
        for i, first in enumerate(texts):
            for length in range(min(self._longest.get(first, 0), len(texts) - i), 0, -1):
                for label, sure in self._names.get(tuple(texts[i : i + length]), ()):
                    if i >= covered[label]:
                        covered[label] = i + length
                        found.append(Match(i, i + length, label, sure))
        return found


def lexicon_rows(text: str) -> Iterator[tuple[str, str, bool]]:
    """The rows of a lexicon file: name, label, ``sure`` or ``ambiguous``."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, label, certainty = line.split("\t")
            yield name, label, certainty == "sure"


def hints(words: Sequence[Word], matches: Sequence[Match]) -> list[int]:
    """For each word, a number whose bits say what the lexicon holds there."""
    found = [0] * len(words)
    for match in matches:
        for i in range(match.start, match.end):
            found[i] |= match.bits(i)
    return found


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text's words with what the model needs of each."""

    words: list[Word]
    pieces: list[tuple[int, ...]]
    shapes: list[int]
    hints: list[int]

    def lengths(self) -> list[int]:
        """Pieces of each word."""
        return [len(p) for p in self.pieces]


def encode(text: str, encoder: Encoder, lexicon: Lexicon | None = None) -> Encoded:
    """Split, look up pieces and names, and note shape and whether a word follows the last one without a space."""
    words = split(text)
    known = hints(words, lexicon.matches(words)) if lexicon else [0] * len(words)
    shapes = [word_shape(w.text) for w in words]
    glued = [0, *(int(a.end == b.start) for a, b in pairwise(words))] if words else []
    looks = [4 * s + 2 * g for s, g in zip(shapes, glued, strict=True)]
    return Encoded(words, [encoder.pieces(w) for w in words], looks, known)


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` as the model sees them, of which it answers for ``first`` to ``last``."""

    start: int
    end: int
    first: int
    last: int


_OVERLAP = 24
"""Words that two windows share where a cut falls inside running text; the answer changes hands in the middle."""
_SHORT_LINE = 16
"""Words up to which a line counts as a header, which belongs with what follows it."""


def _quality(words: Sequence[Word], at: int) -> int:
    """How good a cut before word ``at`` is: 4 blank line, 3 end of a closed line, 2 line, 1 sentence, 0 anywhere."""
    last = words[at - 1]
    if not last.kind:
        closed = last.text in _ENDS_SENTENCE and words[at].start > last.end and words[at].text[:1].isupper()
        return 1 if closed else 0
    before = at - 2
    line = 0
    while line < _SHORT_LINE and before - line >= 0 and not words[before - line].kind:
        line += 1
    if line < _SHORT_LINE:
        return 2 if words[before].text in _ENDS_SENTENCE else 0
    if last.kind > 1:
        return 4
    return 3 if words[before].text in _ENDS_SENTENCE else 2


def _cut(words: Sequence[Word], start: int, limit: int) -> tuple[int, int]:
    """The best place to end a window that starts at ``start`` and cannot go beyond ``limit``."""
    best, score = limit, -1
    for at in range(limit, max(start + (limit - start) // 2, start + 1), -1):
        quality = _quality(words, at)
        if quality > score:
            best, score = at, quality
        if score == 4:  # noqa: PLR2004 (nothing is better)
            break
    return best, score


def windows(encoded: Encoded, budget: int) -> list[Window]:
    """Cover the words with windows of at most ``budget`` pieces; overlapping where a cut falls inside a line."""
    words, lengths = encoded.words, encoded.lengths()
    found: list[Window] = []
    start = first = 0
    while start < len(words):
        limit, used = start, 0
        while limit < len(words) and used + lengths[limit] <= budget:
            used += lengths[limit]
            limit += 1
        if limit == len(words):
            found.append(Window(start, limit, first, limit))
            break
        end, quality = _cut(words, start, limit)
        clean = quality >= 3 or end - start <= 2 * _OVERLAP  # noqa: PLR2004 (see _quality)
        shared = 0 if clean else _OVERLAP
        found.append(Window(start, end, first, end - shared // 2))
        start, first = end - shared, end - shared // 2
    return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """A window by pieces: vocabulary numbers, shapes, hints, and the place of each word's first piece."""

    ids: list[int]
    shapes: list[int]
    hints: list[int]
    places: list[int]


def lay_out(encoded: Encoded, window: Window, encoder: Encoder) -> Sheet:
    """What the model reads of one window."""
    ids, shapes, known, places = [encoder.cls], [0], [0], []
    for i in range(window.start, window.end):
        pieces, shape = encoded.pieces[i], encoded.shapes[i]
        places.append(len(ids))
        ids.extend(pieces)
        shapes.append(shape)
        shapes.extend([shape + 1] * (len(pieces) - 1))
        known.extend([encoded.hints[i]] * len(pieces))
    return Sheet([*ids, encoder.sep], [*shapes, 0], [*known, 0], places)


_BITS = 1 << np.arange(HINT_COUNT)


def stack(sheets: Sequence[Sheet], pad: int) -> dict[str, NDArray[Any]]:
    """The model's inputs for some windows, padded to the longest."""
    size = (len(sheets), max(len(s.ids) for s in sheets))
    ids = np.full(size, pad)
    shapes, known, mask = (np.zeros(size, np.int64) for _ in range(3))
    for row, s in enumerate(sheets):
        n = len(s.ids)
        ids[row, :n], shapes[row, :n], known[row, :n], mask[row, :n] = s.ids, s.shapes, s.hints, 1
    return {"ids": ids, "shapes": shapes, "hints": (known[..., None] & _BITS > 0).astype(np.float32), "mask": mask}


def _transitions() -> Floats:
    """0 where label j may follow label i, minus infinity where not: I needs B or I of its own type before it."""
    allowed = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for j, after in enumerate(LABELS):
        if after[0] == "I":
            allowed[:, j] = -np.inf
            allowed[[j - 1, j], j] = 0
    return allowed


_ALLOWED = _transitions()
_START = _ALLOWED[0]


def viterbi(scores: Floats) -> list[int]:
    """The best label sequence that is well formed; ``scores`` are log probabilities, words by labels."""
    greedy = scores.argmax(axis=1)
    if np.isfinite(_START[greedy[0]]) and np.isfinite(_ALLOWED[greedy[:-1], greedy[1:]]).all():
        return [int(g) for g in greedy]
    best, back = scores[0] + _START, []
    for row in scores[1:]:
        paths = best[:, None] + _ALLOWED
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), np.float32)


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: offsets into the text, type, mean probability of its words, and that of each type."""

    start: int
    end: int
    label: str
    score: float
    by_type: tuple[float, ...]
    """Mean probability of ORG, UNION, PERSON and PLACE over the words, whichever was chosen."""


def _stretches(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Words between blank lines: no name goes across one."""
    start = 0
    for i, word in enumerate(words):
        if word.kind == 2:  # noqa: PLR2004 (a blank line)
            if start < i:
                yield start, i
            start = i + 1
    if start < len(words):
        yield start, len(words)


def _trim(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """A name neither begins nor ends with a line break."""
    while end - start > 1 and words[end - 1].kind:
        end -= 1
    while end - start > 1 and words[start].kind:
        start += 1
    return start, end


def names(words: Sequence[Word], scores: Floats) -> list[Name]:
    """Decode log probabilities into names, in text order."""
    found = []
    for begin, stop in _stretches(words):
        path = viterbi(scores[begin:stop])
        i = 0
        while i < len(path):
            if LABELS[path[i]][0] != "B":
                i += 1
                continue
            j = i + 1
            while j < len(path) and path[j] == path[i] + 1:
                j += 1
            found.append(_name(words, scores, begin + i, begin + j, (path[i] - 1) // 2))
            i = j
    return found


def _name(words: Sequence[Word], scores: Floats, start: int, end: int, kind: int) -> Name:
    start, end = _trim(words, start, end)
    probabilities = np.exp(scores[start:end]).mean(axis=0)
    by_type = tuple(float(probabilities[1 + 2 * t] + probabilities[2 + 2 * t]) for t in range(len(TYPES)))
    return Name(words[start].start, words[end - 1].end, TYPES[kind], by_type[kind], by_type)


class ModelError(ValueError):
    """The model's files are missing, damaged or of another version."""


def _checked(path: Path, digest: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error}") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise ModelError(f"{path} is damaged: its sha256 is not the one that config.json gives")
    return data


class Tagger:
    """The exported model of one folder (``config.json``, ``model.int8.onnx``, ``tokenizer.json``, ``lexicon.tsv``).

    The same text gives the same names, whatever it is batched with, up to the rounding of the processor's kernels.

    Raises:
        ModelError: A file is missing or its hash is wrong.
    """

    def __init__(self, folder: Path | str, *, threads: int = 1, model: str = "model.int8.onnx") -> None:
        import onnxruntime  # noqa: PLC0415 (heavy, and only the model needs it)
        import tokenizers  # noqa: PLC0415

        folder = Path(folder)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        if tuple(config["labels"]) != LABELS:
            raise ModelError(f"{folder} was made for other labels: {config['labels']}")
        tokenizer = _checked(folder / "tokenizer.json", config["sha256"]["tokenizer.json"])
        self.encoder = Encoder(tokenizers.Tokenizer.from_str(tokenizer.decode("utf-8")))
        lexicon = _checked(folder / "lexicon.tsv", config["sha256"]["lexicon.tsv"]).decode("utf-8")
        self.lexicon = Lexicon(lexicon_rows(lexicon))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        weights = _checked(folder / model, config["sha256"][model])
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self.version: str = config["version"]
        self._budget, self._batch = int(config["window_pieces"]), int(config["batch_pieces"])

    def tag(self, texts: Sequence[str]) -> list[list[tuple[int, int, str, float]]]:
        """The names of each text as (start, end, label, score), in text order."""
        return [[(n.start, n.end, n.label, n.score) for n in found] for found in self.find(texts)]

    def find(self, texts: Sequence[str]) -> list[list[Name]]:
        """The names of each text, with the probability of each type."""
        encoded = [encode(text, self.encoder, self.lexicon) for text in texts]
        return [names(e.words, s) for e, s in zip(encoded, self.scores(encoded), strict=True)]

    def scores(self, texts: Sequence[Encoded]) -> list[Floats]:
        """Log probabilities of the labels, words by labels, for each text."""
        results = [np.zeros((len(e.words), len(LABELS)), np.float32) for e in texts]
        jobs = [(i, w, lay_out(e, w, self.encoder)) for i, e in enumerate(texts) for w in windows(e, self._budget)]
        jobs.sort(key=lambda job: len(job[2].ids))
        for batch in self._batches(jobs):
            logits = self._session.run(None, stack([sheet for _, _, sheet in batch], self.encoder.pad))[0]
            for (i, window, sheet), rows in zip(batch, logits, strict=True):
                kept = sheet.places[window.first - window.start : window.last - window.start]
                results[i][window.first : window.last] = log_softmax(rows[kept])
        return results

    def _batches(self, jobs: list[Any]) -> Iterator[list[Any]]:
        batch: list[Any] = []
        for job in jobs:
            longest = len(job[2].ids)
            if batch and (longest * (len(batch) + 1) > self._batch or longest > len(batch[0][2].ids) + 16):
                yield batch
                batch = []
            batch.append(job)
        if batch:
            yield batch


def settle(text: str, found: Sequence[Name]) -> list[Name]:
    """One post, one name, one type: the mentions of a name (and of its acronym in brackets) vote by probability."""
    groups: dict[str, str] = {}
    for a, b in pairwise(found):
        full, short = text[a.start : a.end], text[b.start : b.end]
        if text[a.end : b.start] in {" (", " ["} and short.isupper() and " " in full:
            groups.setdefault(short, full)

    def key(name: Name) -> str:
        surface = " ".join(text[name.start : name.end].split())
        return groups.get(surface, surface).casefold()

    votes: dict[str, NDArray[np.float64]] = {}
    for name in found:
        odds = np.log(np.clip(np.asarray(name.by_type), 1e-3, 1))
        votes[key(name)] = votes.get(key(name), np.zeros(len(TYPES))) + odds
    settled = []
    for name in found:
        # A surname is often a place or a party too: people keep what their own sentence says of them.
        label = TYPES[int(votes[key(name)].argmax())]
        label = name.label if "PERSON" in {label, name.label} else label
        settled.append(replace(name, label=label, score=name.by_type[TYPES.index(label)]))
    return settled
