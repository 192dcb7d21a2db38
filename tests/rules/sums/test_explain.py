"""One mistake is one finding, with both sides, the difference and the cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.batch.desk import examine
from generator.common import data_folders as resources
from generator.filing.filing import Filing
from generator.findings.finding import Level, Span
from generator.kit.cases import Cases, load_cases
from generator.rules.examine import Examined
from generator.source.nodes import Mapping, Node, Scalar, Sequence

CASES: Cases = load_cases(resources.folder("templates") / "2021" / "cases.yaml")


def printed() -> Filing:
    """The correct filing with every row written out in full, totals and all."""
    filing = examine(CASES.filing).filing
    assert filing is not None
    return filing


FULL = printed()
PATHS = [path for path in FULL.format.addresses if not path.startswith("主动公开情况")]


def with_numbers(numbers: dict[str, int]) -> Examined:
    """Examine the filing with every row of tables three and four written out with these numbers."""
    root = CASES.filing.root
    for row, addresses in FULL.format.rows.items():
        if row.startswith("主动公开情况"):
            continue
        items = [Scalar(str(numbers[address.path]), Span(1, 1, 1, 2)) for address in addresses]
        root = put(root, row.split("."), Sequence(tuple(items), Span()))
    from dataclasses import replace

    return examine(replace(CASES.filing, root=root))


def put(node: Mapping, path: list[str], value: Node) -> Mapping:
    entries = dict(node.entries)
    below = entries[path[0]]
    entries[path[0]] = value if len(path) == 1 else put(below, path[1:], value)  # type: ignore[arg-type]
    return Mapping(entries, node.keys, node.span)


NUMBERS = {path: int(FULL.value(path) or 0) for path in PATHS}


def test_the_filing_written_out_in_full_is_correct():
    assert with_numbers(NUMBERS).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_one_wrong_figure_among_printed_totals_is_one_finding_at_that_cell(path):
    examined = with_numbers({**NUMBERS, path: NUMBERS[path] + 3})
    assert len(examined.findings) == 1, [finding.detail for finding in examined.findings]
    (finding,) = examined.findings
    assert path in finding.cells
    assert abs(finding.difference) == 3
    assert finding.left - finding.right == finding.difference
    # Table four has one equation a row, so the guilty cell cannot be told apart from its row.
    if path.startswith("申请办理情况"):
        assert finding.cells[0] == path
        assert f"它若是 {NUMBERS[path]}，" in finding.detail


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(PATHS), st.integers(1, 50), min_size=2, max_size=5))
def test_several_wrong_figures_are_never_passed_over_in_silence(slips):
    wrong = {path: NUMBERS[path] + by for path, by in slips.items()}
    findings = with_numbers({**NUMBERS, **wrong}).findings  # words may say more
    found = [finding for finding in findings if finding.level is Level.ERROR]
    balanced = not any(residuals(NUMBERS | wrong))
    assert bool(found) != balanced


def residuals(numbers: dict[str, int]) -> list[int]:
    """Every equation of the form worked out by hand, without the product's code."""
    table, left = "申请办理情况", []
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    tops = ("本年新收", "上年结转", "办理结果总计", "结转下年度")
    rows = list(dict.fromkeys(path.rpartition(".")[0] for path in PATHS if path.startswith(table)))
    parts = [row for row in rows if row.removeprefix(f"{table}.") not in tops]
    assert len(parts) == 21
    for column in columns:
        new, old, done, rest = (numbers[f"{table}.{row}.{column}"] for row in tops)
        left += [new + old - done - rest, done - sum(numbers[f"{row}.{column}"] for row in parts)]
    left += [numbers[f"{row}.总计"] - sum(numbers[f"{row}.{cell}"] for cell in columns[:-1]) for row in rows]
    cases = ("行政复议", "未经复议直接起诉", "复议后起诉")
    results = ("维持", "纠正", "其他", "尚未审结")
    for row in (f"复议诉讼情况.{case}" for case in cases):
        left.append(numbers[f"{row}.总计"] - sum(numbers[f"{row}.{result}"] for result in results))
    return left


def test_both_sides_the_difference_and_the_cells_are_shown(changed):
    (finding,) = changed(("结转下年度: [22, 0, 0, 0, 0, 0]", "结转下年度: [20, 0, 0, 0, 0, 0]")).findings
    assert finding.code == "B31"
    assert finding.detail == (
        "「自然人」：「一、本年新收政府信息公开申请数量」 125 + "
        "「二、上年结转政府信息公开申请数量」 13 = 138，"
        "「（七）总计」 116 + 「四、结转下年度继续办理」 20 = 136，相差 2"
    )
    assert (finding.left, finding.right, finding.difference) == (138, 136, 2)
    assert set(finding.cells) == {
        f"申请办理情况.{row}.自然人" for row in ("本年新收", "上年结转", "办理结果总计", "结转下年度")
    }
    assert len(finding.marks) == len(finding.cells)


@pytest.mark.slow
def test_a_blank_cell_is_named_where_it_counts_as_nothing(changed):
    examined = changed(("结转下年度: [22, 0, 0, 0, 0, 0]", "结转下年度: [null, 0, 0, 0, 0, 0]"))
    balance, blank = sorted(examined.findings, key=lambda finding: finding.code)
    assert (balance.code, blank.code) == ("B31", "S07")
    assert "空格按 0 计：「四、结转下年度继续办理」" in balance.detail
