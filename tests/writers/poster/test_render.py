"""The picture sheet: the page's figures and drawings, one page, the same bytes, words for who cannot see."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import lxml.etree
import lxml.html
import pdfplumber
import pikepdf
import pytest
from PIL import Image

from generator.report.overview import Overview
from generator.writers.order import Order
from generator.writers.poster.render import NothingToShow
from generator.writers.poster.sheet import AROUND, columns, description
from generator.writers.style.charts import draw
from generator.writers.style.tokens import find
from generator.writers.write import render
from tests.conftest import EXAMPLES, names_in
from tests.made import report
from tests.outputs import squeeze

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("svg", "png", "pdf")


@pytest.fixture(scope="module", params=["gongwen", "plain"])
def sheet(request: pytest.FixtureRequest) -> Mapping[str, bytes]:
    files = render(report("2021"), Order(("poster",), style=request.param, system_fonts=False))
    assert set(files) == {f"poster.{kind}" for kind in KINDS}
    return {kind: files[f"poster.{kind}"] for kind in KINDS}


def test_every_figure_and_every_word_of_every_chart_stands_on_the_sheet(sheet) -> None:
    with pdfplumber.open(io.BytesIO(sheet["pdf"])) as pdf:
        (page,) = pdf.pages
        text = squeeze("".join(char["text"] for char in page.chars))
    overview = report("2021").overview
    wanted = [*report("2021").title, "图解"]
    wanted += [word for figure in overview.figures for word in (figure.label, figure.text)]
    wanted += [chart.title for chart in overview.charts]
    wanted += [words.text for chart in overview.charts for words in draw(chart).words]
    assert len(wanted) > 70
    assert [word for word in wanted if squeeze(word) not in text] == []


def test_the_sheet_is_one_page_as_wide_as_paper_and_at_least_as_long(sheet) -> None:
    page = find("gongwen").page
    with pdfplumber.open(io.BytesIO(sheet["pdf"])) as pdf:
        (printed,) = pdf.pages
        assert float(printed.width) == pytest.approx(page.width / 25.4 * 72, abs=0.1)
        assert float(printed.height) >= page.height / 25.4 * 72 - 0.1
    picture = Image.open(io.BytesIO(sheet["png"]))
    assert picture.width > 1080
    assert picture.height / picture.width == pytest.approx(
        float(printed.height) / float(printed.width), abs=0.01
    )


def test_nothing_is_set_outside_the_sheet(sheet) -> None:
    with pdfplumber.open(io.BytesIO(sheet["pdf"])) as pdf:
        (page,) = pdf.pages
        assert len(page.chars) > 400
        assert all(char["x0"] > 0 and char["x1"] < page.width for char in page.chars)
        assert all(char["top"] > 0 and char["bottom"] < page.height for char in page.chars)


def test_all_three_files_say_in_words_what_they_show(sheet) -> None:
    described = description(report("2021"))
    assert "新收申请134件" in described
    assert "自然人125件，商业企业2件" in described
    root = lxml.etree.fromstring(sheet["svg"])
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}desc") == described
    assert root.findtext(f"{SVG}title") == report("2021").full_title
    assert root.get("aria-labelledby").split() == [
        root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")
    ]
    assert Image.open(io.BytesIO(sheet["png"])).text["Description"] == described
    with pikepdf.open(io.BytesIO(sheet["pdf"])) as pdf:
        alternatives = [
            str(element.Alt) for element in _elements(pdf.Root.StructTreeRoot) if "/Alt" in element
        ]
        assert alternatives == [chart.text for chart in report("2021").overview.charts]
        assert str(pdf.Root.Lang) == "zh-CN"


def _elements(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def test_the_sheet_claims_to_be_archival_and_accessible(sheet) -> None:
    with pikepdf.open(io.BytesIO(sheet["pdf"])) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"


def test_the_svg_needs_no_font_no_script_and_nothing_from_elsewhere(sheet) -> None:
    root = lxml.etree.fromstring(sheet["svg"])
    tags = {lxml.etree.QName(element).localname for element in root.iter(lxml.etree.Element)}
    assert "path" in tags
    assert not tags & {"text", "script", "image", "foreignObject", "style"}
    links = root.xpath("//@xlink:href", namespaces={"xlink": "http://www.w3.org/1999/xlink"})
    assert links
    assert all(link.startswith("#") for link in links)


def test_the_same_report_gives_the_same_sheet(sheet) -> None:
    again = render(report("2021"), Order(("poster",), system_fonts=False))
    other = render(report("2021"), Order(("poster",), style="plain", system_fonts=False))
    for kind in KINDS:
        assert sheet[kind] in (again[f"poster.{kind}"], other[f"poster.{kind}"])


def test_hostile_words_are_words_on_the_sheet_too() -> None:
    hostile = '#panic() $x$ </svg><script>1</script> & "甲" ]]>'
    hostile_report = replace(report("2021"), title=(hostile,))
    files = render(hostile_report, Order(("poster",), system_fonts=False))
    root = lxml.etree.fromstring(files["poster.svg"])
    assert root.findtext(f"{SVG}title") == hostile
    with pdfplumber.open(io.BytesIO(files["poster.pdf"])) as pdf:
        assert squeeze(hostile)[:20] in squeeze("".join(char["text"] for char in pdf.pages[0].chars))


def test_a_draft_is_marked() -> None:
    with pdfplumber.open(
        io.BytesIO(
            render(replace(report("2021"), draft=True), Order(("poster",), system_fonts=False))["poster.pdf"]
        )
    ) as pdf:
        large = [char["text"] for char in pdf.pages[0].chars if char["size"] > 60 or not char["upright"]]
    assert "".join(large) == "草稿"


def test_a_form_that_plans_no_figures_has_no_sheet() -> None:
    with pytest.raises(NothingToShow, match="overview"):
        render(replace(report("2021"), overview=Overview()), Order(("poster",), system_fonts=False))


def test_charts_fill_two_columns_as_even_as_they_go(sheet) -> None:
    both = columns(report("2021").overview.charts)
    keys = [cell["title"] for column in both for cell in column]
    assert keys == [chart.title for chart in report("2021").overview.charts]
    lengths = [sum(cell["height"] + AROUND for cell in column) for column in both]
    assert max(lengths) < 0.7 * sum(lengths)


def test_the_sheet_is_written_beside_the_page_which_links_to_it(run, tmp_path: Path) -> None:
    code, out, _ = run(
        "build", EXAMPLES / "2021.yaml", "-o", tmp_path, "--to", "html,poster,docx", "--bundled-fonts"
    )
    names = names_in(tmp_path)
    assert code == 0
    assert names == ["2021-图解.pdf", "2021-图解.png", "2021-图解.svg", "2021.docx", "2021.html"]
    assert all(f"已生成 {tmp_path / name}" in out for name in names)
    links = lxml.html.parse(str(tmp_path / "2021.html")).xpath("//nav[@class='downloads']//a/@href")
    assert links[:2] == ["./2021-%E5%9B%BE%E8%A7%A3.png", "./2021.docx"]
