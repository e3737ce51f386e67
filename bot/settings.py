"""One frozen `Settings`, made from flags over environment over defaults."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


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
        allow_hosts: Hosts that may resolve to a private address, as `host` or `host:port` (*outside only*).
        resolver: Hosts (`*`: every other) and the `address:port` that plays them without TLS; for tests (*outside only*).
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
    finders: tuple[str, ...] = ("citations", "official_site", "federal_register", "wikipedia", "searxng", "wayback")
    pages_per_claim: int = 6
    language: str = "en"
    prefer_domains: tuple[str, ...] = ()
    deny_domains: tuple[str, ...] = ()
    searxng_url: str | None = None
    allow_hosts: tuple[str, ...] = ()
    resolver: tuple[tuple[str, str], ...] = ()
    ca_file: str | None = None
    api_key: str | None = None
    base_url: str | None = None
    model: str = "claude-sonnet-5-5"
    extraction_model: str | None = None
    escalation_model: str | None = None
    effort: str | None = None
    model_timeout: float = 120.0
    model_concurrency: int = 4
    max_cost: float | None = None
    passages_per_claim: int = 6


# Names under which others keep the same thing; ours, FACTCHECK_API_KEY and FACTCHECK_BASE_URL, come first.
_SYNONYMS = {"api_key": "ANTHROPIC_API_KEY", "base_url": "ANTHROPIC_BASE_URL"}


def resolve(flags: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of a run.

    Args:
        flags: Values from the command line by field name; None means that the flag was not given.
        environment: Environment variables, `os.environ` where None: `FACTCHECK_` and the field name in capitals. Lists are
            comma-separated; pairs are written `host=address`.

    Raises:
        ConfigError: A variable's value is not of the field's type.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for field in fields(Settings):
        if flags.get(field.name) is not None:
            values[field.name] = flags[field.name]
            continue
        for name in (f"FACTCHECK_{field.name.upper()}", _SYNONYMS.get(field.name, "")):
            if environment.get(name):
                values[field.name] = _read(name, environment[name], str(field.type))
                break
    return Settings(**values)


def _read(name: str, text: str, kind: str) -> object:
    try:
        return _READERS.get(kind.removesuffix(" | None"), str)(text)
    except ValueError:
        raise ConfigError(f"{name}={text}: not a value of type {kind}; see docs/settings.md") from None


def _bool(text: str) -> bool:
    word = text.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(text)
    return word in _TRUE


_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((left.strip(), right.strip()) for left, right in (part.split("=", 1) for part in _list(text)))


_READERS: dict[str, Callable[[str], object]] = {
    "bool": _bool,
    "int": int,
    "float": float,
    "tuple[str, ...]": _list,
    "tuple[tuple[str, str], ...]": _pairs,
}
