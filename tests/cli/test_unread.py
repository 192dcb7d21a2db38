"""A filing that a command needs and cannot read is told with its first error's place, and stays as it is."""

from __future__ import annotations

import pytest

from tests.conftest import EXAMPLES


@pytest.fixture
def broken(tmp_path):
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    day = next(line for line in text.splitlines() if line.startswith("发布日期:"))
    path = tmp_path / "last.yaml"
    path.write_text(text.replace(day, "发布日期:"), "utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("new", "2021", "--from"),
        ("convert", "--to", "2019"),
        ("import", str(EXAMPLES / "2021.yaml"), "--into"),
    ],
    ids=lambda command: command[0],
)
def test_the_first_error_is_told_with_its_place(broken, run, command):
    before = broken.read_bytes()
    code, _, err = run(*command, broken)
    line = broken.read_text("utf-8").splitlines().index("发布日期:") + 1
    assert code == 2
    assert f"{broken}:{line}:" in err
    assert "“发布日期”应当是存在的日期" in err
    assert broken.read_bytes() == before


def test_one_that_is_no_filing_is_told_and_left(tmp_path, run):
    path = tmp_path / "a.yaml"
    path.write_text("格式: '2021'\n机关: [\n", "utf-8")
    code, _, err = run("text", path, "--bind")
    assert code == 1
    assert f"{path}:3:1：从这里起读不下去" in err
    assert path.read_text("utf-8") == "格式: '2021'\n机关: [\n"
