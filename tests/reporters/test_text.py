"""What a person reads: every cell that takes part, what is accepted, and what can be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.batch.desk import examine
from generator.compose.blank import Known, blank
from generator.filing.read import read
from generator.findings.finding import Level, Span, fingerprint
from generator.form.library import SHIPPED
from generator.reporters import Results
from generator.reporters.text import is_report, report
from tests.conftest import ROOT
from tests.made_findings import ACCEPTED, CLOSED, INFO, MENDED, WARNING, every_sort, one_line


@pytest.fixture(scope="module")
def printed() -> str:
    return report(Results(every_sort(), unopened=[CLOSED]))


def block(printed: str, beginning: str) -> list[str]:
    """The lines of the finding whose first line holds these words."""
    lines = printed.splitlines()
    start = next(index for index, line in enumerate(lines) if beginning in line)
    return lines[start : lines.index("", start)]


def test_every_cell_of_a_balance_is_marked_on_its_own_line(printed):
    shown = block(printed, "错误 B31")
    assert [line[:6].strip() for line in shown[2:10]] == ["34", "", "35", "", "61", "", "62", ""]
    assert [line.split("|")[1].strip() for line in shown if line.startswith("       |")] == [
        *("---", "--", "---", "^^"),
    ]


def test_the_readme_shows_what_is_printed(printed):
    shown = "\n".join(block(printed, "错误 B31"))
    assert shown.startswith("examples/2021-errors.yaml:62:11: ")
    assert shown in (ROOT / "README.md").read_text("utf-8")


def test_cells_of_one_line_share_its_excerpt(printed):
    shown = block(printed, "错误 B33")
    assert sum("34 |" in line for line in shown) == 1
    assert any(line.endswith("---  -  -  -  -  -  ^^^") for line in shown)


def test_a_total_of_many_rows_shows_those_with_figures_and_counts_the_rest(changed):
    examined = changed(("办理结果总计: [116, 2, 0, 0, 0, 7, 125]", "办理结果总计: [116, 3, 0, 0, 0, 7, 126]"))
    shown = block(report(Results([examined])), "错误 B32")
    marked = [line for line in shown if line[:6].strip().isdigit()]
    assert ["予以公开" in marked[0], "办理结果总计" in marked[1], len(marked)] == [True, True, 2]
    assert "     … | 另有 20 行参与，都是 0" in shown


def test_where_many_figures_take_part_it_is_said_how_many_lines_more():
    lines = "\n".join(f"行{number}: {number}" for number in range(1, 31))
    marks = tuple(Span(line, 4, line, 5) for line in range(1, 31))
    many = replace(WARNING, span=marks[0], marks=marks, values=tuple(map(str, range(1, 31))))
    shown = block(report(Results([one_line(lines, many)])), "警告 N01")
    assert "     … | 另有 24 行参与" in shown


def test_a_place_in_another_file_is_named_with_its_words(printed):
    assert "    另见 上年/办公室.yaml:61:11：上年的结转下年度" in block(printed, "警告 N01")


def test_a_warning_of_the_form_tells_how_it_is_accepted(printed):
    line = f"  - {{规则: N01, 核对码: {fingerprint(WARNING)}, 理由: …}}"
    assert line in block(printed, "警告 N01")
    assert not any("豁免" in line for line in block(printed, "错误 B31"))
    assert not any("豁免" in line for line in block(printed, "警告 X99"))


def test_a_certain_mend_is_named(printed):
    assert "    可自动改正（把全角数字改成半角）：nianbao check --fix" in block(
        printed, "错误 S04 应当是数字"
    )


def test_what_is_accepted_is_short_and_gives_its_reason(printed):
    shown = block(printed, "已接受 L01")
    assert "    理由：机构改革，职能划转" in shown
    assert not any("|" in line or "改法" in line or "豁免" in line for line in shown)


def test_the_summary_counts_what_is_accepted_by_itself(printed):
    last = printed.splitlines()[-1]
    assert last == "共核对 2 份填报：16 处错误，2 处警告，1 处提示，1 处已接受，1 份打不开。"


def test_a_filing_of_which_all_is_accepted_has_no_warnings():
    printed = report(Results([one_line("年度: 2024", ACCEPTED)]))
    assert printed.splitlines()[-1] == "共核对 1 份填报：没有发现问题，1 处已接受。"


def test_colour_changes_nothing_but_the_colour(printed):
    import click

    coloured = report(Results(every_sort(), colour=True, unopened=[CLOSED]))
    assert "\x1b[" in coloured
    assert click.unstyle(coloured) == printed


def test_the_levels_are_named():
    found = [replace(line, span=Span()) for line in (MENDED, WARNING, INFO)]
    assert [finding.level for finding in found] == [Level.ERROR, Level.WARNING, Level.INFO]
    printed = report(Results([one_line("x", *found)]))
    assert all(f" {name} " in printed for name in ("错误", "警告", "提示"))


def test_where_warnings_alone_fail_the_run_the_last_line_says_so():
    assert report(Results([one_line("x", WARNING)], strict=True)).endswith(
        "1 处警告，按 --strict 算没有通过。"
    )
    for results in (
        Results([one_line("x", WARNING)]),
        Results([one_line("x", WARNING, MENDED)], strict=True),
    ):
        assert "--strict" not in report(results).splitlines()[-1]


def examined_text(text: str) -> Results:
    return Results([examine(read(text.encode(), "office.yaml"))])


@pytest.mark.parametrize("version", ["2008", "2014", "2019", "2021"])
def test_a_blank_filing_says_how_much_is_to_be_filled_in_by_table(version):
    results = examined_text(blank(SHIPPED.find(version), Known()))
    shown = report(results).splitlines()
    places = {finding.span for finding in results.findings}
    assert shown[0] == f"office.yaml: 错误 还有 {len(places)} 处没有填"
    assert len(shown) < 16
    counts = [int(line.split("：")[1].split(" 处")[0]) for line in shown if " 处，" in line]
    assert sum(counts) == len(places) > 6
    assert shown[1].startswith("    表头：5 处，机关（第 9 行）、")
    assert is_report("\n".join(shown))
    assert not any("列表" in line or "S07" in line for line in shown)


def test_what_is_wrong_in_a_filing_that_is_not_filled_in_is_told_all_the_same():
    text = blank(SHIPPED.find("2021"), Known()).replace("  行政许可:", "  行政许可: 约三件", 1)
    shown = report(examined_text(text))
    assert "还有 44 处没有填" in shown
    assert "错误 S04" in shown


def test_a_few_empty_places_are_each_shown_with_their_line(example_text):
    text = example_text.replace("  行政强制: 0", "  行政强制:", 1)
    shown = report(examined_text(text))
    assert "处没有填" not in shown
    assert "错误 S07" in shown
