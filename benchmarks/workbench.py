"""How long somebody at the workbench waits, beside a bare echo of the same server.

`python -m benchmarks.workbench`: a server in a process of its own, one connection, medians and 95th
percentiles of wall time in milliseconds; and what a list of two thousand filings takes, at once and until all
of them are examined.
"""

from __future__ import annotations

import http.client
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FILE, CELL = "2021.yaml", "申请办理情况.本年新收.自然人"
KEYS, PAGES, FILINGS = 100, 15, 2000


class Page:
    """One connection that speaks as the page does."""

    def __init__(self, address: str) -> None:
        match = re.fullmatch(r"http://([^/]+)(/\?key=\S+)", address)
        assert match, address
        self.host = match[1]
        self.connection = http.client.HTTPConnection(self.host, timeout=120)
        headers = self._ask("GET", match[2], {})[0]
        self.headers = {"Cookie": (headers["set-cookie"] or "").split(";")[0]}
        page = self._ask("GET", "/", self.headers)[1].decode()
        token = re.search(r'name="token" content="([^"]+)"', page)
        assert token
        self.headers |= {"X-Token": token[1], "Origin": f"http://{self.host}"}
        self.headers["Content-Type"] = "application/json"

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> Any:
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.headers, answer.read()

    def call(self, call: str, **arguments: Any) -> Any:
        """The answer of a call."""
        return json.loads(self._ask("POST", f"/api/{call}", self.headers, json.dumps(arguments).encode())[1])

    def get(self, path: str) -> bytes:
        """What stands at an address."""
        data: bytes = self._ask("GET", path, self.headers)[1]
        return data


@contextmanager
def served(folder: Path) -> Iterator[Page]:
    """A server over a folder."""
    command = [sys.executable, "-m", "generator", "serve", str(folder), "--no-open"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        try:
            yield Page(process.stdout.readline().strip())
        finally:
            process.kill()


def timed(count: int, make: Callable[[int], object]) -> list[float]:
    """Milliseconds of each of so many."""
    times = []
    for number in range(count):
        begun = time.perf_counter()
        make(number)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def tell(name: str, times: list[float]) -> None:
    high = statistics.quantiles(times, n=20)[-1]
    middle, best = statistics.median(times), min(times)
    print(f"{name:<54} median {middle:7.1f} ms   p95 {high:7.1f} ms   best {best:7.1f} ms", flush=True)


class Typing:
    """Somebody who types into one cell."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.state = page.call("open", file=FILE)["state"]

    def key(self, number: int) -> None:
        """A keystroke, until what is found is known."""
        was = self.state["cells"][CELL]["text"]
        change = {"kind": "cell", "at": CELL, "was": was, "to": str(1000 + number)}
        answer = self.page.call("write", file=FILE, seen=self.state["seen"], by="a", changes=[change])
        self.state = answer["state"]
        assert any(finding["code"].startswith("B") for finding in self.state["findings"])

    def look(self, number: int) -> None:
        """A keystroke, until the pages that it changed are there."""
        known = {page["hash"] for page in self.page.call("pages", file=FILE)["pages"]}
        self.key(5000 + number)
        pages = [page["hash"] for page in self.page.call("pages", file=FILE)["pages"]]
        for digest in pages:
            if digest not in known:
                assert self.page.get(f"/sheet/{digest}.svg").startswith(b"<svg")


def main() -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(ROOT / "examples" / FILE, folder)
        shutil.copytree(ROOT / "examples" / "图片", folder / "图片")
        with served(folder) as page:
            typing = Typing(page)
            time.sleep(5)  # until the folder is examined
            typing.key(0)
            tell("a bare echo: an unknown call, refused", timed(KEYS, lambda _: page.call("echo")))
            tell("a keystroke, written, until what is found is known", timed(KEYS, typing.key))
            typing.look(0)
            tell("a keystroke and the pages it changed (two settings)", timed(PAGES, typing.look))
    with tempfile.TemporaryDirectory() as place:
        many(Path(place))


def many(folder: Path) -> None:
    """A folder of two thousand."""
    text = (ROOT / "examples" / FILE).read_text(encoding="utf-8")
    for number in range(FILINGS):
        (folder / f"{number % 40:02}").mkdir(exist_ok=True)
        path = folder / f"{number % 40:02}" / f"{number:04}.yaml"
        path.write_text(text.replace("机关: 示例市", f"机关: 示例{number}市"), encoding="utf-8")
    begun = time.perf_counter()
    with served(folder) as page:
        tell("2,000 filings: started, and the list is there", [(time.perf_counter() - begun) * 1000] * 2)
        tell("2,000 filings: the list", timed(5, lambda _: page.call("home")))
        while not page.call("home")["complete"]:
            time.sleep(5)
        print(f"2,000 filings: all examined after {time.perf_counter() - begun:.0f} s")
        tell("2,000 filings: the list, all examined", timed(5, lambda _: page.call("home")))
    with served(folder) as page:
        assert page.call("home")["complete"], "what was examined is known in the next session"


if __name__ == "__main__":
    main()
