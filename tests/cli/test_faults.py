"""A fault of ours in one filing is told by the filing's name, ends in 3, and stops none of its neighbours."""

from __future__ import annotations

import json
import shutil

import pytest
from lxml import etree

from generator import reporters
from generator.batch import desk, together
from generator.batch.watched import Watched
from generator.form.library import SHIPPED
from generator.reporters import text as text_reporter
from generator.rules.mends import rounds
from tests.conftest import EXAMPLES

BAD = EXAMPLES / "2021-errors.yaml"
FAULT = "填报/b.yaml：内部错误，没有做完（ZeroDivisionError，"


READER = (desk.Files, "document", lambda files, path: path)
LOADER = (desk, "load_given", lambda document, given: document.source.name)
RULE = (together, "examine_loaded", lambda document, loaded, more: document.source.name)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "填报").mkdir()
    for name in "abc":
        shutil.copy(BAD, tmp_path / "填报" / f"{name}.yaml")
    return tmp_path / "填报"


@pytest.fixture
def broken(monkeypatch):
    """Lets a function of ours fail for one file alone."""

    def break_it(owner, name, name_of):
        real = getattr(owner, name)

        def fails(*arguments, **rest):
            return 1 // 0 if "b.yaml" in str(name_of(*arguments)) else real(*arguments, **rest)

        monkeypatch.setattr(owner, name, fails)

    return break_it


@pytest.mark.parametrize("place", [READER, LOADER, RULE], ids=["reader", "loader", "rule"])
def test_check_tells_it_and_the_neighbours(run, folder, broken, place):
    broken(*place)
    code, out, err = run("check", "填报")
    assert code == 3
    assert err.count(FAULT) == 1 and err.count("\n") == 1
    assert "填报/a.yaml:62:11: 错误 B31" in out and "填报/c.yaml:62:11: 错误 B31" in out
    assert "1 份因内部错误没有做完" in out


def test_every_form_has_it(run, folder, broken):
    broken(*RULE)
    outputs = [part for name in reporters.names() for part in ("--output", f"{name}=out/{name}.txt")]
    assert run("check", "填报", *outputs)[0] == 3
    written = {path.stem: path.read_text("utf-8") for path in (folder.parent / "out").iterdir()}
    assert set(written) == set(reporters.names())
    (unopened,) = json.loads(written["json"])["unopened"]
    assert (unopened["file"], unopened["fault"]) == ("填报/b.yaml", True)
    assert etree.fromstring(written["junit"].encode()).get("errors") == "1"
    assert [each["check_name"] for each in json.loads(written["gitlab"])].count("fault") == 1
    (notification,) = json.loads(written["sarif"])["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notification["exception"]["kind"] == "fault"
    assert "b.yaml" in written["github"].partition("\n")[0]


def test_a_reporter_that_stumbles_over_one_filing_tells_the_others(run, folder, broken):
    broken(text_reporter, "_finding", lambda finding, *rest: finding.file)
    code, out, err = run("check", "填报", "--output", "json=all.json")
    assert code == 3
    assert FAULT in err
    assert "填报/a.yaml:62:11" in out and "填报/c.yaml:62:11" in out and "填报/b.yaml:62" not in out
    assert len(json.loads((folder.parent / "all.json").read_text("utf-8"))["filings"]) == 3


def test_mending_goes_on_with_the_neighbours(run, folder, broken):
    broken(rounds, "read_again", lambda text, source, library: source.name)
    before = BAD.read_text("utf-8")
    code, out, err = run("check", "填报", "--fix")
    assert code == 3
    assert FAULT in err
    after = {path.stem: path.read_text("utf-8") for path in folder.iterdir()}
    assert after["a"] == after["c"] != before
    assert after["b"] == before
    assert "填报/a.yaml：改了" in out and "填报/b.yaml：改了" not in out


def test_what_goes_wrong_everywhere_is_told_without_a_traceback(run, folder, monkeypatch):
    monkeypatch.setattr("generator.cli.check.under", lambda *_: 1 // 0)
    code, out, err = run("check", "填报")
    assert (code, out) == (3, "")
    assert "内部错误，没有做完（ZeroDivisionError，" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("place", [READER, LOADER, RULE], ids=["reader", "loader", "rule"])
def test_watching_goes_on_with_the_neighbours(folder, broken, place):
    broken(*place)
    watched = Watched(["填报"], None, False, SHIPPED)
    changed, gone = watched.look()
    assert ([path.stem for path in changed], gone) == (["a", "b", "c"], [])
    examined, unopened = watched.results(watched.paths)
    assert [result.document.source.name for result in examined] == ["填报/a.yaml", "填报/c.yaml"]
    assert [str(fault).startswith(FAULT) for fault in unopened] == [True]
