"""The server of the workbench: addresses, each of which is a call or a file (docs/workbench.md)."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from generator.findings.exit_code import Fault, Refusal
from generator.workbench.beginning import take_report
from generator.workbench.bench import Bench
from generator.workbench.bodies import PICTURE, UPLOAD, arguments_of, body_of
from generator.workbench.calls import answer
from generator.workbench.downloads import Downloads
from generator.workbench.guard import App, Guard, Secrets
from generator.workbench.pictures import picture, take_picture
from generator.workbench.problem import Problem
from generator.workbench.sheets import Sheets
from generator.workbench.streams import events
from generator.workbench.watching import Watcher

PAGE = Path(__file__).parent / "page"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "poster-svg": "image/svg+xml",
    "poster-png": "image/png",
    "poster-pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FAULT = "程序内部错误，这一步没有做成；请报给维护者"
ENDED = "填报结束了，可以关掉这个窗口；要再填，重新运行 nianbao serve"
# So long the windows have to hear that it ends.
LAST_WORDS = 0.3
# So long a connection may say nothing of what it wants.
PATIENCE = 20.0
CONNECTIONS = 200

Handler = Callable[[Request], Awaitable[Response]]


@dataclass
class Workbench:
    """The addresses over a bench."""

    bench: Bench
    known: Secrets = field(default_factory=Secrets)
    sheets: Sheets = field(default_factory=Sheets)
    stopping: Callable[[], bool] = lambda: False
    stop: Callable[[], None] = lambda: None
    downloads: Downloads = field(init=False)

    def __post_init__(self) -> None:
        """Files are made by the forms of the bench."""
        self.downloads = Downloads(self.bench.library)

    def app(self, hosts: tuple[str, ...], port: int) -> App:
        """All of it, guarded."""
        routes = [
            ("/", self.index, "GET"),
            ("/page/{name:path}", self.page, "GET"),
            ("/api/{name}", self.call, "POST"),
            ("/upload/import", self.take_report, "POST"),
            ("/upload/picture", self.take_picture, "POST"),
            ("/events", self.events, "GET"),
            ("/sheet/{digest}.svg", self.sheet, "GET"),
            ("/download/{kind}", self.download, "GET"),
            ("/picture", self.picture, "GET"),
        ]
        made = [Route(path, _told(handler), methods=[method]) for path, handler, method in routes]
        return Guard(Starlette(routes=made), self.known, hosts, port)

    async def index(self, _: Request) -> Response:
        """The page, with the token that its requests carry."""
        text = (PAGE / "index.html").read_text(encoding="utf-8").replace("{{token}}", self.known.token)
        return _response(text.encode(), TYPES[".html"])

    async def page(self, request: Request) -> Response:
        """A file of the page."""
        path = (PAGE / request.path_params["name"]).resolve()
        if not path.is_relative_to(PAGE) or path.suffix not in TYPES or not path.is_file():
            raise Problem("没有这个地址", 404)
        return _response(path.read_bytes(), TYPES[path.suffix])

    async def call(self, request: Request) -> Response:
        """A call."""
        arguments, name = await arguments_of(request), request.path_params["name"]
        if name == "end":
            return self._end()
        return _json(await run_in_threadpool(answer, self.bench, name, arguments, self.sheets))

    def _end(self) -> Response:
        """Tell every window, and stop when what is under way is done."""
        self.bench.tell("end", {"reason": ENDED})
        asyncio.get_running_loop().call_later(LAST_WORDS, self.stop)
        return _json({"ended": True})

    async def take_report(self, request: Request) -> Response:
        """A report that becomes a filing."""
        data, name = await body_of(request, UPLOAD), request.query_params.get("name", "")
        return _json(await run_in_threadpool(take_report, self.bench, name, data))

    async def take_picture(self, request: Request) -> Response:
        """A picture for a filing."""
        data, asked = await body_of(request, PICTURE), request.query_params
        file, name = asked.get("file", ""), asked.get("name", "")
        return _json(await run_in_threadpool(take_picture, self.bench, file, name, data))

    async def events(self, _: Request) -> Response:
        """What happens, as it happens."""
        stream = await events(self.bench, self.stopping)
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def sheet(self, request: Request) -> Response:
        """One page as it will print; its name says what is on it, so it never changes."""
        data = self.sheets.sheet(request.path_params["digest"])
        return _response(data, TYPES[".svg"], {"cache-control": "private, max-age=86400, immutable"})

    async def download(self, request: Request) -> Response:
        """A file, as `build` writes it."""
        asked, kind = request.query_params, request.path_params["kind"]
        opened = await run_in_threadpool(self.bench.open, asked.get("file", ""))
        draft = asked.get("draft") == "1"
        name, data = await run_in_threadpool(self.downloads.file, opened, kind, draft=draft)
        where = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return _response(data, KINDS[kind], where)

    async def picture(self, request: Request) -> Response:
        """A picture that a filing shows."""
        asked = request.query_params
        file, name = asked.get("file", ""), asked.get("name", "")
        data, kind = await run_in_threadpool(picture, self.bench, file, name)
        return _response(data, kind)


def _told(handler: Handler) -> Handler:
    """The same, with what cannot be done told in one sentence; what a filing says is never logged."""

    async def handled(request: Request) -> Response:
        try:
            return await handler(request)
        except Problem as problem:
            return _json({"problem": problem.words}, problem.status)
        except Refusal as refusal:
            return _json({"problem": str(refusal)}, 409)
        except Exception as error:
            print(f"nianbao：内部错误（{Fault.of(error, '').reason}）", file=sys.stderr)
            return _json({"problem": FAULT}, 500)

    return handled


def _json(value: Any, status: int = 200) -> Response:
    data = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return _response(data, "application/json", status=status)


def _response(
    data: bytes, kind: str, headers: dict[str, str] | None = None, *, status: int = 200
) -> Response:
    return Response(data, status, {"cache-control": "no-store", **(headers or {})}, kind)


class Server(uvicorn.Server):
    """A server that closes connections which have long said nothing, or not to the end what they want."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.silent: dict[int, tuple[object, float]] = {}

    async def on_tick(self, counter: int) -> bool:
        """Look at the connections every few seconds."""
        if counter % 20 == 0:
            self._close_silent(asyncio.get_running_loop().time())
        return await super().on_tick(counter)

    def _close_silent(self, now: float) -> None:
        silent = {}
        for connection in list(self.server_state.connections):
            cycle = getattr(connection, "cycle", None)
            if cycle is not None and not cycle.response_complete:
                continue
            last, since = self.silent.get(id(connection), (cycle, now))
            since = since if last is cycle else now  # it has asked for something meanwhile
            silent[id(connection)] = cycle, since
            if now - since > PATIENCE:
                connection.transport.close()
        self.silent = silent


def prepared(
    workbench: Workbench, listening: socket.socket, hosts: tuple[str, ...]
) -> tuple[Server, Watcher]:
    """A server over a socket that listens already, and who looks after the folder meanwhile."""
    config = uvicorn.Config(
        workbench.app(hosts, listening.getsockname()[1]),
        log_level="error",
        access_log=False,
        http="h11",
        ws="none",
        lifespan="off",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=32 * 1024,
    )
    server = Server(config)
    workbench.stopping = lambda: server.should_exit
    workbench.stop = lambda: setattr(server, "should_exit", True)
    return server, Watcher(workbench.bench)


def serve(workbench: Workbench, listening: socket.socket, hosts: tuple[str, ...]) -> None:
    """Serve until Ctrl-C; windows are told when it ends."""
    server, watcher = prepared(workbench, listening, hosts)
    watcher.start()
    try:
        server.run(sockets=[listening])
    finally:
        watcher.end()
        workbench.bench.index.save()
