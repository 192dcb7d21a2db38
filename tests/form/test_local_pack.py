"""Local packs: rules on top of a national form, chosen in the filing or for the whole run."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.common import data_folders as resources
from generator.findings.catalogue import catalogue
from generator.findings.finding import Level
from generator.form.format import FormatError
from generator.form.library import SHIPPED, Library
from generator.source.read import read
from tests.conftest import EXAMPLES

PACK = "示例市"


def late(text: str) -> str:
    """An office of the kind the pack is stricter with, published after its day and before the law's."""
    for old, new in (
        ("机关类型: 政府办公室", "机关类型: 政府部门"),
        ("发布日期: 2025-01-24", "发布日期: 2025-01-29"),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


def codes(text: str) -> list[str]:
    return [finding.code for finding in examine(read(text.encode(), folder=EXAMPLES)).findings]


def test_a_pack_adds_its_rules_to_the_filings_that_ask_for_it(example_text):
    text = late(example_text)
    assert "D91" not in codes(text)
    assert "D91" in codes(f"地方规则: {PACK}\n{text}")


def test_a_pack_can_be_asked_for_on_the_command_line(example_text, run, tmp_path):
    path = tmp_path / "office.yaml"
    path.write_text(late(example_text).replace("![", "见图["), "utf-8")
    assert "D91" not in run("check", path)[1]
    assert "D91" in run("check", path, "--local", PACK)[1]
    assert "D91" not in run("check", path)[1], "the choice ends with the run"


def test_the_environment_names_packs_too(example_text, run, tmp_path, monkeypatch):
    path = tmp_path / "office.yaml"
    path.write_text(late(example_text).replace("![", "见图["), "utf-8")
    monkeypatch.setenv("NIANBAO_LOCAL", PACK)
    assert "D91" in run("check", path)[1]
    monkeypatch.setenv("NIANBAO_LOCAL", "乙市")
    _, out, _ = run("check", path, "--local", PACK)
    assert "D91" in out
    assert "S21" in out


def test_outside_the_command_line_a_library_is_handed_down_and_the_environment_is_not_read(
    example_text, monkeypatch
):
    document = read(late(example_text).encode(), folder=EXAMPLES)
    monkeypatch.setenv("NIANBAO_LOCAL", PACK)
    monkeypatch.setenv("NIANBAO_TEMPLATES", "/没有")
    assert "D91" not in [finding.code for finding in examine(document).findings]
    assert "D91" in [finding.code for finding in examine(document, Library(packs=(PACK,))).findings]


def test_a_pack_that_is_not_there_and_one_for_another_form_are_told(example_text):
    assert codes(f"地方规则: 示列市\n{example_text}") == ["S21"]
    old = (EXAMPLES / "2019.yaml").read_text("utf-8")
    assert codes(f"地方规则: {PACK}\n{old}") == ["S22"]


def test_a_pack_of_the_whole_run_goes_on_the_filings_it_serves(example_text, run, tmp_path):
    """A folder of several years holds several forms; only a filing that names the pack must be served."""
    for name, text in (("2019", (EXAMPLES / "2019.yaml").read_text("utf-8")), ("2021", late(example_text))):
        (tmp_path / f"{name}.yaml").write_text(text.replace("![", "见图["), "utf-8")
    _, out, err = run("check", tmp_path, "--local", PACK)
    assert "D91" in out
    assert "S22" not in out
    assert err == ""
    _, out, err = run("check", tmp_path / "2019.yaml", "--local", PACK)
    assert "S22" not in out
    assert err == f"nianbao：--local {PACK} 只用于 2021 版，这些填报都没有用到\n"


@pytest.mark.parametrize("name", SHIPPED.pack_names())
def test_every_shipped_pack_is_found_sound(name, run):
    code, out, _ = run("format", "check", name)
    assert (code, out.count("\n")) == (0, 1), out


def test_no_code_is_used_by_a_form_and_a_pack():
    packs = [rule for name in SHIPPED.pack_names() for rule in SHIPPED.find_pack(name).rules]
    of_forms = {rule.code for version in SHIPPED.versions() for rule in SHIPPED.find(version).rules}
    assert len(packs) >= 5
    assert len({rule.code for rule in packs}) == len(packs)
    assert not {rule.code for rule in packs} & (of_forms | set(catalogue()))


def test_no_rule_of_a_pack_calls_itself_official_or_stops_a_report():
    rules = [rule for name in SHIPPED.pack_names() for rule in SHIPPED.find_pack(name).rules]
    assert rules
    assert not any(rule.official for rule in rules)
    assert all(rule.level is not Level.ERROR for rule in rules)


def test_a_pack_that_calls_itself_official_is_refused(tmp_path):
    text = (resources.folder("templates") / f"local/{PACK}.yaml").read_text("utf-8")
    (tmp_path / "local").mkdir()
    (tmp_path / "local/甲市.yaml").write_text(text.replace("official: false", "official: true"), "utf-8")
    with pytest.raises(FormatError, match="official 应当是 false"):
        Library((tmp_path,)).find_pack("甲市")


def test_a_pack_of_ones_own_is_checked_in_words(tmp_path, run):
    text = (resources.folder("templates") / f"local/{PACK}.yaml").read_text("utf-8")
    text = text.replace("name: 示例市", "name: 甲市").replace("texts: [问题及改进]", "texts: [问题和改进]")
    (tmp_path / "local").mkdir()
    (tmp_path / "local/甲市.yaml").write_text(text, "utf-8")
    code, out, _ = run("format", "check", "甲市", "--templates", tmp_path)
    assert code == 1
    assert "代码 D91 重复，地方规则“示例市”已经用了" in out
    own = text
    for old in ("D91", "D92", "N91", "N92", "N93"):
        own = own.replace(old, f"{old[0]}8{old[2]}")
    (tmp_path / "local/甲市.yaml").write_text(own, "utf-8")
    code, out, _ = run("format", "check", "甲市", "--templates", tmp_path)
    assert code == 1
    assert "N82：没有“问题和改进”这一部分文字，是不是“问题及改进”？" in out


def test_a_rule_of_a_pack_can_be_explained(run):
    code, out, _ = run("rules", "D91")
    assert code == 0
    assert "地方规则“示例市”，不是全国的格式" in out
