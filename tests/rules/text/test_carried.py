"""Last year's texts as the next year's begin: numbers and years as placeholders, a mark behind the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.batch.desk import load
from generator.filing.filing import Filing
from generator.filing.read import read
from generator.form.carrying import carrying
from generator.rules.text.numbers.carried import carried_texts
from generator.rules.text.numbers.listing import sentences
from tests.conftest import EXAMPLES
from tests.text.score import HERE

PATH = "总体情况.依申请公开"
HEAD = (HERE / "filings" / "bureau-settled.yaml").read_text("utf-8")
USUAL = "  依申请公开: 依法办理政府信息公开申请，规范答复文书。"
NEW, RESULTS = "申请办理情况.本年新收.总计", "申请办理情况.办理结果总计.总计"


def filing_with(line: str) -> Filing:
    assert USUAL in HEAD
    text = HEAD.replace(USUAL, f"  依申请公开: |\n    {line}")
    filing = load(read(text.encode(), "2024.yaml", HERE / "filings")).filing
    assert filing is not None
    return filing


def carried(line: str) -> str:
    (text,) = [each for each in carried_texts(filing_with(line)) if each.path == PATH]
    return text.text.strip()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("2024年收到政府信息公开申请47件。", f"{{{{ 年度 }}}}年收到政府信息公开申请{{{{ {NEW} }}}}件。"),
        ("收到政府信息公开申请48件。", "收到政府信息公开申请48件【待改】。"),
        ("组织培训3期，培训240人次。", "组织培训3期【待改】，培训240人次【待改】。"),
        ("5月20日召开会议1次、座谈2次。", "5月20日召开会议1次、座谈2次【待改】。"),
        ("印发《示例市政务公开工作方案》。", "印发《示例市政务公开工作方案》【待改】。"),
        ("按照《2024年政务公开工作要点》办理。", "按照《2024年政务公开工作要点》【待改】办理。"),
        ("在“2024年年报”栏目公布。", "在“2024年【待改】年报”栏目公布。"),
        ("印发示政发〔2024〕12号文件。", "印发示政发〔2024〕12号【待改】文件。"),
        ("培训**3**期。", "培训**3**期【待改】。"),
        (
            "印发《{{ 年度 }}年工作要点》，按照《{{ 年度 }}年要点》办理。",
            "印发《{{ 年度 }}年工作要点》，按照《{{ 年度 }}年要点》办理。",
        ),
        ("满意率98%。", "满意率98%【待改】。"),
    ],
)
def test_what_was_typed_and_is_last_years_own_gets_one_mark_in_a_clause(line, wanted):
    assert carried(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "依据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。",
        "按照国办公开办函〔2021〕30号文件的格式编制。",
        "自收到申请之日起20个工作日内答复，电话0510-82221234，邮编214000。",
        "统计期限自1月1日起至12月31日止。",
        "《条例》第三十二条、第12条规定的情形，见“32条”。",
        "建立“三审三校”制度，一次性告知。",
        "- 当面申请：在窗口提交；",
        "流程见附表2，样式见附件3、图1。",
        "1、逐件登记；\n    2、逐件审核。",
        "| 序号 | 环节 |\n    | 1 | 登记 |\n    | 2 | 审核 |",
    ],
)
def test_what_is_every_years_gets_none(line):
    assert carried(line) == line.replace("\n    ", "\n")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "收到政府信息公开申请47件，同比增长12.5%。",
            f"收到政府信息公开申请{{{{ {NEW} }}}}件，"
            f"同比增长{{{{ ({NEW} - 上年.{NEW}) / 上年.{NEW} | 百分比 }}}}。",
        ),
        (
            "收到政府信息公开申请47件，较上年减少3件。",
            f"收到政府信息公开申请{{{{ {NEW} }}}}件，较上年减少{{{{ 上年.{NEW} - {NEW} }}}}件。",
        ),
        (
            "答复申请47件，比2023年（50件）下降6%。",
            f"答复申请{{{{ {RESULTS} }}}}件，比{{{{ 年度 - 1 }}}}年（{{{{ 上年.{RESULTS} }}}}件）"
            f"下降{{{{ (上年.{RESULTS} - {RESULTS}) / 上年.{RESULTS} | 百分比(0) }}}}。",
        ),
    ],
)
def test_growth_is_reckoned_anew_from_both_years(line, wanted):
    assert carried(line) == wanted


def test_placeholders_that_are_there_stay_and_get_no_mark():
    line = (
        "{{ 年度 }}年答复{{ 申请办理情况.办理结果总计.总计 }}件，另有{{ 申请办理情况.结转下年度.总计 }}件。"
    )
    assert carried(line) == line


def test_a_mark_that_was_left_standing_is_not_doubled():
    assert carried("培训3期【待改】。") == "培训3期【待改】。"


def test_the_mark_says_nothing_to_whoever_reads_the_sentence():
    plain = filing_with("收到政府信息公开申请48件，其中自然人43件。")
    marked = filing_with("收到政府信息公开申请48件【待改】，其中自然人43件【待改】。")

    def bound(filing: Filing) -> list[tuple[str, bool]]:
        return [
            (number.words, number.agrees)
            for sentence in sentences(filing)
            for number in sentence.numbers
            if number.is_bound and sentence.path == PATH
        ]

    assert bound(marked) == bound(plain)
    assert len(bound(plain)) == 2


def test_a_form_without_words_for_its_rows_gets_years_and_marks():
    filing = filing_with("2024年收到政府信息公开申请47件。")
    bare = replace(filing, format=filing.format.model_copy(update={"vocabulary": ()}))
    (text,) = [each for each in carried_texts(bare) if each.path == PATH]
    assert text.text.strip() == "{{ 年度 }}年收到政府信息公开申请47件【待改】。"


@pytest.mark.parametrize("name", ["2021", "2021-city", "2021-full", "2019", "2014", "2008"])
def test_every_example_is_carried_whole(name):
    filing = load(read((EXAMPLES / f"{name}.yaml").read_bytes(), f"{name}.yaml", EXAMPLES)).filing
    assert filing is not None
    found = {text.path: text for text in carried_texts(filing)}
    assert found.keys() == filing.texts.keys()
    assert sum(text.marks for text in found.values()) >= 1
    for path, text in found.items():
        without = text.text.replace(carrying().revise, "")
        assert len(without) >= len(filing.texts[path].scalar.text)
