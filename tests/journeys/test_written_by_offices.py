"""What offices write in their texts stands in every output: links, tables, lists, heads, notes, pictures."""

from __future__ import annotations

import io
import zipfile

import docx
import lxml.html
import pikepdf
import pytest
from docx.oxml.ns import qn

from generator.batch.desk import examine
from generator.report.build import Figures, Heading, Items, Paragraph, Report, TableBlock, build
from generator.source.read import read
from tests.conftest import EXAMPLES
from tests.journeys.test_agreement import READERS, lines, output, tables
from tests.outputs import docx_lines, html_lines, pdf_text

PICTURE = "图片/依申请公开流程.png"
WRITTEN = f"""\
其他事项: |
  （一）加强领导，健全机制。全年召开专题会议2次。
  1.抓培训。全年培训{{{{ 年度 - 2022 }}}}期。
  （二）全年新收申请{{{{ 申请办理情况.本年新收.总计 }}}}件。均已登记。
  （三）只有一句话的一段，不是小标题。
  各单位收取信息处理费的情况：
  | 单位 | 件数 | 金额（元） |
  |---|:--:|---:|
  | 甲局 | {{{{ 申请办理情况.本年新收.总计 | 千分位 }}}} | 1,380.50 |
  | 乙局\\|丙局 |  | 0 |
  注：金额按到账时间统计。
  详见[**年报**专栏](https://www.example.gov.cn/nb/a_b_{{{{ 年度 }}}}.html?x=1&y=年)，\
或者[来信](mailto:gongkai@example.gov.cn)，\
网址[www.example.gov.cn](https://www.example.gov.cn/)。
  ![申请流程]({PICTURE}) ![答复流程]({PICTURE})
  注：流程图自2024年起使用。
  主要做法：
  •	一次告知；
  ➢按时答复；
  \uf06c 归档备查；
  1、逐件登记；
  1) 逐件审核；
  ② 逐件答复；
  1、2月新收申请30件。
"""
TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8").replace("其他事项: |\n", WRITTEN, 1)
ADDRESSES = [
    "https://www.example.gov.cn/nb/a_b_2024.html?x=1&y=%E5%B9%B4",
    "mailto:gongkai@example.gov.cn",
    "https://www.example.gov.cn/",
]
TABLE = ["单位", "件数", "金额（元）", "甲局", "134", "1,380.50", "乙局|丙局", "", "0"]
PARAGRAPHS = [
    "（一）加强领导，健全机制。全年召开专题会议2次。",
    "1.抓培训。全年培训2期。",
    "（二）全年新收申请134件。均已登记。",
    "（三）只有一句话的一段，不是小标题。",
    "各单位收取信息处理费的情况：",
    "注：金额按到账时间统计。",
    "详见年报专栏（https://www.example.gov.cn/nb/a_b_2024.html?x=1&y=年），"
    "或者来信（gongkai@example.gov.cn），网址www.example.gov.cn。",
    "申请流程",
    "答复流程",
    "注：流程图自2024年起使用。",
    "主要做法：",
    "一次告知；",
    "按时答复；",
    "归档备查；",
    "1.逐件登记；",
    "（1）逐件审核；",
    "（2）逐件答复；",
    "1、2月新收申请30件。",
]


@pytest.fixture(scope="module")
def report() -> Report:
    examined = examine(read(TEXT.encode(), "office.yaml", EXAMPLES))
    assert examined.findings == ()
    return build(examined.filing)


@pytest.fixture(scope="module")
def made(report, weasyprint_runs) -> dict[str, bytes]:
    return {form: output(report, form) for form in READERS}


def last_section(report: Report) -> list:
    starts = [at for at, block in enumerate(report.blocks) if isinstance(block, Heading) and block.level == 1]
    return list(report.blocks[starts[-1] + 1 :])


def test_each_is_a_block_of_its_kind_and_no_head_is_in_the_outline(report):
    kinds = [type(block) for block in last_section(report)]
    assert kinds[:6] == [*[Paragraph] * 5, TableBlock]
    assert [kinds.count(kind) for kind in (TableBlock, Figures, Items, Heading)] == [1, 1, 1, 0]
    first, second, third = last_section(report)[:3]
    assert [(run.text, run.face, run.strong) for run in first.runs] == [
        ("（一）加强领导，健全机制。", 2, False),
        ("全年召开专题会议2次。", 0, False),
    ]
    assert [(run.text, run.strong) for run in second.runs] == [("1.抓培训。", True), ("全年培训2期。", False)]
    assert [(run.face, run.strong) for run in third.runs] == [(0, False)]


def test_the_lines_are_what_is_to_be_read(report):
    assert [line for line in lines(report) if line in PARAGRAPHS] == PARAGRAPHS
    assert tables(report)[-1] == TABLE


@pytest.mark.slow
@pytest.mark.parametrize("form", READERS)
def test_every_table_is_read_back(form, report, made):
    assert READERS[form](made[form]) == tables(report)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "html"])
def test_every_line_is_read_back(form, made):
    read_back = docx_lines(made[form]) if form == "docx" else html_lines(made[form])
    remaining = iter(read_back)
    assert [line for line in PARAGRAPHS if not any(line == kept for kept in remaining)] == []


@pytest.mark.slow
@pytest.mark.parametrize("form", ["typst", "weasyprint"])
def test_every_line_is_read_back_from_the_pdf(form, made):
    text, position = pdf_text(made[form]), 0
    beside = ("申请流程", "答复流程")  # a line of the page holds both captions
    for line in PARAGRAPHS:
        found = text.find(line, position)
        assert found >= 0, line
        position = found if line in beside else found + len(line)


