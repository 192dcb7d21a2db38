"""Published reports in a folder: passed over by name, or checked, each counted."""

from __future__ import annotations

import pytest

from tests.conftest import EXAMPLES
from tests.importers.printed import page, report


@pytest.fixture
def folder(tmp_path, run):
    """A filing, a report of it that we made, and a report by somebody else in which a figure is wrong."""
    (tmp_path / "2019.yaml").write_bytes((EXAMPLES / "2019.yaml").read_bytes())
    assert run("build", tmp_path / "2019.yaml", "-o", tmp_path, "--to", "docx", "--bundled-fonts")[0] == 0
    text = page(report())
    assert text.count("<td>125</td>") >= 1
    (tmp_path / "年报.html").write_text(text.replace("<td>125</td>", "<td>128</td>", 1), "utf-8")
    return tmp_path


def test_without_the_option_they_are_passed_over_and_named(run, folder):
    code, out, err = run("check", folder)
    assert code == 0
    assert "跳过 2 个文件，是报告，不是填报；要核对请加 --reports" in err
    assert "年报.html" in err
    assert "共核对 1 份填报" in out


def test_with_it_they_are_checked_at_their_own_places_and_ours_are_left_to_their_filings(run, folder):
    code, out, err = run("check", folder, "--reports")
    assert code == 1
    assert "2019.docx" in err
    assert "核对它的填报就行" in err
    assert "年报.html 第 2 张表第 4 行" in out
    assert "B31" in out
    assert f"按文件：\n    {folder / '年报.html'}：错误 1 处" in out


def test_a_folder_of_reports_alone_can_be_checked(run, tmp_path):
    (tmp_path / "年报.html").write_text(page(report()), "utf-8")
    assert run("check", tmp_path)[0] == 2
    code, out, _ = run("check", tmp_path, "--reports")
    assert code in {0, 1}
    assert "年报.html" in out
