"""The rules over one article and its claims: findings, each joined to the claim that it touches. No I/O."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.pipeline.attaching import attach
from bot.verdicts import decide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.article import Article
    from bot.checks.catalogue import Choice
    from bot.checks.rule import Context
    from bot.judges.judge import Task
    from bot.records import Claim, Finding, Opinion
    from bot.store.runs import Decision


def findings(article: Article, tasks: Sequence[Task], context: Context, choice: Choice) -> list[Finding]:
    """What the chosen rules say, each thing once, in the order of the text.

    Args:
        article: The draft.
        tasks: Its claims with their passages.
        context: What rules may use.
        choice: Which rules run, and what their findings weigh.
    """
    found: list[Finding] = [each for rule in choice.article_rules for each in rule.check(article, context)]
    if context.snapshots or context.attempts:  # else there is nothing to hold a claim against
        for each in choice.claim_rules:
            for task in tasks:
                found += each.check(task.claim, task.passages, article, context)
    distinct = {(each.start, each.end, each.code, each.claim, each.message): each for each in found}
    ordered = sorted(distinct.values(), key=lambda each: (each.start, each.end, each.code))
    return choice.weighed(attach(ordered, [task.claim for task in tasks]))


def decisions(
    claims: Sequence[Claim],
    found: Iterable[Finding],
    opinions: Sequence[Opinion | None],
    as_of: date | None = None,
) -> list[Decision]:
    """The verdict on each claim, with the findings that touch it; `as_of`: when the draft speaks."""
    from bot.store.runs import Decision

    own: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.claim:
            own[finding.claim].append(finding)
    return [
        Decision(claim, opinion, tuple(own[claim.key]), decide(claim, own[claim.key], opinion, as_of))
        for claim, opinion in zip(claims, opinions, strict=True)
    ]
