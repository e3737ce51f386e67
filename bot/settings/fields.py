"""Every setting on one page, with its default."""

from __future__ import annotations

from dataclasses import dataclass, field


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
        retries: Times that a passing failure (429, 5xx, a broken connection) is tried again.
        retry_wait: Seconds before the first of them, doubled each time, where the server names none.
        max_retry_after: Seconds that a server may ask us to wait; one that asks for more counts as blocked.
        max_pages: Requests that a run may send, redirects and robots.txt included.
        max_run_bytes: Bytes that a run may read.
        snapshot_max_age: Hours for which a stored page is used again without asking the server.
        finders: Ways to find sources that a run may use, in the order in which they are tried.
        pages_per_claim: Pages that are fetched for one claim, at most.
        language: Language of the Wikipedia that is asked for leads.
        prefer_domains: Hosts whose pages count as primary, beside what the register and the address say.
        deny_domains: Hosts whose pages are never evidence.
        searxng_url: Base URL of a SearXNG server for the general web; None: it is not asked (*outside only*).
        endpoints: Other addresses of services: `wikipedia`, `wikidata`, `federal_register`, `wayback` (*outside only*).
        web_search: Ask the Messages API to search the web for each claim; every search is paid for (*outside only*).
        search_domains: The only domains that it may return; none: all but `deny_domains`.
        allow_hosts: Hosts that may resolve to a private address, as `host` or `host:port` (*outside only*).
        resolver: Hosts (`*`: every other) and the `address:port` that plays them without TLS; for tests
            (*outside only*).
        ca_file: Certificates (PEM) to trust beside the usual ones, for intranet sources (*outside only*).
        api_key: Key of the Messages API (*outside only*).
        base_url: Base URL of the Messages API (*outside only*).
        model: Model that judges.
        extraction_model: Model that extracts claims; `model` where None.
        escalation_model: Model that is asked again where `model` is unsure; None: nobody.
        effort: How hard the model thinks: `low`, `medium`, `high`, `xhigh` or `max`; None: as it does by itself.
        model_timeout: Seconds for one model call, retries included.
        model_concurrency: Model calls under way at one time.
        max_cost: US dollars that a run may cost; None: no limit.
        passages_per_claim: Passages that a judge reads for one claim.
        meaning: Rank passages by a small model of meaning, too; it needs the extra `meaning` (PyTorch).
        select: Codes or families of the rules that report (`NAME`, `NUM001`); none: all that are on by default.
        ignore: Codes or families that do not report; the longer of two that match decides.
        extend_select: Codes or families that report beside `select`.
        severity: What a rule's findings weigh, by code or family: `error`, `warning` or `note`.
        organisations: File of the newsroom's own official names, beside the register.
        fail_on: What makes `factcheck check` end with 1: `error`, `warning`, `note` (and anything worse) or `never`.
        require_reason: Whether an ignore in a draft counts only with its reason.
        baseline: File of the old findings that do not block.
        cache: Folder where `factcheck check` keeps results of drafts that have not changed; empty: nowhere.
        exclude: Patterns, as in .gitignore, of files that `factcheck check` leaves out of folders.
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
    retries: int = 2
    retry_wait: float = 0.5
    max_retry_after: float = 10.0
    max_pages: int = 1000
    max_run_bytes: int = 500_000_000
    snapshot_max_age: float = 24.0
    finders: tuple[str, ...] = (
        "citations",
        "official_site",
        "federal_register",
        "wikipedia",
        "searxng",
        "archive",
        "wayback",
    )
    pages_per_claim: int = 8
    language: str = "en"
    prefer_domains: tuple[str, ...] = ()
    deny_domains: tuple[str, ...] = ()
    searxng_url: str | None = None
    endpoints: tuple[tuple[str, str], ...] = ()
    web_search: bool = False
    search_domains: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    resolver: tuple[tuple[str, str], ...] = ()
    ca_file: str | None = None
    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = field(default=None, repr=False)  # it may hold a password
    model: str = "claude-sonnet-5-5"
    extraction_model: str | None = None
    escalation_model: str | None = None
    effort: str | None = None
    model_timeout: float = 300.0
    model_concurrency: int = 4
    max_cost: float | None = None
    passages_per_claim: int = 6
    meaning: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    organisations: str | None = None
    fail_on: str = "error"
    require_reason: bool = True
    baseline: str = "factcheck-baseline.json"
    cache: str = ".factcheck_cache"
    exclude: tuple[str, ...] = ()


# What a configuration file found beside a draft may not set: it comes from outside, like the draft itself.
OUTSIDE_ONLY = frozenset(
    {"api_key", "base_url", "searxng_url", "endpoints", "web_search", "allow_hosts", "resolver", "ca_file"}
)
# What is never shown.
SECRET = frozenset({"api_key"})
# What a file may set for some drafts only.
PER_PATH = ("select", "ignore", "extend_select", "severity", "require_reason")
# Paths: in a file they are relative to its folder; what is written must stay below it.
PATHS = frozenset({"db", "organisations", "baseline", "cache", "ca_file"})
WRITTEN = frozenset({"db", "baseline", "cache"})
# Words that a setting may be.
CHOICES = {
    "judge": ("auto", "claude", "local"),
    "effort": ("low", "medium", "high", "xhigh", "max"),
    "fail_on": ("error", "warning", "note", "never"),
    "severity": ("error", "warning", "note"),
}
