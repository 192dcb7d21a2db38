"""The year at a glance: a form's figures and charts with a filing's own numbers, and nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from generator.batch.desk import examine
from generator.filing.filing import Filing
from generator.filing.read import read_file
from generator.form.format import FormatError
from generator.form.library import SHIPPED
from generator.form.overview_plan import ChartPlan, Measure, Plan, Stack
from generator.report.build import build
from generator.report.overview import Chart, Overview, overview
from generator.source.read import read
from tests.conftest import EXAMPLES

NEW = "[125, 2, 0, 0, 0, 7]"


@pytest.fixture
def filing(example_text: str):
    """The first example, with some of its text replaced."""

    def load(*pairs: tuple[str, str]) -> Filing:
        text = example_text
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        loaded = examine(read(text.encode(), "office.yaml", EXAMPLES)).filing
        assert loaded is not None
        return loaded

    return load


def planned(filing: Filing, plan: Plan) -> Filing:
    return replace(filing, format=filing.format.model_copy(update={"overview": plan}))


def charts(found: Overview) -> dict[str, Chart]:
    return {chart.key: chart for chart in found.charts}


# ---------------------------------------------------------------- what a format plans


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_all_that_a_format_plans_is_shown_where_nothing_is_zero_beside_last_year(version: str) -> None:
    example = examine(read_file(EXAMPLES / f"{version}.yaml")).filing
    assert example is not None
    assert example.header is not None
    cells = {path: replace(cell, value=cell.value or 1) for path, cell in example.cells.items()}
    filing = replace(example, cells=cells)
    last = replace(filing, header=example.header.model_copy(update={"year": example.header.year - 1}))
    found = overview(replace(filing, previous=last))
    plan = filing.format.overview
    figures = [figure.label for figure in plan.figures if not figure.unless]
    assert [figure.label for figure in found.figures] == figures
    assert [chart.key for chart in found.charts] == [chart.key for chart in plan.charts if not chart.unless]
    assert len({chart.key for chart in plan.charts}) == len(plan.charts)
    assert bool(plan.title) == bool(plan.figures)


NONE = (("本年新收: [125, 2, 0, 0, 0, 7]", "本年新收: 0"), ("上年结转: [13, 0, 0, 0, 0, 0]", "上年结转: 0"))


def test_an_office_without_applications_shows_what_it_decided_and_the_documents_it_has(filing) -> None:
    pairs = (*NONE, ("行政许可: 0", "行政许可: 1248"), ("行政处罚: 0", "行政处罚: 96"))
    found = overview(filing(*pairs))
    labels = [figure.label for figure in found.figures]
    assert labels[:2] == ["新收申请", "予以公开和部分公开占办结"]
    assert labels[2:6] == ["现行有效行政规范性文件", "行政许可", "行政处罚", "行政强制"]
    assert {"行政决定", "规范性文件"} <= set(charts(found))
    assert charts(found)["行政决定"].text == (
        "行政许可、处罚和强制：行政许可1,248件，行政处罚96件，行政强制0件。"
    )


def test_an_office_with_applications_shows_none_of_that(filing) -> None:
    found = overview(filing())
    assert not {"行政许可", "行政处罚", "行政强制"} & {figure.label for figure in found.figures}
    assert not {"行政决定", "规范性文件"} & set(charts(found))


@pytest.mark.parametrize(
    ("choice", "value", "shown"),
    [("when", "0", False), ("when", "7", True), ("unless", "0", True), ("unless", "7", False)],
)
def test_a_figure_and_a_chart_are_shown_when_or_unless_a_number_is_not_0(
    filing, choice: str, value: str, shown: bool
) -> None:
    path = "主动公开情况.行政许可"
    plan = Plan.model_validate(
        {
            "figures": [{"label": "一", "value": "年度", choice: path}],
            "charts": [
                {
                    "key": "图",
                    "title": "图",
                    "kind": "bars",
                    "unit": "件",
                    choice: path,
                    "items": [{"label": "一", "value": "主动公开情况.行政规范性文件.现行有效"}],
                }
            ],
        }
    )
    found = overview(planned(filing(("行政许可: 0", f"行政许可: {value}")), plan))
    assert (bool(found.figures), bool(found.charts)) == (shown, shown)


@pytest.mark.parametrize("version", ["2014", "2019", "2021"])
def test_forms_with_tables_plan_figures_and_charts(version: str) -> None:
    plan = SHIPPED.find(version).overview
    assert len([figure for figure in plan.figures if not figure.unless]) == 6
    assert [chart.kind for chart in plan.charts if not chart.unless].count("years") == 1


def test_the_2021_form_plans_figures_sources_results_and_the_flow_of_applications() -> None:
    plan = SHIPPED.find("2021").overview
    assert [figure.label for figure in plan.figures if figure.unless] == [
        *("行政许可", "行政处罚", "行政强制", "行政事业性收费"),
    ]
    assert [chart.key for chart in plan.charts if not chart.unless] == [
        "收结变化",
        "申请来源",
        "办理结果",
        "复议诉讼",
        "与上年比较",
    ]


def test_the_figures_are_those_of_the_filing(filing) -> None:
    found = [(figure.label, figure.text, figure.unit, figure.change) for figure in overview(filing()).figures]
    assert found == [
        ("新收申请", "134", "件", ""),
        ("年内办结", "125", "件", ""),
        ("结转下年度", "22", "件", ""),
        ("予以公开和部分公开占办结", "85.6%", "", ""),
        ("现行有效行政规范性文件", "231", "件", ""),
        ("行政复议和行政诉讼", "16", "件", ""),
    ]


def test_the_charts_have_the_numbers_of_the_filing_and_say_them_all_in_words(filing) -> None:
    found = charts(overview(filing()))
    assert list(found) == ["收结变化", "申请来源", "办理结果", "复议诉讼"]
    assert [bar.value for bar in found["收结变化"].bars] == [147, 147]
    assert found["收结变化"].text == (
        "申请收办结转：全年收到147件，其中本年新收134件，上年结转13件；"
        "办理情况147件，其中年内办结125件，结转下年度22件。"
    )
    assert found["申请来源"].text == (
        "新收申请的来源：自然人125件，商业企业2件，科研机构0件，社会公益组织0件，法律服务机构0件，其他7件。"
    )
    assert [part.value for part in found["办理结果"].bars[0].parts] == [43, 64, 0, 5, 0, 13]


def test_parts_of_one_name_have_one_look_in_every_bar(filing) -> None:
    first, second = charts(overview(filing()))["复议诉讼"].bars
    assert [part.series for part in first.parts] == [part.series for part in second.parts] == [0, 1, 2, 3]
    flow = charts(overview(filing()))["收结变化"].bars
    assert [part.series for bar in flow for part in bar.parts] == [0, 1, 2, 3]


def test_a_form_that_plans_nothing_shows_nothing(filing) -> None:
    assert not overview(planned(filing(), Plan()))


# ---------------------------------------------------------------- last year


@pytest.fixture
def with_last_year(filing):
    def load(*pairs: tuple[str, str], year: int = 2023) -> Filing:
        last = filing(("年度: 2024 ", f"年度: {year} "), *pairs)
        return replace(filing(), previous=last)

    return load


def test_last_years_figures_stand_beside_this_years(with_last_year) -> None:
    found = overview(with_last_year((NEW, "[98, 2, 0, 0, 0, 5]")))
    assert found.figures[0].change == "上年105件，增加29件"
    assert found.figures[1].change == "上年125件，持平"
    assert found.figures[3].change == "上年85.6%"
    less = overview(with_last_year((NEW, "[1198, 2, 0, 0, 0, 5]")))
    assert less.figures[0].change == "上年1,205件，减少1,071件"


def test_the_years_are_compared_bar_by_bar_and_in_words(with_last_year) -> None:
    chart = charts(overview(with_last_year((NEW, "[98, 2, 0, 0, 0, 5]"))))["与上年比较"]
    bars = [
        (bar.label, bar.parts[0].label, bar.parts[0].value, bar.parts[0].series) for bar in chart.bars[:2]
    ]
    assert bars == [("新收申请", "2023年", 105, 1), ("新收申请", "2024年", 134, 0)]
    assert len(chart.bars) == 10
    assert chart.text.startswith("与上年比较：新收申请2023年105件，2024年134件；年内办结")


def test_without_last_year_there_is_no_comparison(filing) -> None:
    assert "与上年比较" not in charts(overview(filing()))
    assert not any(figure.change for figure in overview(filing()).figures)


def test_a_filing_of_another_year_is_not_last_years(with_last_year) -> None:
    assert "与上年比较" not in charts(overview(with_last_year(year=2022)))


def test_a_filing_of_another_version_is_not_compared(with_last_year) -> None:
    filing = with_last_year()
    other = filing.previous.format.model_copy(update={"version": "2019"})
    assert "与上年比较" not in charts(
        overview(replace(filing, previous=replace(filing.previous, format=other)))
    )


def test_a_number_missing_last_year_leaves_the_comparison_out(with_last_year) -> None:
    found = overview(
        with_last_year(("结转下年度: [22, 0, 0, 0, 0, 0]", "结转下年度: [二十二, 0, 0, 0, 0, 0]"))
    )
    assert "与上年比较" not in charts(found)
    assert found.figures[2].change == ""
    assert found.figures[4].change == "上年231件，持平"


# ---------------------------------------------------------------- what cannot be told


def test_a_broken_number_leaves_out_its_figure_and_its_charts_and_nothing_else(filing) -> None:
    found = overview(filing((NEW, "[很多, 2, 0, 0, 0, 7]")))
    assert [figure.label for figure in found.figures] == [
        "年内办结", "结转下年度", "予以公开和部分公开占办结", "现行有效行政规范性文件", "行政复议和行政诉讼",
    ]  # fmt: skip
    assert list(charts(found)) == ["办理结果", "复议诉讼"]


def plan(kind: str, *values: str) -> Plan:
    items = tuple(Measure(label=f"甲{number}", value=value) for number, value in enumerate(values))
    if kind == "stacks":
        chart = ChartPlan(
            key="图", title="图", kind="stacks", unit="件", stacks=(Stack(label="乙", parts=items),)
        )
    else:
        chart = ChartPlan(key="图", title="图", kind="bars", unit="件", items=items)
    return Plan(title="数", figures=items, charts=(chart,))


@pytest.mark.parametrize("kind", ["bars", "stacks"])
def test_a_chart_of_nothing_but_zeros_is_not_drawn_but_its_figures_are_told(filing, kind: str) -> None:
    found = overview(planned(filing(), plan(kind, "0", "主动公开情况.行政许可")))
    assert found.charts == ()
    assert [figure.text for figure in found.figures] == ["0", "0"]


@pytest.mark.parametrize("kind", ["bars", "stacks"])
def test_a_number_below_zero_is_not_drawn(filing, kind: str) -> None:
    assert overview(planned(filing(), plan(kind, "5", "2 - 3"))).charts == ()


def test_a_share_of_nothing_is_left_out(filing) -> None:
    found = overview(planned(filing(), plan("bars", "1 / 主动公开情况.行政许可 | 百分比", "1")))
    assert [figure.text for figure in found.figures] == ["1"]
    assert found.charts == ()


def test_amounts_keep_their_decimals(filing) -> None:
    found = overview(planned(filing(), plan("bars", "96171.6", "0.5")))
    assert [bar.value for bar in found.charts[0].bars] == [Fraction("96171.6"), Fraction(1, 2)]
    assert [bar.text for bar in found.charts[0].bars] == ["96,171.6件", "0.5件"]


@pytest.mark.parametrize(
    ("value", "message"), [("没有.这个", "没有“没有.这个”"), ("1 +", "路径或数字"), ("1 | 花哨", "过滤器")]
)
def test_a_form_that_plans_what_it_does_not_have_is_refused(filing, value: str, message: str) -> None:
    with pytest.raises(FormatError, match=f"2021 版格式的 overview：.*{message}"):
        overview(planned(filing(), plan("bars", value)))


def test_the_report_carries_the_overview(filing) -> None:
    assert build(filing()).overview == overview(filing())
