"""Each kind of source as it comes: what its reader makes of it."""

from __future__ import annotations

import io
import zipfile
from html import escape

import pytest

from generator.importers.pages import Grid, Pages, Unreadable
from generator.importers.sources import Source, find, names, read_source, sources
from tests.importers.printed import (
    TITLE,
    codes,
    docx,
    figures,
    flat,
    imported,
    numbers,
    page,
    paragraph,
    read_page,
    report,
    tables,
    word_table,
    wrong_silently,
)


def texts(pages: Pages) -> list[str]:
    return [each.text for each in pages.paragraphs]


def grid(pages: Pages) -> Grid:
    (found,) = pages.grids
    return found


def rows(pages: Pages) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid(pages).rows]


def test_every_reader_is_found_and_says_which_endings_are_its_own():
    assert set(names()) == {"pdf", "docx", "workbook", "mhtml", "html", "csv", "text"}
    assert all(find(name).ENDINGS for name in names())


# ---------------------------------------------------------------- Word


def test_tracked_changes_are_read_as_accepted():
    body = (
        "<w:p><w:r><w:t>收到</w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>15</w:t></w:r></w:ins><w:r><w:t>件。</w:t></w:r></w:p>"
        "<w:moveFrom><w:p><w:r><w:t>移走的</w:t></w:r></w:p></w:moveFrom>"
    )
    assert texts(find("docx").read(docx(body))) == ["收到15件。"]


def test_a_row_that_was_deleted_under_review_is_gone():
    kept, gone = word_table([["甲", "1"]]), "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    pages = find("docx").read(docx(kept.replace("</w:tbl>", f"{gone}</w:tbl>")))
    assert rows(pages) == [["甲", "1"]]


def test_automatic_numbers_are_written_out():
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def numbered(text: str, level: int) -> str:
        about = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
        return paragraph(text, about)

    body = (
        numbered("总体情况", 0)
        + numbered("甲", 1)
        + numbered("乙", 1)
        + numbered("主动公开", 0)
        + numbered("丙", 1)
    )
    found = texts(find("docx").read(docx(body, {"word/numbering.xml": numbering})))
    assert found == ["一、总体情况", "1.甲", "2.乙", "二、主动公开", "1.丙"]


def test_links_lead_where_they_led_and_only_to_the_web():
    relations = (
        '<Relationships><Relationship Id="r1" Target="https://www.example.gov.cn/nb"/>'
        '<Relationship Id="r2" Target="file:///etc/passwd"/></Relationships>'
    )
    names_space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    body = "".join(
        f'<w:p><w:hyperlink {names_space} r:id="{key}"><w:r><w:t>专栏</w:t></w:r></w:hyperlink></w:p>'
        for key in ("r1", "r2")
    )
    found = texts(find("docx").read(docx(body, {"word/_rels/document.xml.rels": relations})))
    assert found == ["[专栏](https://www.example.gov.cn/nb)", "专栏"]


def test_merged_cells_stand_in_every_place_that_they_reach_over():
    cell = "<w:tc><w:tcPr>{about}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    first = cell.format(about='<w:vMerge w:val="restart"/>', text="组") + cell.format(about="", text="甲")
    second = cell.format(about="<w:vMerge/>", text="") + cell.format(about="", text="乙")
    third = cell.format(about='<w:gridSpan w:val="2"/>', text="合并")
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in (first, second, third))}</w:tbl>"
    pages = find("docx").read(docx(body))
    assert rows(pages) == [["组", "甲"], ["组", "乙"], ["合并", "合并"]]
    assert [cell.covered for row in grid(pages).rows for cell in row] == [
        False,
        False,
        True,
        False,
        False,
        True,
    ]


def test_a_table_that_only_arranges_the_page_is_what_stands_in_it():
    inner = word_table([["甲", "1"], ["乙", "2"]])
    body = f"<w:tbl><w:tr><w:tc>{paragraph('标题')}{inner}{paragraph('正文')}</w:tc></w:tr></w:tbl>"
    pages = find("docx").read(docx(body))
    assert texts(pages) == ["标题", "正文"]
    assert rows(pages) == [["甲", "1"], ["乙", "2"]]


def test_strong_words_are_marked_and_what_looks_like_markup_is_not():
    strong = "<w:r><w:rPr><w:b/></w:rPr><w:t>重点</w:t></w:r>"
    body = (
        f"<w:p><w:r><w:t>推进</w:t></w:r>{strong}<w:r><w:t>公开，共**三**项{{{{ 年度 }}}}。</w:t></w:r></w:p>"
    )
    assert texts(find("docx").read(docx(body))) == [r"推进**重点**公开，共\**三\**项\{{ 年度 }}。"]


# ---------------------------------------------------------------- web pages

WHOLE = page(report())


