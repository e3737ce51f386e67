"""Replies of models, and opinions cached by what they depend on. Nothing paid for is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlmodel import select

from bot.records import Call, Opinion, Usage
from bot.store.database import session
from bot.store.rows import now, opinion_of, plain_opinion
from bot.store.tables import AnswerRow, CallRow, RunCallRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Engine


class Calls:
    """Replies by the hash of their request."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def find(self, key: str) -> Call | None:
        """The kept reply to the request with this hash."""
        with session(self.engine) as opened:
            row = opened.get(CallRow, key)
            return _call(row) if row else None

    def keep(self, call: Call) -> None:
        """Commit a reply; a second reply to the same request is not kept."""
        row = {
            "key": call.key,
            "prompt_id": call.prompt[0],
            "prompt_version": call.prompt[1],
            "prompt_sha256": call.prompt[2],
            "model": call.model,
            "request": call.request,
            "reply": call.reply,
            "stop_reason": call.stop_reason,
            "request_id": call.request_id,
            "input_tokens": call.usage.input_tokens,
            "output_tokens": call.usage.output_tokens,
            "cache_read_tokens": call.usage.cache_read_tokens,
            "cache_write_tokens": call.usage.cache_write_tokens,
            "cost_usd": call.usage.cost_usd,
            "seconds": call.seconds,
            "retries": call.retries,
            "created_at": call.created_at,
        }
        with session(self.engine, write=True) as opened:
            opened.execute(insert(CallRow).prefix_with("OR IGNORE"), row)

    def used(self, run_id: str, keys: Mapping[str, bool]) -> None:
        """Record which replies a run used, and whether each was paid for in this run."""
        rows = [{"run_id": run_id, "key": key, "paid": paid} for key, paid in keys.items()]
        if rows:
            with session(self.engine, write=True) as opened:
                opened.execute(insert(RunCallRow).prefix_with("OR IGNORE"), rows)

    def paid(self, run_id: str) -> Usage:
        """What a run has paid for, however often it was taken up again; a cost that is not known makes the sum so."""
        query = sql(
            """SELECT count(*) AS calls, coalesce(sum(input_tokens), 0) AS input_tokens,
                coalesce(sum(output_tokens), 0) AS output_tokens,
                coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens,
                coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens,
                CASE WHEN count(cost_usd) = count(*) THEN coalesce(sum(cost_usd), 0.0) END AS cost_usd
            FROM call JOIN run_call USING (key) WHERE run_id = :run AND paid AND request NOT LIKE :part"""
        )
        with session(self.engine) as opened:
            row = opened.execute(query, {"run": run_id, "part": '{"part_of"%'}).mappings().one()
            return Usage(**row)

    def all(self, run_id: str | None = None) -> list[Call]:
        """Every kept reply, oldest first; those that a run used where `run_id` is given."""
        query = select(CallRow).order_by("created_at", "key")
        if run_id is not None:
            query = query.join(RunCallRow).where(RunCallRow.run_id == run_id)
        with session(self.engine) as opened:
            return [_call(row) for row in opened.scalars(query)]


def _call(row: CallRow) -> Call:
    return Call(
        key=row.key,
        prompt=(row.prompt_id, row.prompt_version, row.prompt_sha256),
        model=row.model,
        request=row.request,
        reply=row.reply,
        stop_reason=row.stop_reason,
        usage=Usage(
            1, row.input_tokens, row.output_tokens, row.cache_read_tokens, row.cache_write_tokens, row.cost_usd
        ),
        request_id=row.request_id,
        seconds=row.seconds,
        retries=row.retries,
        created_at=row.created_at,
    )


class Answers:
    """Opinions by the hash of what they depend on: claim, context, passages, judge, prompt, versions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def find(self, keys: Iterable[str]) -> dict[str, Opinion]:
        """The opinions that are known, by key."""
        with session(self.engine) as opened:
            rows = (opened.get(AnswerRow, key) for key in keys)
            return {row.key: opinion_of(row.opinion) for row in rows if row and row.opinion}

    def keep(self, opinions: Mapping[str, Opinion]) -> None:
        """Commit opinions under their keys."""
        rows: list[dict[str, Any]] = [
            {"key": key, "opinion": plain_opinion(opinion), "created_at": now()} for key, opinion in opinions.items()
        ]
        if rows:
            with session(self.engine, write=True) as opened:
                opened.execute(insert(AnswerRow).prefix_with("OR REPLACE"), rows)
