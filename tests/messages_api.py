"""A server on 127.0.0.1 that speaks the Messages API, rejects what the real one rejects, and fails on demand.

Checked against the SDK's own parameter types (`anthropic/types/message_create_params.py`,
`output_config_param.py`, `json_output_format_param.py`) and `../shared/NOTES.md`: unknown fields, sampling
parameters, a missing `max_tokens`, wrong roles, a final assistant turn, citations with structured output,
schemas that it does not take, a missing or wrong `Authorization: Bearer` or `anthropic-version` header.

What it answers is made by a *mind*: a function from a request to the text of a reply. `script` holds replies
and failures that come first, one for each request.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

KEY = "test-key-0000"
MODELS = {"claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-5-5", "claude-opus-5", "local-model"}
VERSION = "2026-10-21"
_FIELDS = {
    "model", "messages", "max_tokens", "system", "output_config", "metadata", "stop_sequences", "stream", "thinking",
    "tools", "tool_choice", "cache_control", "container", "inference_geo", "service_tier", "speed", "diagnostics",
}  # fmt: skip
_SCHEMA_WORDS = {
    "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "allOf", "$ref",
    "$defs", "description", "title", "format", "minItems", "default",
}  # fmt: skip
_LARGEST = 32 * 1024 * 1024
_CACHEABLE = 512

Mind = Callable[[dict[str, Any]], "Reply | str"]


@dataclass
class Reply:
    """One answer. `stall`: hold it back until the server stops. `drop`: close the connection without a word."""

    status: int = 200
    body: bytes | dict[str, Any] = b""
    headers: dict[str, str] = field(default_factory=dict)
    stall: bool = False
    drop: bool = False


def message(text: str, *, stop: str | None = "end_turn", **more: Any) -> Reply:
    """A message with one text block; `thinking` puts a thinking block first, `usage` replaces the measured usage."""
    content: list[dict[str, Any]] = [{"type": "text", "text": text}] if text else []
    if more.pop("thinking", False):
        content.insert(0, {"type": "thinking", "thinking": '{"opinions": "not yet"}', "signature": "sig"})
    return Reply(body={"content": content, "stop_reason": stop, **more})


def refusal(text: str = "", category: str | None = None) -> Reply:
    """A refusal, with or without words before it."""
    return message(text, stop="refusal", stop_details={"type": "refusal", "category": category, "explanation": None})


def error(status: int, kind: str, said: str, details: dict[str, Any] | None = None, **headers: str) -> Reply:
    """An error in the API's own form; header names are written with underscores."""
    inner: dict[str, Any] = {"type": kind, "message": said} | ({"details": details} if details else {})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, {"type": "error", "error": inner, "request_id": "req_failed"}, named)


DROP = Reply(drop=True)
STALL = Reply(stall=True)