@pytest.mark.parametrize("declared", ["", "gb2312", "gbk", "utf-8"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_is_in_whatever_it_declares(encoding, declared):
    text = page([*report()[:1], "面积㎡、镕、囍各一处。", *report()[1:]], charset=declared)
    pages = read_page(text.encode(encoding))
    assert "面积㎡、镕、囍各一处。" in texts(pages)
    assert numbers(imported(pages)) == figures()


def test_the_report_is_found_among_what_stands_around_it():
    menu = "<nav><a href='/'>首页</a></nav><div class='menu'>" + "<p>一级栏目</p>" * 30 + "</div>"
    foot = "<footer>主办单位：示例市人民政府</footer><script>var t = '一、总体情况';</script>"
    pages = read_page(WHOLE.replace("<body>", f"<body>{menu}").replace("</body>", f"{foot}</body>"))
    result = imported(pages)
    assert numbers(result) == figures()
    assert "一级栏目" not in result.text
    assert '机关: "示例市人民政府办公室"' in result.text


def test_a_saved_page_is_read_out_of_its_file():
    body = WHOLE.encode("gbk").hex("=").upper()
    message = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    lines = [f"={body[place : place + 59]}=\r\n" for place in range(0, len(body) + 1, 60)]
    data = (message + "".join(line.replace("==", "=") for line in lines) + "\r\n--x--\r\n").encode()
    assert find("mhtml").accepts(data)
    assert numbers(imported(find("mhtml").read(data))) == figures()


# ---------------------------------------------------------------- workbooks and text


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    """A workbook written by nobody in particular."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="r{i}"/>' for i, n in enumerate(sheets, 1))
    targets = "".join(
        f'<Relationship Id="r{i}" Type="{kind}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    root = f'<Relationship Id="r0" Type="{kind}/officeDocument" Target="xl/workbook.xml"/>'
    package_space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f"<Relationships {package_space}>{root}</Relationships>",
        "xl/workbook.xml": f"<workbook {space} {links}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {package_space}>{targets}</Relationships>",
    }
    for number, rows_of_sheet in enumerate(sheets.values(), 1):
        data = "".join(_sheet_row(place, row) for place, row in enumerate(rows_of_sheet, 1))
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f"<worksheet {space}><sheetData>{data}</sheetData></worksheet>"
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()


def _sheet_row(place: int, row: list[str]) -> str:
    cells = "".join(_sheet_cell(f"{chr(65 + column)}{place}", text) for column, text in enumerate(row))
    return f'<row r="{place}">{cells}</row>'


def _sheet_cell(place: str, text: str) -> str:
    if text.isdecimal():
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else ""


def test_figures_are_read_from_the_sheets_of_a_workbook():
    sheets = {f"表{number}": flat(table) for number, table in enumerate(tables().values(), 2)}
    result = imported(find("workbook").read(workbook(sheets)))
    assert numbers(result) == figures()
    assert result.places["申请办理情况.本年新收.自然人"].sheet == "表3"


def test_all_tables_may_stand_on_one_sheet_with_their_headings():
    lines: list[list[str]] = []
    for part in report():
        lines += [[part]] if isinstance(part, str) else flat(part)
    result = imported(find("workbook").read(workbook({"年报": lines})))
    assert numbers(result) == figures()
    assert "年度: 2024" in result.text


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_file_of_separated_values_is_read(separator):
    table = flat(tables()["申请办理情况"])
    data = "\r\n".join(separator.join(f'"{text}"' for text in row) for row in table).encode("gbk")
    result = imported(find("csv").read(data), "2021")
    assert {path: number for path, number in numbers(result).items() if path.startswith("申请")} == {
        path: number for path, number in figures().items() if path.startswith("申请")
    }


def as_text(separator: str, end: str) -> str:
    lines: list[str] = []
    for part in report():
        lines += (
            [part]
            if isinstance(part, str)
            else [separator.join(row) + end for row in ([cell.text for cell in line] for line in part)]
        )
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("separator", "end"), [(" | ", ""), (" | ", " | |"), ("\t", ""), (" |\n", " |"), ("\n", "")]
)
def test_tables_copied_into_a_text_are_read_by_the_order_of_their_figures(separator, end):
    result = imported(find("text").read(as_text(separator, end).encode()))
    assert numbers(result) == figures()
    assert wrong_silently(result) == {}


def test_a_table_of_markdown_has_columns():
    rows_of = flat(tables()["主动公开情况"])
    lines = ["| " + " | ".join(row) + " |" for row in rows_of]
    text = "\n".join(
        [f"# {TITLE}", "", "## 二、主动公开政府信息情况", lines[0], "|---|---|---|---|", *lines[1:]]
    )
    pages = find("text").read(text.encode())
    assert not grid(pages).loose
    result = imported(pages)
    assert {path: number for path, number in numbers(result).items() if path.startswith("主动")} == {
        path: number for path, number in figures().items() if path.startswith("主动")
    }


# ---------------------------------------------------------------- packages


def test_a_package_is_what_is_in_it():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("甲局.html", WHOLE)
        package.writestr("__MACOSX/._甲局.html", "x")
        package.writestr("说明.exe", "x")
    (source,) = sources(Source("报告.zip", buffer.getvalue()))
    assert source.name == "报告.zip/甲局.html"
    assert numbers(imported(read_source(source))) == figures()


def test_what_a_source_is_is_told_by_its_bytes_and_not_by_its_name():
    assert numbers(imported(read_source(Source("年报.pdf", WHOLE.encode())))) == figures()
    with pytest.raises(Unreadable, match="图片"):
        read_source(Source("年报.docx", b"\x89PNG\r\n\x1a\n" + bytes(50)))


def test_pages_without_anything_of_a_report_are_none():
    assert codes(imported(read_page("<html><body><p>今日天气晴。</p></body></html>"))) == ["I02"]
