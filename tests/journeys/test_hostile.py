"""A filing is data: whatever it says comes out as text, and nothing it says is carried out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.batch.desk import examine
from generator.common import data_folders as resources
from generator.findings.finding import Span
from generator.kit.cases import Case, Change, load_cases
from generator.report.build import build
from generator.source.nodes import Mapping, Scalar, to_plain
from generator.source.read import read
from generator.writers.failure import CannotWrite
from generator.writers.order import Order
from generator.writers.write import render
from tests.conftest import EXAMPLES, codes
from tests.outputs import docx_lines, html_lines, pdf_text, squeeze

HOSTILE = (
    "# $ * _ [ ] @ \\ < & {% x %} {# y #} #set #eval(1) $x^2$ `r` ~ ^ | > \" '",
    "</script><script>alert(1)</script> <style>*{display:none}</style> <img src=x onerror=alert(1)>",
    "&amp; &#x41; <b>x</b> <!-- y --> ]]> <![CDATA[ %PDF \\textbf{a} \\u0041 @import url(x) // /* c */",
    '#read("/etc/passwd") #import "a.typ" #pdf.attach("x") #context { { } } <label> @ref',
    "[链接](javascript:alert(1)) ![图](x) http://e.cn/?a=1&b=2 a_b_c 10*20*30 ==== ---- +++ -1",
)
TEXT = "其他事项: |\n"
CASES = load_cases(resources.folder("templates") / "2021" / "cases.yaml")


def _with_line(line: str) -> Case:
    """The short correct filing with one line as its last section."""
    scalar = Scalar(line, Span(), "'")
    return Case("", Change(Mapping({"其他事项": scalar}, {}, Span())), ())


def filing_with(line: str, example_text: str):
    text = example_text.replace(TEXT, f"{TEXT}  {line}\n", 1)
    return examine(read(text.encode(), "office.yaml", EXAMPLES))


def outputs(report, form: str) -> str:
    engine = form if form in ("typst", "weasyprint") else "typst"
    kind = form if form in ("docx", "html") else "pdf"
    data = render(report, Order((kind,), engine, system_fonts=False))[kind]
    readers = {"docx": docx_lines, "html": html_lines}
    return "".join(readers[form](data)) if form in readers else pdf_text(data)


@pytest.mark.parametrize("form", ["docx", "html", "typst", "weasyprint"])
@pytest.mark.parametrize("line", HOSTILE)
def test_marks_of_every_language_come_out_as_text(line, form, example_text, weasyprint_runs):
    examined = filing_with(line, example_text)
    # told, as are brackets that are not paired (N82), and printed as typed all the same
    assert set(codes(examined)) - {"N82"} == {"N26"}
    try:
        assert squeeze(line) in outputs(build(examined.filing), form)
    except CannotWrite as why:
        if form != "weasyprint":
            raise
        pytest.skip(str(why))


@pytest.mark.parametrize("form", ["docx", "html", "typst", "weasyprint"])
def test_two_opening_braces_can_be_written_as_text(form, example_text, weasyprint_runs):
    examined = filing_with(r"模板写法 \{{ 年度 }} 原样印出", example_text)
    # told, as are brackets that are not paired (N82), and printed as typed all the same
    assert set(codes(examined)) - {"N82"} == {"N26"}
    try:
        assert "模板写法{{年度}}原样印出" in outputs(build(examined.filing), form)
    except CannotWrite as why:
        if form != "weasyprint":
            raise
        pytest.skip(str(why))


@settings(max_examples=20, deadline=None)
@given(line=st.text(st.sampled_from("#$_[]@\\<&>{}%`'\"|~^/=+;:!?()ab字，。“”"), min_size=1, max_size=40))
def test_any_line_without_placeholders_comes_out_of_docx_html_and_pdf_alike(line):
    examined = CASES.examine(_with_line(f"字{line.strip()}字"))
    if codes(examined):
        return
    shown = squeeze("字" + line.strip().replace("\\{", "{") + "字")
    made = render(build(examined.filing), Order(system_fonts=False))
    assert shown in "".join(docx_lines(made["docx"]))
    assert shown in "".join(html_lines(made["html"]))
    assert shown in pdf_text(made["pdf"])


def test_hostile_words_in_the_head_are_text_too(example_text):
    name = "示例市<script>#eval&{{ 年度 }}*办公室*"
    text = example_text.replace("机关: 示例市人民政府办公室", f"机关: '{name}'", 1)
    examined = examine(read(text.encode(), "office.yaml", EXAMPLES))
    # told, as are brackets that are not paired (N82), and printed as typed all the same
    assert set(codes(examined)) - {"N82"} == {"N26"}
    for form in ("docx", "html", "typst"):
        assert squeeze(name) in outputs(build(examined.filing), form)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("../README.md", "不在填报所在的文件夹里"),
        ("../../etc/passwd", "不在填报所在的文件夹里"),
        ("/etc/passwd", "相对路径"),
        ("http://example.gov.cn/a.png", "相对路径"),
        ("data:image/png;base64,AAAA", "相对路径"),
        ("没有.png", "没有这个文件"),
        ("2021.yaml", "PNG 或 JPEG"),
        ("图片", "是文件夹"),
    ],
)
def test_a_picture_from_elsewhere_or_that_is_none_is_refused(path, problem, example_text):
    examined = filing_with(f"![说明]({path})", example_text)
    (finding,) = examined.findings
    assert finding.code == "N20"
    assert problem in finding.message
    line = examined.document.source.lines[finding.span.line - 1]
    assert line[finding.span.column - 1 :].startswith(path)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path, example_text):
    secret = tmp_path / "secret.png"
    secret.write_bytes((next(EXAMPLES.glob("*/*.png"))).read_bytes())
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "a.png").symlink_to(secret)
    text = example_text.replace(TEXT, f"{TEXT}  ![说明](a.png)\n", 1)
    found = [
        finding
        for finding in examine(read(text.encode(), "x", folder)).findings
        if "a.png" in finding.message
    ]
    assert [finding.code for finding in found] == ["N20"]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "格式: '2021'\n" + "总体情况: {" * 19,
        "格式: '2021'\n其他事项: |\n  " + "{{ (" * 2000,
        "格式: '2021'\n其他事项: |\n  " + "**a" * 20000,
        "格式: '2021'\n其他事项: |\n  " + "![" * 20000,
        "格式: '2021'\n" + "".join(f"键{n}: 1\n" for n in range(3000)),
        "格式: '2021'\n主动公开情况: [" + "1," * 200000 + "]\n",
        "格式: '2021'\n年度: 1" + "_" * 300000 + "x\n",
        "格式: '2021'\n其他事项: |\n  " + "{{ 申请.x }}" * 5000,
        "格式: '2021'\n总体情况:\n" + "".join(f"  键{n}: 1\n" for n in range(20000)),
        "格式: '2021'\n" + "键" * 300000 + ": 1\n",
    ],
)
def test_what_is_made_to_be_slow_is_answered_soon(text):
    began = time.process_time()
    examined = examine(read(text.encode()))
    if examined.filing is not None:
        for narrative in examined.filing.texts.values():
            from generator.filing.narrative import markup
            from generator.filing.narrative.lines import lines

            for line in lines(narrative.scalar.text):
                markup.runs(line.text[:20000])
    assert examined.findings
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "word",
    [
        *("予以公开43件，", "予以公开44件，", "报告", "制发", "信息公开", "{{ 年度 }}件"),
        "自然人125件，占5%{{ 年度 - 2025 }}，",
    ],
)
def test_a_sentence_without_end_is_read_in_time_proportional_to_its_length(word, example_text):
    def seconds(times: int) -> float:
        text = example_text.replace(TEXT, f"{TEXT}  {word * times}\n", 1)
        document = read(text.encode(), "a.yaml", EXAMPLES)
        began = time.perf_counter()
        examine(document)
        return time.perf_counter() - began

    seconds(10)
    # Quadratic would be 64 times as long; a busy machine may well double a figure.
    assert seconds(16000) < 24 * max(seconds(2000), 0.05)


LONG = "9" * 5000
ROWS = "申请办理情况:\n  本年新收: "


@pytest.mark.parametrize(
    "text",
    [
        f"其他事项: |{LONG}\n  甲\n",
        f"其他事项: >-{LONG}\n  甲\n",
        f"其他事项: |\n  {{{{ 年度 | 小数({LONG}) }}}}、{{{{ {LONG} }}}}、{LONG}年{LONG}月{LONG}件\n",
        f"年度: {LONG}\n发布日期: {LONG}-01-20\n网站: {{标识码: {LONG}}}\n",
        f"{ROWS}[{LONG}, 0, 0, 0, 0, 0]\n  {LONG}: 0\n",
        f"{ROWS}{LONG}\n豁免: [{{规则: {LONG}, 理由: 甲, 核对码: {LONG}}}]\n上年填报: {LONG}\n",
    ],
)
def test_more_figures_than_python_reads_are_a_finding_wherever_they_stand(text):
    for form in ("格式: '2021'", f"格式: {LONG}"):
        assert examine(read(f"{form}\n{text}".encode())).findings


def test_a_number_of_thousands_of_figures_in_a_form_is_no_number():
    values = to_plain(read(f"短: 12\n长: {LONG}\n".encode()).root)
    assert values == {"短": 12, "长": LONG}
