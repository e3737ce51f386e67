"""One frozen `Settings`. What it is made from (flags, environment, files) is read by `bot.configuration`, later."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How one run behaves. Fields marked *outside only* never come from a file beside a draft.

    Attributes:
        db: Path of the database.
        offline: Open no socket; what is not stored is `unchecked`.
        judge: `auto`, `claude` or `local`.
        contact: Who operates this copy, for the User-Agent: an e-mail address or URL.
        timeout: Seconds for one whole fetch, slow drip included.
        run_timeout: Seconds for all fetching of a run.
        max_bytes: Bytes of one page, after decompression.
        max_redirects: Redirects followed for one page.
        requests_per_second: Pace for one host.
        host_concurrency: Requests to one host at a time.
        snapshot_max_age: Hours for which a stored page is used again without asking the server.
        allow_hosts: Hosts that may resolve to a private address, as `host` or `host:port` (*outside only*).
        api_key: Key of the Messages API (*outside only*).
        base_url: Base URL of the Messages API (*outside only*).
        model: Model that judges.
        extraction_model: Model that extracts claims; `model` where None.
        model_timeout: Seconds for one model call.
        max_cost: US dollars that a run may cost; None: no limit.
        passages_per_claim: Passages that a judge reads for one claim.
    """

    db: str = "factcheck.db"
    offline: bool = False
    judge: str = "auto"
    contact: str | None = None
    timeout: float = 20.0
    run_timeout: float = 120.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    requests_per_second: float = 1.0
    host_concurrency: int = 2
    snapshot_max_age: float = 24.0
    allow_hosts: tuple[str, ...] = ()
    api_key: str | None = None
    base_url: str | None = None
    model: str = "claude-sonnet-5-5"
    extraction_model: str | None = None
    model_timeout: float = 120.0
    max_cost: float | None = None
    passages_per_claim: int = 6
