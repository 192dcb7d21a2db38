"""What is printed: no escape and no command from a file's name; streams that are full, closed or left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT

BAD = EXAMPLES / "2021-errors.yaml"
GOOD = EXAMPLES / "2021-city.yaml"
NAMES = (b"\x1b]0;title\x07.yaml", b"a\n::error::b.yaml", b"\xc4\xea\xb1\xa8.yaml", b"##[error]c.yaml")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "填报").mkdir()
    return tmp_path / "填报"


def put(folder: Path, source: Path) -> None:
    for name in NAMES:
        shutil.copy(source, os.fsdecode(os.fsencode(folder) + b"/" + name))


def dangerous(log: str) -> list[str]:
    return [
        line
        for line in log.split("\n")
        if line.lstrip().startswith("::") or "##[" in line or any(c < " " and c != "\t" for c in line)
    ]


@pytest.mark.parametrize(
    "call",
    [
        ("check", "填报"),
        ("check", "填报", "--diff"),
        ("check", "填报", "--fix"),
        ("build", "填报", "-o", "out", "--to", "html", "--draft"),
    ],
)
@pytest.mark.parametrize("source", [GOOD, BAD], ids=["good", "bad"])
def test_the_name_of_a_file_is_no_command_and_no_escape(run, folder, call, source):
    put(folder, source)
    code, out, err = run(*call)
    assert code in (0, 1)
    assert out + err
    assert dangerous(out) == dangerous(err) == []


COMMAND_IN_TEXT = """格式: '2021'
机关: 示例市财政局
其他事项: |
  ::error file=a::b
主动公开情况:
  行政许可: ５
"""


def test_a_line_of_a_diff_is_no_command(run, folder):
    (folder / "a.yaml").write_text(COMMAND_IN_TEXT, "utf-8")
    _, out, _ = run("check", "填报", "--diff")
    assert "+  行政许可: 5" in out and "   ：：error file=a::b\n" in out
    assert dangerous(out) == []


def test_a_diff_in_a_file_is_exact(folder):
    (folder / "a.yaml").write_text(COMMAND_IN_TEXT, "utf-8")
    with open("a.patch", "w") as patch:  # noqa: PTH123  # a stream
        nianbao("check", "填报", "--diff", stdout=patch, stderr=subprocess.DEVNULL)
    assert "   ::error file=a::b\n" in Path("a.patch").read_text("utf-8")


def nianbao(*arguments: str, **streams) -> subprocess.CompletedProcess:
    call = [sys.executable, "-m", "generator", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(call, text=True, check=False, env=environment, timeout=120, **streams)


def test_a_full_disk_is_told(folder):
    shutil.copy(BAD, folder / "a.yaml")
    with open("/dev/full", "w") as full:  # noqa: PTH123  # a stream
        done = nianbao("check", "填报", stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (2, "nianbao：结果没有写全：磁盘已满\n")


@pytest.mark.parametrize(("source", "code"), [(GOOD, 0), (BAD, 1)], ids=["good", "bad"])
def test_closed_output_leaves_the_exit_code(folder, source, code):
    shutil.copy(source, folder / "a.yaml")
    call = f"exec {sys.executable} -m generator check 填报 >&-"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", call], stderr=subprocess.PIPE, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (code, "")


def test_closed_input_could_not_be_opened(folder):
    call = f"exec {sys.executable} -m generator check - <&-"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", call], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (2, "nianbao：打不开 标准输入：已经关闭\n")


def test_building_goes_on_when_nobody_reads_any_more(folder):
    for name in "abc":
        shutil.copy(GOOD, folder / f"{name}.yaml")
    read, write = os.pipe()
    os.close(read)
    try:
        done = nianbao("build", "填报", "-o", "out", "--to", "html", stdout=write, stderr=subprocess.PIPE)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in Path("out").glob("*.html")) == ["a.html", "b.html", "c.html"]
