"""The web page shows the years before: whose they are, which are left out, and nothing else knows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from tests.batch.test_together import LAST, TEXT
from tests.conftest import EXAMPLES

NAME = re.search(r"(?m)^机关: (.*)$", TEXT)[1]  # type: ignore[index]  # it has a name
TOWN = "示例市某镇人民政府"
RECEIVED = "本年新收: [116, 2, 0, 0, 0, 7]"


def as_of(text: str, year: int, name: str = NAME) -> str:
    """A filing as another year's, or another authority's."""
    text = re.sub(r"(?m)^机关: .*$", f"机关: {name}", text, count=1)
    text = re.sub(r"(?m)^发布日期: \d+", f"发布日期: {year + 1}", text, count=1)
    return re.sub(r"(?m)^年度: \d+", f"年度: {year}", text, count=1)


def older(version: str, year: int) -> str:
    text = (EXAMPLES / f"{version}.yaml").read_text("utf-8")
    return as_of(re.sub(r"!\[.*\]\(.*\)", "（图略）", text), year)


@pytest.fixture
def put(tmp_path):
    def put_files(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / "填报" / (name.replace("__", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / "填报"

    return put_files


@pytest.fixture
def built(tmp_path, run):
    """The rows of the history in the page of a filing, and what was said; nothing where there is none."""

    def build(path: Path, *more: object, page: str = "y2024") -> tuple[list[list[str]], str]:
        arguments = ("-o", tmp_path / "out", "--to", "html", "--bundled-fonts")
        code, out, err = run("build", path, *arguments, *more)
        assert code == 0, out + err
        tree = html.document_fromstring((tmp_path / "out" / f"{page}.html").read_bytes())
        rows = tree.xpath("//aside[@aria-labelledby='history']//tbody/tr")
        return [["".join(cell.itertext()).strip() for cell in row] for row in rows], out + err

    return build


def test_filings_of_all_forms_that_lie_beside_a_filing_are_its_history(put, built):
    folder = put(y2024=TEXT, y2023=LAST, y2019=older("2019", 2019), y2017=older("2014", 2017))
    rows, _ = built(folder / "y2024.yaml")
    assert [row[:4] for row in rows] == [
        ["2017", "2014", "1", "1"],
        ["2018", "没有这一年度的数据"],
        ["2019", "2019", "2", "1"],
        ["2020—2022", "没有这一年度的数据"],
        ["2023", "2021", "125", "125"],
        ["2024", "2021", "134", "125"],
    ]


def test_beside_one_year_of_the_same_form_the_page_is_as_it_was(put, built, tmp_path):
    text = TEXT.replace("统计范围:", "上年填报: y2023.yaml\n统计范围:", 1)
    assert built(put(y2024=text, y2023=LAST) / "y2024.yaml")[0] == []
    page = html.document_fromstring((tmp_path / "out" / "y2024.html").read_bytes())
    assert "上年125件" in page.text_content()
    assert built(put(y2022=as_of(LAST, 2022)) / "y2024.yaml")[0][0][0] == "2022"


def test_no_other_authoritys_years_are_taken(put, built):
    folder = put(y2024=TEXT, town=as_of(LAST, 2023, TOWN), y2022=as_of(LAST, 2022))
    rows, _ = built(folder / "y2024.yaml")
    assert [row[0] for row in rows] == ["2022", "2023", "2024"]
    assert rows[1][1:] == ["没有这一年度的数据"]


def test_the_file_that_a_filing_names_is_its_last_year_whatever_its_name_and_where(put, built):
    text = TEXT.replace("统计范围:", "上年填报: 旧/y2023.yaml\n统计范围:", 1)
    before = as_of(LAST, 2023, TOWN).replace("统计范围:", "上年填报: y2022.yaml\n统计范围:", 1)
    folder = put(y2024=text, 旧__y2023=before, 旧__y2022=as_of(LAST, 2022, TOWN))
    rows, _ = built(folder / "y2024.yaml")
    assert [(row[0], row[1]) for row in rows] == [("2022", "125"), ("2023", "125"), ("2024", "134")]


def test_a_year_with_errors_is_left_out_and_said_and_its_errors_are_not_this_filings(put, built, run):
    wrong = as_of(LAST, 2022).replace(RECEIVED, "本年新收: [900, 2, 0, 0, 0, 7]", 1)
    folder = put(y2024=TEXT, y2023=LAST, y2022=wrong, y2021=as_of(LAST, 2021))
    rows, said = built(folder / "y2024.yaml")
    assert [row[0] for row in rows] == ["2021", "2022", "2023", "2024"]
    assert rows[1][1:] == ["没有这一年度的数据"]
    assert f"网页里历年的数据没有 2022 年度的：{folder / 'y2022.yaml'} 有错误" in said
    assert "B31" not in said
    assert run("check", folder / "y2024.yaml")[0] == 0
    assert run("check", folder / "y2022.yaml")[0] == 1


def test_of_two_filings_of_a_year_neither_is_taken(put, built):
    folder = put(y2024=TEXT, y2023=LAST, again=LAST, y2022=as_of(LAST, 2022))
    rows, said = built(folder / "y2024.yaml")
    assert [row[1:2] for row in rows] == [["125"], ["没有这一年度的数据"], ["134"]]
    assert "等 2 份都像，不知道用哪一份" in said


def test_in_a_folder_every_year_has_the_years_before_it_by_one_process_or_two(put, built):
    folder = put(y2024=TEXT, y2023=LAST, y2022=as_of(LAST, 2022), y2021=as_of(LAST, 2021))
    for jobs in ("1", "2"):
        rows = {year: built(folder, "--jobs", jobs, page=f"y{year}")[0] for year in (2021, 2022, 2023, 2024)}
        assert {year: [row[0] for row in found] for year, found in rows.items()} == {
            2021: [],
            2022: [],
            2023: ["2021", "2022", "2023"],
            2024: ["2021", "2022", "2023", "2024"],
        }


def test_a_page_is_made_again_when_a_year_before_it_has_changed(put, built):
    folder = put(y2024=TEXT, y2022=as_of(LAST, 2022))
    assert built(folder / "y2024.yaml")[0][0][1] == "125"
    current = "没有变，没有重做"
    assert current in built(folder, "--resume", "--force")[1]
    changed = as_of(LAST, 2022).replace(RECEIVED, "本年新收: [117, 2, 0, 0, 0, 7]", 1)
    put(y2022=changed.replace("结转下年度: [13, 0", "结转下年度: [14, 0", 1))
    rows, _ = built(folder / "y2024.yaml", "--resume")
    assert rows[0][1] == "126"


def test_figures_of_others_than_this_years_are_said_to_be_that(put, built, tmp_path):
    wide = as_of(LAST, 2022).replace("统计范围: 本机关", "统计范围: 本行政区域", 1)
    assert "本行政区域" in wide
    built(put(y2024=TEXT, y2022=wide) / "y2024.yaml")
    page = (tmp_path / "out" / "y2024.html").read_text("utf-8")
    assert "2022年度的统计范围是本行政区域，2024年度是本机关。" in page


@pytest.mark.parametrize("carried", [True, False])
def test_a_page_with_its_years_reads_back_as_the_same_filing(put, built, tmp_path, run, carried):
    def read_back(name: str) -> str:
        built(folder / "y2024.yaml", "--force")
        page = (tmp_path / "out" / "y2024.html").read_text("utf-8")
        if not carried:  # as after a site's editor has taken out what it does not know
            page = re.sub(r"(?s)<script.*?</script>", "", page)
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
        assert run("import", tmp_path / f"{name}.html", "-o", tmp_path / f"{name}.yaml")[0] in {0, 1}
        return (tmp_path / f"{name}.yaml").read_text("utf-8").replace(f"{name}.html", "")

    folder = put(y2024=TEXT)
    alone = read_back("alone")
    put(y2023=LAST, y2022=as_of(LAST, 2022), y2017=older("2014", 2017))
    assert read_back("whole") == alone
    assert "历年数据" in (tmp_path / "whole.html").read_text("utf-8")
    assert "本年新收: [125, 2, 0, 0, 0, 7" in alone
