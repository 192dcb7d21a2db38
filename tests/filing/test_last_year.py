"""Last year's filing beside this one: which numbers it gives, and why it may not serve."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.filing.filing import Filing
from generator.filing.given import form_of
from generator.filing.last_year import LastYear, known_sum, last_year, named_last_year
from generator.filing.load import Loaded, load, with_last_year
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.placeholders import Unknown, of_last_year, resolve
from generator.filing.narrative.scanning import scan
from generator.filing.read import read
from generator.findings.finding import Span
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
HERE = Span(3, 1, 3, 9)
RECEIVED = "申请办理情况.本年新收.自然人"
BEFORE = (("年度: 2024", "年度: 2023"), ("本年新收: [125,", "本年新收: [120,"))


def loaded(*pairs: tuple[str, str]) -> Loaded:
    text = TEXT
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    document = read(text.encode(), "office.yaml", EXAMPLES)
    return load(document, form_of(document.root))


def filing_of(*pairs: tuple[str, str]) -> Filing:
    filing = loaded(*pairs).filing
    assert filing is not None
    return filing


def beside(last: LastYear, *pairs: tuple[str, str]) -> tuple[Filing, list[tuple[str, str]]]:
    """A filing that last year's was laid beside, and what this added to its findings."""
    alone = loaded(*pairs)
    both = with_last_year(alone, last, HERE)
    assert both.filing is not None
    added = both.findings[len(alone.findings) :]
    assert all(finding.span == HERE for finding in added)
    return both.filing, [(finding.code, finding.message) for finding in added]


def pair() -> Filing:
    return beside(LastYear("last.yaml", filing_of(*BEFORE)))[0]


def said(filing: Filing, text: str) -> str:
    (placeholder,) = scan(text)
    return resolve(filing, placeholder)


def test_the_filing_of_the_year_before_serves_and_nothing_is_told():
    last = filing_of(*BEFORE)
    filing, findings = beside(LastYear("last.yaml", last))
    assert (filing.previous, findings) == (last, [])
    assert last_year(filing, RECEIVED) == (RECEIVED,)


def test_without_last_year_no_number_of_it_is_known():
    assert last_year(filing_of(), RECEIVED) is None


@pytest.mark.parametrize("year", ["2022", "2024"])
def test_a_filing_of_another_year_does_not_serve(year):
    filing, ((code, message),) = beside(LastYear("x.yaml", filing_of(("年度: 2024", f"年度: {year}"))))
    assert (filing.previous, code) == (None, "C01")
    assert f"它的年度是 {year}，应为 2023" in message


def test_a_filing_under_another_name_serves_and_that_is_told():
    last = filing_of(*BEFORE, ("机关: 示例市人民政府办公室", "机关: 示例县人民政府办公室"))
    filing, ((code, message),) = beside(LastYear("x.yaml", last))
    assert (filing.previous, code) == (last, "C02")
    assert "示例县人民政府办公室" in message


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (LastYear("x.yaml", None, "打不开"), "打不开"),
        (LastYear("x.yaml", None), "读不出来"),
        (LastYear("x.yaml", filing_of(("年度: 2024", "年度: 去年"))), "读不出来"),
    ],
)
def test_what_cannot_be_had_or_read_is_told(last, words):
    filing, ((code, message),) = beside(last)
    assert (filing.previous, code) == (None, "C01")
    assert words in message


def test_beside_a_filing_without_a_readable_head_nothing_more_is_told():
    filing, findings = beside(LastYear("x.yaml", filing_of(*BEFORE)), ("年度: 2024", "年度: 今年"))
    assert (filing.previous, findings) == (None, [])


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("上年填报: 去年.yaml", "去年.yaml"),
        ("上年填报:", None),
        ('上年填报: " "', None),
        ("上年填报: [a]", None),
    ],
)
def test_the_head_names_the_file_of_last_year(line, path):
    root = read(f"{line}\n年度: 2024\n".encode()).root
    assert named_last_year(root) == path


def test_a_sentence_quotes_both_years():
    filing = pair()
    assert said(filing, f"{{{{ 上年.{RECEIVED} }}}}") == "120"
    assert said(filing, f"{{{{ {RECEIVED} - 上年.{RECEIVED} }}}}") == "5"
    assert said(filing, "{{ 上年.年度 }}") == "2023"


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (f"{{{{ 上年.{RECEIVED} }}}}", True),
        (f"{{{{ {RECEIVED} - 上年.{RECEIVED} }}}}", True),
        (f"{{{{ 1 + ({RECEIVED} / 上年.{RECEIVED}) | 百分比 }}}}", True),
        (f"{{{{ {RECEIVED} }}}}", False),
        ("{{ 1 + 1 }}", False),
        ("{{ 上年数 }}", False),
        ("{{ 上年. }}", False),
    ],
)
def test_whether_a_placeholder_quotes_last_year(text, quotes):
    (placeholder,) = scan(text)
    assert of_last_year(placeholder) is quotes


def test_what_last_year_does_not_have_is_told_at_its_character():
    with pytest.raises(Unknown) as unknown:
        said(pair(), "{{ 1 + 上年.不存在 }}")
    assert (unknown.value.path.name, unknown.value.path.position) == ("不存在", 8)
    with pytest.raises(Mistake) as mistake:
        said(pair(), f"{{{{ 上年.上年.{RECEIVED} }}}}")
    assert (mistake.value.problem, mistake.value.position) == ("只能引用上一年的数", 1)


def test_without_last_year_it_cannot_be_quoted():
    with pytest.raises(Unwritable, match="没有上年填报"):
        said(filing_of(), f"{{{{ 上年.{RECEIVED} }}}}")


def test_the_sum_of_numbers_is_known_where_all_are():
    filing = filing_of(("行政许可: 0", "行政许可:"), ("行政强制: 0", "行政强制: 三"))
    names = ("自然人", "商业企业")
    paths = tuple(f"申请办理情况.本年新收.{name}" for name in names)
    assert known_sum(filing, paths) == Fraction(127)
    assert known_sum(filing, (*paths, "主动公开情况.行政许可")) is None
    assert known_sum(filing, (*paths, "主动公开情况.行政强制")) is None


def test_a_blank_counts_as_nothing_and_what_cannot_be_read_as_no_number():
    filing = filing_of(("行政许可: 0", "行政许可:"), ("行政强制: 0", "行政强制: 三"))
    assert filing.value(RECEIVED) == 125
    assert filing.value("主动公开情况.行政许可") == 0
    assert filing.value("主动公开情况.行政强制") is None
