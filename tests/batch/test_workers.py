"""Building in several processes: what one suffers costs its own filing alone, and none outlives us."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from generator.batch import build as building
from generator.batch.build import Done
from generator.batch.desk import Desk
from generator.batch.inputs import inputs
from generator.batch.many import Many
from generator.batch.plan import Plan, build_here
from generator.writers.order import Order
from tests.conftest import EXAMPLES, ROOT

GOOD = EXAMPLES / "2021-city.yaml"


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "填报").mkdir()
    for name in "abc":
        shutil.copy(GOOD, tmp_path / "填报" / f"{name}.yaml")
    return tmp_path / "填报"


def built(folder: Path) -> list[Done]:
    found = inputs([str(folder)])
    plan = Plan(folder, Order(("html",), system_fonts=False), draft=True)
    with Many.of(Desk(), found) as many:
        many.read()
        return list(many.each(partial(build_here, plan)))


def came(done: list[Done]) -> dict[str, list[str]]:
    return {each.input.name.name: [path.name for path in each.files] for each in done}


def test_a_writer_that_fails_on_one_filing_makes_the_others(folder, monkeypatch):
    real = building.build

    def spoilt(filing, *, draft):
        report = real(filing, draft=draft)
        # No writer knows what to make of a block that is a number.
        return replace(report, blocks=(*report.blocks, 7)) if "b.yaml" in filing.source.name else report

    monkeypatch.setattr(building, "build", spoilt)
    done = built(folder)
    assert came(done) == {"a": ["a.html"], "b": [], "c": ["c.html"]}
    assert [each.fault is not None for each in done] == [False, True, False]
    assert "generator/" in done[1].fault.reason


def test_a_report_that_cannot_be_made_of_one_filing_stops_no_other(folder, monkeypatch):
    real = building.build
    monkeypatch.setattr(
        building,
        "build",
        lambda filing, draft: 1 // 0 if "b.yaml" in filing.source.name else real(filing, draft=draft),
    )
    done = built(folder)
    assert came(done) == {"a": ["a.html"], "b": [], "c": ["c.html"]}
    assert "ZeroDivisionError" in done[1].fault.reason


def children(pid: int) -> set[int]:
    """The processes that a process has started, and theirs."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            child = int(status.parent.name)
            found |= {child} | children(child)
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_workers_end_with_the_one_who_started_them(folder, sent, code):
    for number in range(30):
        shutil.copy(GOOD, folder / f"d{number}.yaml")
    out = folder.parent / "out"
    # Started in the background by a script, a process is born deaf to SIGINT.
    listening = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from generator.cli import main; main()"
    )
    call = [sys.executable, "-c", listening, "build", str(folder), "-o", str(out), "--jobs", "2"]
    began = subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 120
    while not list(out.glob("*.pdf")) and time.monotonic() < until:
        time.sleep(0.2)
    workers = children(began.pid)
    assert len(workers) >= 2
    began.send_signal(sent)
    _, err = began.communicate(timeout=60)
    assert began.returncode == code
    assert "Traceback" not in err and "KeyboardInterrupt" not in err
    until = time.monotonic() + 20
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.2)
    assert not [pid for pid in workers if alive(pid)]
