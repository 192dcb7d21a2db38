"""Whatever a filing, its name and its findings say stays text in every form of the report."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from generator import reporters
from generator.batch.desk import examine
from generator.cli.job_summary import in_markdown
from generator.common.safe_text import address
from generator.findings.exit_code import Unopened
from generator.findings.finding import Edit, Finding, Fix, Level, Place, Span
from generator.reporters import Results, find, names
from generator.source.read import read
from tests.conftest import EXAMPLES
from tests.made_findings import one_line
from tests.reporters.test_ci import as_runner
from tests.reporters.test_junit import SCHEMA
from tests.reporters.test_sarif import VALIDATOR

# What some reader of some form could take for more than text.
PIECES = (
    *("\n", "\r", "\r\n", "\t", "\x00", "\x1b[31m", "\x07", "\x85", "\u2028", "\u202e", "\ufeff"),
    *("::error::", "::set-output name=a::b", "::", "%0A", "%25", "%", ",", ":", "##[error]", "##vso[a.b]x"),
    *("<", ">", "&", "&lt;", "]]>", "<![CDATA[", "<!--", '"', "'", "\\", "\\u0022", "{", "}", "{{ x }}"),
    *("[链接](http://e.cn)", "](", "`", "|", "#", "填报", "年", "a", " ", "../", "/", "-", "^"),
)
TEXT = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=12)
SPAN = st.builds(
    lambda line, column, lines, columns: Span(line, column, line + lines, column + columns),
    *(st.integers(1, 4), st.integers(1, 30), st.integers(0, 2), st.integers(0, 30)),
)
FINDING = st.builds(
    Finding,
    code=st.sampled_from(["B31", "S01", "N10", "X99"]),
    level=st.sampled_from(Level),
    message=TEXT,
    span=SPAN,
    detail=TEXT,
    cells=st.lists(TEXT, max_size=3).map(tuple),
    marks=st.lists(SPAN, max_size=3).map(tuple),
    values=st.lists(TEXT, max_size=3).map(tuple),
    evidence=st.lists(TEXT, max_size=2).map(tuple),
    basis=TEXT,
    help=TEXT,
    related=st.lists(st.builds(Place, SPAN, TEXT, TEXT), max_size=2).map(tuple),
    fix=st.none() | st.builds(Fix, TEXT, st.lists(st.builds(Edit, SPAN, TEXT), min_size=1).map(tuple)),
    accepted=TEXT,
)
# A file's name has no NUL; it may have anything else, even bytes that are no characters.
NAME = st.builds(lambda text, end: (text + end).replace("\x00", ""), TEXT, st.sampled_from(["x", "\udc80"]))
RESULT = st.builds(
    lambda text, name, findings: one_line(text, *findings, name=name),
    *(TEXT, NAME, st.lists(FINDING, max_size=3)),
)
# One file is checked once.
RESULTS = st.lists(RESULT, max_size=2, unique_by=lambda result: address(result.document.source.name))
UNOPENED = st.lists(st.builds(Unopened, NAME, TEXT), max_size=1)
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
TABLE = ("table", "thead", "tbody", "tr", "th", "td")
RUNS = settings(max_examples=60, deadline=None)


def commands(text: str) -> list[str]:
    """The lines in which GitHub's or Azure's runner would find a command."""
    return [line for line in text.splitlines() if as_runner(line) or re.search(r"##(\[|vso\[)", line)]


def accepted(results) -> int:
    return sum(1 for result in results for finding in result.findings if finding.accepted)


def count(results) -> int:
    return sum(len(result.findings) for result in results)


def clean(text: str) -> str:
    """What must be there of a text in a form that can hold everything but halves of characters."""
    return re.sub("[\ud800-\udfff]", "�", text)


@RUNS
@given(results=RESULTS, unopened=UNOPENED)
@pytest.mark.parametrize("form", [name for name in reporters.names() if name != "github"])
def test_no_form_that_is_printed_into_a_log_holds_a_command(form, results, unopened):
    printed = reporters.find(form).report(Results(results, unopened=unopened))
    assert commands(printed) == []
    assert printed.encode()


@RUNS
@given(results=RESULTS, unopened=UNOPENED)
def test_the_page_of_a_job_has_its_tables_and_nothing_that_others_wrote_takes_effect(results, unopened):
    text = in_markdown(Results(results, unopened=unopened))
    assert text.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e]", text)
    html = MARKDOWN.render(text)
    assert set(re.findall("<([a-z0-9]+)", html)) <= {"h3", "p", "ul", "li", *TABLE}
    findings = [finding for result in results for finding in result.findings if not finding.accepted]
    assert html.count("<table>") == (2 if findings else 0)


@RUNS
@given(results=RESULTS)
def test_what_a_person_reads_holds_only_what_can_be_seen(results):
    printed = reporters.find("text").report(Results(results))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e]", printed)
    heads = [
        line for line in printed.split("\n") if re.search(r": (错误|警告|提示|已接受) [A-Z][0-9]{2} ", line)
    ]
    assert len(heads) >= count(results)


@RUNS
@given(results=RESULTS, unopened=UNOPENED)
def test_json_says_every_text_as_it_is(results, unopened):
    written = json.loads(reporters.find("json").report(Results(results, unopened=unopened)))
    findings = [finding for result in results for finding in result.findings]
    assert [finding["message"] for finding in written["findings"]] == [
        clean(finding.message) for finding in findings
    ]
    assert [finding["file"] for finding in written["findings"]] == [
        clean(finding.file) for finding in findings
    ]
    assert [entry["reason"] for entry in written["unopened"]] == [clean(path.reason) for path in unopened]


@RUNS
@given(results=RESULTS, unopened=UNOPENED)
def test_sarif_stays_valid_and_every_address_is_a_uri(results, unopened):
    log = json.loads(reporters.find("sarif").report(Results(results, unopened=unopened)))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    run = log["runs"][0]
    assert len(run["results"]) == count(results)
    addresses = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert all(re.fullmatch(r"[\w.~!$&'()*+,;=:@/%-]+", address, re.ASCII) for address in addresses)
    assert not any("](" in result["message"]["text"] for result in run["results"])


@RUNS
@given(results=RESULTS, unopened=UNOPENED)
def test_junit_stays_valid_xml_with_nothing_added(results, unopened):
    root = etree.fromstring(reporters.find("junit").report(Results(results, unopened=unopened)).encode())
    SCHEMA.assertValid(root)
    assert len(root) == len(results) + len(unopened)
    codes = [len({finding.code for finding in result.findings}) for result in results]
    assert [len(suite) for suite in root] == [1] * len(unopened) + codes
    assert not root.xpath("//comment()")


@RUNS
@given(results=RESULTS, unopened=UNOPENED)
def test_github_has_one_command_a_finding_and_reads_back_what_was_meant(results, unopened):
    printed = reporters.find("github").report(Results(results, unopened=unopened))
    read = [as_runner(line) for line in printed.split("\n")] if printed else []
    assert len(read) == count(results) - accepted(results) + len(unopened)
    assert all(command is not None and command.name in ("error", "warning", "notice") for command in read)
    known = {"file", "line", "col", "endColumn", "endLine", "title"}
    assert all(set(command.properties) <= known for command in read)
    assert all(
        command.properties["title"] in ("B31", "S01", "N10", "X99") for command in read[len(unopened) :]
    )
    assert len(printed.splitlines()) == len(read)


@RUNS
@given(results=RESULTS)
def test_gitlab_has_one_issue_a_finding_each_with_its_own_fingerprint(results):
    issues = json.loads(reporters.find("gitlab").report(Results(results)))
    assert len(issues) == count(results) - accepted(results)
    assert len({finding["fingerprint"] for finding in issues}) == len(issues)


@pytest.mark.parametrize("form", names())
def test_twice_the_findings_on_one_line_make_about_twice_the_text(form):
    def size(count: int) -> int:
        text = (EXAMPLES / "2021.yaml").read_text("utf-8")
        longer = text.replace("其他事项: |\n", "其他事项: |\n  " + "{{ x }}" * count + "\n")
        examined = examine(read(longer.encode(), "office.yaml"))
        assert len(examined.findings) > count
        return len(find(form).report(Results([examined])))

    assert size(400) < 2.5 * size(200)


def test_a_long_line_with_something_private_is_shown_only_about_the_finding():
    secret = "密码：" + "x" * 400
    text = f"格式: [1, 2\n# {secret}\n{secret} 机关: ：：\n"
    examined = examine(read(text.encode(), "other.yaml"))
    assert examined.findings
    for form in names():
        assert secret not in find(form).report(Results([examined])), form
