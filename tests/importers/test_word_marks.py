"""What Word puts between and around words: changes, fields, prompts, notes, words struck or hidden."""

from __future__ import annotations

import pytest

from generator.importers.pages import Grid, Paragraph
from generator.importers.sources import find
from tests.importers.printed import W, docx, flat, imported, paragraph, report, tables, told_of, word_table

OUTSIDE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def run(text: str, looks: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}<w:t>{text}</w:t></w:r>"


def p(*runs: str, mark: str = "") -> str:
    about = f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{about}{''.join(runs)}</w:p>"


def field(words: str) -> str:
    marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = marks
    return f"{begin}<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>{separate}{run(words)}{end}"


PROMPT = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
RAISED = '<w:vertAlign w:val="superscript"/>'
DELETED, INSERTED, MOVED = '<w:del w:id="1"/>', '<w:ins w:id="1"/>', '<w:moveFrom w:id="1"/>'


BOX = f"<w:r><w:pict><w:txbxContent>{p(run('框里'))}</w:txbxContent></w:pict></w:r>"
RUBY = f"<w:r><w:ruby><w:rt>{run('shi')}</w:rt><w:rubyBase>{run('示')}</w:rubyBase></w:ruby></w:r>"


def lines(xml: str) -> list[str]:
    return [block.text for block in find("docx").read(docx(xml)).blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("xml", "wanted"),
    [
        (p(run("共"), f"<w:ins>{run('128')}</w:ins>", f"<w:del>{run('125')}</w:del>"), ["共128"]),
        (
            p(run("甲"), f"<w:moveFrom>{run('乙')}</w:moveFrom>") + p(f"<w:moveTo>{run('乙')}</w:moveTo>"),
            ["甲", "乙"],
        ),
        (p(run("前半，"), mark=DELETED) + p(run("后半。")), ["前半，后半。"]),
        (p(f"<w:moveFrom>{run('移走')}</w:moveFrom>", mark=MOVED) + p(run("留下。")), ["留下。"]),
        (p(run("前半，"), mark=INSERTED) + p(run("后半。")), ["前半，", "后半。"]),
        (p(run("最后一段。"), mark=DELETED), ["最后一段。"]),
        (p(run("共"), f"<w:sdt><w:sdtContent>{run('128')}</w:sdtContent></w:sdt>"), ["共128"]),
        (p(run("共"), f"<w:sdt>{PROMPT}<w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>"), ["共"]),
        (p(f"<w:smartTag>{run('示例市')}</w:smartTag>", run("共128件")), ["示例市共128件"]),
        (p(run("共"), f"<w:fldSimple>{run('128')}</w:fldSimple>"), ["共128"]),
        (p(run("共"), field("128"), run("件")), ["共128件"]),
        (p("<w:r><w:t>政府</w:t><w:softHyphen/><w:t>信息</w:t></w:r>"), ["政府信息"]),
        (p(run("甲"), BOX), ["甲", "框里"]),
        (p(RUBY), ["示"]),
        (p(run("共128"), run("1", RAISED), run("件")), ["共128①件"]),
        (p(run("面积3m"), run("2", RAISED)), ["面积3m2"]),
    ],
)  # fmt: skip
def test_words_are_read_as_they_stand_when_everything_is_accepted(xml, wanted):
    assert lines(xml) == wanted


LINKED = 'w:instr=" HYPERLINK &quot;https://www.example.gov.cn/gk/&quot; \\l &quot;top&quot; "'
BOLD = "<w:b/>"


def begins(*instructions: str) -> str:
    """A field of Word, its instruction over several runs, up to where its words begin."""
    words = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in instructions)
    begin, separate = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate"))
    return f"{begin}{words}{separate}"


END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
SITE = "HYPERLINK &quot;https://www.example.gov.cn/gk/&quot;"


def outside(*runs: str) -> str:
    return f'<w:hyperlink {OUTSIDE} r:id="rId9">{"".join(runs)}</w:hyperlink>'


