"""Who may speak to the workbench: a page that it served itself, in the browser of whoever has the key.

Listening on this machine alone protects nothing: any page in any tab may send requests here, and a name of
its own may lead here.  So each request names the very host, comes from the same origin, and carries secrets
that no other page can read.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
READING, WRITING = ("GET", "HEAD"), ("POST",)
REFUSED = "不允许：请用运行 nianbao serve 时印出的地址打开"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What has to be known: ``key`` is in the address that is printed, ``cookie`` in the browser, ``token``
    in the page."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))


class Guard:
    """Lets through what may come through, and puts what browsers have to keep to on every answer."""

    def __init__(self, app: App, known: Secrets, hosts: tuple[str, ...], port: int) -> None:
        self.app = app
        self.known = known
        self.hosts = hosts
        self.name = f"nianbao-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = _headers(scope)
        if headers is None or not self._is_ours(scope, headers):
            await _plain(send, 403, REFUSED)
        elif scope["method"] in READING and scope["path"] == "/" and self._has_key(scope):
            cookie = f"{self.name}={self.known.cookie}; Path=/; HttpOnly; SameSite=Strict"
            await _plain(send, 303, "", ((b"location", b"/"), (b"set-cookie", cookie.encode())))
        elif not self._has_cookie(headers):
            await _plain(send, 403, REFUSED)
        else:
            await self.app(scope, receive, _with_headers(send))

    def _is_ours(self, scope: Scope, headers: Mapping[str, str]) -> bool:
        """Whether a request is meant for us and comes from a page of ours, or from no page at all."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self.hosts or scope["method"] not in (*READING, *WRITING):
            return False
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return False
        if scope["method"] in READING:
            return origin in (None, f"http://{host}")
        return origin == f"http://{host}" and _same(headers.get("x-token", ""), self.known.token)

    def _has_key(self, scope: Scope) -> bool:
        asked = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=20).get("key", [])
        return len(asked) == 1 and _same(asked[0], self.known.key)

    def _has_cookie(self, headers: Mapping[str, str]) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self.name)
        except CookieError:
            return False
        return cookie is not None and _same(cookie.value, self.known.cookie)


def _same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())


def _headers(scope: Scope) -> dict[str, str] | None:
    """The headers of a request; None where one that decides is there twice."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in found and key in ("host", "origin", "cookie", "x-token", "content-type", "content-length"):
            return None
        found[key] = value.decode("latin-1")
    return found


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS]
        await send(message)

    return sending


async def _plain(send: Send, status: int, words: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    body = words.encode()
    own = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    all_headers = [*own, (b"cache-control", b"no-store"), *headers, *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": all_headers})
    await send({"type": "http.response.body", "body": body})
