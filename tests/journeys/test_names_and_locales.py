"""Chinese names where the system's locale has no Chinese, and names that are no UTF-8 at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT, names_in

ASCII = {"LC_ALL": "POSIX", "LANG": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
# As a Windows disk or an old archive leaves it: 填报 in GBK.
GBK = os.fsdecode("填报".encode("gbk"))
# Names of files are bytes here; on other systems there is no locale to tell of them.
pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="names are Unicode on this system"
)


@pytest.fixture
def office(tmp_path) -> Path:
    shutil.copy(EXAMPLES / "2021-city.yaml", tmp_path / "填报.yaml")
    shutil.copy(EXAMPLES / "2021-errors.yaml", tmp_path / "有错.yaml")
    return tmp_path


def call(folder: Path, *arguments: str, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, on a system whose locale is ASCII."""
    environment = os.environ | ASCII | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, *python, "-m", "nianbao", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize(
    ("arguments", "code", "printed"),
    [
        (["check", "."], 1, "有错.yaml:6:7: 错误 S06"),
        (["check", "没有.yaml"], 2, "没有这个文件或文件夹：没有.yaml"),
        (["check", "有错.yaml", "--format", "json"], 1, '"file": "有错.yaml"'),
        (["check", "有错.yaml", "--format", "github"], 1, "file=有错.yaml"),
        (["check", "有错.yaml", "--diff"], 1, "+++ 有错.yaml"),
        (["new", "2021", "--from", "填报.yaml", "-o", "次年.yaml"], 0, "已生成 次年.yaml"),
        (["convert", "填报.yaml", "--to", "2021", "-o", "另一份.yaml"], 0, "已生成 另一份.yaml"),
        (["format", "check", "2021"], 0, "2021：没有错误"),
        (["rules", "2021", "B31"], 0, "第一项加第二项之和"),
        (["没有的命令"], 2, "没有命令 没有的命令"),
        (["doctor"], 0, "字体（公文样式"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_every_command_knows_chinese_names_where_the_locale_does_not(office, arguments, code, printed):
    done = call(office, *arguments)
    assert done.returncode == code, done.stderr
    assert printed in done.stdout + done.stderr


def test_reports_get_chinese_names_where_the_locale_has_none(office):
    done = call(office, "build", "填报.yaml", "-o", "产出", "--to", "html,docx,pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert names_in(office / "产出") == ["填报.docx", "填报.html", "填报.pdf"]
    assert '"./%E5%A1%AB%E6%8A%A5.pdf"' in (office / "产出" / "填报.html").read_text("utf-8")


def test_what_a_filing_names_is_found_where_the_locale_has_no_chinese(office):
    shutil.copy(office / "填报.yaml", office / "去年.yaml")
    made = call(office, "new", "2021", "--from", "去年.yaml", "-o", "今年.yaml")
    assert made.returncode == 0
    assert '上年填报: "去年.yaml"' in (office / "今年.yaml").read_text("utf-8")
    filings = json.loads(call(office, "check", "今年.yaml", "--format", "json").stdout)["filings"]
    assert "去年.yaml" not in json.dumps(filings, ensure_ascii=False)  # nothing is said of it: it was read


def test_a_python_that_may_not_listen_to_the_environment_is_not_started_for_ever(office):
    done = call(office, "build", "填报.yaml", "-o", "out", python=("-X", "utf8=0"))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(names_in(office / "out")) == 3


@pytest.fixture
def odd(tmp_path) -> Path:
    """A filing whose name, and whose folder's, is no UTF-8."""
    folder = tmp_path / GBK
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    shutil.copy(EXAMPLES / "2021-city.yaml", folder / f"{GBK}.yaml")
    return folder / f"{GBK}.yaml"


def test_reports_of_a_file_whose_name_is_no_utf8_lie_beside_each_other_and_find_each_other(odd, run):
    code, out, err = run("build", odd, "-o", odd.parent / "out")
    assert (code, err) == (0, "")
    assert "已生成" in out
    assert names_in(odd.parent / "out") == [f"{GBK}.docx", f"{GBK}.html", f"{GBK}.pdf"]
    page = (odd.parent / "out" / f"{GBK}.html").read_text("utf-8")
    assert '"./%CC%EE%B1%A8.pdf"' in page


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "github", "junit", "text"])
def test_every_report_form_can_name_a_file_whose_name_is_no_utf8(odd, run, form):
    shutil.copy(EXAMPLES / "2021-errors.yaml", odd)
    code, out, _ = run("check", odd.parent, "--format", form, "--output", f"{form}={odd.parent / 'findings'}")
    assert code == 1
    assert "B31" in out
    assert "B31" in (odd.parent / "findings").read_text("utf-8")


def test_a_name_that_is_no_utf8_cannot_be_written_into_a_filing_and_is_told(odd, run):
    code, _, err = run("new", "2021", "--from", odd, "-o", odd.parent / "次年.yaml")
    assert code == 2
    assert "不是 UTF-8 编码的；请先改名" in err
    assert names_in(odd.parent) == [f"{GBK}.yaml"]