def parents_of_annotations(document: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    """The elements that hold them, by the numbers that annotations bear (and lists of those of pages)."""
    found, branches = {}, [document.Root.StructTreeRoot.ParentTree]
    while branches:
        branch = branches.pop()
        branches += branch.get("/Kids", [])
        numbers = list(branch.get("/Nums", []))
        found |= dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("form", ["typst", "weasyprint"])
def test_links_of_the_pdf_lead_there_and_say_where(form, made):
    with pikepdf.open(io.BytesIO(made[form])) as document:
        links = [
            annotation
            for page in document.pages
            for annotation in page.get("/Annots", [])
            if annotation.Subtype == "/Link"
        ]
        assert list(dict.fromkeys(str(link.A.URI) for link in links)) == ADDRESSES
        assert all(str(link.Contents) for link in links)
        parents = parents_of_annotations(document)
        assert {parents[int(link.StructParent)].S for link in links} == {"/Link"}


@pytest.mark.slow
def test_links_of_the_page_and_of_the_document_lead_there(made):
    page = lxml.html.document_fromstring(made["html"].decode())
    links = page.get_element_by_id("main").xpath(".//p/a")
    assert [link.get("href") for link in links] == ADDRESSES
    assert links[0].text_content() == "年报专栏（https://www.example.gov.cn/nb/a_b_2024.html?x=1&y=年）"
    document = docx.Document(io.BytesIO(made["docx"]))
    found = [element.get(qn("r:id")) for element in document.element.body.iter(qn("w:hyperlink"))]
    relations = [document.part.rels[name] for name in found if name]
    assert [relation.target_ref for relation in relations] == ADDRESSES
    assert all(relation.is_external for relation in relations)


@pytest.mark.slow
def test_the_table_names_its_heads(made):
    page = lxml.html.document_fromstring(made["html"].decode())
    table = page.get_element_by_id("其他事项-表1").find("table")
    heads = [(head.get("scope"), head.text_content()) for head in table.iter("th")]
    assert heads == [
        *[("col", word) for word in TABLE[:3]],
        ("row", "甲局"),
        ("row", "乙局|丙局"),
    ]
    ids = {head.get("id") for head in table.iter("th")}
    assert all(set(cell.get("headers").split()) <= ids for cell in table.iter("td"))
    assert table.get("aria-label") == "其他事项：表1"


@pytest.mark.slow
def test_a_head_stands_in_the_face_of_its_level(made):
    document = docx.Document(io.BytesIO(made["docx"]))
    paragraph = next(each for each in document.paragraphs if each.text.startswith("（一）加强领导"))
    assert [run.style.name for run in paragraph.runs] == ["Run-in Heading", "Default Paragraph Font"]
    assert [run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in paragraph.runs] == [None, None]
    named = document.styles["Run-in Heading"]
    assert named.element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    assert paragraph.style.name == "Normal"
    page = made["html"].decode()
    assert '<span class="face-2">（一）加强领导，健全机制。</span>全年召开专题会议2次。' in page
    assert ".face-2 { font-family: var(--楷体)" in page


@pytest.mark.slow
def test_pictures_stand_side_by_side_within_the_text(made):
    document = docx.Document(io.BytesIO(made["docx"]))
    (table,) = [
        element
        for element in document.element.body.iter(qn("w:tbl"))
        if element.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is None
    ]
    described = [element.get("descr") for element in table.iter(qn("wp:docPr"))]
    assert described == ["申请流程", "答复流程"]
    widths = [int(element.get("cx")) for element in table.iter(qn("wp:extent"))]
    assert sum(widths) < 156 * 36000
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as package:
        assert sum(name.startswith("word/media/") for name in package.namelist()) >= 3


@pytest.mark.slow
def test_the_data_that_is_published_makes_the_same_report(report):
    assert PICTURE not in report.data
    again = examine(read(report.data.replace("图片/1.png", PICTURE).encode(), "a.yaml", EXAMPLES))
    assert [finding.code for finding in again.findings] == []
    assert build(again.filing).blocks == report.blocks


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("| 单位 | 件数 |\n  | 甲局 |", ["N85"]),
        ("| 单位 | 件数 |\n  |---|---|", ["N85"]),
        ("| 单位 | 件数 |\n  | **甲局** | [1](https://a.cn) |", ["N85", "N85"]),
        (f"|{'甲|' * 11}\n  |{'1|' * 11}", ["N85"]),
        ("| 单位 | 件数 |" + "\n  | 甲局 | 1 |" * 201, ["N85"]),
        ("| 单位 | 件数 |\n\n  | 甲局 | 1 |", ["N26"]),
        ("单位\t件数\n  甲局\t1\t2", ["N86"]),
        ("｜ 单位 ｜ 件数 ｜\n  ｜ 甲局 ｜ 1 ｜", ["N86"]),
        ("| 单位 | 件数 |\n  | 甲局 | {{ 申请办理情况.本年新收.总计 | 汉字 }} |", []),
    ],
)
def test_a_table_that_is_none_is_told(text, codes):
    filing = TEXT.replace(WRITTEN, f"其他事项: |\n  {text}\n\n  没有收费。\n")
    result = examine(read(filing.encode(), "office.yaml", EXAMPLES))
    assert [finding.code for finding in result.findings] == codes
    for finding in result.findings:
        line = result.document.source.lines[finding.span.line - 1]
        assert line[finding.span.column - 1 : finding.span.end_column - 1].strip()
