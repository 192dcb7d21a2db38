"""Kills a server at random moments while somebody types, and looks for what was lost.

``python -m tests.workbench.kills 200`` counts.  A keystroke that was answered must stand in the file; one
under way may or may not.  The file must always be one that somebody typed: whole, readable, with every other
line as it was; and undoing must lead all the way back to the first text, byte for byte.
"""

from __future__ import annotations

import http.client
import json
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import EXAMPLES, ROOT
from tests.workbench.serving import Client

FILE = "2021.yaml"
ROW, COLUMNS = (
    "申请办理情况.本年新收",
    ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
)
LOST = (ConnectionError, http.client.HTTPException, TimeoutError, OSError)


@dataclass
class Clerk(threading.Thread):
    """Somebody who types until the server is gone; ``sure`` are the numbers that were answered, ``under_way``
    the one that was not."""

    client: Client
    dice: random.Random
    sure: dict[str, str] = field(default_factory=dict)
    under_way: tuple[str, str] = ("", "")
    count: int = 0
    ready: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        try:
            state = self.client("open", file=FILE)["state"]
            self.ready.set()
            while True:
                state = self.type(state)
        except LOST:
            return

    def typed(self, wanted: int) -> None:
        """Wait until so many numbers were answered."""
        began = time.monotonic()
        while self.count < wanted:
            assert time.monotonic() - began < 180, "nothing was answered in three minutes"
            time.sleep(0.005)

    def type(self, state: dict) -> dict:
        cell, to = f"{ROW}.{self.dice.choice(COLUMNS)}", str(self.dice.randrange(10_000))
        was = state["cells"][cell]["text"]
        self.under_way = (cell, to)
        change = {"kind": "cell", "at": cell, "was": was, "to": to}
        answer = self.client("write", file=FILE, seen=state["seen"], by="a", changes=[change])
        assert answer["conflicts"] == [], answer["conflicts"]
        self.sure[cell], self.under_way = to, ("", "")
        self.count += 1
        return answer["state"]


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """A server in a process of its own."""
    command = [sys.executable, "-m", "generator", "serve", str(folder), "--no-open"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def stop(process: subprocess.Popen[str]) -> None:
    """Kill a server, as a power cut does."""
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def killed(folder: Path, dice: random.Random) -> Clerk:
    """One server, killed while somebody types into it."""
    process, address = start(folder)
    try:
        clerk = Clerk(Client(address), dice)
        clerk.start()
        assert clerk.ready.wait(180), "the filing was not opened in three minutes"
        clerk.typed(dice.randrange(1, 4))
        time.sleep(dice.uniform(0.0, 1.0))
    finally:
        stop(process)
    clerk.join(timeout=30)
    return clerk


def look(folder: Path, clerk: Clerk, before: str, known: dict[str, str]) -> dict[str, str]:
    """What stands in the file now; asserts that nothing answered is lost, and nothing else touched."""
    text = (folder / FILE).read_text("utf-8")
    lines, old = text.split("\n"), before.split("\n")
    (at,) = [number for number, line in enumerate(old) if line.startswith("  本年新收: ")]
    assert lines[:at] + lines[at + 1 :] == old[:at] + old[at + 1 :]
    numbers = lines[at].removeprefix("  本年新收: [").removesuffix("]").split(", ")
    found = {f"{ROW}.{column}": number for column, number in zip(COLUMNS, numbers, strict=True)}
    wanted = {**known, **clerk.sure}
    for cell, number in found.items():
        assert number == wanted[cell] or (cell, number) == clerk.under_way, (cell, number, wanted[cell])
    return found


def undone(folder: Path, undo: Callable[[], bool], before: str) -> int:
    """How many steps lead back to the first text."""
    steps = 0
    while (folder / FILE).read_text("utf-8") != before:
        assert undo(), "no step is left, and the text is another"
        steps += 1
    return steps


def run(count: int, seed: int) -> tuple[int, int, int]:
    """So many kills; how many keystrokes were answered, how many were under way, how many steps undone."""
    dice = random.Random(seed)
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(EXAMPLES / FILE, folder)
        shutil.copytree(EXAMPLES / "图片", folder / "图片")
        before = (folder / FILE).read_text("utf-8")
        known = dict.fromkeys((f"{ROW}.{column}" for column in COLUMNS), "")
        known |= dict(zip(known, ("125", "2", "0", "0", "0", "7"), strict=True))
        typed = cut = 0
        for _ in range(count):
            clerk = killed(folder, dice)
            known = look(folder, clerk, before, known)
            typed, cut = typed + clerk.count, cut + bool(clerk.under_way[0])
        left = [path.name for path in folder.iterdir() if path.name not in (FILE, "图片", ".nianbao")]
        process, address = start(folder)
        try:
            client = Client(address)
            steps = undone(folder, lambda: client("undo", file=FILE, by="b")["written"], before)
        finally:
            stop(process)
    assert len(left) <= 2, left  # what the last kill left is cleared by the next write
    return typed, cut, steps


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    typed, cut, steps = run(count, seed=int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(json.dumps({"kills": count, "answered": typed, "under way": cut, "steps undone": steps, "lost": 0}))


if __name__ == "__main__":
    main()
