"""JUnit XML: valid by Jenkins' schema; a suite for each file, a case for each rule."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator.batch.desk import examine
from generator.form.library import SHIPPED
from generator.reporters import Results, junit
from generator.reporters.junit import report
from generator.source.read import read_file
from tests.conftest import ROOT
from tests.made_findings import ACCEPTED, CLOSED, INFO, MENDED, WARNING, every_sort, one_line

SCHEMA = etree.XMLSchema(etree.parse(ROOT / "tests/data/schemas/junit-10.xsd"))


def parsed(results, **rest):
    root = etree.fromstring(report(Results(results, **rest)).encode())
    SCHEMA.assertValid(root)
    return root


@pytest.fixture(scope="module")
def root():
    return parsed(every_sort(), unopened=[CLOSED])


def case(root, code: str):
    (found,) = root.xpath(f"//testcase[starts-with(@name, '{code} ') and @classname='examples.2021-errors']")
    return found


def test_the_schema_is_one_that_refuses():
    root = etree.fromstring(report(Results(every_sort())).encode())
    del root[0].attrib["tests"]
    assert not SCHEMA.validate(root)


def test_every_example_is_reported_validly():
    found = [examine(read_file(path)) for path in sorted(Path("examples").rglob("*.yaml"))]
    assert len(found) >= 6
    root = parsed(found, strict=True)
    assert [suite.get("name") for suite in root] == [result.document.source.name for result in found]


def test_a_correct_filing_passes_every_rule_that_was_judged_and_no_other():
    (suite,) = parsed(every_sort()[1:])
    rules = SHIPPED.find("2021").rules
    assert [case.get("name") for case in suite] == [f"{rule.code} {rule.message}" for rule in rules]
    skipped = {case.getparent().get("name").split()[0]: case for case in suite.xpath("testcase/skipped")}
    assert set(skipped) == {finding.code for finding in every_sort()[1].unjudged}
    assert skipped["C31"].get("message") == "没有上年填报，没有核对"
    assert skipped["C31"].get("type") == "unjudged"
    assert len(suite.xpath("testcase[not(*)]")) == len(rules) - len(skipped) > 40
    assert len(suite.xpath("testcase/*")) == len(skipped)


def test_a_rule_whose_numbers_cannot_be_read_is_skipped_and_not_passed(changed):
    examined = changed(("信访举报投诉: 0", "信访举报投诉: 多少"))
    (suite,) = parsed([examined])
    (skipped,) = suite.xpath("testcase[starts-with(@name, 'B32 ')]/skipped")
    assert "没有核对完：「1.信访举报投诉类申请」的「自然人」" in skipped.get("message")
    assert suite.xpath("testcase[starts-with(@name, 'B41 ')][not(*)]")


def test_a_warning_of_a_rule_that_was_not_judged_on_all_is_told_beside(changed):
    examined = changed(("信访举报投诉: 0", "信访举报投诉: 多少"))
    warning = replace(WARNING, code="B32")
    (case,) = parsed([replace(examined, findings=(warning,))]).xpath("//testcase[starts-with(@name, 'B32 ')]")
    assert [child.tag for child in case] == ["skipped", "system-out"]


def test_more_than_gitlab_takes_is_told(monkeypatch):
    results = Results(every_sort())
    assert junit.remark(results) == ""
    monkeypatch.setattr(junit, "CASES", 100)
    assert re.match(r"JUnit 里有 \d{3} 项，0 MB：GitLab 一次最多收 100 项", junit.remark(results))
    monkeypatch.setattr(junit, "CASES", 500)
    assert junit.remark(results) == ""
    monkeypatch.setattr(junit, "BYTES", 1000)
    assert "请分几次核对" in junit.remark(results)


def test_the_counts_are_those_of_the_cases(root):
    for suite in root:
        for attribute, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(attribute)) == len(suite.xpath(f"testcase[{child}]"))
        assert int(suite.get("tests")) == len(suite)
    for attribute in ("tests", "failures", "errors"):
        assert int(root.get(attribute)) == sum(int(suite.get(attribute)) for suite in root)
    assert int(root.get("failures")) == 15


def test_an_error_is_a_failure_with_both_sides(root):
    (failure,) = case(root, "B31")
    assert "= 138" in failure.get("message")
    assert failure.text.startswith("examples/2021-errors.yaml:62:11: 错误 B31 ")


def test_several_errors_of_one_rule_are_one_failure_that_says_how_many(root):
    (failure,) = case(root, "S04")
    assert failure.get("message").endswith("（共 2 处）")
    assert failure.text.count("错误 S04") == 2


def test_a_case_outside_the_rules_is_named_in_general_words(root):
    assert case(root, "S01").get("name") == "S01 没有“…”这一项…"


def test_warnings_are_output_and_failures_only_if_strict():
    results = [one_line("x", WARNING, INFO)]
    (note,) = parsed(results).xpath("//testcase/*")
    assert note.tag == "system-out"
    failing, beside = parsed(results, strict=True).xpath("//testcase/*")
    assert (failing.tag, beside.tag) == ("failure", "system-out")
    assert "警告 N01" in failing.text
    assert "提示 N01" in beside.text


def test_what_was_accepted_is_skipped_with_its_reason():
    for strict in (False, True):
        skipped, output = parsed([one_line("x", ACCEPTED)], strict=strict).xpath("//testcase/*")
        assert skipped.get("message") == "已接受：机构改革，职能划转"
        assert "已接受 L01" in output.text


def test_a_file_that_could_not_be_opened_is_an_error(root):
    (error,) = root.xpath("//testsuite[@name='填报/打不开.yaml']/testcase/error")
    assert error.get("message") == "打不开 填报/打不开.yaml：没有权限"
    assert root.get("errors") == "1"


@pytest.mark.parametrize(
    ("name", "classname"),
    [
        ("填报/2024.yaml", "填报.2024"),
        ("2024.yaml", "2024"),
        ("<stdin>", "<stdin>"),
        ("./a/b.c.yaml", "a.b.c"),
    ],
)
def test_a_file_is_a_class_in_a_package(name, classname):
    assert parsed([one_line("x", MENDED, name=name)]).xpath("//testcase/@classname") == [classname]


def test_no_two_files_are_one_class():
    names = ["a/b.yaml", "a/b.yml", "a.b.yaml", "c.yaml"]
    root = parsed([one_line("x", MENDED, name=name) for name in names])
    assert root.xpath("//testcase/@classname") == ["a/b.yaml", "a/b.yml", "a.b.yaml", "c"]
