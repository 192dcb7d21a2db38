"""``check --output`` and ``--filings-only``: several forms from one run, and only what is a filing."""

from __future__ import annotations

import json
import shutil

import pytest
from lxml import etree

from generator import reporters
from tests.conftest import EXAMPLES

GOOD = EXAMPLES / "2021-city.yaml"
BAD = EXAMPLES / "2021-errors.yaml"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(BAD, tmp_path / "年报.yaml")
    return tmp_path


def test_every_form_can_be_written_in_one_run_and_the_screen_shows_its_own(run, folder):
    outputs = [part for name in reporters.names() for part in ("--output", f"{name}=out/{name}.txt")]
    code, out, err = run("check", "年报.yaml", *outputs)
    assert (code, err) == (1, "")
    assert "错误 B31" in out
    written = {path.stem: path.read_text("utf-8") for path in (folder / "out").iterdir()}
    assert set(written) == set(reporters.names())
    assert written["text"] == out
    assert len(json.loads(written["json"])["findings"]) == 15
    assert len(json.loads(written["sarif"])["runs"][0]["results"]) == 15
    assert len(json.loads(written["gitlab"])) == 15
    assert written["github"].count("::error ") == 15
    assert etree.fromstring(written["junit"].encode()).get("failures") == "15"


def test_a_report_is_written_beside_and_moved_into_place(run, folder):
    assert run("check", "年报.yaml", "--output", "sarif=out.json")[0] == 1
    assert run("check", "年报.yaml", "--output", "json=out.json")[0] == 1
    assert json.loads((folder / "out.json").read_text("utf-8"))["files"] == 1
    assert sorted(path.name for path in folder.iterdir()) == ["out.json", "年报.yaml"]


def test_a_report_that_cannot_be_written_is_told_and_the_screen_still_shows_the_results(run, folder):
    (folder / "out").write_text("a file, not a folder")
    code, out, err = run("check", "年报.yaml", "--output", "json=out/a.json", "--output", "text=b.txt")
    assert code == 2
    assert "错误 B31" in out
    assert "写不到 out/a.json、b.txt：" in err
    assert not (folder / "b.txt").exists()


def test_a_filing_is_never_written_over(run, folder):
    before = (folder / "年报.yaml").read_bytes()
    code, _, err = run("check", ".", "--output", "json=./年报.yaml")
    assert code == 2
    assert "会盖掉填报本身" in err
    assert (folder / "年报.yaml").read_bytes() == before


def test_a_file_that_cannot_be_opened_stands_in_every_report_and_the_others_go_on(run, folder, monkeypatch):
    from pathlib import Path

    shutil.copy(GOOD, folder / "好的.yaml")
    opened = Path.open

    def refuse(path, *rest, **more):
        if path.name == "年报.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **more)

    monkeypatch.setattr(Path, "open", refuse)
    code, out, err = run("check", ".", "--format", "json")
    assert code == 2
    assert json.loads(out)["unopened"] == [{"file": "年报.yaml", "reason": "没有权限", "fault": False}]
    assert json.loads(out)["files"] == 1
    assert err == "nianbao：打不开 年报.yaml：没有权限\n"


def test_only_filings_are_checked_where_that_is_asked(run, folder):
    (folder / "mkdocs.yaml").write_text("site_name: x\n---\nnav: !relative\n")
    (folder / "compose.yaml").write_text("services: {a: &a {image: x}, b: *a}\n")
    code, out, err = run("check", ".", "--filings-only")
    assert (code, err) == (1, "跳过 2 个文件，不是填报：compose.yaml、mkdocs.yaml\n")
    assert "共核对 1 份填报" in out
    assert "mkdocs" not in out


@pytest.mark.parametrize(
    "text",
    [
        "年度: 2024\n",
        "  机关: 甲\n",
        '"格式": "2021"\n',
        "格式：2021\n",
        "x: 1\n---\n发布日期: 1\n",
        "甲: [\n行政层级: 县级",
    ],
)
def test_whatever_is_wrong_with_a_filing_it_is_taken_for_one(run, folder, text):
    (folder / "年报.yaml").write_text(text, "utf-8")
    code, out, _ = run("check", "年报.yaml", "--filings-only")
    assert code == 1
    assert "共核对 1 份填报" in out


def test_a_file_that_cannot_be_decoded_is_taken_for_a_filing(run, folder):
    (folder / "年报.yaml").write_bytes("格式: x\n".encode("gbk"))
    assert run("check", ".", "--filings-only")[0] == 1


def test_the_page_of_githubs_job_gets_a_summary_after_what_stands_there(run, folder, monkeypatch):
    page = folder / "page.md"
    page.write_text("先前的一步\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert run("check", "年报.yaml", "--format", "github")[0] == 1
    text = page.read_text("utf-8")
    assert text.startswith("先前的一步\n### nianbao check：没有通过\n")
    assert "| 年报.yaml | 15 |" in text


def test_other_forms_leave_the_page_alone_and_one_that_cannot_be_written_fails_nothing(
    run, folder, monkeypatch
):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "没有" / "page.md"))
    assert run("check", "年报.yaml", "--format", "json")[2] == ""
    code, out, err = run("check", "年报.yaml", "--format", "github")
    assert (code, "::error file=年报.yaml" in out) == (1, True)
    assert "作业摘要写不到" in err
