"""What SQLModel cannot say: full-text search, the triggers that hold the laws, and the view for plain SQL."""

from __future__ import annotations

FULL_TEXT = (
    """CREATE VIRTUAL TABLE passage_fts USING fts5(
    text, content='passage', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER passage_indexed AFTER INSERT ON passage BEGIN
    INSERT INTO passage_fts(rowid, text) VALUES (new.id, new.text); END""",
    """CREATE TRIGGER passage_unindexed AFTER DELETE ON passage BEGIN
    INSERT INTO passage_fts(passage_fts, rowid, text) VALUES ('delete', old.id, old.text); END""",
)

_IMMUTABLE = ("snapshot", "evidence", "verdict", "review", "call")

LAWS = (
    *(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} rows never change'); END"
        for table in _IMMUTABLE
        for verb in ("UPDATE", "DELETE")
    ),
    # SQLite's substr counts code points from 1, as our offsets do from 0.
    """CREATE TRIGGER evidence_is_verbatim BEFORE INSERT ON evidence
    WHEN new.start < 0 OR new.end <= new.start OR new.quote IS NOT
        (SELECT substr(text, new.start + 1, new.end - new.start) FROM snapshot WHERE id = new.snapshot_id)
    BEGIN SELECT RAISE(ABORT, 'evidence is not verbatim in its snapshot'); END""",
    """CREATE TRIGGER evidence_is_not_discovery BEFORE INSERT ON evidence
    WHEN (SELECT tier FROM source JOIN snapshot ON source.id = snapshot.source_id WHERE snapshot.id = new.snapshot_id)
        = 'discovery'
    BEGIN SELECT RAISE(ABORT, 'a discovery source is never evidence'); END""",
)

VIEW = """CREATE VIEW verdict_overview AS
SELECT verdict.id AS verdict_id, document.path AS article, run.id AS run_id, run.started_at AS run_at,
    claim.line, claim.kind, claim.quote, claim.text AS claim, claim.speaker,
    COALESCE(ruling.label, verdict.label) AS label, verdict.label AS decided, verdict.reason, verdict.explanation,
    verdict.decided_by, verdict.suggestion_replacement AS suggestion,
    (SELECT group_concat(DISTINCT code) FROM finding WHERE finding.claim_id = claim.id) AS codes,
    proof.quote AS evidence, source.publisher, source.url, source.published, source.tier, source.restatement,
    ruling.action AS ruling, ruling.reason AS ruling_reason, ruling.reviewer
FROM verdict
JOIN claim ON claim.id = verdict.claim_id
JOIN run ON run.id = claim.run_id
JOIN version ON version.id = run.version_id
JOIN document ON document.id = version.document_id
LEFT JOIN evidence AS proof ON proof.id = (SELECT min(id) FROM evidence WHERE evidence.verdict_id = verdict.id)
LEFT JOIN snapshot ON snapshot.id = proof.snapshot_id
LEFT JOIN source ON source.id = snapshot.source_id
LEFT JOIN review AS ruling ON ruling.id = (SELECT max(id) FROM review WHERE review.document_id = document.id
    AND review.fingerprint = claim.fingerprint AND review.occurrence = claim.occurrence)"""

EXTRAS = (*FULL_TEXT, *LAWS, VIEW)
