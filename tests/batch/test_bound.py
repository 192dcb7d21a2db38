"""Numbers that were typed become placeholders; what is printed stays, and follows the tables from then on."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.batch.bound import BoundFiling, bind
from generator.batch.desk import Desk, load
from generator.filing.filing import Filing
from generator.filing.narrative.expression import Binary, Mistake, Node, parse
from generator.filing.narrative.expression import Path as Named
from generator.filing.narrative.placeholders import Hidden, Unknown, resolve
from generator.filing.narrative.scanning import Placeholder, scan
from generator.filing.read import read
from generator.rules.check import judge
from generator.rules.text.numbers.bound_texts import bound_texts
from generator.rules.text.numbers.listing import sentences
from generator.rules.text.printed_page import page, page_of
from tests.conftest import EXAMPLES
from tests.text.score import CODES, HERE, entries, filed

NAMES = ("2014", "2019", "2021", "2021-city", "2021-full")
FILINGS = sorted(path.stem for path in (HERE / "filings").glob("*.yaml"))
# Every so many sentences of the corpus is tried.
EVERY = 3


def typed(text: str, filing: Filing) -> str:
    """The text of a filing with what its placeholders print typed in their place."""

    def printed(match: re.Match[str]) -> str:
        try:
            return resolve(filing, Placeholder(0, 0, match[1]))
        except (Mistake, Unknown, Hidden):
            return match[0]  # in a comment

    return re.sub(r"\{\{([^{}\n]*)\}\}", printed, text)


@cache
def bound(name: str) -> tuple[Filing, BoundFiling]:
    """An example with everything typed by hand, and its file once that is bound."""
    path = EXAMPLES / f"{name}.yaml"
    text = path.read_text("utf-8")
    filing = load(read(text.encode(), str(path), EXAMPLES)).filing
    assert filing is not None
    return in_file(typed(text, filing), path)


def in_file(text: str, path: Path) -> tuple[Filing, BoundFiling]:
    desk = Desk()
    (examined,) = desk.look([read(text.encode(), str(path), path.parent)])
    assert examined.filing is not None
    return examined.filing, bind(examined, desk)


def loaded(text: str, folder: Path = EXAMPLES) -> Filing:
    filing = load(read(text.encode(), str(folder / "again.yaml"), folder)).filing
    assert filing is not None
    return filing


def names_in(text: str) -> set[str]:
    """Every name in the placeholders of a text."""
    return {name for hole in scan(text) for name in _named(parse(hole.source).root)}


def _named(node: Node) -> set[str]:
    if isinstance(node, Named):
        return {node.name}
    return _named(node.left) | _named(node.right) if isinstance(node, Binary) else set()


def corrected(filing: Filing, cell: str) -> Filing:
    """The filing with a figure of its tables corrected: by so much that every share of it is another."""
    was = filing.cells[cell]
    changed = replace(was, value=(was.value or 0) + 5000, written="")
    return replace(filing, cells={**filing.cells, cell: changed})


@pytest.mark.parametrize("name", NAMES)
def test_what_an_example_prints_stays_and_most_of_its_figures_are_bound(name):
    before, made = bound(name)
    after = loaded(made.after)
    assert made.problem == ""
    assert before.texts.keys() == after.texts.keys()
    for path in before.texts:
        assert page(after, after.texts[path]).words == page(before, before.texts[path]).words
    if name != "2014":  # that form has no words for its rows
        assert len(made.made) >= {"2021": 22, "2021-city": 40}.get(name, 5)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_the_figures_changes_in_the_file(name):
    _, made = bound(name)
    before, after = made.before.split("\n"), made.after.split("\n")
    assert len(before) == len(after)
    path = EXAMPLES / f"{name}.yaml"
    filing = loaded(path.read_text("utf-8"))
    for old, new in zip(before, after, strict=True):
        assert old == new or typed(new, filing) == old


@pytest.mark.parametrize("name", ["2019", "2021", "2021-city", "2021-full"])
def test_a_corrected_table_corrects_the_text_and_no_rule_tells_of_it(name):
    _, made = bound(name)
    after = loaded(made.after)
    # A table whose parts exceed their whole says so in its own sentences (N55).
    codes = CODES - {"N55"}
    known = {finding.code for finding in judge(after).findings} & codes
    cells = names_in("\n".join(text.scalar.text for text in after.texts.values())) & after.cells.keys()
    assert len(cells) >= 4
    for cell in sorted(cells):
        changed = corrected(after, cell)
        assert any(
            page(changed, text).words != page(after, after.texts[path]).words
            for path, text in changed.texts.items()
        )
        wrong = [
            number.words
            for sentence in sentences(changed)
            for number in sentence.numbers
            if number.printed and number.is_bound and not number.agrees
        ]
        assert wrong == [], cell
        told = {finding.code for finding in judge(changed).findings} & codes
        assert told <= known, cell


def test_of_the_sentences_of_the_corpus_each_prints_what_it_printed_and_follows_its_tables():
    bound_numbers = 0
    for name, entry in list(entries("develop"))[::EVERY]:
        filing = loaded(filed(name, entry), HERE / "filings")
        for text in bound_texts(filing):
            old = filing.texts[text.path]
            new = replace(old, scalar=replace(old.scalar, text=text.text))
            assert page_of(filing, new).words == page(filing, old).words
            bound_numbers += len(text.replacements)
            for cell in names_in(text.text) & filing.cells.keys():
                changed = corrected(replace(filing, texts={**filing.texts, text.path: new}), cell)
                assert page_of(changed, new).words != page(filing, old).words
    assert bound_numbers > 100


@pytest.mark.parametrize("name", FILINGS)
def test_filings_that_have_nothing_to_bind_stay_as_they_are(name):
    path = HERE / "filings" / f"{name}.yaml"
    _, made = in_file(path.read_text("utf-8"), path)
    assert made.after == made.before


HEAD = (HERE / "filings" / "bureau-settled.yaml").read_text("utf-8")
USUAL = "  依申请公开: 依法办理政府信息公开申请，规范答复文书。"


def written(line: str) -> tuple[Filing, BoundFiling]:
    assert USUAL in HEAD
    return in_file(HEAD.replace(USUAL, line), HERE / "filings" / "bureau-settled.yaml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "  依申请公开: 收到政府信息公开申请47件。   # 科室已核",
            "  依申请公开: 收到政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件。   # 科室已核",
        ),
        (
            "  依申请公开: 47件政府信息公开申请已收到，2024年收到。",
            "  依申请公开: '{{ 申请办理情况.本年新收.总计 }}件政府信息公开申请已收到，{{ 年度 }}年收到。'",
        ),
        (
            '  依申请公开: "收到政府信息公开申请47件。"',
            '  依申请公开: "收到政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件。"',
        ),
        (
            "  依申请公开: |\n    第一段。\n\n    新收申请**47**件。",
            "  依申请公开: |\n    第一段。\n\n    新收申请**{{ 申请办理情况.本年新收.总计 }}**件。",
        ),
        (
            "  依申请公开: 收到申请四十七件，其中自然人四十三件。",
            "  依申请公开: 收到申请{{ 申请办理情况.本年新收.总计 | 汉字 }}件，"
            "其中自然人{{ 申请办理情况.本年新收.自然人 | 汉字 }}件。",
        ),
        (
            "  依申请公开: 收到申请47件，予以公开22件，占46.8%。",
            "  依申请公开: 收到申请{{ 申请办理情况.本年新收.总计 }}件，"
            "予以公开{{ 申请办理情况.予以公开.总计 }}件，"
            "占{{ 申请办理情况.予以公开.总计 / 申请办理情况.本年新收.总计 | 百分比 }}。",
        ),
        (
            "  依申请公开: 新收申请47件，上年结转0件，共47件。",
            "  依申请公开: 新收申请{{ 申请办理情况.本年新收.总计 }}件，"
            "上年结转{{ 申请办理情况.上年结转.总计 }}件，"
            "共{{ 申请办理情况.本年新收.总计 + 申请办理情况.上年结转.总计 }}件。",
        ),
        (
            "  依申请公开: 行政事业性收费865000元。",
            "  依申请公开: 行政事业性收费{{ 主动公开情况.行政事业性收费 * 10000 | 小数(0) }}元。",
        ),
        (
            "  依申请公开: 行政事业性收费86.5万元。",
            "  依申请公开: 行政事业性收费{{ 主动公开情况.行政事业性收费 | 小数(1) }}万元。",
        ),
    ],
)
def test_each_way_of_writing_is_bound_in_place(before, after):
    filing, made = written(before)
    assert made.after == HEAD.replace(USUAL, after)
    again = loaded(made.after, HERE / "filings")
    assert page(again, again.texts["总体情况.依申请公开"]).words == (
        page(filing, filing.texts["总体情况.依申请公开"]).words
    )


@pytest.mark.parametrize(
    "line",
    [
        "收到政府信息公开申请48件。",
        "收到政府信息公开申请约47件。",
        "收到政府信息公开申请40余件。",
        "收到政府信息公开申请４７件。",
        "答复两件。",
        "全市收到政府信息公开申请47件。",
        "收到投诉举报47件。",
        "走访企业20家，座谈27次，共47件。",
        "按照《示例市2024年工作要点》和国办函〔2024〕47号、“2024年年报”栏目办理。",
        "2024年3月印发工作制度，2023年起执行，2022—2024年持续推进。",
        "示例市2024年第3号公告公布2024年版目录。",
    ],
)
def test_what_is_doubtful_wrong_or_a_name_is_left(line):
    _, made = written(f"  依申请公开: {line}")
    assert made.after == made.before
    assert made.problem == ""


@pytest.mark.parametrize(
    ("line", "bound_line"),
    [
        ("2024年，我局依法答复。", "{{ 年度 }}年，我局依法答复。"),
        ("2024年度我局依法答复。", "{{ 年度 }}年度我局依法答复。"),
        ("2024年以来，依法答复。", "{{ 年度 }}年以来，依法答复。"),
        (
            "统计期限自2024年1月1日起至2024年12月31日止。",
            "统计期限自{{ 年度 }}年1月1日起至{{ 年度 }}年12月31日止。",
        ),
        ("申请较2023年有所减少。", "申请较{{ 年度 - 1 }}年有所减少。"),
        ("2025年，将加强培训。", "{{ 年度 + 1 }}年，将加强培训。"),
        ("截至2024年底，依法答复。", "截至{{ 年度 }}年底，依法答复。"),
    ],
)
def test_the_years_of_the_report_become_placeholders(line, bound_line):
    filing, _ = written(f"  依申请公开: |\n    {line}")
    (text,) = [each for each in bound_texts(filing) if each.path == "总体情况.依申请公开"]
    assert text.text.strip() == bound_line


def test_a_table_of_the_text_and_a_number_with_commas_are_bound_where_they_print_alike():
    county = (HERE / "filings" / "county.yaml").read_text("utf-8")
    root = yaml.safe_load(county)
    root["总体情况"]["主动公开"] = "全县作出行政许可决定45,210件，行政处罚决定3，876件。"
    filing = loaded(yaml.safe_dump(root, allow_unicode=True, sort_keys=False), HERE / "filings")
    (text,) = [each for each in bound_texts(filing) if each.path == "总体情况.主动公开"]
    assert text.text == ("全县作出行政许可决定{{ 主动公开情况.行政许可 | 千分位 }}件，行政处罚决定3，876件。")


def test_a_text_that_is_folded_is_told_and_left():
    _, made = written("  依申请公开: >\n    收到政府信息公开申请47件，\n    均已答复。")
    assert made.after == made.before
    assert [path for path, _ in made.unchanged] == ["总体情况.依申请公开"]


def test_in_a_list_between_braces_a_text_gets_quotes():
    filing, made = in_file(
        re.sub(
            r"(?s)总体情况:\n.*?(?=主动公开情况:)",
            "总体情况: {主动公开: 依法公开。, 依申请公开: 收到政府信息公开申请47件。,"
            " 政府信息管理: 做好管理。, 平台建设: 办好专栏。, 监督保障: 开展培训。}\n",
            HEAD,
        ),
        HERE / "filings" / "bureau-settled.yaml",
    )
    assert "依申请公开: '收到政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件。'," in made.after
    assert filing.texts.keys() == loaded(made.after, HERE / "filings").texts.keys()
