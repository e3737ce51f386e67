"""How many questions a model is asked about an article of ordinary length, what they hold, and how long a run
takes.

    python benchmarks/claude_calls.py [--delay 2] [--data FOLDER]

A loopback server (tests/messages_api.py) stands in for the model, so the numbers are of our making and of
nobody's
quality: calls, input tokens (four characters each, on both sides of every ratio), wall time with `--delay`
    seconds a call.
Beside ours: one question a claim, and one question for each claim and source, with the same prompts on the
same server. `--data` names a folder with `article.txt` and a folder `sources`; without it an article of 700
words is made up. Exit code 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from messages_api import KEY, MessagesAPI, tokens
from model_minds import careful, read
from model_tools import Shelf

from bot import article
from bot.claims.claude import extract
from bot.evidence import Index
from bot.judges.claude import ClaudeJudge
from bot.judges.judge import Task
from bot.llm.endpoint import Endpoint
from bot.organisations import Register
from bot.pipeline import Pipeline
from bot.settings import Settings
from bot.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.records import Claim, Passage

TOWNS = (
    "Alder Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper Larch Maple Nutmeg Oak Pine Quince Rowan Spruce Teak Yew"
)
CALLS, RATIO, SLOWER, TOUCHED = 4, 3.0, 1.2, 2


def made_up(folder: Path) -> None:
    """An article of about 700 words with twenty claims, and ten pages that bear on them."""
    lines, pages = [], []
    for n, town in enumerate(TOWNS.split(), 1):
        fact = f"the harbour office of {town} Bay counted {n * 37 + 1200:,} arrivals of boats in {2000 + n}"
        lines.append(f"After a slow winter on the coast, {fact}.")
        lines.append("Many people there are glad, and they hope that it will go on.")
        filler = " ".join(
            f"Storms kept the older boats in port for some days, as in other years ({k})." for k in range(3)
        )
        pages.append(f"Report on the coast of {town} Bay.\n\nIn its yearly report, {fact}. {filler}\n")
    (folder / "article.txt").write_text("A good year for the harbours\n\n" + "\n\n".join(lines) + "\n")
    (folder / "sources").mkdir()
    for n in range(0, len(pages), 2):
        (folder / "sources" / f"{n}.txt").write_text("\n".join(pages[n : n + 2]))


def run(store: Store, settings: Settings, folder: Path, text: str) -> tuple[float, object]:
    """One run of the pipeline: its seconds and its report."""
    began = time.monotonic()
    pipeline = Pipeline(store, settings, Register.load())
    draft = article.from_text(text, "article.txt")
    (report,) = asyncio.run(pipeline.run([draft], [str(folder / "sources")]))
    return time.monotonic() - began, report


def tasks_of(claims: Sequence[Claim], store: Store, run_id: str, settings: Settings) -> list[Task]:
    """The claims with the passages that retrieval finds for them."""
    index = Index(store.snapshots.texts(run_id))
    return [Task(claim, index.rank(claim, settings.passages_per_claim)) for claim in claims]


def asked_singly(api: MessagesAPI, settings: Settings, text: str, tasks: Sequence[Task]) -> tuple[int, int]:
    """Calls and input tokens where each task is a question of its own, after the same extraction."""
    before = len(api.requests)

    async def work() -> None:
        endpoint = Endpoint(settings, Shelf())
        draft = article.from_text(text, "article.txt")
        await extract(draft, endpoint)
        await asyncio.gather(*(ClaudeJudge(endpoint).judge(draft, [task]) for task in tasks))
        await endpoint.close()

    asyncio.run(work())
    made = api.requests[before:]
    return len(made), sum(map(tokens, made))


def by_source(tasks: Sequence[Task]) -> list[Task]:
    """One task for each claim and each source that has passages for it."""
    split: list[Task] = []
    for task in tasks:
        groups: dict[str, list[Passage]] = {}
        for passage in task.passages:
            groups.setdefault(passage.snapshot_sha256, []).append(passage)
        split += [replace(task, passages=tuple(group)) for group in groups.values()]
    return split


def measure(folder: Path, delay: float) -> bool:
    """Print the numbers; whether all bounds hold."""
    text = (folder / "article.txt").read_text()
    with tempfile.TemporaryDirectory() as scratch, MessagesAPI(careful) as api, Store(Path(scratch) / "b.db") as store:
        settings = Settings(api_key=KEY, base_url=api.url, judge="claude", finders=())
        _, report = run(store, settings, folder, text)
        claims = [each.claim for each in report.judged]
        tasks = [task for task in tasks_of(claims, store, report.run.id, settings) if task.passages]
        calls, sent = len(api.requests), sum(map(tokens, api.requests))
        held = len(text) + sum(len(p.text) for p in {p for task in tasks for p in task.passages})
        _, again = run(store, settings, folder, text)
        second = len(api.requests) - calls
        changed = text.replace("counted 1,", "counted 2,", 1)
        run(store, settings, folder, changed)
        later = [read(request) for request in api.requests[calls + second :]]
        single = asked_singly(api, settings, text, tasks)
        paired = asked_singly(api, settings, text, by_source(tasks))
        api.delay = delay
        with Store(Path(scratch) / "slow.db") as fresh:
            seconds, _ = run(fresh, settings, folder, text)
        api.delay = 0.0
        with Store(Path(scratch) / "fast.db") as fresh:
            rest, _ = run(fresh, settings, folder, text)
    chain = rest + 2 * delay
    given = held / 4
    same = [j.verdict for j in again.judged] == [j.verdict for j in report.judged]
    judged = sum(len(each.claims) for each in later)
    extracted = sum(len(each.ask) for each in later)
    print(f"article: {len(text.split())} words, {len(claims)} claims, {len(tasks)} of them judged")
    print(f"ours: {calls} calls, {sent} input tokens, {sent / given:.2f} times article plus passages ({given:.0f})")
    print(f"one question a claim: {single[0]} calls, {single[1]} input tokens")
    print(f"one question a claim and source: {paired[0]} calls, {paired[1]} input tokens")
    print(f"second run: {second} calls, same verdicts: {same}")
    print(f"one sentence changed: {len(later)} calls about {extracted} sentence(s) and {judged} claim(s)")
    print(
        f"with {delay:g} s a call: {seconds:.1f} s, {seconds / chain:.2f} times extract, fetch, judge ({chain:.1f} s)"
    )
    thrifty = calls <= CALLS and sent <= RATIO * given and not second and extracted == 1 and judged <= TOUCHED
    return thrifty and same and seconds <= SLOWER * chain


def main() -> int:
    """Parse, measure, exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=2.0, help="seconds that the model takes for a call")
    parser.add_argument("--data", type=Path, help="folder with article.txt and sources/")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if options.data is None:
            made_up(Path(scratch))
        return 0 if measure(options.data or Path(scratch), options.delay) else 1


if __name__ == "__main__":
    raise SystemExit(main())
