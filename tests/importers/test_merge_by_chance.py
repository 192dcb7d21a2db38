"""Whatever both sides did to the paragraphs of a text, nothing of either is lost and nothing undone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.batch import desk
from generator.filing.filing import Filing
from generator.importers.merge import Report, merged
from generator.report.published import published
from generator.source.read import read
from tests.conftest import EXAMPLES
from tests.importers.test_merge import TEXT

PATH = "问题及改进"
SUBJECTS = (
    "档案检索耗时较长",
    "规划信息不易看懂",
    "更新栏目不够及时",
    "政策解读形式单一",
    "培训覆盖面不够广",
)
LINES = [f"{word}，{number}月起逐项整改并按月通报进展情况。" for number, word in enumerate(SUBJECTS, start=3)]
BEGIN = TEXT.index(f"\n{PATH}: |\n") + len(f"\n{PATH}: |\n")
END = TEXT.index("\n其他事项:", BEGIN)


def load(text: str) -> Filing:
    filing = desk.load(read(text.encode(), "office.yaml", EXAMPLES)).filing
    assert filing is not None
    return filing


def text_of(lines: list[str]) -> str:
    return TEXT[:BEGIN] + "".join(f"  {line}\n" for line in lines) + TEXT[END:]


BASE = load(published(load(text_of(LINES))))


@st.composite
def edits(draw, side: str) -> list[str]:
    """The paragraphs after one side changed, took out, moved and put in some."""
    lines: list[str] = []
    for line in LINES:
        match draw(st.sampled_from(["", "", "", "words", "gone"])):
            case "words":
                lines.append(line.replace("逐项整改", f"{side}逐项整改"))
            case "":
                lines.append(line)
    if len(lines) > 1 and draw(st.booleans()):
        line = lines.pop(draw(st.integers(0, len(lines) - 1)))
        lines.insert(draw(st.integers(0, len(lines))), line)
    if draw(st.booleans()):
        place = draw(st.integers(0, len(lines)))
        lines.insert(place, f"{side}另外请第三方评估网站，评估结果{'已' * 3}在全市通报。")
    return lines or [f"{side}没有其他问题。"]


def written(filing: Filing) -> list[str]:
    return [line for line in filing.texts[PATH].scalar.text.split("\n") if line.strip()]


@settings(max_examples=40)
@given(edits("办公室"), edits("领导"))
def test_nothing_of_either_side_is_lost_and_nothing_is_undone(ours, theirs):
    filing = load(text_of(ours))
    result = merged(filing, Report(load(text_of(theirs)), base=BASE), load)
    now = written(load(result.text))
    comments = [line for line in result.text.split("\n") if "# 待定：" in line]
    assert len(now) == len(set(now))
    for line in ours:
        if line not in LINES:
            assert line in now  # what the filing changed is there as it stands
        elif line not in theirs:
            changed = line.replace("逐项整改", "领导逐项整改")
            assert line not in now or changed not in theirs
    for line in theirs:
        if line not in LINES:
            assert line in now or any(line in comment for comment in comments)
        elif line not in ours:
            assert line not in now  # what the filing took out, or wrote otherwise, does not come back
    assert len(comments) == len(result.conflicts)


@settings(max_examples=10)
@given(edits("办公室"))
def test_changes_of_one_side_alone_come_to_what_that_side_has(lines):
    same = load(text_of(LINES))
    assert written(load(merged(same, Report(load(text_of(lines)), base=BASE), load).text)) == lines
    kept = merged(load(text_of(lines)), Report(same, base=BASE), load)
    assert (kept.text, kept.conflicts) == (text_of(lines), [])


def test_a_paragraph_that_the_report_moved_keeps_the_words_that_the_filing_changed():
    first, second, third, fourth, fifth = LINES
    changed = fourth.replace("逐项整改", "办公室逐项整改")
    ours = load(text_of([first, second, third, changed, fifth]))
    result = merged(ours, Report(load(text_of([fourth, third, fifth])), base=BASE), load)
    assert written(load(result.text)) == [changed, third, fifth]
    assert result.conflicts == []
