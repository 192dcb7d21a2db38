"""Slips that clerks make, as a fresh pair of eyes found them: told once, in Chinese, or mended."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from generator.batch.desk import examine
from generator.report.build import Figure, Heading, Paragraph, build
from generator.source.read import read
from generator.writers.order import Order
from generator.writers.write import render
from tests.conftest import EXAMPLES, codes
from tests.outputs import pdf_text

LAST = "其他事项: |\n"
NO_PICTURE = ("![政府信息公开申请办理流程](图片/依申请公开流程.png)", "（图略）")


def headings(examined) -> list[tuple[int, str]]:
    return [
        (block.level, block.text) for block in build(examined.filing).blocks if isinstance(block, Heading)
    ]


@pytest.mark.parametrize("line", ["1.标题", "（1）标题"])
def test_a_numbering_that_skips_a_level_still_makes_a_report(changed, line):
    examined = changed((LAST, f"{LAST}  {line}\n"))
    assert codes(examined) == []
    assert (2, line) in headings(examined)
    assert render(build(examined.filing), Order(system_fonts=False))["pdf"]


def test_a_heading_before_the_first_section_is_emphasis(changed):
    examined = changed(("引言: |\n", "引言: |\n  1.标题\n"))
    first = build(examined.filing).blocks[0]
    assert isinstance(first, Paragraph)
    assert first.runs[0].strong
    assert render(build(examined.filing), Order(("pdf",), system_fonts=False))


def test_a_heading_with_placeholders_is_measured_as_printed(changed):
    line = "（一）新收{{ 申请办理情况.本年新收.总计 }}件，办结{{ 申请办理情况.办理结果总计.总计 }}件"
    assert (2, "（一）新收134件，办结125件") in headings(changed((LAST, f"{LAST}  {line}\n")))


@pytest.mark.parametrize(
    "form", ["其他事项:\n  第一段\n  第二段\n其余: ", "其他事项: >\n  第一段\n  第二段\n其余: "]
)
def test_paragraphs_that_yaml_would_run_together_are_refused(changed, form):
    assert "S10" in codes(changed((LAST, form + "|\n")))


def test_words_that_yaml_takes_for_a_comment_are_told(changed):
    examined = changed(("机关: 示例市人民政府办公室", "机关: 示例市人民政府 #办公室"))
    assert sorted(codes(examined)) == ["S11", "S41"]
    (finding,) = [finding for finding in examined.findings if finding.code == "S11"]
    assert finding.level == "warning"
    line = examined.document.source.lines[finding.span.line - 1]
    assert line[finding.span.column - 1 :] == "#办公室"


def test_a_comment_that_is_meant_as_one_is_left_alone(changed):
    assert codes(changed(("机关: 示例市人民政府办公室", "机关: 示例市人民政府办公室   # 全称"))) == []


def test_an_authority_on_two_lines_is_told(changed):
    examined = changed(("机关: 示例市人民政府办公室", "机关: 示例市\n  人民政府办公室"))
    assert codes(examined) == ["S06"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("办理结果总计: [116, 2, 0, 0, 0, 7, 125]", "办理结果总计: {总计: 125}", ["S02"]),
        ("年度: 2024", "年度: *a", ["Y05"]),
        ("行政许可: 0", "行政许可: *a", ["Y05"]),
        ("本年新收: [125, 2, 0, 0, 0, 7]", "本年新收: [125, 2, 0, 0, 0, 7, null]", ["S07"]),
        ("发布日期: 2025-01-24", "发布日期: 2025-01-24\n---", ["Y07"]),
    ],
)
def test_one_slip_is_one_finding(changed, old, new, expected):
    assert codes(changed((old, new))) == expected


def test_full_width_commas_between_numbers_are_named(changed):
    (finding,) = changed(("复议后起诉: 0", "复议后起诉: [0，0，0，0]")).findings
    assert finding.code == "S05"
    assert "半角逗号" in finding.message


def test_an_unknown_key_inside_a_group_is_told_as_itself(changed):
    examined = changed(("  域名:", "  url: x\n  域名:"))
    assert [finding.code for finding in examined.findings] == ["S01"]
    assert "“url”" in examined.findings[0].message


@pytest.mark.parametrize(
    "value", ["999999999999999 * " * 6 + "9", "1 / 999999999999999 / 999999999999999 / 9"]
)
@pytest.mark.parametrize("way", ["", "| 小数(2)", "| 百分比", "| 千分位"])
def test_no_size_of_figure_makes_arithmetic_break(changed, value, way):
    examined = changed((LAST, f"{LAST}  甲{{{{ {value} {way} }}}}乙\n"))
    assert set(codes(examined)) <= {"N12"}


def test_a_small_negative_share_is_not_minus_zero(changed):
    examined = changed((LAST, LAST + "  甲{{ (0 - 1) / 3000 | 百分比 }}乙\n"))
    assert any(
        "甲0.0%乙" in run.text
        for block in build(examined.filing).blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    )


# ---------------------------------------------------------------- pictures


def picture(path: Path, image: Image.Image, kind: str, **options: object) -> None:
    image.save(path, kind, **options)


@pytest.fixture
def with_picture(tmp_path, example_text):
    def build_with(name: str, image: Image.Image, kind: str, **options: object):
        picture(tmp_path / name, image, kind, **options)
        text = example_text.replace(*NO_PICTURE).replace(LAST, f"{LAST}  ![说明]({name})\n")
        return examine(read(text.encode(), "office.yaml", tmp_path))

    return build_with


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "camera"
    return exif


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("I;16", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("1", "PNG")],
)
def test_pictures_of_every_mode_are_printed_by_every_writer(with_picture, weasyprint_runs, mode, kind):
    examined = with_picture(f"a.{kind.lower()}", Image.new(mode, (40, 20)), kind)
    assert codes(examined) == []
    assert len(render(build(examined.filing), Order(system_fonts=False))) == 3


def test_a_photo_stands_upright_and_keeps_its_camera_to_itself(with_picture):
    examined = with_picture("a.jpg", Image.new("RGB", (40, 10), "red"), "JPEG", exif=turned(6))
    (figure,) = [block for block in build(examined.filing).blocks if isinstance(block, Figure)]
    assert (figure.picture.width, figure.picture.height) == (10, 40)
    with Image.open(io.BytesIO(figure.picture.data)) as image:
        assert image.size == (10, 40)
        assert not image.getexif()
    assert b"camera" not in figure.picture.data


def test_a_picture_without_words_for_those_who_cannot_see_it_is_refused(changed):
    examined = changed(("![政府信息公开申请办理流程](", "![]("))
    assert codes(examined) == ["N20"]


# ---------------------------------------------------------------- the command


def test_a_filing_that_cannot_be_opened_does_not_stop_the_others(run, tmp_path):
    good = EXAMPLES / "2021-city.yaml"
    (tmp_path / "a.yaml").write_bytes(good.read_bytes())
    (tmp_path / "b.yaml").mkdir()
    (tmp_path / "c.yaml").symlink_to(tmp_path / "nowhere")
    code, out, _ = run("check", tmp_path)
    assert code == 0
    assert "共核对 1 份填报" in out


def test_a_report_is_never_written_over_its_own_filing(run, tmp_path):
    filing = tmp_path / "report.html"
    filing.write_bytes((EXAMPLES / "2021-city.yaml").read_bytes())
    code, _, err = run("build", filing, "--to", "html")
    assert code == 2
    assert "盖掉填报本身" in err
    assert filing.read_bytes() == (EXAMPLES / "2021-city.yaml").read_bytes()


def test_a_failing_output_leaves_every_old_one_in_its_place(run, tmp_path):
    (tmp_path / "2021-city.pdf").mkdir()
    for form in ("docx", "html"):
        (tmp_path / f"2021-city.{form}").write_bytes(b"old")
    code, _, err = run("build", EXAMPLES / "2021-city.yaml", "-o", tmp_path)
    assert code == 2
    assert "同名的文件夹" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"2021-city.{form}" for form in ("docx", "html", "pdf")
    ]
    assert all((tmp_path / f"2021-city.{form}").read_bytes() == b"old" for form in ("docx", "html"))


def test_a_draft_shows_what_is_missing_instead_of_leaving_it_out(run, tmp_path):
    text = (EXAMPLES / "2021-city.yaml").read_text("utf-8")
    text = text.replace("其他事项: |\n", "其他事项: |\n  ![缺图](没有.png)\n  表情😀和{{ 错路径 }}\n")
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    code, _, _ = run("build", tmp_path / "a.yaml", "--draft", "--bundled-fonts", "--to", "html,pdf")
    page = (tmp_path / "a.html").read_text("utf-8")
    paper = pdf_text((tmp_path / "a.pdf").read_bytes())
    assert code == 0
    assert "![缺图](没有.png)" in page
    assert "表情😀和{{ 错路径 }}" in page
    assert "![缺图](没有.png)" in paper
    assert "表情〓和{{错路径}}" in paper


@pytest.mark.parametrize(
    "arguments", [("-o", "{folder}", "--force"), ("-o", "{file}/b.yaml"), ("--from", "{folder}")]
)
def test_new_answers_a_wrong_path_in_chinese(run, tmp_path, arguments):
    (tmp_path / "a.yaml").write_text("x")
    names = {"folder": tmp_path, "file": tmp_path / "a.yaml"}
    code, _, err = run("new", "2021", *(argument.format(**names) for argument in arguments))
    assert code == 2
    assert err.startswith("nianbao：")


def test_a_word_of_a_filing_cannot_begin_a_line_of_our_output(run, tmp_path):
    text = (EXAMPLES / "2021-city.yaml").read_text("utf-8")
    text = text.replace("机关类型: 人民政府", '机关类型: "x\\n::error file=a.py::pwned"')
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    _, out, _ = run("check", tmp_path / "a.yaml")
    assert "pwned" in out
    assert not [line for line in out.splitlines() if line.startswith("::")]


def test_a_long_word_never_leaves_the_paper(changed):
    import pdfplumber

    word = "https://www.example.gov.cn/" + "a" * 200
    examined = changed((LAST, f"{LAST}  网址{word}止\n  - 又{word}止\n"))
    pdf = render(build(examined.filing), Order(("pdf",), system_fonts=False))["pdf"]
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        edges = [char["x1"] for page in opened.pages for char in page.chars]
        assert max(edges) < 210 / 25.4 * 72 - 50
