"""Cells of a form that hold words, a date, yes or no, and numbers that follow from others: read, checked,
printed, published, in the schema; made of data alone."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64decode
from html import unescape
from pathlib import Path

import docx
import jsonschema
import pdfplumber
import pytest
import yaml

from generator.batch.desk import load as load_document
from generator.filing.filing import Filing
from generator.form.library import Library
from generator.report.build import build
from generator.source.read import read
from tests.kit.own import Run
from tests.kit.test_foreign_forms import FORMS, LIBRARY, filing_of
from tests.outputs import squeeze

NAME = "wzgz-2017"
MEDIA = "新媒体:\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return filing_of(NAME, tmp_path / "office.yaml")


def slip(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for right, wrong in pairs:
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    path.write_text(text, "utf-8")


def told(path: Path, run: Run) -> list[tuple[str, int, str]]:
    """Code, line and words of what is found."""
    _, out, _ = run("check", path, "--templates", FORMS, "--format", "json")
    return [(each["code"], each["line"], each["message"]) for each in json.loads(out)["findings"]]


def loaded(path: Path) -> Filing:
    filing = load_document(read(path.read_bytes()), LIBRARY).filing
    assert filing is not None
    return filing


def unquoted(words: str) -> str:
    return re.sub("[「」“”]", "", words)


def line_of(path: Path, words: str) -> int:
    return path.read_text("utf-8").partition(words)[0].count("\n") + 1


def test_words_dates_and_yes_or_no_are_no_numbers_and_numbers_stay_numbers(office: Path) -> None:
    filing = loaded(office)
    assert filing.words["工作.应急演练"].text == "是"
    assert filing.words["工作.开通日期"].text == "2015-06-01"
    assert filing.words["工作.备案号"].text == ""
    assert "工作.应急演练" not in filing.format.addresses
    assert "工作.应急演练" not in filing.cells
    assert filing.cells["工作.收到留言"].value == 96
    assert not set(filing.words) & set(filing.cells)


SLIPS = [
    ("应急演练: 是", "应急演练: 有", "S67", "“有”，应当是“是”或“否”"),
    ("开通日期: 2015-06-01", "开通日期: 2015-06-31", "S67", "应当是日期，写成 2024-12-31 这样"),
    ("开通日期: 2015-06-01", "开通日期: 2015年6月1日", "S67", "应当是日期"),
    ("网站类型: 部门网站", "网站类型: 部门站", "S67", "是不是“部门网站”？"),
    ("网站名称: 示例市档案信息网", "网站名称:", "S07", "「网站名称」"),
    ("网站名称: 示例市档案信息网", "网站名称: [甲, 乙]", "S03", "应当写成一行文字"),
    ("认证: 否", "认证: 没有", "S67", "“档案视界”的“是否认证”"),
    ("开通: 2018-03-01", "开通: 去年", "S67", "“示例档案”的“开通日期”"),
    ("认证: 否", '认证: ""', "S07", "是否认证"),
    ("整改问题: 6", "整改问题: 6\n  未整改: 2", "B68", "写的是 2，按同一张表里别的数算出来是 1"),
    ("自采: 0, 转载: 0", "自采: 0, 转载: 0, 发布: 3", "B68", "写的是 3，按同一张表里别的数算出来是 0"),
    ("转载: 40", "转载: 40, 自采率: 75.1", "B68", "写的是 75.1，按同一张表里别的数算出来是 75.00"),
]


@pytest.mark.parametrize(("right", "wrong", "code", "words"), SLIPS)
def test_what_is_not_of_its_kind_or_not_as_it_comes_out_is_told_where_it_stands(
    right: str, wrong: str, code: str, words: str, office: Path, run: Run
) -> None:
    slip(office, (right, wrong))
    found = told(office, run)
    assert [each for each, _, _ in found] == [code]
    assert found[0][1] == line_of(office, wrong) + wrong.count("\n")
    assert unquoted(words) in unquoted(found[0][2])


@pytest.mark.parametrize(
    ("right", "wrong", "mended"),
    [
        ("开通日期: 2015-06-01", "开通日期: 2015年6月1日", "开通日期: 2015-06-01"),
        ("网站类型: 部门网站", "网站类型: 部门网", "网站类型: 部门网站"),
        ("开通: 2018-03-01", "开通: 2018.3.1", "开通: 2018-03-01"),
    ],
)
def test_what_has_one_reading_is_mended(right: str, wrong: str, mended: str, office: Path, run: Run) -> None:
    before = office.read_text("utf-8")
    slip(office, (right, wrong))
    run("check", "--fix", office, "--templates", FORMS)
    assert office.read_text("utf-8") == before.replace(right, mended)


def test_what_need_not_be_filled_may_be_left_out(office: Path, run: Run) -> None:
    slip(office, ("  开通日期: 2015-06-01\n", ""), ('  备案号: ""\n', ""))
    assert told(office, run) == []
    slip(office, ("  监测预警: 是\n", ""))
    assert [code for code, _, _ in told(office, run)] == ["S02"]


def test_a_total_of_a_free_table_is_worked_out_and_compared_where_it_is_written(
    office: Path, run: Run
) -> None:
    filing = loaded(office)
    total = filing.free_totals["新媒体"]
    numbers = {name: str(cell.value) for name, cell in total.cells.items()}
    assert numbers == {"自采": "120", "转载": "40", "发布": "160", "自采率": "75.00"}
    assert filing.free_cells["新媒体.合计.发布"].value == 160
    text = office.read_text("utf-8")
    rows = text.partition(MEDIA)[2].rstrip("\n").replace("\n  - ", "\n    - ").replace("  - ", "    - ", 1)
    for written, codes in [
        ("[120, 40, 160]", []),
        ("{自采: 120}", []),
        ("[120, 41, 161]", ["B60", "B60"]),
        ("[120, 40]", ["S03"]),
        ("{自采: 12O}", ["S04"]),
    ]:
        office.write_text(f"{text.partition(MEDIA)[0]}{MEDIA}  行:\n{rows}\n  合计: {written}\n", "utf-8")
        assert [code for code, _, _ in told(office, run)] == codes, written


def test_a_share_of_nothing_is_a_dash_and_no_number(office: Path, run: Run) -> None:
    slip(office, ("收到留言: 96", "收到留言: 0"), ("办结留言: 95", "办结留言: 0"))
    assert told(office, run) == []
    places = [place for block in build(loaded(office)).blocks for place in getattr(block, "places", ())]
    assert [place.text for place in places if place.path == "工作.办结率"] == ["—"]


def test_two_rows_of_one_name_are_told_and_no_number_is_taken_for_another(office: Path, run: Run) -> None:
    slip(office, ("名称: 档案视界, 认证: 否, 自采: 0", "名称: 示例档案, 认证: 否, 自采: 5"))
    found = told(office, run)
    assert [(code, line) for code, line, _ in found] == [("S68", line_of(office, "认证: 否"))]
    filing = loaded(office)
    assert filing.free_cells["新媒体.示例档案.自采"].value == 120
    assert filing.free_cells["新媒体.示例档案（2）.自采"].value == 5
    assert filing.free_totals["新媒体"].cells["自采"].value == 125
    slip(office, ("认证: 否, 自采: 5", "认证: 否, 自采: -5"))
    assert [code for code, _, _ in told(office, run)] == ["S68", "L72"]


def test_a_row_called_as_the_total_is_told(office: Path, run: Run) -> None:
    slip(office, ("名称: 档案视界", "名称: 合计"))
    assert [code for code, _, _ in told(office, run)] == ["S68"]
    assert loaded(office).free_cells["新媒体.合计.自采"].value == 120


def printed_words(path: Path) -> str:
    """All that the four outputs print, squeezed, each behind its name."""
    document = docx.Document(io.BytesIO(path.with_suffix(".docx").read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    html = unescape(re.sub("<[^>]+>", "", path.with_suffix(".html").read_text("utf-8")))
    return "\n".join([squeeze("".join(cells)), squeeze(html)])


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_every_output_prints_them(engine: str, office: Path, tmp_path: Path, run: Run) -> None:
    code, _, err = run("build", office, "--templates", FORMS, "-o", tmp_path, "--engine", engine)
    assert (code, err) == (0, "")
    with pdfplumber.open(tmp_path / "office.pdf") as pdf:
        page = squeeze("".join(char["text"] for sheet in pdf.pages for char in sheet.chars))
    outputs = [page, *printed_words(tmp_path / "office").split("\n")]
    assert len(outputs) == 3
    for output in outputs:
        for words in ("部门网站", "2015-06-01", "99.0", "2018-03-01", "75.00", "合计", "160"):
            assert words in output, words


def test_the_published_filing_has_them_and_prints_the_same(office: Path, tmp_path: Path) -> None:
    first = build(loaded(office))
    again = tmp_path / "again.yaml"
    again.write_text(first.data, "utf-8")
    tree = yaml.safe_load(first.data)
    assert tree["工作"]["应急演练"] == "是"
    assert str(tree["工作"]["开通日期"]) == "2015-06-01"
    second = build(loaded(again))
    shown = [[place.text for place in getattr(block, "places", ())] for block in first.blocks]
    assert shown == [[place.text for place in getattr(block, "places", ())] for block in second.blocks]
    assert any("75.00" in texts for texts in shown)


def test_the_downloads_have_them(office: Path, tmp_path: Path, run: Run) -> None:
    assert run("build", office, "--templates", FORMS, "-o", tmp_path, "--to", "html")[0] == 0
    html = (tmp_path / "office.html").read_text("utf-8")
    found = re.findall(r'href="data:text/csv;charset=utf-8;base64,([^"]+)"', html)
    numbers, first, second = (
        list(csv.reader(io.StringIO(b64decode(text).decode("utf-8-sig"), newline=""))) for text in found
    )
    assert first[4] == ["", "开通日期", "2015-06-01"]
    assert second[1] == ["示例档案", "是", "2018-03-01", "120", "40", "160", "75.00"]
    assert second[-1] == ["合计", "", "", "120", "40", "160", "75.00"]
    paths = [row[-1] for row in numbers]
    assert {"工作.办结率", "新媒体.合计.发布"} <= set(paths)
    assert "工作.应急演练" not in paths


def test_the_schema_knows_what_each_cell_holds(office: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "schema.json"
    assert run("schema", NAME, "--templates", FORMS, "-o", target)[0] == 0
    schema = json.loads(target.read_text("utf-8"))
    judge = jsonschema.Draft202012Validator(schema)
    filing = json.loads(json.dumps(yaml.safe_load(office.read_text("utf-8")), default=str))
    assert list(judge.iter_errors(filing)) == []
    for path, wrong in [
        (("工作", "应急演练"), "有"),
        (("工作", "开通日期"), "去年"),
        (("工作", "网站类型"), "门户"),
        (("工作", "网站名称"), None),
        (("新媒体", 0, "认证"), "有"),
    ]:
        changed = json.loads(json.dumps(filing))
        below = changed
        for key in path[:-1]:
            below = below[key]
        below[path[-1]] = wrong
        errors = list(judge.iter_errors(changed))
        assert [list(error.absolute_path)[: len(path)] for error in errors] == [list(path)], path


def test_a_text_may_quote_them(office: Path, tmp_path: Path) -> None:
    forms = tmp_path / "forms" / NAME
    forms.mkdir(parents=True)
    form = (FORMS / NAME / "format.yaml").read_text("utf-8")
    (forms / "format.yaml").write_text(form.replace("rules:\n", "  - key: 情况\nrules:\n", 1), "utf-8")
    text = "{{ 工作.网站名称 }}于{{ 工作.开通日期 }}开通，办结率{{ 工作.办结率 }}%，"
    text += "共发{{ 新媒体.合计.发布 }}条。"
    office.write_text(f"{office.read_text('utf-8')}情况: |\n  {text}\n", "utf-8")
    filing = load_document(read(office.read_bytes()), Library((forms.parent,))).filing
    assert filing is not None
    words = "".join(run.text for block in build(filing).blocks for run in getattr(block, "runs", ()))
    assert "示例市档案信息网于2015年6月1日开通，办结率99%，共发160条。" in words
