"""The list: whose filings, how they stand, last year's beside; quick over many, and true when they change."""

from __future__ import annotations

import time

from generator.workbench.opened import stamp_of
from generator.workbench.watching import Watcher
from tests.conftest import EXAMPLES
from tests.workbench.conftest import Calls

BEFORE = (EXAMPLES / "2021.yaml").read_text("utf-8").replace("年度: 2024", "年度: 2023")


def entries(call) -> dict[str, dict]:
    return {entry["file"]: entry for entry in call("home")["filings"]}


def examined(call) -> dict[str, dict]:
    Watcher(call.bench).look()
    return entries(call)


def test_the_list_is_there_at_once_and_figures_follow(call):
    (call.folder / "错.yaml").write_bytes((EXAMPLES / "2021-errors.yaml").read_bytes())
    first = entries(call)
    assert not first["错.yaml"]["known"]
    assert first["2021.yaml"]["authority"] == "示例市人民政府办公室" and first["2021.yaml"]["year"] == 2024
    call.events.clear()
    after = examined(call)
    assert after["错.yaml"]["known"] and after["错.yaml"]["errors"] == 15
    assert after["2021.yaml"]["errors"] == 0
    told = [entry["file"] for name, data in call.events if name == "filings" for entry in data["filings"]]
    assert sorted(told) == ["2021.yaml", "错.yaml"]


def test_last_years_of_the_same_authority_stands_beside_a_filing_wherever_it_lies(call):
    (call.folder / "往年").mkdir()
    (call.folder / "往年" / "a.yaml").write_text(BEFORE.replace("[125,", "[120,"), encoding="utf-8")
    assert examined(call)["2021.yaml"]["last"] == "往年/a.yaml"
    state = call.state()
    assert state["last"] == {"file": "往年/a.yaml", "year": 2023}
    assert state["cells"]["申请办理情况.本年新收.自然人"]["last"] == "120"
    assert state["texts"]["总体情况.概述"]["last"]


def test_a_filing_is_examined_again_when_last_years_changes(call):
    """What last year carried over must be what this year took in."""
    path = call.folder / "2023.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    before = examined(call)["2021.yaml"]
    path.write_text(BEFORE.replace("结转下年度: [22,", "结转下年度: [13,").replace("[125,", "[116,"), "utf-8")
    after = examined(call)["2021.yaml"]
    assert before["errors"] + before["warnings"] > after["errors"] + after["warnings"]


def test_of_several_of_last_years_that_in_the_filings_own_folder_is_meant(call):
    (call.folder / "往年").mkdir()
    (call.folder / "往年" / "a.yaml").write_text(BEFORE, encoding="utf-8")
    (call.folder / "b.yaml").write_text(BEFORE, encoding="utf-8")
    assert examined(call)["2021.yaml"]["last"] == "b.yaml"
    assert call.state()["last"] == {"file": "b.yaml", "year": 2023}


def test_two_of_last_years_are_none(call):
    for name in ("甲.yaml", "乙.yaml"):
        (call.folder / name).write_text(BEFORE, encoding="utf-8")
    assert examined(call)["2021.yaml"]["last"] is None


def test_what_is_known_is_known_in_the_next_session_while_rules_and_files_are_the_same(call):
    examined(call)
    again = Calls(call.folder)
    assert entries(again)["2021.yaml"]["known"]
    path = call.folder / "2021.yaml"
    path.write_text(call.text() + "# x\n", encoding="utf-8")
    assert not entries(Calls(call.folder))["2021.yaml"]["known"]
    other = Calls(call.folder).bench.index
    other.rules = "others"
    other.entries.clear()
    other.restore()
    assert other.entries == {}


def test_files_that_come_and_go_are_told(call):
    watcher = Watcher(call.bench)
    watcher.look()
    call.events.clear()
    (call.folder / "2021.yaml").rename(call.folder / "新.yaml")
    watcher.looked = 0.0
    watcher.look()
    assert ["2021.yaml"] in [data.get("gone") for name, data in call.events if name == "filings"]
    assert list(entries(call)) == ["新.yaml"]


def test_when_the_outputs_were_made_is_said(call):
    from generator.writers.manifest import make_folder, read_manifest

    assert entries(call)["2021.yaml"]["built"] is None
    output = call.folder / "2021.docx"
    output.write_bytes(b"x")
    make_folder(call.folder)
    manifest = read_manifest(call.folder, "2021").with_files(
        {"2021.docx": b"x"}, {"2021.docx": "nothing"}, ""
    )
    manifest.path.write_bytes(manifest.written())
    seconds = stamp_of(output)[0] // 10**9
    built = entries(call)["2021.yaml"]["built"]
    assert time.mktime(time.strptime(built, "%Y-%m-%dT%H:%M:%S")) == seconds


def test_a_file_that_cannot_be_opened_is_in_the_list_with_why(call, monkeypatch):
    def locked(*_: object, **__: object):
        raise PermissionError(13, "denied")

    monkeypatch.setattr("generator.workbench.opened.Path.open", locked)
    entry = examined(call)["2021.yaml"]
    assert entry["known"] and "没有权限" in entry["problem"]


def test_a_folder_of_two_thousand_is_listed_in_a_moment(tmp_path):
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    for number in range(2000):
        folder = tmp_path / f"{number % 20:02}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:04}.yaml").write_text(
            text.replace("机关: 示例市", f"机关: 示例{number}市"), "utf-8"
        )
    begun = time.process_time()
    call = Calls(tmp_path)
    answer = call("home")
    first = time.process_time() - begun
    begun = time.process_time()
    call("home")
    again = time.process_time() - begun
    assert len(answer["filings"]) == 2000 and not answer["complete"]
    assert first < 6 and again < 2  # seconds of computing on any machine; benchmarks say how many
