"""One way to examine filings: check, build and mending say the same, and read each file once."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from generator import reporters
from generator.batch.desk import Desk, apart
from generator.batch.inputs import inputs
from generator.filing.read import read
from tests.batch.test_together import LAST, TEXT, WRONG
from tests.conftest import EXAMPLES, ROOT
from tests.copied import but_for_copies

CITY = (EXAMPLES / "2021-city.yaml").read_text("utf-8").replace("样例市", "示例市")
# Notes in a file every path that a process, or one that it starts, opens for reading below a folder.
NOTING = """
import os, sys
log, folder = os.environ["NOTED"], os.environ["BELOW"]
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        path, mode, flags = arguments
        if os.path.realpath(path).startswith(folder) and not (flags or 0) & (os.O_WRONLY | os.O_RDWR):
            line = (os.path.relpath(os.path.realpath(path), folder) + "\\n").encode()
            target = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(target, line)
            os.close(target)
sys.addaudithook(note)
"""


def with_head(text: str, line: str) -> str:
    return text.replace("年度: 2024", f"年度: 2024\n{line}", 1)


@pytest.fixture
def folder(tmp_path) -> Path:
    """A city with a bureau that counts more than the whole city, twins, and two years of one office."""
    bureau = CITY.replace("机关: 示例市人民政府", "机关: 示例市财政局", 1)
    for old, new in (
        ("机关类型: 人民政府", "机关类型: 政府部门"),
        ("统计范围: 本行政区域", "统计范围: 本机关"),
        ("行政许可: 447228", "行政许可: 99999999"),
    ):
        assert old in bureau
        bureau = bureau.replace(old, new, 1)
    texts = {"city": CITY, "bureau": bureau, "twin": TEXT, "office": TEXT, "2023/office": WRONG}
    for name, text in texts.items():
        path = tmp_path / "填报" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "填报"


def findings_in(text: str) -> list[str]:
    """The places and codes of the findings on a screen."""
    return sorted(re.findall(r"^\S+\.yaml:\d+:\d+: \S+ [A-Z]\d\d", text, re.MULTILINE))


@pytest.mark.parametrize("more", [(), ("--previous", "2023")])
def test_check_and_build_tell_the_same_of_a_folder(folder, run, tmp_path, more):
    more = [str(folder / name) if name == "2023" else name for name in more]
    checked = findings_in(run("check", folder, *more)[1])
    code, out, _ = run("build", folder, "-o", tmp_path / "out", "--to", "html", *more)
    assert {line[-3:] for line in checked} >= {"L51", "S12", "C31"}
    assert findings_in(out) == checked
    assert code == 0
    assert (tmp_path / "out" / "2023" / "office.html").is_file()


def test_several_processes_tell_what_one_tells(folder, run, tmp_path):
    alone, together = (
        run("build", folder, "-o", tmp_path / jobs, "--to", "html", "--bundled-fonts", "--jobs", jobs)
        for jobs in ("1", "2")
    )
    assert together[0] == alone[0]
    assert together[1].replace(str(tmp_path / "2"), str(tmp_path / "1")) == alone[1]
    made = sorted(path.relative_to(tmp_path / "1") for path in (tmp_path / "1").rglob("*.html"))
    assert len(made) > 2
    assert all((tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes() for name in made)


def test_check_says_the_same_in_every_form_however_many_processes(folder, run, tmp_path):
    forms = sorted(set(reporters.names()) - {"text"})
    said = {}
    for jobs in ("1", "2"):
        (tmp_path / jobs).mkdir()
        files = [word for form in forms for word in ("--output", f"{form}={tmp_path / jobs / form}")]
        said[jobs] = run("check", folder, "--jobs", jobs, *files)
    assert said["1"] == said["2"]
    assert len(forms) == 5 and "S12" in said["1"][1]
    for form in forms:
        assert (tmp_path / "1" / form).read_bytes() == (tmp_path / "2" / form).read_bytes(), form


# ---------------------------------------------------------------- each file once


def opened(folder: Path, tmp_path: Path, *arguments: object) -> Counter[str]:
    """How often a command opens each file of a folder for reading."""
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / "sitecustomize.py").write_text(NOTING, "utf-8")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(beside), str(ROOT))),
        "PYTHONUTF8": "1",
        "NOTED": str(tmp_path / "noted"),
        "BELOW": str(folder.resolve()),
    }
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr.decode()
    return Counter((tmp_path / "noted").read_text("utf-8").splitlines())


@pytest.fixture
def named(tmp_path) -> Path:
    """Two offices that name last year's filing of one of them, and one picture."""
    folder = tmp_path / "填报"
    (folder / "2023").mkdir(parents=True)
    picture = next(EXAMPLES.glob("*/*.png"))
    shutil.copy(picture, folder / "图.png")
    text = with_head(TEXT, "上年填报: 2023/office.yaml").replace(
        "其他事项: |\n", "其他事项: |\n  ![服务大厅](图.png)\n", 1
    )
    assert "![服务大厅]" in text
    (folder / "office.yaml").write_text(text, "utf-8")
    (folder / "other.yaml").write_text(text.replace("示例市人民政府办公室", "示例县人民政府办公室"), "utf-8")
    (folder / "2023" / "office.yaml").write_text(LAST, "utf-8")
    return folder