@pytest.mark.parametrize(
    ("xml", "wanted"),
    [
        (outside(run("门户"), run("专栏", BOLD)), "[门户**专栏**](https://www.example.gov.cn/)"),
        (outside(run("门"), run("户"), run("专"), run("栏")), "[门户专栏](https://www.example.gov.cn/)"),
        (f"<w:fldSimple {LINKED}>{run('专')}{run('栏', BOLD)}</w:fldSimple>",
         "[专**栏**](https://www.example.gov.cn/gk/#top)"),
        (begins(SITE) + run("专") + run("栏", BOLD) + END, "[专**栏**](https://www.example.gov.cn/gk/)"),
        (begins("HYPER", "LINK &quot;https://www.example", ".gov.cn/gk/&quot;") + run("专栏") + END,
         "[专栏](https://www.example.gov.cn/gk/)"),
        (begins(SITE) + begins("PAGE") + run("3") + END + run("页") + END,
         "[3页](https://www.example.gov.cn/gk/)"),
        (begins("HYPERLINK \\l &quot;_Toc1&quot;") + run("专栏") + END, "专栏"),
        (begins("HYPERLINK &quot;mailto:gk@example.gov.cn&quot;") + run("来信") + END,
         "[来信](mailto:gk@example.gov.cn)"),
        (begins("HYPERLINK &quot;file:///C:/a.docx&quot;") + run("附件") + END, "附件"),
        (begins("=SUM(ABOVE)") + run("128") + END, "128"),
    ],
)  # fmt: skip
def test_links_keep_their_words_and_where_they_lead_however_word_writes_them(xml, wanted):
    rels = "word/_rels/document.xml.rels"
    held = '<Relationships><Relationship Id="rId9" Target="https://www.example.gov.cn/"/></Relationships>'
    pages = find("docx").read(docx(p(run("见"), xml, run("。")), {rels: held}))
    assert [each.text for each in pages.paragraphs] == [f"见{wanted}。"]


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@pytest.mark.parametrize(
    ("font", "code", "wanted"),
    [
        ("Wingdings", "F0FC", "✓"), ("Wingdings", "F0FE", "☑"), ("Wingdings", "F0A8", "□"),
        ("Wingdings", "F0D8", "➢"), ("Wingdings", "F081", "①"), ("Wingdings", "FC", "✓"),
        ("Wingdings 2", "F052", "☑"), ("Wingdings 2", "F06A", "①"), ("Wingdings 3", "F070", "▲"),
        ("Symbol", "F0B7", "•"), ("Symbol", "F0B3", "≥"), ("Symbol", "F061", "α"), ("Symbol", "F0A3", "≤"),
        ("Symbol", "F0D6", "√"), ("Symbol", "F0E5", "∑"), ("Symbol", "F0F2", "∫"), ("SimSun", "25A1", "□"),
    ],
)  # fmt: skip
def test_symbols_are_read_as_what_they_are_in_unicode(font, code, wanted):
    pages = find("docx").read(docx(p(run("已办"), sign(font, code), run("件"))))
    assert [each.text for each in pages.paragraphs] == [f"已办{wanted}件"]
    assert pages.asides == ()


def test_letters_that_a_font_of_symbols_shows_as_marks_are_these_marks():
    looks = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert lines(p(run("已办"), run("\u00fc", looks), run("\uf0a8", looks))) == ["已办✓□"]


@pytest.mark.parametrize(("font", "code"), [("Webdings", "F021"), ("Wingdings", "F04E"), ("Wingdings", "x")])
def test_a_symbol_that_has_no_equal_is_told_with_its_font(font, code):
    assert f"（1 处）不知道是什么字，没有读进去：{font} {code}" in told(
        "I55", p(run("已办"), sign(font, code))
    )


def read(*more: str, parts: dict[str, str] | None = None):
    body = (paragraph(each) if isinstance(each, str) else word_table(flat(each)) for each in report())
    return imported(find("docx").read(docx("".join([*body, *more]), parts)))


def told(code: str, *more: str, parts: dict[str, str] | None = None) -> str:
    (finding,) = [each for each in read(*more, parts=parts).findings if each.code == code]
    return finding.message


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_told_since_a_filing_has_none(kind):
    notes = f'<w:{kind}s {W}><w:{kind} w:id="2">{p(run("含上年结转1件"))}</w:{kind}></w:{kind}s>'
    message = told("I46", p(run("共3件。")), parts={f"word/{kind}s.xml": notes})
    assert "含上年结转1件" in message


