"""Which rules are asked of a filing, and what is told of those that cannot be."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from generator.findings.finding import Finding
from generator.rules import check as checking
from generator.rules.finding_of_rule import figure
from generator.rules.waivers import acceptable
from tests.conftest import EXAMPLES
from tests.mended import FULL, look

LATE = ("发布日期: 2025-01-24", "发布日期: 2025-02-10")


@pytest.mark.parametrize(
    ("when", "asked"),
    [
        ("{行政层级: [县级]}", True),
        ("{行政层级: [市级, 县级]}", True),
        ("{行政层级: [市级]}", False),
        ("{行政层级: [县级], 机关类型: [政府部门]}", True),
        ("{行政层级: [县级], 机关类型: [人民政府]}", False),
    ],
)
def test_a_rule_is_asked_of_those_whose_head_has_every_value_it_is_for(own_form, when, asked):
    own_form.write("子", f"kind: domain\ncells: 件数\nmaximum: 3\nwhen: {when}")
    assert own_form.codes("子: 4") == (["B90"] if asked else [])


@pytest.mark.parametrize("version", ["2008", "2014", "2019", "2021"])
def test_no_rule_breaks_down_on_a_filing_whose_head_cannot_be_read(version):
    text = (EXAMPLES / f"{version}.yaml").read_text("utf-8")
    wrong = re.sub(r"(?m)^年度: .*$", "年度: 去年", text)
    assert wrong != text
    filing = look(f'格式: "{version}"\n{wrong}' if "格式:" not in wrong else wrong)
    codes = [finding.code for finding in filing.findings]
    assert codes
    assert "F24" not in codes


def test_every_rule_that_was_stopped_leaves_less_time_to_those_after_it(own_form, monkeypatch):
    asked: list[int] = []

    class Asked(checking.Budget):
        def of_a_rule(self):
            asked.append(self.stopped)
            return super().of_a_rule()

    def slow(rule, filing) -> list[Finding]:
        raise checking.TooSlow("(a|a)*$")

    own_form.write("子", *["kind: narrative"] * 3)
    monkeypatch.setattr(checking, "Budget", Asked)
    monkeypatch.setattr(checking, "findings_of", slow)
    with pytest.raises(AssertionError):
        own_form.check("子: 0")
    assert asked == [0, 1, 2]


def test_figures_are_shown_in_plain_digits_however_many_they_are():

    assert figure(Fraction(10**30 + 1)) == "1" + "0" * 29 + "1"
    assert figure(Decimal("1E+2")) == "100"
    assert figure(Decimal("1.50")) == "1.5"
    assert figure(Fraction(5, 4)) == "1.25"
    assert figure(120) == "120"


def test_a_waiver_is_offered_for_warnings_but_not_for_errors_and_not_for_what_is_said_of_waivers():
    (late,) = look(FULL.replace(*LATE)).findings
    filing = look(FULL).filing
    assert filing is not None
    assert acceptable(filing, late)
    useless = FULL.replace("其他事项: |\n", "豁免:\n  - {规则: N43, 理由: 上级统一口径}\n其他事项: |\n")
    said = look(useless).findings
    assert [finding.code for finding in said] == ["S13"]
    assert not acceptable(filing, said[0])
    unbalanced = look(FULL.replace("结转下年度: [22, 0,", "结转下年度: [20, 0,")).findings
    assert unbalanced
    assert not any(acceptable(filing, finding) for finding in unbalanced)
