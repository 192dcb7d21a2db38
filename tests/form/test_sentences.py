"""The ready sentences of forms: one for every narrative, true with figures and with noughts alone."""

from __future__ import annotations

import re

import pytest

from generator.batch.desk import Desk, load
from generator.compose.begun import with_sentences
from generator.compose.blank import Known, blank
from generator.compose.head import kept
from generator.compose.written import rows, values
from generator.filing.filing import Filing
from generator.filing.read import read, read_file
from generator.findings.finding import Finding, Level
from generator.form.correspondence import corresponding
from generator.form.library import SHIPPED
from generator.form.sentences import sentences_of
from generator.report.build import build
from tests.conftest import EXAMPLES

VERSIONS = ("2019", "2021")
NAMES = ("2019", "2021", "2021-city", "2021-full")
# What is told of numbers that are not filled in yet, and of a filing without its date.
OF_BLANKS = {"B31", "S06", "S07", "S02", "S05", "S08"}


def example(name: str) -> Filing:
    filing = load(read_file(EXAMPLES / f"{name}.yaml")).filing
    assert filing is not None
    return filing


def begun(filing: Filing, known: Known) -> tuple[Filing, list[Finding]]:
    """The filing with its form's sentences in place of its own, and what is found in them."""
    form = filing.format
    text = blank(form, with_sentences(known, sentences_of(form.version, SHIPPED)))
    (examined,) = Desk(SHIPPED).look([read(text.encode(), "new.yaml", EXAMPLES)])
    assert examined.filing is not None
    spans = [narrative.scalar.span for narrative in examined.filing.texts.values()]
    inside = [each for each in examined.findings if any(each.span.within(span) for span in spans)]
    return examined.filing, [each for each in inside if each.level is not Level.INFO]


@pytest.mark.parametrize("version", VERSIONS)
def test_there_is_one_for_every_narrative_and_all_are_different(version):
    form, ready = SHIPPED.find(version), sentences_of(version, SHIPPED)
    needed = {path for path, part in form.narratives.items() if part.required}
    section = {"总体情况"} if version == "2019" else set()
    assert needed - {"总体情况"} | section <= {each.at for each in ready} | {"总体情况"}
    texts = [each.text for each in ready] + [other.text for each in ready for other in each.others]
    assert len(set(texts)) == len(texts)
    assert not re.search(r"(?<!第)[0-9]+件", "".join(texts))  # every count is a placeholder


@pytest.mark.parametrize("name", NAMES)
def test_with_the_figures_of_an_example_nothing_is_found_in_them_and_they_print_its_figures(name):
    filing = example(name)
    known = Known(
        kept(filing), rows(filing.format, values(filing, corresponding(filing.format, filing.format)))
    )
    again, found = begun(filing, known)
    assert found == []
    printed = str(build(again, draft=True).blocks)
    assert f"新收政府信息公开申请{again.value('申请办理情况.本年新收.总计')}件" in printed
    assert "{{" not in printed


@pytest.mark.parametrize("name", NAMES)
def test_with_noughts_alone_nothing_is_found_in_them_either(name):
    filing = example(name)
    again, found = begun(filing, Known(kept(filing), dict.fromkeys(filing.format.rows, "0")))
    assert found == []
    assert "新收政府信息公开申请0件，上年结转0件" in str(build(again, draft=True).blocks)


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_blanks_are_told_where_they_are_and_such_a_filing_is_not_built(name, run, tmp_path):
    filing = example(name)
    _, found = begun(filing, Known(kept(filing)))
    assert found == []
    code, _, _ = run("new", filing.format.version, "--sentences", "-o", tmp_path / "a.yaml")
    assert code == 0
    code, out, err = run("build", tmp_path / "a.yaml", "-o", tmp_path / "out")
    assert code == 1
    assert "没有填" in out + err
    assert not list((tmp_path / "out").glob("*.docx"))
