"""What the listing commands show: plain dictionaries, one a line, read with plain SQL over the schema and its view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text as sql

from bot.errors import UserError
from bot.store.database import session

if TYPE_CHECKING:
    from sqlalchemy import Engine

# The last finished run of each document: what stands for a draft today.
_LATEST = """run_id IN (SELECT id FROM (SELECT run.id, row_number() OVER (
    PARTITION BY version.document_id ORDER BY run.started_at DESC, run.rowid DESC) AS place
    FROM run JOIN version ON version.id = run.version_id WHERE run.finished_at IS NOT NULL) WHERE place = 1)"""


class Overview:
    """Read-only lists."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def _rows(self, query: str, **parameters: object) -> list[dict[str, Any]]:
        with session(self.engine) as opened:
            return [dict(row) for row in opened.execute(sql(query), parameters).mappings()]

    def verdicts(
        self,
        *,
        article: str | None = None,
        label: str | None = None,
        code: str | None = None,
        run: str | None = None,
        every_run: bool = False,
    ) -> list[dict[str, Any]]:
        """Rows of `verdict_overview`, by article and line; of each article's latest finished run unless told otherwise.

        Args:
            article: Only this path.
            label: Only this label, a ruling's where there is one.
            code: Only claims flagged by a rule whose code begins so.
            run: Only this run.
            every_run: Every run, not only the latest of each article.
        """
        where = ["run_id = :run" if run else "1" if every_run else _LATEST]
        where += ["article = :article"] if article else []
        where += ["label = :label"] if label else []
        where += ["(',' || codes || ',') LIKE '%,' || :code || '%'"] if code else []
        query = f"SELECT * FROM verdict_overview WHERE {' AND '.join(where)} ORDER BY article, line, verdict_id"  # noqa: S608
        given = {"article": article, "label": label, "code": code, "run": run}
        return self._rows(query, **{name: value for name, value in given.items() if value is not None})

    def totals(self) -> dict[str, int]:
        """How many pages were fetched and how many replies were paid for, ever: what a job adds to them is its own."""
        query = """SELECT (SELECT count(*) FROM "fetch") AS fetches, (SELECT count(*) FROM "call"
            WHERE request NOT LIKE '{"part_of"%' AND coalesce(stop_reason, '') NOT LIKE 'failed:%') AS calls"""
        return {name: int(count) for name, count in self._rows(query)[0].items()}

    def articles(self) -> list[dict[str, Any]]:
        """Every document with its number of versions and runs, and when it was last run."""
        return self._rows(
            """SELECT document.path AS article, (SELECT title FROM version WHERE document_id = document.id
                ORDER BY id DESC LIMIT 1) AS title, count(DISTINCT version.id) AS versions, count(run.id) AS runs,
                max(run.started_at) AS last_run
            FROM document JOIN version ON version.document_id = document.id LEFT JOIN run ON run.version_id = version.id
            GROUP BY document.id ORDER BY document.path"""
        )

    def runs(self) -> list[dict[str, Any]]:
        """Every run, newest first."""
        return self._rows(
            """SELECT run.id AS run, document.path AS article, run.judge, run.model, run.offline, run.started_at,
                run.finished_at, run.seconds, run.cost_usd,
                (SELECT count(*) FROM claim WHERE run_id = run.id) AS claims,
                (SELECT count(*) FROM finding WHERE run_id = run.id) AS findings
            FROM run JOIN version ON version.id = run.version_id JOIN document ON document.id = version.document_id
            ORDER BY run.started_at DESC, run.rowid DESC"""
        )

    def sources(self) -> list[dict[str, Any]]:
        """Every snapshot with its source, and how many verdicts and findings cite it."""
        return self._rows(
            """SELECT snapshot.id, substr(snapshot.sha256, 1, 12) AS sha256, source.publisher, source.title, source.url,
                source.published, source.tier, source.restatement, length(snapshot.text) AS characters,
                snapshot.fetched_at,
                (SELECT count(*) FROM evidence WHERE evidence.snapshot_id = snapshot.id) AS cited
            FROM snapshot JOIN source ON source.id = snapshot.source_id ORDER BY snapshot.id"""
        )

    def verdict(self, identity: str) -> dict[str, Any]:
        """One verdict with all that belongs to it.

        Args:
            identity: A verdict's number, or a claim's id as reports print it (the newest verdict on that claim).

        Raises:
            UserError: There is none.
        """
        row = self._find(identity)
        found = row["verdict_id"]
        row["evidence"] = self._rows(
            """SELECT evidence.quote, evidence.start, evidence."end", evidence.stance, snapshot.sha256,
                source.publisher, source.title, source.url, source.published, source.tier, source.restatement,
                substr(snapshot.text, max(evidence.start - 160, 0) + 1, min(evidence.start, 160)) AS before,
                substr(snapshot.text, evidence."end" + 1, 160) AS after,
                CASE WHEN instr(snapshot.text, char(12)) THEN 1 + length(substr(snapshot.text, 1, evidence.start))
                    - length(replace(substr(snapshot.text, 1, evidence.start), char(12), '')) END AS page
            FROM evidence JOIN snapshot ON snapshot.id = evidence.snapshot_id
            JOIN source ON source.id = snapshot.source_id
            WHERE evidence.verdict_id = :id ORDER BY evidence.id""",
            id=found,
        )
        row["attempts"] = self._rows(
            """SELECT DISTINCT attempt.finder, attempt.outcome, attempt.url, attempt.detail
            FROM attempt JOIN claim ON claim.run_id = attempt.run_id AND claim.fingerprint = attempt.fingerprint
            WHERE claim.id = (SELECT claim_id FROM verdict WHERE id = :id) ORDER BY attempt.id""",
            id=found,
        )
        row["findings"] = self._rows(
            """SELECT code, severity, quote, message, replacement FROM finding
            WHERE claim_id = (SELECT claim_id FROM verdict WHERE id = :id) ORDER BY start, code""",
            id=found,
        )
        row["opinions"] = self._rows(
            """SELECT judge, model, label, reason, explanation, confidence, missing, cost_usd,
                prompt_id, prompt_version, prompt_sha256
            FROM opinion WHERE claim_id = (SELECT claim_id FROM verdict WHERE id = :id) ORDER BY id""",
            id=found,
        )
        row["history"] = self._history(row)
        return row

    def _find(self, identity: str) -> dict[str, Any]:
        fingerprint, _, occurrence = identity.partition("-")
        query = """SELECT verdict_overview.*, claim.fingerprint, claim.occurrence, version.document_id, verdict.proof
            FROM verdict_overview JOIN verdict ON verdict.id = verdict_id JOIN claim ON claim.id = verdict.claim_id
            JOIN run ON run.id = claim.run_id JOIN version ON version.id = run.version_id WHERE """
        rows = self._rows(query + "verdict_id = :id", id=identity if identity.isdecimal() else None) or self._rows(
            query + "claim.fingerprint = :fingerprint AND claim.occurrence = :occurrence "
            "ORDER BY verdict_id DESC LIMIT 1",
            fingerprint=fingerprint,
            occurrence=int(occurrence) if occurrence.isdecimal() else 0,
        )
        if not rows:
            raise UserError(f"there is no verdict {identity}; `factcheck verdicts` lists them")
        return rows[0]

    def _history(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """Verdicts and rulings on the same claim of the same document, oldest first."""
        return self._rows(
            """SELECT verdict.created_at AS at, 'verdict' AS event, verdict.label, verdict.decided_by AS who,
                verdict.explanation AS reason
            FROM verdict JOIN claim ON claim.id = verdict.claim_id JOIN run ON run.id = claim.run_id
            JOIN version ON version.id = run.version_id
            WHERE version.document_id = :document
                AND claim.fingerprint = :fingerprint AND claim.occurrence = :occurrence
            UNION ALL SELECT created_at, action, label, reviewer, reason FROM review
            WHERE document_id = :document AND fingerprint = :fingerprint AND occurrence = :occurrence ORDER BY 1""",
            document=row["document_id"],
            fingerprint=row["fingerprint"],
            occurrence=row["occurrence"],
        )
