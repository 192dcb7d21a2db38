"""What is found is told as it comes, and is the same as what is told at last."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest

from generator.batch.desk import Desk
from generator.batch.inputs import inputs
from generator.batch.many import examine_each
from generator.cli import streamed as module
from generator.cli.streamed import Streamed
from generator.findings.exit_code import Unopened
from generator.reporters import Results
from generator.reporters.text import Running, report
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
CHECK = importlib.import_module("generator.cli.check")


@pytest.fixture
def folder(tmp_path):
    for number in range(15):
        text = TEXT.replace("示例市人民政府办公室", f"示例市第{number}局", 1)
        text = text if number % 3 else text.replace("本年新收: [125,", "本年新收: [126,", 1)
        (tmp_path / f"{number:02}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_the_first_file_is_told_before_the_last_is_examined(folder, run, monkeypatch):
    events = []

    def watched(*asked):
        for result in examine_each(*asked):
            events.append(result.document.source.name[-7:-5])
            yield result

    monkeypatch.setattr(CHECK, "examine_each", watched)
    monkeypatch.setattr(module, "put", lambda text: events.append(text.split("\n")[0]))
    code, *_ = run("check", folder)
    assert code == 1
    assert events[0] == "00" and "00.yaml:" in events[1]
    assert [event for event in events if len(event) == 2] == [f"{number:02}" for number in range(15)]


def test_it_is_what_the_report_says_byte_for_byte(folder, monkeypatch):
    examined = list(examine_each(Desk(), inputs([str(folder)])))
    unopened = [Unopened("16.yaml", "没有权限")]
    options = Results((), strict=True)
    said = []
    monkeypatch.setattr(module, "put", said.append)
    streamed = Streamed(Running(options))
    for each in examined:
        streamed.tell(each)
    assert streamed.close(unopened) == 2
    whole = report(replace(options, examined=examined, unopened=unopened))
    assert "\n".join(said) == whole
    assert "按文件：" in whole and "20 处错误" in whole and "1 份打不开" in whole


def test_a_file_over_which_the_reporter_stumbles_is_our_fault_and_no_other_is_lost(folder, run):
    original = Running.file

    def stumbles(self, examined):
        if examined.document.source.name.endswith("03.yaml"):
            raise ZeroDivisionError
        return original(self, examined)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Running, "file", stumbles)
        code, out, err = run("check", folder)
    assert code == 3
    assert "03.yaml:" not in out and "06.yaml:" in out
    assert "03.yaml：内部错误" in err
    assert "共核对 14 份填报" in out and "1 份因内部错误没有做完" in out
