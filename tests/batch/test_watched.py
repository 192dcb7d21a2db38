"""``check --watch`` as it is used: a process, a file that is saved, what is then on the screen."""

from __future__ import annotations

import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from tests.conftest import EXAMPLES, ROOT

GOOD = EXAMPLES / "2021-city.yaml"
# The machine may be busy; nothing here takes longer than a few seconds by itself.
PATIENCE = 60
# Where the tests run in the background, Ctrl-C is ignored, and that is handed down to a new process.
START = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from generator.cli import main; main()"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT, which Windows has not got")


class Watching:
    """A running ``nianbao check --watch``, and what it has printed."""

    def __init__(self, *arguments: object, folder) -> None:
        command = [sys.executable, "-c", START, "check", "--watch", *map(str, arguments)]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, *words: str) -> list[str]:
        """The lines up to one that holds all these words."""
        seen, end = [], time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                seen.append(self.lines.get(timeout=0.2))
            except queue.Empty:
                if self.process.poll() is not None and self.lines.empty():
                    break
            else:
                if all(word in seen[-1] for word in words):
                    return seen
        raise AssertionError(f"{words} not seen in:\n" + "\n".join(seen))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def watching(tmp_path):
    started = []

    def start(*arguments: object) -> Watching:
        started.append(Watching(*arguments, folder=tmp_path))
        return started[-1]

    yield start
    for watching in started:
        if watching.process.poll() is None:
            watching.process.kill()
        watching.process.wait()
        watching.process.stdout.close()


@pytest.fixture
def save(tmp_path) -> Callable[[str, str], None]:
    """Save a file as some editors do: beside, and moved into place."""

    def write(name: str, text: str) -> None:
        beside = tmp_path / f".{name}.swp"
        beside.write_text(text, "utf-8")
        beside.replace(tmp_path / name)

    return write


def test_what_is_saved_is_checked_again_and_only_that(watching, save, tmp_path):
    text = GOOD.read_text("utf-8")
    (tmp_path / "甲.yaml").write_text(text, "utf-8")
    (tmp_path / "乙.yaml").write_text((GOOD.parent / "2019.yaml").read_text("utf-8"), "utf-8")
    watched = watching(".", "--output", "json=out/all.json")
    assert "共核对 2 份填报：没有发现问题。" in watched.until("正在看着 2 份填报")
    save("甲.yaml", text.replace("本年新收: [", "本年新收: [9", 1))
    lines = watched.until("合起来，")
    assert any("重新核对：甲.yaml ────" in line for line in lines)
    assert any(line.startswith("甲.yaml:") and "错误 B" in line for line in lines)
    assert any(line.startswith("共核对 1 份填报：") for line in lines)
    assert lines[-1].startswith("合起来，共核对 2 份填报：")
    assert not any("乙.yaml" in line for line in lines)
    assert '"files": 2' in (tmp_path / "out" / "all.json").read_text("utf-8")
    save("甲.yaml", text)
    assert watched.until("合起来，")[-1] == "合起来，共核对 2 份填报：没有发现问题。"
    assert watched.stop() == 0


def test_a_file_half_written_deleted_and_written_anew_does_not_end_it(watching, save, tmp_path):
    text = GOOD.read_text("utf-8")
    path = tmp_path / "年报.yaml"
    path.write_text(text, "utf-8")
    watched = watching("年报.yaml")
    watched.until("正在看着 1 份填报")
    path.write_bytes(text.encode()[:2001])
    watched.until("年报.yaml:", "错误 ")
    path.unlink()
    watched.until("不在了：年报.yaml")
    path.write_text(text, "utf-8")
    watched.until("重新核对：年报.yaml")
    watched.until("没有发现问题")
    assert watched.stop() == 0


@pytest.mark.parametrize("given", [(), ("--previous", "去年.yaml")])
def test_a_filing_is_checked_again_when_last_year_s_is_saved(watching, save, tmp_path, given):
    text = GOOD.read_text("utf-8")
    last = text.replace("年度: 2024", "年度: 2023", 1).replace("发布日期: 2025", "发布日期: 2024", 1)
    (tmp_path / "今年.yaml").write_text(text, "utf-8")
    (tmp_path / "去年.yaml").write_text(last, "utf-8")
    watched = watching("今年.yaml", *(given or ["去年.yaml"]))
    watched.until("正在看着 ")
    save("去年.yaml", last.replace("机关: 样例市", "机关:  样例市", 1))
    assert "今年.yaml" in watched.until("重新核对：")[-1]
    save("去年.yaml", last[:3000])
    assert "今年.yaml" in watched.until("重新核对：")[-1]
    assert watched.stop() == 0


def test_a_new_filing_in_a_new_folder_is_found(watching, tmp_path):
    shutil.copy(GOOD, tmp_path / "a.yaml")
    watched = watching(tmp_path)
    watched.until("正在看着 1 份填报")
    (tmp_path / "新").mkdir()
    shutil.copy(GOOD, tmp_path / "新" / "b.yaml")
    watched.until("重新核对：", "b.yaml")
    assert watched.until("合起来，")[-1].startswith("合起来，共核对 2 份填报")


def test_ctrl_c_leaves_without_a_traceback(watching, tmp_path):
    shutil.copy(GOOD, tmp_path / "a.yaml")
    watched = watching("a.yaml")
    watched.until("按 Ctrl-C 结束")
    assert watched.stop() == 0
    rest = watched.until("不再看着了")
    assert not any("Traceback" in line for line in rest)