class MessagesAPI:
    """The server. `requests` are the bodies that were accepted, `rejected` what was wrong with the others."""

    def __init__(self, mind: Mind, script: Iterable[Reply] = (), *, key: str = KEY, delay: float = 0.0) -> None:
        self.mind, self.key, self.delay = mind, key, delay
        self.script = deque(script)
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.rejected: list[str] = []
        self.counted = 0
        self.ignores_schema = False
        self._warm: set[str] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.002,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def input_tokens(self) -> int:
        return sum(tokens(request) for request in self.requests)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, headers: dict[str, str], raw: bytes) -> Reply:  # noqa: PLR0911 - one exit for each fault
        """What one request gets."""
        wrong = self._header_fault(path, headers)
        if wrong:
            return wrong
        try:
            request = json.loads(raw)
        except ValueError:
            return self._reject("The request body is not valid JSON")
        counting = path.endswith("/count_tokens")
        fault = check(request, counting=counting)
        if fault:
            return self._reject(fault)
        if len(raw) > _LARGEST:
            return error(413, "request_too_large", "Request exceeds the maximum size")
        if request["model"] not in MODELS:
            return error(404, "not_found_error", f"model: {request['model']}")
        if counting:
            self.counted += 1
            return Reply(body={"input_tokens": tokens(request)})
        return self._complete(request, headers)

    def _complete(self, request: dict[str, Any], headers: dict[str, str]) -> Reply:
        with self._lock:
            self.requests.append(request)
            self.headers.append(headers)
            number = len(self.requests)
            scripted = self.script.popleft() if self.script else None
            usage = self._usage(request)
        if self.delay:
            self._stopped.wait(self.delay)
        made = scripted or self.mind(request)
        reply = message(made) if isinstance(made, str) else made
        if reply.stall:
            self._stopped.wait()
        if reply.status != 200 or isinstance(reply.body, bytes):
            return reply
        whole = {"id": f"msg_{number}", "type": "message", "role": "assistant", "model": request["model"]}
        spoken = "".join(block.get("text", "") for block in reply.body["content"] if isinstance(block, dict))
        whole |= {"stop_sequence": None, "usage": {**usage, "output_tokens": max(len(spoken) // 4, 1)}}
        return Reply(200, whole | reply.body, {"request-id": f"req_{number}", **reply.headers})

    def _usage(self, request: dict[str, Any]) -> dict[str, Any]:
        """Input as billed: a marked prefix is written to the cache once and read from it afterwards."""
        system = request.get("system")
        marked = system if isinstance(system, list) and any("cache_control" in block for block in system) else None
        total = tokens(request)
        prefix = len(json.dumps(marked)) // 4 if marked else 0
        if prefix < _CACHEABLE:
            return {"input_tokens": total, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
        warm = json.dumps(marked) in self._warm
        self._warm.add(json.dumps(marked))
        return {
            "input_tokens": total - prefix,
            "cache_creation_input_tokens": 0 if warm else prefix,
            "cache_read_input_tokens": prefix if warm else 0,
            "cache_creation": {"ephemeral_5m_input_tokens": 0 if warm else prefix, "ephemeral_1h_input_tokens": 0},
        }

    def _header_fault(self, path: str, headers: dict[str, str]) -> Reply | None:
        if path not in {"/v1/messages", "/v1/messages/count_tokens"}:
            return error(404, "not_found_error", "Not found")
        if headers.get("authorization") != f"Bearer {self.key}":
            return error(401, "authentication_error", "invalid api key")
        if headers.get("anthropic-version") != VERSION:
            return self._reject("anthropic-version: header is required")
        if "json" not in headers.get("content-type", ""):
            return self._reject("content-type must be application/json")
        return None

    def _reject(self, said: str) -> Reply:
        self.rejected.append(said)
        return error(400, "invalid_request_error", said)


def check(request: Any, *, counting: bool = False) -> str | None:  # noqa: PLR0911 - one line for each thing that it rejects
    """What the real service would reject in a request; None where it would take it."""
    if not isinstance(request, dict):
        return "request must be an object"
    sampling = {"temperature", "top_p", "top_k"} & set(request)
    if sampling:
        return f"{min(sampling)}: sampling parameters are not supported by this model"
    unknown = set(request) - _FIELDS
    if unknown:
        return f"{min(unknown)}: Extra inputs are not permitted"
    if not isinstance(request.get("model"), str) or not request["model"]:
        return "model: Field required"
    limit = request.get("max_tokens")
    if counting and limit is not None:
        return "max_tokens: Extra inputs are not permitted"
    if not counting and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 1):
        return "max_tokens: Field required"
    faults = (
        _messages_fault(request.get("messages")),
        _system_fault(request),
        _output_fault(request),
        _tools_fault(request),
    )
    return next(filter(None, faults), None)


def _tools_fault(request: dict[str, Any]) -> str | None:
    """Only the web search is known here; its fields as in `types/web_search_tool_20260318_param.py`."""
    for tool in request.get("tools", ()):
        if tool.get("type") != "web_search_20260318" or tool.get("name") != "web_search":
            return "tools.0: Input tag does not match any of the expected tags"
        unknown = set(tool) - {"type", "name", "max_uses", "allowed_domains", "blocked_domains", "allowed_callers"}
        if unknown:
            return f"tools.0.{min(unknown)}: Extra inputs are not permitted"
        if "allowed_domains" in tool and "blocked_domains" in tool:
            return "tools.0: allowed_domains and blocked_domains cannot be used together"
        if "format" in request.get("output_config", {}):
            return "output_config.format: structured output and citations cannot be combined"
    return None


def _messages_fault(messages: Any) -> str | None:
    if not isinstance(messages, list) or not messages:
        return "messages: at least one message is required"
    for number, each in enumerate(messages):
        if not isinstance(each, dict) or set(each) != {"role", "content"}:
            return f"messages.{number}: role and content are required, nothing else"
        if each["role"] not in {"user", "assistant"}:
            return f"messages.{number}.role: Input should be 'user' or 'assistant'"
        if not _content_is_good(each["content"]):
            return f"messages.{number}.content: text content blocks must be non-empty"
    if messages[0]["role"] != "user":
        return "messages: first message must use the user role"
    return "messages: prefilling is not supported by this model" if messages[-1]["role"] == "assistant" else None


def _content_is_good(content: Any) -> bool:
    if isinstance(content, str):
        return bool(content.strip())
    if not isinstance(content, list) or not content:
        return False
    return all(isinstance(b, dict) and (b.get("type") != "text" or str(b.get("text", "")).strip()) for b in content)


def _system_fault(request: dict[str, Any]) -> str | None:
    system = request.get("system", "")
    if isinstance(system, str):
        return None
    if not isinstance(system, list):
        return "system: Input should be a string or a list of text blocks"
    for block in system:
        if set(block) - {"type", "text", "cache_control", "citations"} or block.get("type") != "text":
            return "system: Extra inputs are not permitted"
        mark = block.get("cache_control", {"type": "ephemeral"})
        if mark.get("type") != "ephemeral" or mark.get("ttl", "5m") not in {"5m", "1h"} or set(mark) - {"type", "ttl"}:
            return "system.cache_control: Input should be ephemeral, for 5m or 1h"
    return None


def _output_fault(request: dict[str, Any]) -> str | None:
    output = request.get("output_config", {})
    if set(output) - {"effort", "format"}:
        return "output_config: Extra inputs are not permitted"
    if output.get("effort") not in {None, "low", "medium", "high", "xhigh", "max"}:
        return "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'"
    wanted = output.get("format")
    if wanted is None:
        return None
    if set(wanted) != {"type", "schema"} or wanted["type"] != "json_schema":
        return "output_config.format: Input should be a json_schema with a schema"
    if '"citations": {"enabled": true}' in json.dumps(request["messages"]):
        return "output_config.format: structured output and citations cannot be combined"
    return _schema_fault(wanted["schema"])


def _schema_fault(schema: Any) -> str | None:
    if not isinstance(schema, dict):
        return "output_config.format.schema: must be an object"
    unknown = set(schema) - _SCHEMA_WORDS
    if unknown:
        return f"output_config.format.schema: {min(unknown)} is not supported"
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        return "output_config.format.schema: additionalProperties must be false"
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", [])]
    inner += [schema["items"]] if "items" in schema else []
    return next((fault for each in inner if (fault := _schema_fault(each))), None)


def tokens(request: dict[str, Any]) -> int:
    """A stand-in for the real tokenizer: four characters a token over all that the model reads."""
    output = request.get("output_config", {}).get("format", {})
    read = [request.get("system", ""), request["messages"], output.get("schema", "")]
    return sum(len(each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)) for each in read) // 4


def results(*found: tuple[str, str], error: str | None = None, text: str = "done", **more: Any) -> Reply:
    """A reply after a web search: one block of results (address and title), or of an error, before the words."""
    block: Any = {"type": "web_search_tool_result_error", "error_code": error}
    if error is None:
        made = {"type": "web_search_result", "encrypted_content": "x", "page_age": None}
        block = [{**made, "url": url, "title": title} for url, title in found]
    asked = {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "q"}}
    answered = {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": block}
    return Reply(body={"content": [asked, answered, {"type": "text", "text": text}], "stop_reason": "end_turn", **more})


def _handler(api: MessagesAPI) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            raw = self.rfile.read(int(headers.get("content-length", 0)))
            reply = api.answer(self.path.partition("?")[0], headers, raw)
            if reply.drop or reply.stall:
                self.close_connection = True
                return
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in {"content-type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Tests read `requests`, not a log."""

    return Handler
