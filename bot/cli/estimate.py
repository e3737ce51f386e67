"""`factcheck estimate`: what a run with a model would cost, before anything is paid."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.calls import money
from bot.cli.lists import AsList, ListFormat, listed
from bot.cli.options import Output, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.article import Article
    from bot.llm.endpoint import Endpoint
    from bot.llm.question import Question
    from bot.organisations import Register
    from bot.settings import Settings

# What sources will bring is not known before they are read. Assumed: passages as long as retrieval cuts them, and every
# second one shared with another claim, since neighbouring claims are about the same thing.
PASSAGE_CHARACTERS = 600
SHARED = 2


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one article would take. `counted`: the service counted the input tokens; else they are guessed, high."""

    article: str
    claims: int
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    counted: bool
    prices_as_of: str


def estimate(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Drafts: .txt, .md or .html files.")],
    model: Annotated[str | None, typer.Option(help="Model that judges.")] = None,
    extraction_model: Annotated[str | None, typer.Option(help="Model that extracts claims.")] = None,
    style: AsList = ListFormat.FULL,
    output: Output = None,
) -> None:
    """Say what checking articles with a model would take: claims, calls, tokens, dollars. Nothing is paid.

    factcheck estimate article.txt

    Input tokens are counted by the service where a key is set (that is free), else guessed at 3 characters a token.
    Passages are not known yet: for each claim as many as `passages_per_claim`, of 600 characters, half of them shared.
    What is stored already will cost nothing, so a second run costs less than this.
    """
    import asyncio

    from bot.article import read
    from bot.organisations import Register
    from bot.settings import resolve

    settings = resolve({"model": model, "extraction_model": extraction_model})
    drafts = [read(path) for path in articles]
    found = asyncio.run(estimates(drafts, settings, Register.load()))
    write(listed([asdict(each) for each in found], style, _line), output)


async def estimates(drafts: Sequence[Article], settings: Settings, register: Register) -> list[Estimate]:
    """What each draft would take under `settings`; opens a connection only to count tokens, and only with a key."""
    from bot.llm.endpoint import Endpoint

    endpoint = Endpoint(settings, _Nothing())
    try:
        return [await _one(draft, endpoint, register) for draft in drafts]
    finally:
        await endpoint.close()


async def _one(draft: Article, endpoint: Endpoint, register: Register) -> Estimate:
    from bot.llm import prices, tokens

    claims, questions = _questions(draft, endpoint.settings, register)
    asks = endpoint.available and not endpoint.settings.offline
    counts = [await endpoint.count(each) if asks else None for each in questions]
    guessed = [tokens.estimate(each.system + each.message) for each in questions]
    taken = [guess if count is None else count for count, guess in zip(counts, guessed, strict=True)]
    costs = [
        prices.cost(each.model, prices.Tokens(input=size, output=each.expects))
        for each, size in zip(questions, taken, strict=True)
    ]
    known = [cost for cost in costs if cost is not None]
    return Estimate(
        article=draft.path,
        claims=claims,
        calls=len(questions),
        input_tokens=sum(taken),
        output_tokens=sum(each.expects for each in questions),
        cost_usd=sum(known) if len(known) == len(costs) else None,
        counted=all(count is not None for count in counts),
        prices_as_of=prices.as_of(),
    )


def _questions(draft: Article, settings: Settings, register: Register) -> tuple[int, list[Question]]:
    """How many claims code finds, and the questions that a run would ask, with stand-ins for passages."""
    from bot.claims import code
    from bot.claims.claude import PAGE
    from bot.claims.claude_request import chunks
    from bot.claims.claude_request import question as extraction
    from bot.judges.claude_request import batches
    from bot.judges.claude_request import question as judgement
    from bot.judges.judge import Task
    from bot.records import Kind

    asked = [n for n, sentence in enumerate(draft.sentences) if sentence.kind not in PAGE]
    found, _ = code.split(draft, register)
    claims = [claim for claim in found if claim.kind is not Kind.NAME]  # the register answers for names, at no cost
    stand_ins = _stand_ins(len(claims) * settings.passages_per_claim // SHARED + 1)
    step = max(settings.passages_per_claim // SHARED, 1)
    tasks = [
        Task(claim, tuple(stand_ins[n * step : n * step + settings.passages_per_claim]))
        for n, claim in enumerate(claims)
    ]
    questions = [extraction(draft, chunk, settings, "") for chunk in chunks(draft, asked)]
    return len(claims), questions + [judgement(draft, batch, settings, settings.model) for batch in batches(tasks)]


def _stand_ins(count: int) -> list[Any]:
    from bot.records import Passage, Source, Tier

    source = Source(None, "Some official body", "A page about it", None, Tier.PRIMARY)
    text = ("Words as they stand in a source. " * 20)[:PASSAGE_CHARACTERS]
    return [Passage(f"{n:064x}", 0, len(text), text, source) for n in range(count)]


class _Nothing:
    """Keeps no calls: an estimate asks nothing that is worth keeping."""

    def find(self, key: str) -> None:
        """There is none."""

    def keep(self, call: object) -> None:
        """Nothing to keep."""


def _line(row: dict[str, Any]) -> str:
    how = "counted by the service" if row["counted"] else "estimated"
    size = f"about {row['claims']} claims, {row['calls']} calls, {row['input_tokens']} tokens in ({how})"
    cost = f"about {money(row['cost_usd'])} (prices of {row['prices_as_of']})"
    return f"{row['article']}: {size}, {row['output_tokens']} out: {cost}"
