"""Many findings are counted by file and by rule; what is not shown counts all the same."""

from __future__ import annotations

import json
import shutil

import pytest

from generator.form.library import SHIPPED
from tests.conftest import EXAMPLES

BAD = EXAMPLES / "2021-errors.yaml"


@pytest.fixture
def folder(tmp_path):
    for name in ("2021-city", "2021-errors"):
        shutil.copy(EXAMPLES / f"{name}.yaml", tmp_path)
    return tmp_path


@pytest.mark.slow
def test_statistics_count_by_file_and_by_rule_errors_first(run, folder):
    code, out, _ = run("check", folder, "--statistics")
    assert code == 1
    closing = out[out.index("按文件：") :].splitlines()
    by_rule = closing[closing.index("按规则：") + 1 : -1]
    assert "2021-errors.yaml：错误 " in closing[1]
    levels = [line.split()[0] for line in by_rule]
    assert levels == sorted(levels, key=["错误", "警告", "提示"].index)
    counted = sum(int(line.split("：")[1].split(" 处")[0]) for line in by_rule)
    _, report, _ = run("check", folder, "--format", "json")
    assert (
        counted == len([finding for finding in json.loads(report)["findings"] if not finding["accepted"]]) > 3
    )
    assert closing[-1].startswith("共核对 2 份填报：")


def test_filters_change_what_is_shown_and_never_the_exit_code(run):
    whole = run("check", BAD)[1]
    code, out, _ = run("check", BAD, "--rule", "b31", "--rule", "S01")
    assert code == 1
    assert "错误 B31" in out
    assert "错误 B33" in whole
    assert "错误 B33" not in out
    assert "处没有列出。" in out
    assert out.splitlines()[-1].startswith(whole.splitlines()[-1].rstrip("。"))


def test_a_level_shows_that_one_and_graver_ones(run, folder, example_text):
    file = folder / "late.yaml"
    file.write_text(example_text.replace("发布日期: 2025-01-24", "发布日期: 2025-02-10"), "utf-8")
    assert "警告 D13" in run("check", file, "--level", "warning")[1]
    code, out, _ = run("check", file, "--level", "error", "--strict")
    assert code == 1
    assert "D13" not in out


def test_machine_forms_are_never_filtered(run):
    assert (
        run("check", BAD, "--format", "json", "--rule", "B31")[1] == run("check", BAD, "--format", "json")[1]
    )


def test_what_is_no_code_is_refused(run):
    code, _, err = run("check", BAD, "--rule", "勾稽")
    assert code == 2
    assert "应当是一个规则的代码" in err


@pytest.mark.parametrize(
    ("code", "near"),
    [("B13", "B31"), ("b99", "B"), ("N999", "N"), ("Z31", "B31"), ("X98", ""), ("S2", "S02")],
)
def test_a_code_that_no_rule_has_is_refused_with_those_near_it(run, code, near):
    exit_code, out, err = run("check", BAD, "--rule", "B31", "--rule", code)
    assert (exit_code, out) == (2, "")
    assert f"没有规则 {code.upper()}" in err
    assert near in err.partition("相近的有")[2] if near else "相近" not in err


def test_a_code_of_practice_or_of_a_local_pack_is_one(run):
    pack = load_pack()
    for rule in ("N26", pack):
        assert run("check", BAD, "--rule", rule)[0] == 1


def load_pack() -> str:
    """The code of a rule that only a local pack has."""
    return SHIPPED.find_pack(SHIPPED.pack_names()[0]).rules[0].code


def test_a_report_of_tables_alone_may_be_replaced(run, folder):
    for _ in range(2):
        output = f"text={folder / 'out.txt'}"
        code, _, err = run("check", BAD, "--rule", "S14", "--statistics", "--output", output)
        assert (code, err) == (1, "")


@pytest.mark.slow
def test_build_of_a_folder_closes_with_the_tables_and_what_was_built(run, folder):
    (folder / "other.yaml").write_text("a: 1\n", "utf-8")
    code, out, _ = run("build", folder, "--to", "html", "--filings-only", "-o", folder / "out")
    assert code == 1
    assert "按规则：" in out
    assert out.splitlines()[-1] == "共 3 份：1 份已生成，1 份没有生成，跳过 1 份不是填报的 YAML。"
