"""What the service's own web search brought: the addresses in the result blocks of a reply, never those in its words.

Block and error names as in the SDK's `types/web_search_tool_result_block.py`, `web_search_result_block.py` and
`web_search_tool_result_error_code.py`; the tool as in `web_search_tool_20260318_param.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RESULTS, _RESULT = "web_search_tool_result", "web_search_result"
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Hits:
    """Addresses with their titles, in the order of the results; and the codes of searches that failed."""

    titles: dict[str, str]
    errors: tuple[str, ...] = ()


def tool(most: int, allowed: Sequence[str] = (), blocked: Sequence[str] = ()) -> dict[str, Any]:
    """The tool as a request names it; `allowed` and `blocked` are domains, of which the service takes only one list."""
    named = {"type": "web_search_20260318", "name": "web_search", "max_uses": most, "allowed_callers": ["direct"]}
    if allowed:
        return named | {"allowed_domains": list(allowed)}
    return named | ({"blocked_domains": list(blocked)} if blocked else {})


def hits(reply: str) -> Hits:
    """What the JSON text of a reply holds of results; nothing of another shape is an error."""
    titles: dict[str, str] = {}
    errors: list[str] = []
    for content in _contents(reply):
        if isinstance(content, dict):
            errors.append(str(content.get("error_code") or "unavailable"))
        for result in content if isinstance(content, list) else ():
            url = result.get("url") if isinstance(result, dict) and result.get("type") == _RESULT else None
            if isinstance(url, str) and url.startswith(("http://", "https://")):
                titles.setdefault(url, str(result.get("title") or "")[:_LONGEST])
    return Hits(titles, tuple(dict.fromkeys(errors)))


def _contents(reply: str) -> Iterator[Any]:
    try:
        data = json.loads(reply)
    except (ValueError, RecursionError):
        return
    blocks = data.get("content") if isinstance(data, dict) else None
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, dict) and block.get("type") == _RESULTS:
            yield block.get("content")
