"""Several windows, editors and programs on one filing: one truth, and nothing anybody wrote is lost."""

from __future__ import annotations

import http.client
import json
import random
import re
import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest

from generator.common.atomic_files import replace_file
from tests.workbench.serving import Client

ROWS = ("本年新收", "上年结转", "予以公开", "部分公开", "结转下年度")
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
CELLS = tuple(f"申请办理情况.{row}.{column}" for row in ROWS for column in COLUMNS)


class Window(threading.Thread):
    """Somebody who types random numbers into random cells, sees what comes back, and at times undoes."""

    def __init__(self, client: Client, name: str, count: int, seed: int) -> None:
        super().__init__()
        self.client, self.by, self.count, self.dice = client, name, count, random.Random(seed)
        self.state = client("open", file="2021.yaml")["state"]
        self.accepted: list[tuple[str, str]] = []
        self.told = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            for _ in range(self.count):
                self.type()
        except BaseException as failure:
            self.failure = failure
            raise

    def type(self) -> None:
        cell, to = self.dice.choice(CELLS), str(self.dice.randrange(1000))
        was = self.state["cells"][cell]["text"]
        change = {"kind": "cell", "at": cell, "was": was, "to": to}
        answer = self.client("write", file="2021.yaml", seen=self.state["seen"], by=self.by, changes=[change])
        self.state = answer["state"]
        if answer["conflicts"]:
            self.told += 1
            (conflict,) = answer["conflicts"]
            assert conflict["theirs"] != was
        else:
            self.accepted.append((cell, to))


def run(*windows: threading.Thread) -> None:
    for window in windows:
        window.start()
    for window in windows:
        window.join()


def truth(served, *windows: Window) -> dict[str, str]:
    """What the file has now, which every window is shown the same."""
    states = [window.client("open", file="2021.yaml")["state"] for window in windows]
    assert len({json.dumps(state["cells"]) for state in states}) == 1
    assert {window.failure for window in windows} == {None}
    return {path: cell["text"] for path, cell in states[0]["cells"].items()}


@pytest.mark.slow
def test_two_windows_with_random_edits_agree_on_one_truth(served):
    one, two = (Window(served.client(), name, 40, seed) for seed, name in enumerate("ab"))
    run(one, two)
    cells = truth(served, one, two)
    # Of each cell the last number that was accepted from either window stands there.
    for cell in CELLS:
        last = {[to for at, to in window.accepted if at == cell][-1:][0] for window in (one, two)
                if any(at == cell for at, _ in window.accepted)}  # fmt: skip
        assert not last or cells[cell] in last
    assert len(one.accepted) + len(two.accepted) + one.told + two.told == 80


class Editor(threading.Thread):
    """An editor that saves the file while others type: its own lines, and a comment each time."""

    def __init__(self, path: Path, count: int, seed: int) -> None:
        super().__init__()
        self.path, self.count, self.dice = path, count, random.Random(seed)
        self.comments: list[str] = []

    def run(self) -> None:
        for number in range(self.count):
            self.save(f"# 编辑器第{number}次保存 {self.dice.random()}\n")

    def save(self, comment: str) -> None:
        """As an editor does that sees that the file changed on the disk: reads it again and saves."""
        while True:
            text = self.path.read_text("utf-8")
            after = text + comment if text.endswith("\n") else f"{text}\n{comment}"
            if self.path.read_text("utf-8") == text:
                replace_file(self.path, after.encode())
            if comment in self.path.read_text("utf-8"):
                self.comments.append(comment)
                return


