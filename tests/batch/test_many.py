"""Many filings by one process or several: the same is found, in the same order, whoever does the work."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from generator.batch import kept, shelf
from generator.batch.desk import Desk
from generator.batch.inputs import Input, inputs
from generator.batch.kept import slim
from generator.batch.many import Many, examine_each
from generator.batch.parcel import opened, parcel
from generator.findings.exit_code import Fault, Unopened
from generator.rules.examine import Examined
from tests.batch.test_together import LAST, TEXT, WRONG
from tests.conftest import EXAMPLES

CITY = (EXAMPLES / "2021-city.yaml").read_text("utf-8").replace("样例市", "示例市")
BUREAU = CITY.replace("机关: 示例市人民政府", "机关: 示例市财政局", 1).replace(
    "机关类型: 人民政府", "机关类型: 政府部门", 1
)
MOULDS = (
    TEXT,
    WRONG,
    CITY,
    BUREAU.replace("统计范围: 本行政区域", "统计范围: 本机关", 1),
    TEXT.replace("示例市人民政府办公室", "样板县人民政府办公室"),
    TEXT.replace("年度: 2024", "年度: 2024\n上年填报: 01.yaml", 1),
    TEXT.replace("格式:", "\t格式:", 1),
    TEXT.replace("本年新收: [125, 2,", "本年新收: [125, 3,", 1),
    "名称: 不是填报\n",
    "",
)


@dataclass(frozen=True)
class Deadly:
    """What ends the process that unpacks it."""

    def __reduce__(self):
        return kept.os._exit, (9,)


def put(folder: Path, texts: list[str]) -> list[Input]:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:02}.yaml").write_text(text, "utf-8")
    (folder / "国标.yaml").write_bytes(TEXT.encode("gb18030"))
    return inputs([str(folder)])


def said(results: list[Examined | Unopened]) -> list[object]:
    """All that reporters take of results."""
    return [
        str(each) if isinstance(each, Unopened) else (each.findings, each.unjudged, each.document.source)
        for each in results
    ]


def together(found: list[Input], **asked) -> list[object]:
    return said(
        [
            slim(found[0], each) if isinstance(each, Examined) else each
            for each in Desk(**asked).examine(found)
        ]
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_found_is_what_the_desk_finds(tmp_path, jobs):
    found = put(tmp_path / "填报", list(MOULDS))
    expected = together(found)
    assert said(list(examine_each(Desk(), found, jobs))) == expected
    codes = {finding.code for findings, *_ in expected for finding in findings}
    assert codes >= {"S12", "C31", "L51", "N94", "Y03"}


@pytest.mark.parametrize("seed", range(4))
def test_random_folders_say_the_same_with_few_filings_kept(tmp_path, monkeypatch, seed):
    chance = random.Random(seed)
    found = put(tmp_path / "填报", chance.choices(MOULDS, k=9))
    monkeypatch.setattr(shelf, "NEWEST", chance.randrange(4))
    monkeypatch.setattr(shelf, "LARGEST", chance.choice([0, 8_000, 10**9]))
    assert said(list(examine_each(Desk(), found, 1))) == together(found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_last_years_filings_are_found_where_they_are_said_to_lie(tmp_path, jobs):
    found = put(tmp_path / "填报", [TEXT, CITY])
    put(tmp_path / "上年", [WRONG, LAST.replace("示例市", "样例市")])
    asked = {"previous": str(tmp_path / "上年")}
    expected = together(found, **asked)
    assert {"C31", "C03"} <= {finding.code for findings, *_ in expected for finding in findings}
    assert said(list(examine_each(Desk(**asked), found, jobs))) == expected


def test_last_years_filing_for_the_only_one(tmp_path):
    found = put(tmp_path / "填报", [TEXT])[:1]
    (tmp_path / "别的机关.yaml").write_text(WRONG.replace("示例市", "样例市"), "utf-8")
    asked = {"previous": str(tmp_path / "别的机关.yaml")}
    assert said(list(examine_each(Desk(**asked), found))) == together(found, **asked)


def test_last_years_filings_are_looked_for_in_the_repository(tmp_path):
    (tmp_path / ".git").mkdir()
    put(tmp_path / "2023", [WRONG])
    found = put(tmp_path / "2024", [TEXT, CITY])
    expected = together(found, find_previous=True)
    assert "C31" in {finding.code for findings, *_ in expected for finding in findings}
    assert said(list(examine_each(Desk(find_previous=True), found))) == expected


def test_a_filing_that_kills_its_process_costs_itself_alone(tmp_path):
    found = put(tmp_path / "填报", [TEXT, CITY, BUREAU, LAST])
    found[1] = replace(found[1], stands_for=Deadly())
    came = list(examine_each(Desk(), found, 2))
    assert [isinstance(each, Examined) for each in came] == [True, False, True, True, True]
    assert isinstance(came[1], Fault) and "两次被系统结束" in came[1].reason


def stumbles(name: str, file: Input, examined: Examined) -> str:
    if file.name.name == name:
        raise ZeroDivisionError
    return file.name.name


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_taken_of_a_filing_is_its_fault_alone(tmp_path, jobs):
    found = put(tmp_path / "填报", [TEXT, CITY])
    first, second, third = examine_each(Desk(), found, jobs, partial(stumbles, "01"))
    assert (first, third) == ("00", "国标")
    assert isinstance(second, Fault) and "ZeroDivisionError" in second.reason


@pytest.mark.parametrize("which", ["01.yaml", "00.yaml"])
def test_a_filing_that_is_changed_between_is_not_held_against_what_it_was(tmp_path, monkeypatch, which):
    found = put(tmp_path / "填报", [TEXT, WRONG])
    monkeypatch.setattr(shelf, "NEWEST", 0)
    monkeypatch.setattr(shelf, "LARGEST", 0)
    monkeypatch.setattr(kept, "DOCUMENTS", 0)
    with Many.of(Desk(), found) as many:
        many.read()
        changed = tmp_path / "填报" / which
        changed.write_text(changed.read_text("utf-8") + "\n\n", "utf-8")
        came = list(many.each(slim))
    closed = [each for each in came if isinstance(each, Unopened)]
    assert closed and all("有人改了它" in each.reason for each in closed)
    assert str(changed) in {each.file for each in closed}


def test_what_cannot_be_opened_stops_no_other(tmp_path):
    found = put(tmp_path / "填报", [TEXT, CITY])
    (tmp_path / "填报" / "00.yaml").unlink()
    first, *rest = examine_each(Desk(), found)
    assert isinstance(first, Unopened) and "没有这个文件" in first.reason
    assert all(isinstance(each, Examined) for each in rest)


def test_what_travels_is_small_and_forms_travel_once(tmp_path):
    shutil.copy(EXAMPLES / "2021-city.yaml", tmp_path)
    (result,) = examine_each(Desk(), inputs([str(tmp_path)]))
    assert isinstance(result, Examined) and result.filing is not None
    packed = parcel([result] * 3)
    assert len(packed.forms) == 1 and len(packed.data) < 200_000
    again = opened(packed)
    assert again[0].findings == result.findings
    assert repr(again[0].filing.format) == repr(result.filing.format)
    assert opened(parcel([result]))[0].filing.format is again[2].filing.format