@pytest.mark.parametrize("xml", [f'<w:altChunk r:id="x" {OUTSIDE}/>', p(f'<w:subDoc r:id="x" {OUTSIDE}/>')])
def test_a_file_within_the_file_is_told_and_not_opened(xml):
    assert "1 处" in told("I47", xml, parts={"word/chunk.htm": "<p>里面的字</p>"})
    assert "里面的字" not in read(xml, parts={"word/chunk.htm": "<p>里面的字</p>"}).text


@pytest.mark.parametrize(
    ("look", "code"), [("<w:vanish/>", "I48"), ("<w:strike/>", "I49"), ("<w:dstrike/>", "I49")]
)
def test_words_that_are_hidden_or_struck_through_are_no_text_and_told(look, code):
    words = p(run("全年培训"), run("十", look), run("三次。"))
    assert "十" in told(code, words)
    assert "全年培训三次。" in read(words).text
    assert not {"I48", "I49"} & {
        finding.code for finding in read(p(run("十", look.replace("/>", ' w:val="0"/>')))).findings
    }


def cells(*texts: str) -> list[str]:
    """What is read of the cells of a row; the first row keeps the table a table."""
    row = "".join(f"<w:tc>{text}</w:tc>" for text in texts)
    (grid,) = find("docx").read(docx(f"<w:tbl><w:tr>{row}</w:tr><w:tr>{row}</w:tr></w:tbl>")).blocks
    assert isinstance(grid, Grid)
    return [cell.text for cell in grid.rows[0]]


def test_a_figure_that_was_struck_and_written_anew_is_the_new_one():
    assert cells(p(run("一")), p(run("125", "<w:strike/>"), run("128"))) == ["一", "128"]


def test_the_raised_number_of_a_note_is_no_digit_of_the_figure():
    assert cells(p(run("一")), p(run("125"), run("1", RAISED))) == [
        "一",
        "125①",
    ]


def test_a_prompt_that_was_not_filled_in_is_an_empty_cell():
    prompt = f"<w:sdt>{PROMPT}<w:sdtContent>{run('0000')}</w:sdtContent></w:sdt>"
    assert cells(p(run("一")), p(prompt)) == ["一", ""]


def test_a_cell_that_was_taken_out_moves_the_others_up():
    deleted = f'<w:tcPr><w:cellDel w:id="1"/></w:tcPr>{p()}'
    assert cells(p(run("一")), deleted, p(run("5"))) == ["一", "5"]


def test_a_struck_figure_of_the_form_comes_in_as_what_is_left_of_it():
    table = word_table(flat(tables()["申请办理情况"]))
    assert run("125") in table
    spoilt = table.replace(run("125"), run("12", "<w:strike/>") + run("125"), 1)
    result = imported(find("docx").read(docx(spoilt)), "2021")
    assert "本年新收: [125, 2, 0, 0, 0, 7" in result.text
    assert "申请办理情况.本年新收.自然人" not in told_of(result)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("<s>125</s>128", "128"),
        ("<del>125</del>128", "128"),
        ('<span style="text-decoration: line-through">12<b>5</b></span>128', "128"),
        ("125<sup>1</sup>", "125①"),
        ("3km<sup>2</sup>", "3km2"),
    ],
)
def test_on_a_web_page_struck_words_are_no_text_and_raised_numbers_no_digits(words, wanted):
    page = f"<html><body><table><tr><td>一</td><td>{words}</td></tr><tr><td>二</td><td>1</td></tr></table>"
    read_page = find("html").read(f"{page}<p>共{words}件</p></body></html>".encode())
    grid, line = read_page.blocks
    assert isinstance(grid, Grid)
    assert isinstance(line, Paragraph)
    assert (grid.rows[0][1].text, line.text) == (wanted, f"共{wanted}件")
    assert len(read_page.asides) == (2 if "125</" in words or "12<" in words else 0)
