"""docs/geometry.md: what the outputs measure, beside the standard.  `make geometry` writes it anew."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from conformance import parts, word
from conformance.checkers.layout import KINDS, measured
from conformance.geometry import Measures
from conformance.outputs import outputs
from conformance.standard import Demand, standard
from conformance.verdict import Output

PAGE = Path(__file__).parent.parent / "docs" / "geometry.md"
COLUMNS = {
    "typst": "PDF（typst）",
    "weasyprint": "PDF（weasyprint）",
    "docx": "DOCX（LibreOffice 排印）",
    "file": "DOCX（文件所写）",
}
HEAD = """# 版面：标准与实测

<!-- 由 make geometry 生成，make conformance 检查它是否过时；不要手改。 -->

左边是{standard}的要求，右边是从成品上量得的数：
{count}份样例（{examples}）各打印一遍，从页面的字和线上量，不读样式文件。
几份样例不同时写出范围。毫米、磅。量法见 conformance/geometry.py，要求见 conformance/gbt9704.yaml。

"""
TAIL = """
## 免费字体做不到的

- **仿宋、小标宋**：没有可以随程序附带的仿宋体和小标宋体，PDF 用思源宋体（Nianbao Song）代用，标“代用”。
  办公电脑上有官方字体的，`nianbao build --fonts 文件夹` 优先用官方字体；`nianbao doctor` 说明实际用了哪种。
- **楷体、黑体、宋体**：用霞鹜文楷、思源黑体、思源宋体，是同类字体，不是标准时代的字库，也标“代用”。
- DOCX 写的是官方字体名，打开它的电脑有什么字体就用什么字体；上表“LibreOffice 排印”一栏用随附字体代替。
- **天头、地脚**：22 行撑满版心时每行余 4.6 毫米空白。typst 把字放在行的上边，
  Word、LibreOffice、WeasyPrint 放在中间，所以首行、末行的字到纸边差 2 毫米左右；版心本身相同。
- WeasyPrint 只在空格处拉开字距：不巧遇到标点的行，右边会短不到一个字。
"""


def text(printed: Iterable[tuple[Output, Measures]]) -> str:
    """The page, from the outputs and their measures."""
    found: dict[str, list[Measures]] = {column: [] for column in COLUMNS}
    examples: dict[str, None] = {}
    for output, measures in printed:
        examples[output.example] = None
        found[output.kind].append(measures)
        if output.kind == "docx":
            found["file"].append(word.page(output.data))
    head = HEAD.format(standard=standard().name, count=len(examples), examples="、".join(sorted(examples)))
    return head + "\n".join(_table(found)) + "\n" + TAIL


def _table(found: Mapping[str, Sequence[Measures]]) -> Iterator[str]:
    yield f"| 条 | 项目 | 标准 | {' | '.join(COLUMNS.values())} |"
    yield f"| --- | --- | --- |{' --- |' * len(COLUMNS)}"
    for demand in (*standard().demands, *standard().always):
        cells = (_cell(demand, found[column], file=column == "file") for column in COLUMNS)
        yield f"| {demand.clause} | {demand.what} | {demand.value} | {' | '.join(cells)} |"


def _cell(demand: Demand, found: Sequence[Measures], *, file: bool) -> str:
    """A number or a range, or a text; ✗ where a demand is not met."""
    values = [page[demand.of] for page in found if demand.of in page and not (file and demand.printed)]
    if not values:
        return "—"
    mark = "" if all(demand.met(value, file=file) for value in values) else " ✗"
    stand_in = "（代用）" if demand.shipped and not file else ""
    return f"{_range(values)}{stand_in}{mark}"


def _range(values: Sequence[float | str]) -> str:
    texts = [_text(value) for value in sorted(values, key=str)]
    numbers = sorted(value for value in values if isinstance(value, int | float))
    if len(set(texts)) == 1:
        return texts[0]
    return f"{_text(numbers[0])}–{_text(numbers[-1])}" if numbers else "；".join(sorted(set(texts)))


def _text(value: float | str) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, int | float) else value


def is_fresh(made: Sequence[Output]) -> bool:
    """Whether the page says what these outputs measure."""
    return PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text(measured(_of_standard(made)))


def _of_standard(made: Iterable[Output]) -> list[Output]:
    return [output for output in made if output.kind in COLUMNS and output.style in standard().styles]


def main() -> int:
    """Write the page."""
    parts.install()
    PAGE.write_text(text(measured(_of_standard(outputs(KINDS)))), encoding="utf-8")
    print(f"{PAGE.relative_to(parts.HERE.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
