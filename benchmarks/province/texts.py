"""A filing as an office writes it: the figures, and words of its own."""

from __future__ import annotations

from random import Random

from benchmarks.province.figures import (
    DONE,
    DROPPED,
    FEES,
    GROUPS,
    MADE,
    NEW,
    NEXT,
    OLD,
    OPEN,
    PARTLY,
    PLAIN,
    SUITS,
    VALID,
    Figures,
    Row,
)
from benchmarks.province.units import Unit

WHEN = ("年初", "上半年", "每季度末", "第三季度起", "入秋以后", "全年", "每月", "工作例会上", "年中", "岁末")
WHO = ("办公室", "政策法规科", "信息中心", "各业务科室", "经办人员", "分管负责人", "档案室", "窗口人员")
HOW = (
    "对照目录",
    "逐项",
    "会同有关科室",
    "按照规程",
    "结合实际",
    "分批",
    "集中",
    "随办随改地",
    "结对",
    "分组",
)
WHAT = (
    *(
        "核对公开的内容和时限",
        "更新机构职能和办事指南",
        "清理失效链接",
        "整理历史文件目录",
        "修订答复文书样式",
    ),
    *("审查拟公开文件的属性", "培训新到岗人员", "检查专栏的栏目设置", "补充政策问答", "登记来件并及时转办"),
    *("回访申请人", "编印便民手册", "统一文件的版式", "建立问题台账", "公开会议议题和纪要"),
)
END = (
    *("，责任到人", "，做到有据可查", "，结果在内部通报", "，问题当月销号", "，材料一件一档", "，形成常态"),
    *("，并请群众代表评议", "，及时归档备查", "，方便公众查阅", "，避免重复劳动"),
)
TAIL = "；二是部分栏目更新不够及时。"


def filing(unit: Unit, year: int, figures: Figures, chance: Random) -> str:
    """The YAML text."""
    lines = [*_head(unit, year, chance), "", *_words(figures, chance), "", *_tables(figures), ""]
    lines += [
        "问题及改进: |",
        f"  一是{_sentence(chance)}还不够经常{TAIL}下一年度将{chance.choice(HOW)}改进。",
        "",
    ]
    lines += ["其他事项: |", "  {{ 年度 }}年度未收取政府信息公开信息处理费。"]
    return "\n".join(lines) + "\n"


def _head(unit: Unit, year: int, chance: Random) -> list[str]:
    day = f"03-{chance.randrange(5, 29):02}" if unit.sums else f"01-{chance.randrange(8, 31):02}"
    scope = "本行政区域" if unit.sums else "本机关"
    return [
        *('格式: "2021"', f"机关: {unit.authority}", f"机关类型: {unit.kind}", f"行政层级: {unit.level}"),
        *(f"年度: {year}", f"统计范围: {scope}", f"发布日期: {year + 1}-{day}"),
    ]


def _words(figures: Figures, chance: Random) -> list[str]:
    received = sum(figures.rows[NEW]) + sum(figures.rows[OLD])
    applied = (
        "全年新收政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件，"
        "上年结转{{ 申请办理情况.上年结转.总计 }}件，办结{{ 申请办理情况.办理结果总计.总计 }}件。"
    )
    return [
        "引言: |",
        "  本报告依据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制，由六个部分组成，"
        "统计期限自{{ 年度 }}年1月1日起至{{ 年度 }}年12月31日止。",
        "",
        "总体情况:",
        *_part("主动公开", "制发行政规范性文件{{ 主动公开情况.行政规范性文件.制发 }}件。", chance),
        *_part("依申请公开", applied if received else "全年未收到政府信息公开申请。", chance),
        *_part("政府信息管理", "", chance),
        *_part("平台建设", "", chance),
        *_part("监督保障", "将政府信息公开纳入工作考核，开展社会评议，没有发生需要追究责任的情形。", chance),
    ]


def _part(key: str, said: str, chance: Random) -> list[str]:
    own = "".join(f"{_sentence(chance)}。" for _ in range(chance.randrange(2, 6)))
    return [f"  {key}: |", f"    {said}{own}"]


def _sentence(chance: Random) -> str:
    first, second = chance.sample(WHAT, 2)
    how = f"{chance.choice(WHEN)}由{chance.choice(WHO)}{chance.choice(HOW)}"
    return f"{how}{first}，{chance.choice(HOW)}{second}{chance.choice(END)}"


def _tables(figures: Figures) -> list[str]:
    plain = figures.plain
    whole, cents = divmod(figures.cents, 100)
    documents = ", ".join(f"{name}: {plain[name]}" for name in (MADE, DROPPED, VALID))
    lines = ["主动公开情况:", "  规章: 0", f"  行政规范性文件: {{{documents}}}"]
    lines += [f"  {name}: {plain[name]}" for name in PLAIN]
    lines += [f"  {FEES}: {whole}.{cents:02}", "", "申请办理情况:"]
    lines += [f"  {name}: {_row(figures.rows[name])}" for name in (NEW, OLD, OPEN, PARTLY)]
    for group, names in GROUPS.items():
        lines += [f"  {group}:", *(f"    {name}: {_row(figures.rows[name])}" for name in names)]
    lines += [f"  {name}: {_row(figures.rows[name])}" for name in (DONE, NEXT)]
    return [*lines, "", "复议诉讼情况:", *(f"  {name}: {_row(figures.suits[name])}" for name in SUITS)]


def _row(row: Row) -> str:
    return f"[{', '.join(map(str, (*row, sum(row))))}]" if any(row) else "0"
