"""Write what the product ships: the model as ONNX with int8 weights, and its tokenizer.

python -m training.export MODEL_FOLDER OUT_FOLDER
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForSequenceClassification, AutoTokenizer

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class Logits(torch.nn.Module):
    """The model with plain tensors in and out."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """The logits of supported, refuted, neither."""
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits


def main() -> None:
    """Export, quantise, say how large it came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    tokenizer = AutoTokenizer.from_pretrained(args.model)
    model = AutoModelForSequenceClassification.from_pretrained(args.model, attn_implementation="eager").eval()
    example = tokenizer(["It rained for two days."], ["It rained."], return_tensors="pt")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Logits(model), tuple(example[name] for name in INPUTS), str(plain), input_names=list(INPUTS), output_names=["logits"],
            dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in INPUTS}, opset_version=17, dynamo=False,
        )  # fmt: skip
        args.out.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(str(plain), str(args.out / "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(args.model / "tokenizer.json", args.out / "tokenizer.json")
    print(f"{(args.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
