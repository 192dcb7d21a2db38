"""Marks that mean nothing are told with their place; where there is one reading they are mended to it."""

from __future__ import annotations

from time import process_time

import pytest

from generator.batch.desk import examine
from generator.form.library import Library
from generator.rules.kinds import options_of
from generator.rules.mends.rounds import mend
from generator.rules.text import bounded
from generator.rules.text.all_texts import all_texts
from generator.source.read import read
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
PLACE = "其他事项: |\n"
# A line, the mark that stands in it, and what it becomes; None where the office must say.
MARKS = [
    ("！[流程]（图片/依申请公开流程.png）", "写法有误的图片", "![流程](图片/依申请公开流程.png)"),
    ("![流程]（图片/依申请公开流程.png）", "写法有误的图片", "![流程](图片/依申请公开流程.png)"),
    ("见图![流程](图片/依申请公开流程.png)所示。", "夹在句子里的图片", None),
    ("（一）[网站](https://a.cn)", "放不了链接的地方的链接", "（一）网站（https://a.cn）"),
    ("（一）[{{ 机关 }}](https://a.cn)", "放不了链接的地方的链接", "（一）{{ 机关 }}（https://a.cn）"),
    ("详见［网站］（https://a.cn/b）。", "写法有误的链接", "详见[网站](https://a.cn/b)。"),
    ("详见[网站] (mailto:a@b.cn)。", "写法有误的链接", "详见[网站](mailto:a@b.cn)。"),
    ("详见[网站](ftp://a.cn/b)。", "链接记号", None),
    ("详见[网站](javascript:alert)。", "链接记号", None),
    ("详见[目录](目录.docx)。", "链接记号", None),
    ("见<https://a.cn>。", "尖括号里的网址", "见https://a.cn。"),
    ("全年受理[^1]。", "脚注记号", None),
    ("| 项目 | 数量 |", "只有一行的竖线", None),
    ("科室\t上年\t本年", "制表符（印成一个空格）", None),
    ("●", "空的条目", None),
    ("# 加强公开", "“#”标题", None),
    ("> 加强公开", "“>”引用", "加强公开"),
    ("---", "分隔线", None),
    ("- [x] 加强公开", "待办记号", None),
    ("加强**公开，全年", "不成对的“**”", None),
    ("加强 ** 公开 ** 工作", "不成对的“**”", None),
    ("加强***公开***工作", "不成对的“**”", None),
    ("加强 *公开* 工作", "单个星号的强调", None),
    ("加强 __公开__ 工作", "下划线的强调", None),
    ("加强`公开`工作", "反引号", "加强公开工作"),
    ("加强~~公开~~工作", "删除线记号“~~”", None),
    ("加强==公开==工作", "高亮记号“==”", None),
    ("加强<b>公开</b>工作<br/>", "网页的标记", None),
    ('加强<span style="color:red">公开</span>工作', "网页的标记", None),
    ("市政府&amp;市政协", "网页的符号代码", "市政府&市政协"),
    ("&ldquo;公开&rdquo;&nbsp;&nbsp;工作", "网页的符号代码", "“公开” 工作"),
    ("公开&#9733;工作", "网页的符号代码", None),
    ("新收｛｛ 年度 ｝｝件", "全角的花括号", None),
    ("新收{ 申请办理情况.本年新收.总计 }件", "单层的花括号", None),
    ("新收{% if 年度 %}件", "单层的花括号", None),
    ("举办培训3期【待改】", "沿用上年、还没有改的地方", None),
    ("负责人【请填写】", "待填的空", None),
    ("负责人[单位名称]", "待填的空", None),
    ("负责人（待补充）", "待填的空", None),
    ("由«机关名称»编制", "邮件合并的域", None),
    ("见错误!未找到引用源。", "Word 的出错提示", None),
    ("办理#REF!件", "Excel 的出错提示", None),
    ("第一行\\n第二行", "写成代码的换行", None),
    ("共$\\frac{1}{2}$件", "公式记号", None),
]
# What officials write, and what means something.
FINE = [
    "**加强公开。**全年办理{{ 年度 }}件，**两处**重点。",
    "- 加强公开；",
    "* 加强公开",
    "•\t加强公开",
    "➢加强公开",
    "-加强公开",
    "－ 加强公开",
    "1)加强公开",
    "2） 加强公开",
    "详见[网站](https://www.example.gov.cn/a)和[**{{ 机关 }}**](https://a.cn/b_c_d)，[来信](mailto:a_b_c@d.cn)。",
    "![甲](图片/依申请公开流程.png) ![乙](图片/依申请公开流程.png)",
    "| 项目 | 数量 |\n  |---|:--:|\n  | 申请 | {{ 申请办理情况.本年新收.总计 | 千分位 }} |",
    "![流程](图片/依申请公开流程.png)",
    "　　![流程](图片/依申请公开流程.png)",
    "规格10*20*30毫米，5*8=40，A*B。",
    "-5℃至-10℃，A-B座，2024-01-20。",
    "——以公开为常态、不公开为例外。",
    "（1）加强公开",
    "1.加强公开",
    "①加强公开；②规范管理。",
    "网址https://www.example.gov.cn/a_b_c/?x=1&y=2，邮箱xx_gk_x@example.gov.cn。",
    "“互联网+政务服务”，C++，A&B公司，AT&T。",
    "《条例》第10条第(2)项，办理时限≤20日，>5件的<10件的。",
    "比例为1:2~1:3，约5~8日。",
    "印发〔2021〕30号文，【提示】按时办理，［2024］1号。",
    "第一行\\*\\*照印，\\*照印\\*，\\{请\\}照印，**\\*重点\\***。",
    "#政务公开#话题阅读量5万次，1#楼。",
    "第3)项",
]


