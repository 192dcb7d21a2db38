"""Two windows on one filing that write at random for minutes: no change is lost, and both see the same.

`python -m tests.workbench.two_windows [seconds] [seed]`: each writes into the same few places over HTTP, from
what it saw last, often old.  Every text is written just once, so that what stood at a place one after
the other must be one chain of what was answered, from the first text to the last, with no link left over.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import EXAMPLES
from tests.workbench.kills import FILE, start, stop
from tests.workbench.serving import Client

PLACES = (
    *(("cell", f"申请办理情况.本年新收.{name}") for name in ("自然人", "商业企业", "其他")),
    ("cell", "主动公开情况.规章.制发"),
    ("cell", "主动公开情况.行政许可"),
    ("text", "总体情况.概述"),
    ("text", "其他事项"),
    ("head", "文号"),
)
Place = tuple[str, str]
Link = tuple[str, str]


@dataclass
class Window(threading.Thread):
    """One window: what it saw last, and what it was answered that it wrote."""

    name_: str
    client: Client
    dice: random.Random
    until: float
    links: dict[Place, list[Link]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0
    conflicts: int = 0
    failure: str = ""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        try:
            state = self.client("open", file=FILE)["state"]
            while time.monotonic() < self.until:
                state = self.write(state)
                if self.dice.random() < 0.1:
                    state = self.client("open", file=FILE)["state"]
        except Exception as error:
            self.failure = repr(error)
            raise

    def write(self, state: dict) -> dict:
        """One change; where the other was there first, one of both stays."""
        place = self.dice.choice(PLACES)
        was = shown(state, place)
        self.count += 1
        text = self.text(place)
        while True:
            change = {"kind": place[0], "at": place[1], "was": was, "to": text}
            answer = self.client("write", file=FILE, seen=state["seen"], by=self.name_, changes=[change])
            state = answer["state"]
            if not answer["conflicts"]:
                self.links[place].append((was, text))
                return state
            self.conflicts += 1
            if self.dice.random() < 0.5:
                return state
            was = answer["conflicts"][0]["theirs"]

    def text(self, place: Place) -> str:
        """A text that nobody has written before."""
        number = 2 * self.count + (self.name_ == "b")
        return (
            f"{100_000 + number}"
            if place[0] == "cell"
            else f"第{number}稿" + "，再改" * self.dice.randrange(3)
        )


def shown(state: dict, place: Place) -> str:
    """What stands at a place by a state."""
    kind, at = place
    return state["head"].get(at, "") if kind == "head" else state[f"{kind}s"][at]["text"]


def followed(first: str, links: list[Link]) -> str:
    """The last text of a chain that begins with the first; asserts that no link is left over."""
    left = dict(links)
    assert len(left) == len(links), "two wrote over the same text"
    while first in left:
        first = left.pop(first)
    assert not left, f"lost: {left}"
    return first


def run(seconds: float, seed: int) -> dict[str, int]:
    """So long; how many changes were made by each, and how often both meant one place."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(EXAMPLES / FILE, folder)
        shutil.copytree(EXAMPLES / "图片", folder / "图片")
        process, address = start(folder)
        try:
            return tried(folder, [Client(address) for _ in range(2)], seconds, seed)
        finally:
            stop(process)


def tried(folder: Path, clients: list[Client], seconds: float, seed: int) -> dict[str, int]:
    """The same over a server that runs."""
    begun = clients[0]("open", file=FILE)["state"]
    until = time.monotonic() + seconds
    windows = [
        Window(name, client, random.Random(f"{seed}{name}"), until)
        for name, client in zip("ab", clients, strict=True)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
        assert not window.failure, window.failure
    ends = [client("open", file=FILE)["state"] for client in clients]
    assert ends[0] == ends[1]
    for place in PLACES:
        links = [link for window in windows for link in window.links[place]]
        assert followed(shown(begun, place), links) == shown(ends[0], place), place
    touched = {place[1] for place in PLACES}
    others = [path for path in begun["cells"] if path not in touched]
    assert [ends[0]["cells"][path]["text"] for path in others] == [
        begun["cells"][path]["text"] for path in others
    ]
    made = {window.name_: sum(map(len, window.links.values())) for window in windows}
    return {**made, "conflicts": sum(window.conflicts for window in windows)}


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600
    print(json.dumps({"seconds": seconds, **run(seconds, int(sys.argv[2]) if len(sys.argv) > 2 else 1)}))


if __name__ == "__main__":
    main()
