"""Forms and packs that people write are examined where they are used: a fault is told with its place, what
rests on it is not passed over in silence, and everything else goes on."""

import json
import re
import shutil
from time import process_time

import pytest

from generator.common import data_folders
from generator.form.library import SHIPPED
from generator.rules.soundness import faults
from generator.rules.text.bounded import LAST, TOGETHER, TOGETHER_A_CHARACTER
from tests.conftest import EXAMPLES
from tests.copied import COPIED

PACK = "甲市"


@pytest.fixture
def checked(tmp_path, run):
    """Check a good filing beside a form or a pack with slips made in it: the findings, by filing."""
    office = re.sub(r"(?m)^ *!\[.*\n", "", (EXAMPLES / "2021.yaml").read_text("utf-8"))
    filings = tmp_path / "填报"
    filings.mkdir()
    (filings / "甲.yaml").write_text(f"地方规则: {PACK}\n{office}", "utf-8")
    (filings / "乙.yaml").write_text(office.replace("机关: ", "机关: 另一", 1), "utf-8")

    def check(*slips, form=False):
        source = "2021/format.yaml" if form else "local/示例市.yaml"
        text = (data_folders.folder("templates") / source).read_text("utf-8")
        for right, slip in slips:
            assert right in text, right
            text = text.replace(right, slip, 1)
        target = tmp_path / "templates" / ("2021/format.yaml" if form else f"local/{PACK}.yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        code, out, err = run("check", filings, "--templates", tmp_path / "templates", "--format", "json")
        assert "Traceback" not in out + err
        found = json.loads(out)
        assert found["files"] == 2
        return code, found["findings"], target

    check.filings = filings
    return check


SLIPS = [
    (("kind: wording", "kind: wordings"), "F22", "F04", "没有“wordings”这一种规则，是不是“wording”？"),
    (('latest: "02-20"', 'latest: "02-29"'), "F22", "F03", "这一天不是每年都有"),
    (('latest: "02-20"', 'latest: "02-30"'), "F22", "F03", "这一天没有"),
    (("longest: 3000", "longest: 三千"), "F22", "F03", "应当是整数"),
    (("texts: [总体情况]", "texts: [总体]"), "F22", "F05", "没有“总体”这一部分文字"),
    (("any: ['", "any: ['("), "F22", "F06", "有一个左括号没有配对"),
    (("any: ['", "any: ['[[:alpha:]]"), "F22", "F06", "方括号里又有方括号"),
    (("any: ['", "any: ['{次}"), "F22", "F06", "没有“{次}”这样的空位"),
    (("longest: 3000", "longestt: 3000"), "F22", "F01", "是不是“longest”？"),
    (("    longest: 3000\n", ""), "F22", "F03", "否则什么也不核对"),
    (("official: false", "official: true"), "F21", "F03", "official 应当是 false"),
    (("level: warning", "level: 警告"), "F21", "F03", "之一"),
    (("rules:", "rulse:"), "F21", "F01", "是不是“rules”？"),
    (("code: N91", "code: N9"), "F21", "F03", "应当是一个字母"),
    (("name: 示例市", "name: [示例市"), "F21", "Y03", ""),
]


@pytest.mark.slow
@pytest.mark.parametrize(("slip", "code", "cause", "words"), SLIPS, ids=[slip[1] for slip, *_ in SLIPS])
def test_a_slip_in_a_pack_is_told_in_the_filing_that_asks_for_it_with_its_place(
    slip, code, cause, words, checked
):
    exit_code, findings, pack = checked(slip)
    chosen = [finding for finding in findings if finding["code"] == code]
    assert exit_code == 1
    assert chosen
    assert all(finding["file"].endswith("甲.yaml") and finding["line"] == 1 for finding in chosen)
    places = [place for finding in chosen for place in finding["related"]]
    assert {place["file"] for place in places} == {str(pack)}
    assert any(cause in place["words"] and words in place["words"] for place in places), places
    lines = pack.read_text("utf-8").splitlines()
    assert all(lines[place["line"] - 1].strip() for place in places)
    others = [finding for finding in findings if finding["file"].endswith("乙.yaml")]
    assert not any(finding["code"].startswith("F") for finding in others)


def test_a_row_that_a_balance_names_and_the_form_lacks_accuses_no_office(checked):
    _, findings, form = checked(("left: [本年新收, 上年结转]", "left: [本年新收, 上年结余]"), form=True)
    beside = {"S21", *COPIED}  # the pack is not there, and both filings have the same sentences
    chosen = [finding for finding in findings if finding["code"] not in beside]
    assert {finding["code"] for finding in chosen} == {"F22"}
    (place,) = chosen[-1]["related"]
    assert place["file"] == str(form)
    assert "没有“上年结余”这一行，是不是“上年结转”？" in place["words"]


def test_a_form_that_cannot_be_read_stops_only_the_filings_that_name_it(checked):
    slips = (("level: error", "level: 严重"), ("years: {first: 2021}", "years: {first: 早年}"))
    code, findings, _ = checked(*slips, form=True)
    chosen = [finding for finding in findings if finding["code"] == "F20"]
    assert code == 1
    assert len(chosen) == 2
    assert len(chosen[0]["related"]) == 2


# On the text 「培训培训…。」 these take longer than anyone waits for, each in another way.
HOPELESS = ["(培|训|培训)+$", "(?=(培|训|培训)+$)培", "(培训|培|训)+(培训|培|训)+$"]
# And these would with ``re``, but are soon at an end with the library that is used.
SLOW = [*HOPELESS, "((培训)+)+$", "(培|训)*(培|训)*(培|训)*(培|训)*!", "(.{1,50}){1,50}#"]


@pytest.mark.slow
@pytest.mark.parametrize("pattern", SLOW)
def test_a_pack_that_would_hang_ends_within_a_second(pattern, checked):
    path = checked.filings / "甲.yaml"
    path.write_text(path.read_text("utf-8").replace("。\n", f"。{'培训' * 40}。\n"), "utf-8")
    began = process_time()
    _, findings, _ = checked(("any: ['", f"any: ['{pattern}', '"))
    assert process_time() - began < 3  # both filings, and everything that is read for them
    chosen = {finding["code"] for finding in findings if finding["file"].endswith("甲.yaml")}
    assert ("F23" in chosen) == (pattern in HOPELESS)


def test_a_rule_that_breaks_down_is_told_and_stops_no_other(checked):
    """A figure that is only in one of two ways of saying it."""
    slip = "    kind: quote\n    quotes: [{patterns: ['{数}件|公开'], cells: [申请办理情况.本年新收.总计]}]\n"
    text = (data_folders.folder("templates") / "local/示例市.yaml").read_text("utf-8")
    start = text.index("    kind: wording\n")
    end = text.index("    message:", start)
    _, findings, _ = checked((text[start:end], slip + "    level: warning\n"))
    chosen = [finding for finding in findings if finding["code"] == "F24"]
    assert len(chosen) == 1
    assert "规则 N91 没有核对完" in chosen[0]["message"]


def test_every_rule_that_is_shipped_can_be_applied_to_every_form_it_goes_on():
    count = 0
    for version in SHIPPED.versions():
        form = SHIPPED.find(version)
        for rule in form.rules:
            assert faults(rule, form) == (), rule.code
            count += 1
    assert count > 100


@pytest.mark.slow
def test_cases_that_are_not_there_are_told_in_chinese(tmp_path, run):
    shutil.copytree(data_folders.folder("templates") / "2021", tmp_path / "2021")
    (tmp_path / "2021/cases.yaml").unlink()
    code, out, _ = run("format", "check", "2021", "--templates", tmp_path)
    assert code == 1
    assert f"{tmp_path}/2021/cases.yaml:1:1: 错误 F10 打不开这个文件：没有这个文件或文件夹" in out


@pytest.mark.slow
def test_a_hundred_slow_rules_at_once_on_a_long_filing_end_soon_and_each_is_told(checked):
    """A hundred kilobytes, every rule slow in its own way; the rules of the form are judged all the same."""
    path = checked.filings / "甲.yaml"
    words = f"{'培训' * 40}。{'推进公开工作。' * 5000}"
    path.write_text(re.sub(r"(?m)^(  主动公开: \|\n.*)$", rf"\1{words}", path.read_text("utf-8")), "utf-8")
    assert path.stat().st_size > 100_000
    spent = {}
    for sort, patterns in (("quick", ["没有这句话"]), ("slow", HOPELESS)):
        began = process_time()
        _, findings, _ = checked(_hundred_rules(patterns))
        spent[sort] = process_time() - began
    allowed = TOGETHER + path.stat().st_size / 3 * TOGETHER_A_CHARACTER + 100 * LAST
    assert spent["slow"] - spent["quick"] < allowed + 0.5
    stopped = [finding for finding in findings if finding["code"] == "F23"]
    assert len(stopped) > 50
    assert all("没有核对完" in finding["message"] and finding["related"] for finding in stopped)


def _hundred_rules(patterns):
    """A change of the pack: in place of its first rule nearly a hundred of these patterns."""
    text = (data_folders.folder("templates") / "local/示例市.yaml").read_text("utf-8")
    first, last = text.index("  - code: N91"), text.index("  - code: N92")
    rules = "".join(
        text[first:last]
        .replace("N91", f"{family}{number}", 1)
        .replace("longest: 3000", f"forbids: ['{patterns[number % len(patterns)]}|没有{number}件']")
        for family in "DP"
        for number in range(50, 99)
    )
    return text[first:last], rules
