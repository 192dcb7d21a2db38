"""GitHub's workflow commands and GitLab's Code Quality report, held to their documented shapes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

import pytest

from generator.findings.finding import Span
from generator.reporters import Results, github, gitlab
from tests.made_findings import ACCEPTED, CLOSED, INFO, MENDED, WARNING, every_sort, one_line


@dataclass
class Command:
    """A workflow command as the runner reads it."""

    name: str
    properties: dict[str, str]
    message: str


def as_runner(line: str) -> Command | None:
    """One line of a log as actions/runner reads it (ActionCommand.TryParseV2): None if it is none."""
    line = line.lstrip()
    if not line.startswith("::") or (end := line.find("::", 2)) < 0:
        return None
    name, _, rest = line[2:end].partition(" ")
    properties = dict(pair.split("=", 1) for pair in rest.split(",") if "=" in pair)
    unescaped = {key: _unescape(_unescape(value, "%3A:", "%2C,")) for key, value in properties.items()}
    return Command(name, unescaped, _unescape(line[end + 2 :]))


def _unescape(text: str, *more: str) -> str:
    for pair in more or ("%0D\r", "%0A\n", "%25%"):
        text = text.replace(pair[:3], pair[3:])
    return text


@pytest.fixture(scope="module")
def commands() -> list[Command]:
    return [as_runner(line) for line in github.report(Results(every_sort(), unopened=[CLOSED])).splitlines()]


def test_every_line_is_a_command_and_errors_come_first(commands):
    assert [command.name for command in commands] == ["error"] * 17 + ["warning"] * 2 + ["notice"] * 2


def test_what_github_will_not_show_is_counted_before_the_infos(commands):
    assert commands[-2].properties == {"title": "nianbao check"}
    assert commands[-2].message.startswith("共 17 处错误、2 处警告、1 处提示。GitHub 一步里每级只显示 10 条")


def test_where_warnings_alone_fail_the_run_an_error_says_so():
    first, *others = github.report(Results([one_line("x", WARNING)], strict=True)).splitlines()
    assert as_runner(first).name == "error"
    assert as_runner(first).message == "没有错误，但有警告：按 --strict 算没有通过"
    assert len(others) == 1
    for results in ([one_line("x", WARNING, MENDED)], [one_line("x", ACCEPTED)]):
        assert "--strict" not in github.report(Results(results, strict=True))


@pytest.mark.parametrize(("count", "noticed"), [(10, False), (11, True)])
def test_ten_of_a_level_are_shown_and_need_no_count(count, noticed):
    text = github.report(Results([one_line("x", *[WARNING] * count)]))
    assert len(text.splitlines()) == count + noticed
    assert ("其余的没有显示" in text) is noticed


def test_no_file_hides_the_others_among_the_first_ten():
    many = [one_line("x", *[MENDED] * 12, name=f"{number}.yaml") for number in range(3)]
    lines = github.report(Results(many)).splitlines()
    assert [as_runner(line).properties["file"] for line in lines[:6]] == 2 * ["0.yaml", "1.yaml", "2.yaml"]


def test_an_annotation_names_file_line_columns_and_says_everything(commands):
    balance = next(command for command in commands if command.properties.get("title") == "B31")
    assert balance.properties == {
        "file": "examples/2021-errors.yaml",
        "line": "62",
        "col": "11",
        "endColumn": "13",
        "title": "B31",
    }
    lines = balance.message.split("\n")
    assert lines[0] == "examples/2021-errors.yaml:62:11: B31 第一项加第二项之和，等于第三项加第四项之和"
    assert "相差 2" in lines[1]
    assert [line[:3] for line in lines[2:]] == ["改法：", "依据："]


def test_a_place_of_several_lines_has_no_columns():
    (command,) = map(as_runner, github.report(Results([one_line("x", INFO)])).splitlines())
    assert command.properties == {"file": "填报.yaml", "line": "20", "endLine": "22", "title": "N01"}


def test_what_was_accepted_is_neither_annotated_nor_an_issue():
    assert github.report(Results([one_line("x", ACCEPTED)])) == ""
    assert json.loads(gitlab.report(Results([one_line("x", ACCEPTED)]))) == []


def test_a_file_that_could_not_be_opened_is_told(commands):
    assert commands[0].properties == {"file": "填报/打不开.yaml"}
    assert commands[0].message == "打不开 填报/打不开.yaml：没有权限"


def test_names_of_files_are_escaped():
    (line,) = github.report(Results([one_line("x", MENDED, name="a,b:c%0A.yaml")])).splitlines()
    assert "file=a%2Cb%3Ac%250A.yaml," in line
    assert as_runner(line).properties["file"] == "a,b:c%0A.yaml"


def test_a_gitlab_issue_has_all_that_the_documentation_asks_for():
    issues = json.loads(gitlab.report(Results(every_sort(), unopened=[CLOSED])))
    assert len(issues) == 20
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]


def test_fingerprints_are_unique_and_do_not_change_with_the_line():
    alike = [WARNING, replace(WARNING, span=Span(99, 1, 99, 2)), MENDED]
    issues = json.loads(gitlab.report(Results([one_line("x", *alike), one_line("x", *alike, name="b.yaml")])))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 6
    moved = [
        replace(finding, span=Span(finding.span.line + 5, 1, finding.span.line + 5, 2)) for finding in alike
    ]
    again = json.loads(gitlab.report(Results([one_line("x", *moved), one_line("x", *moved, name="b.yaml")])))
    assert {issue["fingerprint"] for issue in again} == {issue["fingerprint"] for issue in issues}
