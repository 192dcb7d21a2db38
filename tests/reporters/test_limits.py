"""What the hosts of code do not show, or refuse, is told, and no upload is refused for it."""

from __future__ import annotations

import json

import pytest

from generator.reporters import Results, remark, sarif
from tests.conftest import EXAMPLES
from tests.made_findings import ACCEPTED, INFO, MENDED, WARNING, one_line


def many(errors: int, warnings: int, accepted: int = 0) -> Results:
    findings = [ACCEPTED] * accepted + [WARNING] * warnings + [MENDED] * errors
    return Results([one_line("x", *findings)])


@pytest.fixture
def narrow(monkeypatch):
    """The same limits, smaller."""
    monkeypatch.setattr(sarif, "MOST", 8)
    monkeypatch.setattr(sarif, "SHOWN", 4)


def test_the_limits_are_those_of_code_scanning():
    assert (sarif.MOST, sarif.SHOWN) == (25_000, 5_000)


def test_of_too_many_the_gravest_are_written_and_the_rest_is_counted(narrow):
    results = many(errors=5, warnings=4, accepted=3)
    (run,) = json.loads(sarif.report(results))["runs"]
    assert [result["level"] for result in run["results"]].count("error") == 5
    assert len(run["results"]) == 8
    assert not any(result["suppressions"] for result in run["results"])
    assert run["properties"] == {"findings": 12, "leftOut": 4}
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    assert "另有 4 处没有写进去" in notification["message"]["text"]
    assert notification["message"]["text"] == remark("sarif", results)


def test_what_is_taken_but_not_shown_is_said_and_all_is_written(narrow):
    results = many(errors=3, warnings=3)
    (run,) = json.loads(sarif.report(results))["runs"]
    assert len(run["results"]) == 6
    assert run["properties"] == {"findings": 6, "leftOut": 0}
    assert "只显示最重的 4 处" in remark("sarif", results)
    assert "没有写进去" not in remark("sarif", results)


def test_where_all_is_shown_nothing_is_said():
    results = Results([one_line("x", INFO)])
    assert [remark(form, results) for form in ("sarif", "github", "json", "junit")] == [""] * 4


def test_more_than_a_host_takes_is_said_beside_the_output(narrow, run, tmp_path):
    code, out, err = run("check", EXAMPLES / "2021-errors.yaml", "--output", f"sarif={tmp_path / 'a.sarif'}")
    assert code == 1
    assert err.startswith("nianbao：共 15 处问题，SARIF 里写了 8 处，错误在前")
    assert len(json.loads((tmp_path / "a.sarif").read_text("utf-8"))["runs"][0]["results"]) == 8
    assert "共核对 1 份填报" in out