EACH_ONCE = {"office.yaml": 1, "other.yaml": 1, "2023/office.yaml": 1, "图.png": 1}


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--previous", "填报/2023"),
        ("check", "--fix"),
        ("build", "--to", "html", "-o", "out"),
        ("build", "--to", "html", "-o", "out", "--draft"),
    ],
    ids=" ".join,
)
def test_each_file_is_read_once(named, tmp_path, command):
    assert opened(named, tmp_path, command[0], named, *command[1:]) == EACH_ONCE


@pytest.mark.parametrize(
    "command", [("check",), ("build", "--to", "html", "-o", "out", "--draft")], ids=" ".join
)
def test_of_several_processes_each_reads_a_file_once(named, tmp_path, command):
    noted = opened(named, tmp_path, command[0], named, *command[1:], "--jobs", "2")
    assert noted.keys() == EACH_ONCE.keys()
    assert set(noted.values()) <= {1, 2}


def test_a_file_that_is_mended_is_besides_compared_while_it_is_replaced(named, tmp_path):
    office = named / "office.yaml"
    office.write_text(office.read_text("utf-8").replace("行政许可: 0", "行政许可: ０"), "utf-8")
    assert opened(named, tmp_path, "check", named, "--fix") == {
        **EACH_ONCE,
        "office.yaml": 2,
        ".": 1,  # the folder, so that the move outlives a loss of power
    }
    assert "行政许可: 0" in office.read_text("utf-8")


# ---------------------------------------------------------------- one way


def test_a_changed_text_is_held_against_by_those_that_name_its_file(tmp_path):
    now, last = tmp_path / "a.yaml", tmp_path / "b.yaml"
    now.write_text(with_head(TEXT, "上年填报: b.yaml"), "utf-8")
    last.write_text(WRONG, "utf-8")
    desk = Desk()
    (first, other), _ = apart(desk.examine(inputs([str(tmp_path)])))
    assert [finding.code for finding in but_for_copies(first.findings)] == ["C31"]
    right = read(LAST.encode(), str(last), tmp_path)
    assert but_for_copies(desk.look([first.document, right])[0].findings) == []
    again = but_for_copies(desk.look([first.document, other.document])[0].findings)
    assert [finding.code for finding in again] == ["C31"]


def test_a_file_that_is_named_in_two_ways_is_one_candidate(tmp_path):
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8")
    (tmp_path / "b.yaml").write_text(WRONG, "utf-8")
    results, _ = apart(Desk(previous=str(tmp_path)).examine(inputs([str(tmp_path)])))
    found = {
        Path(result.document.source.name).name: [each.code for each in but_for_copies(result.findings)]
        for result in results
    }
    assert found["a.yaml"] == ["C31"]


def test_a_picture_whose_name_no_system_takes_is_a_finding(tmp_path):
    text = TEXT.replace("其他事项: |\n", f"其他事项: |\n  ![大厅]({'长' * 2000}.png)\n", 1)
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (result,), _ = apart(Desk().examine(inputs([str(tmp_path)])))
    assert [finding.code for finding in result.findings] == ["N20"]