@pytest.mark.slow
def test_fifty_conflicting_edits_on_the_disk_lose_nothing(served):
    """Between two keystrokes somebody else writes the file: the same cell, another one, a comment."""
    client, path = served.client(), served.bench.folder.top / "2021.yaml"
    dice, told, kept = random.Random(3), 0, []
    state = client("open", file="2021.yaml")["state"]
    for number in range(50):
        cell = dice.choice(CELLS[:6])
        theirs = cell if number % 2 else dice.choice(CELLS[6:12])
        row, column = theirs.split(".")[1], COLUMNS.index(theirs.split(".")[2])
        text = path.read_text("utf-8") + f"# 第{number}次\n"
        numbers = re.search(rf"  {row}: \[(.*)\]", text)[1].split(", ")
        numbers[column] = str(5000 + number)
        text = re.sub(rf"  {row}: \[.*\]", f"  {row}: [{', '.join(numbers)}]", text)
        path.write_bytes(text.encode())
        was, to = state["cells"][cell]["text"], str(number)
        change = {"kind": "cell", "at": cell, "was": was, "to": to}
        answer = client("write", file="2021.yaml", seen=state["seen"], by="a", changes=[change])
        state = answer["state"]
        assert state["cells"][theirs]["text"] == str(5000 + number)
        if theirs == cell:
            told += 1
            assert [(each["mine"], each["theirs"]) for each in answer["conflicts"]] == [
                (to, str(5000 + number))
            ]
        else:
            assert answer["conflicts"] == [] and state["cells"][cell]["text"] == to
        kept.append(f"# 第{number}次\n")
    assert told == 25
    assert all(comment in path.read_text("utf-8") for comment in kept)


@pytest.mark.slow
def test_an_editor_that_saves_while_somebody_types_loses_none_of_both(served):
    window = Window(served.client(), "a", 40, 5)
    editor = Editor(served.bench.folder.top / "2021.yaml", 15, 6)
    run(window, editor)
    cells = truth(served, window)
    assert window.told == 0  # the editor writes comments alone
    last = dict(window.accepted)
    assert {cell: cells[cell] for cell in last} == last
    text = editor.path.read_text("utf-8")
    assert all(text.count(comment) == 1 for comment in editor.comments)


def test_a_window_is_told_what_another_one_and_what_others_write(served):
    first, second = served.client(), served.client()
    told: list[tuple[str, dict]] = []
    served.bench.listeners.append(lambda name, data: told.append((name, data)))
    state = first("open", file="2021.yaml")["state"]
    second("open", file="2021.yaml")
    change = {"kind": "cell", "at": CELLS[0], "was": "125", "to": "126"}
    seen = first("write", file="2021.yaml", seen=state["seen"], by="eins", changes=[change])["state"]["seen"]
    assert ("changed", {"file": "2021.yaml", "seen": seen, "by": "eins"}) in told
    path = served.bench.folder.top / "2021.yaml"
    event = threading.Event()
    served.bench.listeners.append(lambda name, data: data.get("by") == "" and event.set())
    served.watcher.look()
    path.write_bytes(path.read_bytes() + b"# x\n")
    assert event.wait(10)
    assert [data["by"] for name, data in told if name == "changed"] == ["eins", ""]


def test_events_go_to_a_page_as_they_happen_and_say_goodbye_when_the_folder_is_gone(served):
    client = served.client()
    connection = http.client.HTTPConnection(client.host, timeout=20)
    connection.request("GET", "/events", headers={"Cookie": client.cookie})
    stream = connection.getresponse()
    assert stream.getheader("content-type").startswith("text/event-stream")
    assert stream.readline() == b"retry: 1000\n"
    served.bench.folder.top.rename(served.bench.folder.top.with_name("别处"))
    lines = b""
    while b"event: bye" not in lines:
        lines += stream.readline()
    assert "文件夹不见了" in stream.readline().decode()
    status, _, body = client.post("/api/open", b'{"file": "2021.yaml"}')
    assert status == 410 and "文件夹不见了" in body.decode()
    connection.close()
    shutil.rmtree(served.bench.folder.top.with_name("别处"))


def test_whoever_ends_the_program_has_every_window_told_and_the_server_stops(served):
    client = served.client()
    with closing(http.client.HTTPConnection(served.host, timeout=20)) as connection:
        connection.request("GET", "/events", headers={"Cookie": client.cookie})
        stream = connection.getresponse()
        assert stream.readline() == b"retry: 1000\n"
        assert client("end") == {"ended": True}
        lines = [stream.readline()]
        while lines[-1] != b"event: end\n":
            lines.append(stream.readline())
        assert "填报结束了" in json.loads(stream.readline().removeprefix(b"data: "))["reason"]
    served.thread.join(timeout=10)
    assert not served.thread.is_alive()


def test_nobody_without_the_token_ends_the_program(served):
    client = served.client()
    client.token = "another"
    status, _, _ = client.post("/api/end", b"{}")
    assert status == 403
    assert served.thread.is_alive()
