"""The bodies of requests, read as far as they may go: in size, and in time."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import ClientDisconnect, Request

from generator.workbench.problem import Problem

CALL, UPLOAD, PICTURE = 8 * 2**20, 2**27, 20 * 2**20
SECONDS = {CALL: 20.0, UPLOAD: 180.0, PICTURE: 60.0}
DEEP = 40
TOO_LARGE, TOO_SLOW, NO_JSON = "太大了，没有收", "传得太慢，没有收完", "请求应当是 JSON"


async def body_of(request: Request, most: int) -> bytes:
    """The whole body.  Raises Problem for one that is too large or too slow."""
    length = request.headers.get("content-length", "")
    if length and (not length.isdecimal() or int(length) > most):
        raise Problem(TOO_LARGE, 413)
    try:
        return await asyncio.wait_for(_read(request, most), SECONDS[most])
    except TimeoutError as error:
        raise Problem(TOO_SLOW, 408) from error
    except ClientDisconnect as error:
        raise Problem(TOO_SLOW, 400) from error


async def _read(request: Request, most: int) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise Problem(TOO_LARGE, 413)
        parts.append(part)
    return b"".join(parts)


async def arguments_of(request: Request) -> dict[str, Any]:
    """The arguments of a call: a JSON object and nothing else.  Raises Problem."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(NO_JSON, 415)
    data = await body_of(request, CALL)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Problem(NO_JSON) from error
    if not isinstance(value, dict):
        raise Problem(NO_JSON)
    return value