def with_line(line: str) -> str:
    assert PLACE in TEXT
    return TEXT.replace(PLACE, f"{PLACE}  {line}\n", 1)


def examined(text: str):
    return examine(read(text.encode(), "office.yaml", EXAMPLES))


def marks_found(text: str):
    return [finding for finding in examined(text).findings if finding.code == "N26"]


@pytest.mark.slow
@pytest.mark.parametrize(("line", "name", "becomes"), MARKS, ids=[line for line, _, _ in MARKS])
def test_a_mark_is_told_where_it_stands_and_mended_where_it_has_one_reading(line, name, becomes):
    text = with_line(line)
    findings = marks_found(text)
    assert findings
    assert all(finding.message.split("”里的", 1)[1].startswith(name) for finding in findings)
    written = text.splitlines()[findings[0].span.line - 1]
    assert line in written
    assert findings[0].span.end_column > findings[0].span.column
    assert all((finding.fix is None) == (becomes is None) for finding in findings)
    (mended,) = mend([examined(text)], lambda documents: list(map(examine, documents)))
    assert mended.text == with_line(line if becomes is None else becomes)
    assert becomes is None or marks_found(mended.text) == []


@pytest.mark.slow
@pytest.mark.parametrize("line", FINE)
def test_what_means_something_or_is_usual_is_not_told(line):
    assert marks_found(with_line(line)) == []


def test_every_mark_of_the_list_is_shown_here():
    (rule,) = [rule for rule in Library().find("2021").rules if rule.code == "N26"]
    names = {mark.name for mark in options_of(rule).marks}
    assert len(names) > 20
    assert names == {name for _, name, _ in MARKS}


@pytest.mark.slow
@pytest.mark.parametrize("place", ["机关: 示例市", "地址: 示例市", "名称: 示例市"])
def test_marks_are_told_in_the_head_too_where_nothing_means_anything(place):
    assert place in TEXT
    for mark in ("**重点**", "{{ 年度 }}", "![图](a.png)", "【请填写】", "<b>"):
        text = TEXT.replace(place, f'{place.partition(" ")[0]} "示例{mark}市', 1)
        line = next(number for number, each in enumerate(text.splitlines()) if mark in each)
        lines = text.splitlines()
        lines[line] = lines[line].replace('"示例', "'示例") + "'"
        assert len(marks_found("\n".join(lines) + "\n")) >= 1, mark


def test_a_row_of_a_free_table_may_hold_none():
    text = (EXAMPLES / "2008.yaml").read_text("utf-8")
    assert marks_found(text) == []
    (finding,) = marks_found(text.replace("指标: 行政訴訟,", "指标: 行政`訴訟,", 1))
    assert "“指标统计表.指标”里的反引号" in finding.message


def test_the_title_in_the_name_is_told_and_taken_out():
    title = "示例市人民政府办公室2024年政府信息公开工作年度报告"
    text = TEXT.replace("机关: 示例市人民政府办公室", f"机关: {title}", 1)
    assert title in text
    (finding,) = [finding for finding in examined(text).findings if finding.code == "S47"]
    assert "题名“2024年政府信息公开工作年度报告”" in finding.message
    (mended,) = mend([examined(text)], lambda documents: list(map(examine, documents)))
    assert mended.text == TEXT


def test_two_signs_of_which_only_one_has_a_reading_are_mended_in_that_one():
    (mended,) = mend([examined(with_line("`甲`和**乙"))], lambda documents: list(map(examine, documents)))
    assert mended.text == with_line("甲和**乙")


def test_a_text_that_holds_no_sign_is_not_searched(monkeypatch):
    rows = "".join(f"  - {{指标: 示例项目第{number}项, 单位: 件, 数量: 1}}\n" for number in range(300))
    old = (EXAMPLES / "2008.yaml").read_text("utf-8")
    text = f"{old.partition('指标统计表:')[0]}指标统计表:\n{rows}"
    searched = []
    every = bounded._every

    def counted(pattern, words, *more):
        searched.append(words)
        return every(pattern, words, *more)

    counted.__wrapped__ = counted
    monkeypatch.setattr(bounded, "_every", counted)
    assert len(list(all_texts(examined(text).filing))) > 600
    assert not [words for words in searched if "示例项目" in words or words == "件"]


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["`字", "~~字 ", "{字}", "**字**", "&nbsp;字", "{{ 年度 }}"])
def test_thousands_of_signs_in_one_line_are_told_within_a_second(sign):
    began = process_time()
    assert examined(TEXT.replace(PLACE, f"{PLACE}  {sign * 5000}\n")).findings
    assert process_time() - began < 1.5  # with every rule; it was ten seconds and grew with the square
