"""The rule book: every rule says what it is for, and its example is proved."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from generator.batch.desk import examine
from generator.filing.read import read
from generator.findings.catalogue import catalogue
from generator.form.library import SHIPPED
from generator.kit import rulebook
from generator.kit.rulebook import Entry
from tests.conftest import EXAMPLES, ROOT

BASE = (EXAMPLES / "2021.yaml").read_text(encoding="utf-8")
# Rules of the catalogue that a fragment of a filing cannot break, and why.
WITHOUT_EXAMPLE = {
    "Y01": "it is about the bytes of the file, not its text",
    "Y02": "a file beyond the size limit does not fit on a page",
    "Y11": "it is about the file as a whole",
    "S17": "what is too long does not fit on a page",
    "S12": "two filings make it, each of them right",
    "S26": "it takes a warning of the filing's own",
    "Y20": "it is about a file of another sort",
    "S15": "what is missing is the seal of the filing's own figures",
    "C02": "it is about last year's filing",
    "C03": "it is about last year's filing",
    "Y13": "a thousand unreadable places do not fit on a page",
    "S22": "it takes a filing in another version of the form",
    "S67": "it takes a form with cells that hold no number",
    "S68": "it takes a form with a table whose rows the office names",
    "B68": "it takes a form with numbers that are worked out",
    "N21": "told by `build`, which knows the fonts",
}
# What an example must break besides: the error that cannot be waived, the day that does not fit the year.
BESIDE = {"S14": {"B41"}, "S09": {"D13"}}


def entries() -> list[Entry]:
    return [
        *(rule for title in (*SHIPPED.versions(), *SHIPPED.practice_names()) for rule in of(title)),
        *(rule for name in SHIPPED.pack_names() for rule in rulebook.of_pack(SHIPPED.find_pack(name))),
        *rulebook.of_all(),
    ]


def of(title: str) -> list[Entry]:
    """The rules of a form itself, or of a pack of practice."""
    if title in SHIPPED.versions():
        return rulebook.of_format(SHIPPED.find_own(title))
    return rulebook.of_practice(SHIPPED.find_practice(title))


def test_every_rule_says_what_it_asks_why_and_how_to_mend_it():
    assert len(entries()) > 35
    assert [entry.code for entry in entries() if not (entry.message and entry.why and entry.help)] == []


# The family F is about forms, packs and styles, the family I about published reports.
OTHERS = ("F", "I")
OF_FILINGS = [code for code in catalogue() if code not in WITHOUT_EXAMPLE and not code.startswith(OTHERS)]


@pytest.mark.parametrize("code", OF_FILINGS)
def test_the_example_of_a_rule_of_every_format_breaks_just_that_rule(code):
    example = catalogue()[code]["example"]
    assert BASE.count(example["right"]) == 1
    broken = BASE.replace(example["right"], example["wrong"])
    found = {finding.code for finding in examine(read(broken.encode(), "office.yaml", EXAMPLES)).findings}
    assert found == {code} | BESIDE.get(code, set())


def test_only_rules_that_cannot_have_an_example_have_none():
    without = {code for code, entry in catalogue().items() if "example" not in entry}
    assert {code for code in without if not code.startswith(OTHERS)} == set(WITHOUT_EXAMPLE)
    assert all(WITHOUT_EXAMPLE.values())


@pytest.mark.parametrize("title", [*SHIPPED.versions(), *SHIPPED.practice_names()])
def test_every_rule_of_a_format_or_a_pack_has_the_lines_of_its_case_wrong_and_right(title):
    shown = rulebook.with_examples(of(title), SHIPPED)
    assert len(shown) >= 2
    for entry in shown:
        assert entry.example, entry.code
        assert entry.example.words
        assert entry.example.wrong != entry.example.right
        for part in re.split("^# .*$", entry.example.right, flags=re.MULTILINE):
            assert not part.strip() or read(part.encode()).findings == (), entry.code


def test_an_example_shows_nested_lines_as_they_stand_in_a_filing(run):
    code, out, _ = run("rules", "2021", "b31")
    assert code == 0
    assert "为什么：收到的申请要么办结，要么结转" in out
    assert "错误的写法：结转下年度少写两件，一列不平衡（不写总计）\n" in out
    assert "    申请办理情况:\n      结转下年度: [20, 0, 0, 0, 0, 0]\n" in out
    assert "    申请办理情况:\n      结转下年度: [22, 0, 0, 0, 0, 0, 22]" in out


def test_the_copy_of_the_rule_book_is_fresh(run):
    code, out, _ = run("rules", "--markdown")
    assert code == 0
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert written == out, "run: nianbao rules --markdown -o docs/rules.md"


def test_every_rule_stands_in_the_book_under_its_own_anchor_and_in_the_contents():
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    anchors = re.findall(r'<a id="([\w-]+)"></a>', text)
    assert len(anchors) == len(set(anchors)) == len(entries())
    assert sorted(re.findall(r"\]\(#([\w-]+)\)", text)) == sorted(anchors)


def test_the_book_of_one_format_has_only_its_rules(run):
    code, out, _ = run("rules", "2021", "--markdown")
    assert code == 0
    assert "## 2021 版" in out
    assert run("rules", "2021", "B31", "--markdown")[0] == 2


def test_checking_never_reads_the_cases():
    script = (
        "import sys\nsys.argv = ['nianbao', 'check', 'examples/2021-city.yaml']\n"
        "from generator.cli import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "print([name for name in ('generator.kit.cases', 'generator.kit.rulebook') if name in sys.modules])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "wrong", "right"),
    [
        (("2021", "S46"), "    行政层级: 国家\n", "    行政层级: 乡级\n"),
        (
            ("2021", "N74"),
            "    依申请公开: '收到的申请均已办理完毕，无结转。'\n",
            "全年新收政府信息公开申请{{",
        ),
        (("D91",), "    发布日期: 2025-01-29", "    发布日期: 2025-01-28"),
    ],
)
def test_the_example_of_a_rule_of_a_pack_has_the_lines_of_the_pack_and_of_the_form(
    run, arguments, wrong, right
):
    """A pack's cases change the filing of another file; each line is shown from the file it stands in."""
    code, out, _ = run("rules", *arguments)
    assert code == 0
    before, after = out.split("正确的写法：")
    assert wrong.replace("    依", "      依") in before
    assert right in after
