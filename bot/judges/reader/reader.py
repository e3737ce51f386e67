"""The model itself: pairs of claim and evidence in, three probabilities out. It runs in this process, on one core."""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# Who an opinion is from, and which model it is.
JUDGE, NAME = "reader", "reader-3"
# As in training: evidence is cut there, a claim never needs it.
TOKENS = 128
_FOLDER = Path(__file__).parent
_MODEL = _FOLDER / "reader.onnx"
_TOKENIZER = _FOLDER / "tokenizer.json"


class Scores(NamedTuple):
    """What the model gives each answer; the three add up to 1."""

    supported: float
    refuted: float
    neither: float


class Reader:
    """Loads when first asked to read.

    Args:
        folder: Where `reader.onnx` and `tokenizer.json` are; the package's own by default.
    """

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._model, self._words = folder / _MODEL.name, folder / _TOKENIZER.name

    def available(self) -> bool:
        """Whether the extra `local` is installed and the model's files are there."""
        installed = all(find_spec(name) for name in ("onnxruntime", "tokenizers", "numpy"))
        return installed and self._model.is_file() and self._words.is_file()

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Scores]:
        """The scores of pairs `(claim, evidence)`, in order; each is read alone, so that none changes another's."""
        return [self._one(claim, evidence) for claim, evidence in pairs]

    def _one(self, claim: str, evidence: str) -> Scores:
        import numpy as np

        encoded = self._tokenizer.encode(evidence, claim)
        fields = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        given = {name: np.asarray([values], dtype=np.int64) for name, values in fields.items()}
        logits = self._session.run(None, given)[0][0].astype(np.float64)
        odds = np.exp(logits - logits.max())
        return Scores(*(float(each) for each in odds / odds.sum()))

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - the extra may be missing, and with it its types
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._words))
        # Not “only_first”: a claim longer than the model can read would raise.
        tokenizer.enable_truncation(TOKENS, strategy="longest_first")
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - as above
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # the same bits give the same answer
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])
