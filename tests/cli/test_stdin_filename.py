"""What an editor holds unsaved is checked under the name of its file, beside that file."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.conftest import EXAMPLES

BAD = (EXAMPLES / "2021-errors.yaml").read_bytes()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "填报").mkdir()
    return tmp_path


def check(run, *arguments: str, given: bytes = BAD) -> dict:
    _, out, err = run("check", "-", *arguments, "--format", "json", given=given)
    assert out, err
    return json.loads(out)


def test_findings_bear_the_name_and_the_file_need_not_be_there(run, folder):
    report = check(run, "--stdin-filename", "填报/2024.yaml")
    assert {finding["file"] for finding in report["findings"]} == {"填报/2024.yaml"}
    assert [filing["file"] for filing in report["filings"]] == ["填报/2024.yaml"]
    assert {finding["file"] for finding in check(run)["findings"]} == {"<stdin>"}
    code, out, _ = run("check", "-", "--stdin-filename", "填报/2024.yaml", given=BAD)
    assert code == 1
    assert "填报/2024.yaml:62:11: 错误 B31" in out


def test_pictures_and_last_years_filing_are_looked_for_beside_it(run, folder):
    shutil.copytree(EXAMPLES / "图片", folder / "填报" / "图片")
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    assert "![" in text
    last = text.replace("年度: 2024", "年度: 2023").replace("发布日期: 2025-", "发布日期: 2024-")
    (folder / "填报" / "2023.yaml").write_text(last, "utf-8")
    given = text.replace("年度: 2024", "年度: 2024\n上年填报: 2023.yaml").encode()
    report = check(run, "--stdin-filename", "填报/2024.yaml", given=given)
    assert not [finding for finding in report["findings"] if finding["code"] in ("N15", "C01")]
    assert "C31" in {finding["code"] for finding in report["findings"]}
    assert "C01" in {finding["code"] for finding in check(run, given=given)["findings"]}


def test_it_takes_the_place_of_the_saved_file_in_a_folder(run, folder):
    (folder / "填报" / "2024.yaml").write_bytes(BAD)
    shutil.copytree(EXAMPLES / "图片", folder / "填报" / "图片")
    shutil.copy(EXAMPLES / "2021-city.yaml", folder / "填报" / "b.yaml")
    good = (EXAMPLES / "2021.yaml").read_bytes()
    report = check(run, "填报", "--stdin-filename", "./填报/2024.yaml", given=good)
    assert sorted(filing["file"] for filing in report["filings"]) == ["填报/2024.yaml", "填报/b.yaml"]
    assert not [finding for finding in report["findings"] if finding["level"] == "error"]


def test_a_diff_names_the_file(run, folder):
    given = (EXAMPLES / "2021.yaml").read_bytes().replace("行政许可: 0".encode(), "行政许可: ０".encode())
    code, out, _ = run("check", "-", "--stdin-filename", "填报/2024.yaml", "--diff", given=given)
    assert code == 1
    assert out.startswith("--- 填报/2024.yaml\n+++ 填报/2024.yaml\n")


def test_the_file_itself_is_never_written_over(run, folder):
    saved = folder / "填报" / "2024.yaml"
    saved.write_bytes(BAD)
    arguments = ("-", "--stdin-filename", "填报/2024.yaml", "--output", "json=填报/2024.yaml")
    code, _, err = run("check", *arguments, given=BAD)
    assert code == 2
    assert "会盖掉填报本身" in err
    assert saved.read_bytes() == BAD


def test_a_name_without_standard_input_is_misuse(run, folder):
    (folder / "a.yaml").write_bytes(BAD)
    code, out, err = run("check", "a.yaml", "--stdin-filename", "b.yaml")
    assert (code, out) == (2, "")
    assert "路径里要有 -" in err


@pytest.mark.parametrize("name", ["", "/", "."])
def test_a_name_that_is_none_is_misuse(run, folder, name):
    code, out, err = run("check", "-", "--stdin-filename", name, given=BAD)
    assert (code, out) == (2, "")
    assert "应当是一个文件名" in err
