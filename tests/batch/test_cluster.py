"""An engine that is there does what processes here do: the same bytes, also where a worker is lost."""

from __future__ import annotations

import builtins
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.batch import cluster
from generator.batch.inputs import Misuse
from tests.batch.engine import engine
from tests.conftest import EXAMPLES, ROOT

CITY = (EXAMPLES / "2021-city.yaml").read_text("utf-8")
NEEDED = ("--to", "html,docx", "--bundled-fonts")


def call(folder: Path, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def outcome(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=300)
    return process.returncode, out.decode(), err.decode()


@pytest.fixture
def folder(tmp_path) -> Path:
    """Thirty offices of a city in a shared folder, of which the last has an error."""
    (tmp_path / "填报").mkdir()
    for number in range(30):
        text = CITY.replace("样例市人民政府", f"样例市第{number}局", 1)
        (tmp_path / "填报" / f"{number:02}.yaml").write_text(text, "utf-8")
    (tmp_path / "填报" / "30.yaml").write_text(CITY.replace("格式:", "\t格式:", 1), "utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    """The outputs; what is remembered of them knows of those that were made twice."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != ".nianbao")
    return {path.name: path.read_bytes() for path in paths}


@pytest.mark.slow
def test_an_engine_does_the_same_byte_for_byte_though_a_worker_is_killed(folder):
    here = outcome(call(folder, "build", "填报", "-o", "本机", *NEEDED))
    checked = outcome(call(folder, "check", "填报", "--format", "json"))
    with engine(folder.parent) as there:
        assert (
            outcome(call(folder, "check", "填报", "--format", "json", "--cluster", there.address)) == checked
        )
        process = call(folder, "build", "填报", "-o", "引擎", *NEEDED, "--cluster", there.address)
        until = time.monotonic() + 120
        while len(list((folder / "引擎").glob("*.html"))) < 4 and time.monotonic() < until:
            time.sleep(0.05)
        there.processes[1].send_signal(signal.SIGKILL)
        assert process.poll() is None, "the run was over before a worker could be killed"
        code, out, err = outcome(process)
    assert (code, out.replace("引擎", "本机"), err) == here
    assert here[0] == 1
    assert files(folder / "引擎") == files(folder / "本机")
    assert len([name for name in files(folder / "引擎") if name.endswith(".html")]) == 30


@pytest.mark.slow
def test_a_scheduler_that_is_lost_is_told_and_the_rest_is_done_later(folder):
    with engine(folder.parent) as there:
        process = call(folder, "build", "填报", "-o", "引擎", *NEEDED, "--cluster", there.address)
        until = time.monotonic() + 120
        while len(list((folder / "引擎").glob("*.html"))) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        for lost in there.processes:
            lost.kill()
        code, _, err = outcome(process)
    assert code == 2
    assert "没有做完" in err and "--resume" in err and "Traceback" not in err
    before = files(folder / "引擎")
    assert not [name for name in before if name.startswith(".nianbao-")]
    code, out, _ = outcome(call(folder, "build", "填报", "-o", "引擎", *NEEDED, "--resume"))
    assert "没有变，没有重做" in out.splitlines()[-1]
    assert len([name for name in files(folder / "引擎") if name.endswith(".html")]) == 30


def test_without_the_library_it_is_said_what_is_missing(monkeypatch):
    real = builtins.__import__

    def without(name, *more):
        if name.partition(".")[0] == "distributed":
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Misuse, match=r"pip install 'nianbao\[cluster\]'"):
        cluster.Cluster("tcp://127.0.0.1:1")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "没有协议"])
def test_a_scheduler_that_does_not_answer_is_misuse(run, tmp_path, monkeypatch, address):
    monkeypatch.setattr(cluster, "SECONDS", 1)
    shutil.copy(EXAMPLES / "2021-city.yaml", tmp_path)
    code, _, err = run("check", tmp_path, "--cluster", address)
    assert code == 2
    assert f"连不上 {address}" in err
