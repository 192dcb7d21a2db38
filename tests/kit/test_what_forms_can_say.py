"""What the data of a form can say, one thing a test: each shown on a form of another world, filled in."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT

from generator.batch.desk import load as load_document
from generator.form.library import Library
from generator.form.table_grid import Place, Role
from generator.report.build import Report, build
from generator.source.read import read
from tests.kit.own import Run, change
from tests.kit.test_foreign_forms import FORMS, filing_of

Pair = tuple[str, str]


class Trial:
    """A form copied and changed, and a filing of it, changed too."""

    def __init__(self, folder: Path, name: str, form: tuple[Pair, ...], filing: tuple[Pair, ...]) -> None:
        self.templates = folder / "forms"
        target = self.templates / name / "format.yaml"
        target.parent.mkdir(parents=True)
        target.write_text((FORMS / name / "format.yaml").read_text("utf-8"), "utf-8")
        self.filing = filing_of(name, folder / "office.yaml")
        change(target, *form)
        change(self.filing, *filing)

    def findings(self, run: Run, *more: Any) -> list[dict[str, Any]]:
        command = ("check", self.filing, "--templates", self.templates, "--format", "json", *more)
        found: list[dict[str, Any]] = json.loads(run(*command)[1])["findings"]
        return found

    def codes(self, run: Run, *more: Any) -> list[str]:
        return [finding["code"] for finding in self.findings(run, *more)]

    def report(self) -> Report:
        loaded = load_document(read(self.filing.read_bytes()), Library((self.templates,))).filing
        assert loaded is not None
        return build(loaded)

    def places(self) -> list[Place]:
        return [place for block in self.report().blocks for place in getattr(block, "places", ())]


def trial(folder: Path, name: str, *filing: Pair, form: tuple[Pair, ...] = ()) -> Trial:
    return Trial(folder, name, form, filing)


BALANCES = [
    ("foia-2024", "OB: [0, 20, 20, 0]", "OB: [0, 20, 20, 1]", "B51"),
    ("foia-2024", "OA: [50, 20, 10, 10, 5, 95]", "OA: [51, 20, 10, 10, 5, 96]", "B52"),
    ("zhifa-2021", "申请: 10, 受理: 9", "申请: 10, 受理: 8", "B82"),
    ("wz-2017", "新开设: 0", "新开设: [37, 0, 0, 0, 37]", "L62"),
    ("wzgz-2017", "政务动态: 620", "政务动态: 621", "B71"),
]


@pytest.mark.parametrize(("name", "right", "wrong", "code"), BALANCES)
def test_balances_over_columns_in_every_row_and_between_tables(
    name: str, right: str, wrong: str, code: str, tmp_path: Path, run: Run
) -> None:
    made = trial(tmp_path, name)
    assert made.codes(run) == []
    change(made.filing, (right, wrong))
    assert code in made.codes(run)


def test_heads_of_rows_over_two_columns_and_a_corner_for_each(tmp_path: Path) -> None:
    places = trial(tmp_path, "wz-2017").places()
    spans = {place.text: place.colspan for place in places if place.role is Role.ROW}
    assert spans["安全检查次数"] == spans["年末运行的政府网站总数"] == 2
    assert spans["问责人次"] == 1
    corners = [(place.text, place.column, place.colspan) for place in places if place.role is Role.CORNER]
    assert corners == [("类别", 0, 1), ("指标", 1, 1)]


def test_heads_of_columns_that_are_not_printed(tmp_path: Path) -> None:
    heads = [place.text for place in trial(tmp_path, "wz-2017").places() if place.role is Role.COLUMN]
    assert heads.count("全年总数") == 1
    (tmp_path / "other").mkdir()
    places = trial(tmp_path / "other", "zhifa-2021").places()
    assert "警告" in {place.text for place in places}
    assert "数" not in {place.text for place in places}


def test_wide_tables_on_turned_pages(tmp_path: Path, run: Run) -> None:
    made = trial(tmp_path, "foia-2024")
    turned = {block.id: block.landscape for block in made.report().blocks if hasattr(block, "places")}
    assert turned == {"V_A": False, "V_B": True, "VII_A": False}
    assert run("build", made.filing, "--templates", made.templates, "-o", tmp_path, "--to", "docx")[0] == 0
    document = docx.Document(io.BytesIO((tmp_path / "office.docx").read_bytes()))
    sides = [section.orientation for section in document.sections]
    assert sides == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


@pytest.mark.parametrize(("office", "told"), [("示例省人民政府办公厅", ["C61"]), ("示例省示例厅", [])])
def test_rules_for_filings_whose_head_is_like_a_pattern(
    office: str, told: list[str], tmp_path: Path, run: Run
) -> None:
    made = trial(tmp_path, "wz-2017", ("机关: 示例省人民政府办公厅", f"机关: {office}"))
    last = tmp_path / "last.yaml"
    text = made.filing.read_text("utf-8").replace("运行: 36", "运行: 60")
    last.write_text(text.replace("2025-01", "2024-01").replace("年度: 2024", "年度: 2023"), "utf-8")
    assert made.codes(run, "--previous", last) == told


@pytest.mark.parametrize(("before", "told"), [(28, []), (27, ["C61"]), (47, []), (54, ["C61"])])
def test_growth_of_less_than_a_hundred_per_cent(
    before: int, told: list[str], tmp_path: Path, run: Run
) -> None:
    """36 now, and 30 per cent allowed: 29 and 33 up, 23 and 33 down."""
    made = trial(tmp_path, "wz-2017")
    last = tmp_path / "last.yaml"
    text = made.filing.read_text("utf-8").replace("运行: 36", f"运行: {before}")
    last.write_text(text.replace("2025-01", "2024-01").replace("年度: 2024", "年度: 2023"), "utf-8")
    assert made.codes(run, "--previous", last) == told


@pytest.mark.parametrize(("day", "late"), [("2024-07-12", False), ("2024-07-13", True), ("2024-07-15", True)])
def test_deadlines_in_working_days(day: str, late: bool, tmp_path: Path, run: Run) -> None:
    """The tenth working day after 30 June 2024 is Friday 12 July."""
    made = trial(tmp_path, "bn-2023", ("发布日期: 2024-07-10", f"发布日期: {day}"))
    assert ("D71" in made.codes(run)) == late


@pytest.mark.parametrize(
    ("year", "day", "late"),
    [
        (2023, "2024-02-29", False),
        (2024, "2025-02-28", False),
        (2024, "2025-03-01", True),
        (2023, "2024-03-01", True),
    ],
)
def test_deadlines_at_the_end_of_a_month(year: int, day: str, late: bool, tmp_path: Path, run: Run) -> None:
    form = (('latest: "01-31"\n    moved: true', 'latest: "02-末"'),)
    made = trial(tmp_path, "wz-2017", ("年度: 2024", f"年度: {year}"), form=form)
    change(
        made.filing,
        ("发布日期: 2025-01-24", f"发布日期: {day}"),
        ("填报日期: 2025-01-20", f"填报日期: {day}"),
    )
    assert made.codes(run) == (["D61"] if late else [])


def test_the_day_of_publication_in_words_in_lines_beside_a_table(tmp_path: Path, run: Run) -> None:
    lines = 'before: ["发布日期：{发布日期}"]\n    after: ["{机关}　{发布日期}"]'
    form = (('before: ["填报单位：{机关}　　　　填报日期：{填报日期}"]', lines),)
    made = trial(tmp_path, "wz-2017", form=form)
    runs = [block.runs for block in made.report().blocks if hasattr(block, "runs")]
    printed = ["".join(part.text for part in each) for each in runs]
    assert "发布日期：2025年1月24日" in printed
    assert "示例省人民政府办公厅　2025年1月24日" in printed
    assert run("build", made.filing, "--templates", made.templates, "-o", tmp_path, "--to", "html")[0] == 0
    assert "发布日期：2025年1月24日</p>" in (tmp_path / "office.html").read_text("utf-8")


def test_length_and_pictures_of_each_part(tmp_path: Path, run: Run) -> None:
    made = trial(
        tmp_path, "zhifa-2021", ("下年打算: 下一年组织全员培训两次，逐案评查。", "下年打算: 继续努力。")
    )
    (finding,) = made.findings(run)
    assert finding["code"] == "N81"
    assert "下年打算：只有 5 个字" in finding["detail"]
    pictures = "下年打算: |\n  ![图一](a.png)\n  ![图二](b.png)\n  下一年组织全员培训两次，逐案评查。\n"
    change(made.filing, ("下年打算: 继续努力。", pictures.rstrip("\n")))
    assert "N82" not in made.codes(run)
    change(made.filing, ("情况说明: ", "情况说明: |\n  ![图三](c.png)\n  ![图四](d.png)\n  "))
    assert "N82" in made.codes(run)
