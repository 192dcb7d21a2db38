"""SARIF: valid by the published schema, and it says all that a finding has."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from generator.batch.desk import examine
from generator.findings.catalogue import catalogue
from generator.findings.finding import Finding, Level, Place, Span, fingerprint
from generator.form.library import SHIPPED
from generator.reporters import Results
from generator.reporters.sarif import report
from generator.source.read import read_file
from tests.conftest import ROOT
from tests.made_findings import ACCEPTED, CLOSED, MENDED, WARNING, every_sort, one_line

SCHEMA = json.loads((ROOT / "tests/data/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def run_of(results, **rest) -> dict:
    log = json.loads(report(Results(results, **rest)))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    (run,) = log["runs"]
    return run


@pytest.fixture(scope="module")
def run() -> dict:
    return run_of(every_sort(), unopened=[CLOSED])


def result(run: dict, code: str, level: str = "error") -> dict:
    return next(result for result in run["results"] if (result["ruleId"], result["level"]) == (code, level))


def test_the_schema_is_one_that_refuses():
    log = json.loads(report(Results(every_sort())))
    log["runs"][0]["results"][0]["message"] = {"txt": "x"}
    assert list(VALIDATOR.iter_errors(log))


def test_every_finding_is_a_result_of_a_rule_that_is_described(run):
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == sum(len(change.findings) for change in every_sort()) == 20
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_all_rules_of_the_formats_and_of_the_catalogue_are_described_once(run):
    rules = run["tool"]["driver"]["rules"]
    expected = {rule.code for rule in SHIPPED.find("2021").rules} | set(catalogue()) | {"X99"}
    assert len(rules) == len(expected)
    assert {rule["id"] for rule in rules} == expected
    balance = rules[[rule["id"] for rule in rules].index("B31")]
    assert balance["properties"]["official"] is True
    assert "依据：国办公开办函〔2021〕30号 附件 表三（格式中印明的要求）" in balance["help"]["text"]
    assert all(rule["help"]["markdown"] and "{" not in rule["shortDescription"]["text"] for rule in rules)


def test_a_code_of_several_formats_is_described_once_with_what_each_says():
    found = [examine(read_file(path)) for path in sorted(Path("examples").rglob("*.yaml"))]
    rules = run_of(found)["tool"]["driver"]["rules"]
    versions = {result.filing.format.version for result in found if result.filing}
    assert len(versions) >= 3
    assert len({rule["id"] for rule in rules}) == len(rules)
    shared = [rule for rule in rules if len(rule["properties"].get("versions", ())) > 1]
    assert shared
    for rule in shared:
        assert all(f"{version} 版：" in rule["help"]["text"] for version in rule["properties"]["versions"])


def test_columns_are_counted_in_characters_and_point_at_the_place(run):
    assert run["columnKind"] == "unicodeCodePoints"
    physical = result(run, "B31")["locations"][0]["physicalLocation"]
    region, source = physical["region"], Path("examples/2021-errors.yaml").read_text("utf-8")
    line = source.splitlines()[region["startLine"] - 1]
    assert physical["contextRegion"]["snippet"]["text"] == line
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "20"


def test_the_other_cells_and_other_files_are_related_locations(run):
    words = [place["message"]["text"] for place in result(run, "B31")["relatedLocations"]]
    assert words == [f"申请办理情况.{row}.自然人" for row in ("本年新收", "上年结转", "办理结果总计")]
    (other,) = result(run, "N01", "warning")["relatedLocations"]
    assert unquote(other["physicalLocation"]["artifactLocation"]["uri"]) == "上年/办公室.yaml"


def test_a_mend_is_given_as_replacements(run):
    fixes = [fix for result in run["results"] for fix in result.get("fixes", ())]
    assert len(fixes) >= 2  # the example has mends of its own
    (fix,) = [fix for fix in fixes if fix["description"]["text"] == MENDED.fix.title]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "12"
    assert replacement["deletedRegion"] == {"startLine": 28, "startColumn": 9, "endLine": 28, "endColumn": 11}


def test_what_was_accepted_is_suppressed_with_its_reason_and_nothing_else_is(run):
    suppressions = {json.dumps(result["suppressions"], ensure_ascii=False) for result in run["results"]}
    accepted = [{"kind": "inSource", "status": "accepted", "justification": ACCEPTED.accepted}]
    assert suppressions == {"[]", json.dumps(accepted, ensure_ascii=False)}
    assert result(run, "L01", "warning")["suppressions"] == accepted


def test_the_fingerprint_is_that_of_the_waiver(run):
    assert result(run, "N01", "warning")["partialFingerprints"] == {"finding/v1": fingerprint(WARNING)}


def test_a_file_that_could_not_be_opened_is_told_by_the_invocation(run):
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["exception"] == {"kind": "OSError", "message": "没有权限"}
    assert run_of(every_sort()[1:])["invocations"][0]["exitCode"] == 0


def test_warnings_fail_the_run_only_if_strict():
    results = [one_line("年度: 2024", WARNING, ACCEPTED)]
    assert run_of(results)["invocations"][0]["exitCode"] == 0
    assert run_of(results, strict=True)["invocations"][0]["exitCode"] == 1
    assert run_of([one_line("年度: 2024", ACCEPTED)], strict=True)["invocations"][0]["exitCode"] == 0


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("填报/a b.yaml", "%E5%A1%AB%E6%8A%A5/a%20b.yaml"),
        ("./a#?.yaml", "a%23%3F.yaml"),
        ("x/../a:b.yaml", "a%3Ab.yaml"),
        ("100%.yaml", "100%25.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_addresses_are_relative_and_percent_encoded(name, uri):
    place = result(run_of([one_line("x", MENDED, name=name)]), "S04")["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_file_elsewhere_has_an_absolute_address(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    written = run_of([one_line("x", MENDED, name="../年报.yaml")])
    address = written["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert address == {"uri": (tmp_path / "年报.yaml").as_uri()}


def test_a_link_in_a_filing_is_no_link_in_a_message():
    link = Finding(
        "S01", Level.ERROR, "不认识的键“[点我](https://e.cn)”", Span(), related=(Place(Span(), "[a](0)"),)
    )
    (written,) = run_of([one_line("x", link)])["results"]
    assert "](" not in written["message"]["text"]
    assert "](" not in written["relatedLocations"][0]["message"]["text"]
