"""Events for every window that listens, as they happen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from generator.workbench.bench import Bench
from generator.workbench.problem import Problem

MOST = 60
# So many events a window may be behind; where there are more, it has to connect anew.
BEHIND = 200
QUIET, LOOK = 15.0, 0.5
STOPPED = "nianbao serve 停了；再运行它，就可以接着填"

Event = tuple[str, dict[str, Any]]
LOST: Event = ("lost", {})
# Behind these nothing follows.
LAST = ("bye", "end")


async def events(bench: Bench, stopping: Callable[[], bool]) -> AsyncIterator[bytes]:
    """What one window is told, until it closes or the server stops.  Raises Problem where too many listen."""
    if len(bench.listeners) >= MOST:
        raise Problem("开着的窗口太多了，先关掉几个", 429)
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Event] = asyncio.Queue(BEHIND)

    def put(event: Event) -> None:
        if queue.full():  # the window begins anew
            queue.get_nowait()
            event = LOST
        queue.put_nowait(event)

    def listen(name: str, data: dict[str, Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(put, (name, data))

    bench.listeners.append(listen)
    return _told(bench, listen, queue, stopping)


async def _told(
    bench: Bench,
    listen: Callable[[str, dict[str, Any]], None],
    queue: asyncio.Queue[Event],
    stopping: Callable[[], bool],
) -> AsyncIterator[bytes]:
    waited = 0.0
    try:
        yield b"retry: 1000\n\n"
        while not stopping():
            try:
                name, data = await asyncio.wait_for(queue.get(), LOOK)
            except TimeoutError:
                waited += LOOK
                if waited >= QUIET:
                    waited = 0.0
                    yield b":\n\n"
                continue
            waited = 0.0
            if name == LOST[0]:
                return
            yield _event(name, data)
            if name in LAST:
                return
        yield _event("bye", {"reason": STOPPED})
    finally:
        bench.listeners.remove(listen)


def _event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode("utf-8", "replace")
