"""What an opinion depends on, as one key, and opinions whose edit moves with the claim."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot import prompts
from bot.judges.claude_request import PROMPT

if TYPE_CHECKING:
    from bot.article import Article
    from bot.judges.judge import Task
    from bot.records import Opinion
    from bot.settings import Settings

# Raised when the code between reply and opinion changes what it makes of a reply.
POLICY = 2


def key(article: Article, task: Task, settings: Settings) -> str:
    """A hash of the claim's words and context, its passages, the prompt and the models."""
    claim = task.claim
    shape = [
        POLICY,
        prompts.load(PROMPT).sha256,
        [settings.model, settings.escalation_model, settings.effort],
        [claim.text, claim.quote, claim.context, claim.kind, claim.speaker, claim.timeframe],
        article.published.isoformat() if article.published else None,
        sorted([passage.snapshot_sha256, passage.start, passage.end] for passage in task.passages),
    ]
    return sha256(json.dumps(shape).encode()).hexdigest()


def moved(opinion: Opinion, by: int) -> Opinion:
    """`opinion` with its edit moved: opinions are kept as if their claim stood at the beginning of the article."""
    edit = opinion.suggestion
    if edit is None:
        return opinion
    return replace(opinion, suggestion=replace(edit, start=edit.start + by, end=edit.end + by))
