"""What a city adds to the form is carried like the form's own, by the local rules that the filing names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.kit.test_additions import written

ADDED = "政务服务: |\n  全年办理政务服务事项一万件。\n"


@pytest.fixture
def filing(tmp_path) -> Path:
    written(tmp_path / "forms")
    text = (EXAMPLES / "2021.yaml").read_text("utf-8").replace("![", "见图[")
    text = text.replace("统计范围: 本机关", "统计范围: 本机关\n地方规则: 甲市\n联络员: 甲乙", 1)
    part = "  监督保障: |\n"
    assert part in text
    text = text.replace(part, f"  基层公开: |\n    各乡镇设立公开专区一处。\n\n{part}", 1)
    path = tmp_path / "2024.yaml"
    path.write_text(f"{text}\n{ADDED}", "utf-8")
    return path


def test_sections_parts_and_fields_of_a_city_are_converted(run, filing, tmp_path):
    target = tmp_path / "new.yaml"
    forms = tmp_path / "forms"
    code, out, err = run("convert", filing, "--to", "2021", "-o", target, "--templates", forms)
    assert code == 0, err
    assert "没有地方放" not in out
    text = target.read_text("utf-8")
    assert ADDED in text
    assert "    各乡镇设立公开专区一处。\n" in text
    assert '联络员: "甲乙"' in text
    assert run("check", target, "--templates", forms)[0] == 0


def test_without_the_citys_rules_they_are_told_and_kept_as_comments(run, filing, tmp_path):
    target = tmp_path / "new.yaml"
    forms = tmp_path / "forms"
    code, out, err = run("convert", filing, "--to", "2019", "-o", target, "--templates", forms)
    assert code == 0, err
    assert "  政务服务（文字抄在新填报的末尾）" in out
    assert "  表头的联络员：甲乙" in out
    assert "# 政务服务: |\n#   全年办理政务服务事项一万件。\n" in target.read_text("utf-8")


def test_a_new_year_has_the_places_for_them(run, filing, tmp_path):
    code, out, err = run("new", "2021", "--from", filing, "--templates", tmp_path / "forms")
    assert code == 0, err
    assert "\n政务服务: |\n" in out
    assert "\n  基层公开: |" in out
    assert '联络员: "甲乙"' in out
    assert "\n  全年办理政务服务事项一万件【待改】。\n" in out
