"""Styles: found by name or path, told in Chinese when wrong, legible on every screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.writers.failure import CannotWrite
from generator.writers.order import Order
from generator.writers.style import fonts
from generator.writers.style.colours import Screen
from generator.writers.style.tokens import StyleError, find, styles
from generator.writers.write import render
from tests.conftest import EXAMPLES, ROOT

every = pytest.mark.parametrize("name", styles())
GOOD = str(EXAMPLES / "2021.yaml")


def test_there_are_two_styles() -> None:
    assert styles() == ("gongwen", "plain")


@every
def test_a_style_is_named_for_its_folder_and_has_its_reference_document(name: str) -> None:
    style = find(name)
    assert style.name == style.folder.name == name
    assert style.file("reference.docx").parent == style.folder


@every
def test_a_file_that_a_style_does_not_bring_is_the_base_styles(name: str) -> None:
    for file in ("report.css", "report.typ", "poster.typ"):
        assert find(name).file(file).is_file()
    assert find("plain").file("report.typ") == ROOT / "styles/gongwen/report.typ"


# ---------------------------------------------------------------- colours


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other: str) -> float:
    bright, dim = sorted((luminance(colour), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def screens(name: str) -> tuple[Screen, Screen]:
    return find(name).colours.light, find(name).colours.dark


def test_the_measure_of_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@every
def test_text_can_be_read_on_every_ground_it_stands_on(name: str) -> None:
    checked = 0
    for screen in screens(name):
        for ink in (screen.text, screen.title, screen.heading, screen.link):
            assert contrast(ink, screen.page) >= 4.5, ink
            checked += 1
        assert contrast(screen.text, screen.shade) >= 4.5
        # On the picture sheet: figures on the shade, and the page's colour on the accent.
        assert contrast(screen.series[0], screen.shade) >= 4.5
        assert contrast(screen.page, screen.accent) >= 4.5
    paper = find(name).colours.paper
    assert contrast(paper.text, paper.shade) >= 4.5
    assert checked == 8


@every
def test_bars_rules_and_marks_can_be_told_from_the_page(name: str) -> None:
    checked = 0
    for screen in screens(name):
        for colour in (*screen.series, screen.rule, screen.accent):
            assert contrast(colour, screen.page) >= 3, colour
            checked += 1
    assert checked >= 16


# ---------------------------------------------------------------- wrong styles


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gongwne", "没有“gongwne”这个样式，是不是“gongwen”？可用的有：gongwen、plain"),
        ("花哨", "没有“花哨”这个样式，可用的有：gongwen、plain；也可以写一个样式文件夹的路径"),
    ],
)
def test_a_misspelt_style_is_told_with_the_nearest_name(run, tmp_path: Path, name: str, message: str) -> None:
    code, _, err = run("build", GOOD, "--style", name, "-o", tmp_path / "out")
    assert (code, message in err) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_style_is_told(run, tmp_path: Path) -> None:
    code, _, err = run("build", GOOD, "--style", tmp_path, "-o", tmp_path / "out")
    assert (code, "不是样式文件夹：里面没有 style.yaml" in err) == (2, True)


@pytest.fixture
def changed(tmp_path: Path):
    """A copy of a style with some of its tokens changed."""

    def copy(*pairs: tuple[str, str]) -> str:
        folder = tmp_path / "我的样式"
        shutil.copytree(ROOT / "styles/gongwen", folder)
        text = (folder / "style.yaml").read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / "style.yaml").write_text(text, "utf-8")
        return str(folder)

    return copy


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "title: {font: 小标宋,",
            "title: {font: 小标送,",
            "title.font：fonts 里没有“小标送”，是不是“小标宋”",
        ),
        ("小标宋, size: 22}", "小标宋, size: 36}", "title.size：36 磅的字比行距大"),
        (
            '"#f3f4f6", accent: "#a61c1c"',
            '"#f3f4f6", accent: "red"',
            r":\d+:\d+: F03 “accent”不对：应当写成 #1a2b3c",
        ),
        ("grid: {", "gird: {", r"style\.yaml:\d+:\d+: "),
    ],
)
def test_a_mistake_in_a_style_is_told_with_its_place(changed, old: str, new: str, message: str) -> None:
    with pytest.raises(StyleError, match=message):
        find(changed((old, new)))


def test_a_face_that_is_not_shipped_is_told(changed) -> None:
    style = find(
        changed(("bundled: {family: Nianbao Kai, weight: 400}", "bundled: {family: Kai, weight: 400}"))
    )
    with pytest.raises(fonts.FontError, match="楷体：随附字体里没有 Kai 400"):
        fonts.choose(style, system=False)


def test_a_style_folder_elsewhere_is_used(run, changed, tmp_path: Path) -> None:
    folder = changed()
    code, out, _ = run("build", GOOD, "--style", folder, "-o", tmp_path / "out", "--to", "html,pdf,docx")
    assert (code, out.count("已生成")) == (0, 3)


def test_without_a_reference_document_there_is_no_docx_but_the_rest(
    run, changed, tmp_path: Path, reports
) -> None:
    folder = changed()
    (Path(folder) / "reference.docx").unlink()
    assert run("build", GOOD, "--style", folder, "-o", tmp_path / "out", "--to", "html")[0] == 0
    with pytest.raises(CannotWrite, match=r"没有 reference\.docx"):
        render(reports["2021"], Order(("docx",), style=folder))


def test_a_change_of_a_style_is_seen_at_the_next_build(changed, reports) -> None:
    folder = changed()
    before = render(reports["2021"], Order(("html",), style=folder))["html"]
    file = Path(folder) / "style.yaml"
    file.write_text(file.read_text("utf-8").replace("scale: 112.5", "scale: 150"), "utf-8")
    after = render(reports["2021"], Order(("html",), style=folder))["html"]
    assert b"font-size: 112.5%" in before
    assert b"font-size: 150.0%" in after
