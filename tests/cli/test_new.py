"""``new`` for somebody who has never seen a filing: which form, and how it is written."""

from __future__ import annotations

import pytest

from tests.conftest import EXAMPLES


@pytest.mark.parametrize(
    ("typed", "version"),
    [("2024", "2021"), ("2024年", "2021"), ("2020年度", "2019"), ("2016", "2014"), ("2010", "2008")],
)
@pytest.mark.parametrize("command", [("new",), ("schema",), ("rules",)])
def test_a_year_in_place_of_a_version_names_the_form_that_serves_it(run, command, typed, version):
    code, _, err = run(*command, typed)
    assert code == 2
    assert f"{typed[:4]} 年度的报告用“{version}”这一版" in err


def test_a_year_that_no_form_serves_names_the_versions_there_are(run):
    code, _, err = run("new", "1999")
    assert code == 2
    assert "年度的报告用" not in err
    assert "2019、2021" in err


def test_a_filing_that_names_a_year_as_its_form_is_told_the_same(run, tmp_path):
    file = tmp_path / "filing.yaml"
    file.write_text('格式: "2024"\n机关: 示例市财政局\n年度: 2024\n', encoding="utf-8")
    code, out, _ = run("check", str(file))
    assert code == 1
    assert "没有“2024”这一版格式；2024 年度的报告用“2021”这一版" in out


@pytest.mark.parametrize("version", ["2008", "2014", "2019", "2021"])
def test_a_blank_filing_says_how_text_is_written_and_quotes_the_telephone(run, version):
    _, out, _ = run("new", version)
    head = out.split("格式:")[0]
    assert "写在“|”的下一行" in head
    assert "{{ 联系方式.电话 }}" in head


def test_a_workbook_is_written_where_it_is_asked_for_and_never_over_another(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = ("new", "2021", "--xlsx", "--from", str(EXAMPLES / "2021.yaml"))
    assert run(*asked)[0] == 0
    data = (tmp_path / "2021-填报.xlsx").read_bytes()
    assert data.startswith(b"PK")
    code, _, err = run(*asked)
    assert (code, "已经存在" in err) == (2, True)
    assert (tmp_path / "2021-填报.xlsx").read_bytes() == data
