"""A web on loopback: one server that plays every host, answers as told, and can misbehave byte by byte.

It runs in a thread of its own, so that a command under test (in this process or another) can use it. `settings()` gives
settings whose resolver leads every host to it.
"""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from bot.settings import Settings

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    Raw = Callable[["Request", asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

_TYPES = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf", ".txt": "text/plain", ".xml": "text/xml"}


@dataclass(frozen=True)
class Request:
    host: str
    path: str
    query: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0

    def data(self) -> bytes:
        names = {name.lower() for name, _ in self.headers}
        length = () if "content-length" in names else (("Content-Length", str(len(self.body))),)
        head = "".join(f"{name}: {value}\r\n" for name, value in (*self.headers, *length))
        return f"HTTP/1.1 {self.status} Said\r\n{head}\r\n".encode("latin-1") + self.body


@dataclass
class WebServer:
    tls: ssl.SSLContext | None = None
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    busiest: dict[str, int] = field(default_factory=dict)
    fallback: Callable[[Request], Answer] | None = None
    _routes: dict[tuple[str, str], list[Answer | Raw | Callable[[Request], Answer]]] = field(default_factory=dict)
    _open: dict[str, int] = field(default_factory=dict)

    def page(self, url: str, body: str | bytes = "", content_type: str = "text/html; charset=utf-8", **rest) -> None:
        """Answer `url` (its query, if it has one, must match) with `body`; `status`, `headers`, `delay` as given."""
        content = body.encode() if isinstance(body, str) else body
        headers = (*rest.pop("headers", ()), ("Content-Type", content_type))
        self.answer(url, Answer(content, headers=headers, **rest))

    def redirect(self, url: str, target: str, status: int = 302) -> None:
        self.answer(url, Answer(status=status, headers=(("Location", target),)))

    def json(self, url: str, value: object, **rest) -> None:
        self.page(url, json.dumps(value), "application/json", **rest)

    def answer(self, url: str, *answers: Answer | Raw | Callable[[Request], Answer]) -> None:
        """Answer the first request for `url` with the first answer, and so on; the last one stays."""
        parts = urlsplit(url)
        self._routes[parts.netloc, parts.path + (f"?{parts.query}" if parts.query else "")] = list(answers)

    def folder(self, folder: Path) -> None:
        """Play the pages of a folder: each page with a `.json` beside it that states its `url` and `status`."""
        for about in sorted(folder.rglob("*.json")):
            meta = json.loads(about.read_text("utf-8"))
            page = next((p for p in about.parent.glob(f"{about.stem}.*") if p.suffix in _TYPES), None)
            if page and isinstance(meta, dict) and meta.get("url"):
                self.page(meta["url"], page.read_bytes(), _TYPES[page.suffix], status=meta.get("status") or 200)

    def settings(self, **changes) -> Settings:
        quick = Settings(
            resolver=(("*", f"127.0.0.1:{self.port}"),), requests_per_second=1000.0, retry_wait=0.0, timeout=5.0
        )
        return replace(quick, **changes)

    def asked(self, host: str) -> list[str]:
        return [request.path for request in self.requests if request.host == host]

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=asyncio.run, args=(self._serve(ready),), daemon=True)
        self._thread.start()
        assert ready.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._stop, self._tasks = asyncio.get_running_loop(), asyncio.Event(), set[asyncio.Task]()
        server = await asyncio.start_server(self._accept, "127.0.0.1", self.port, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        target = urlsplit(head[0].split(" ")[1])
        parted = (line.partition(":") for line in head[1:] if line)
        headers = {name.lower(): value.strip() for name, _, value in parted}
        request = Request(headers.get("host", ""), target.path, target.query, headers)
        self.requests.append(request)
        answer = self._find(request)
        if not isinstance(answer, Answer):
            await answer(request, reader, writer)
            return False
        self._open[request.host] = self._open.get(request.host, 0) + 1
        self.busiest[request.host] = max(self.busiest.get(request.host, 0), self._open[request.host])
        await asyncio.sleep(answer.delay)
        self._open[request.host] -= 1
        writer.write(answer.data())
        await writer.drain()
        return True

    def _find(self, request: Request) -> Answer | Raw:
        whole = f"{request.path}?{request.query}" if request.query else request.path
        answers = self._routes.get((request.host, whole)) or self._routes.get((request.host, request.path))
        if not answers:
            return self.fallback(request) if self.fallback else Answer(b"no such page", 404)
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Answer) or asyncio.iscoroutinefunction(answer):
            return answer
        return answer(request)
