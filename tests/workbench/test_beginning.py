"""New filings: of a form, from last year's, from a report that is uploaded; nothing there is replaced."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.workbench.beginning import take_report
from generator.workbench.pictures import take_picture
from generator.workbench.problem import Problem
from tests.conftest import EXAMPLES


def test_a_blank_filing_of_a_form_can_be_filled_in_at_once(call):
    answer = call("new", form="2021", name="2025", last=None, sentences=False)
    assert answer["file"] == "2025.yaml"
    state = answer["state"]
    assert state["summary"]["blanks"] > 100 and state["undo"] == 0
    state = call.write(
        ("head", "机关", "", "示例市财政局"),
        ("cell", "申请办理情况.本年新收.自然人", "", "3"),
        ("text", "引言", "", "一段。"),
        file="2025.yaml",
        seen=state["seen"],
    )["state"]
    assert state["head"]["机关"] == "示例市财政局"
    assert state["cells"]["申请办理情况.本年新收.自然人"]["text"] == "3"
    assert state["texts"]["引言"]["text"] == "一段。"
    assert (call.folder / ".nianbao" / "schema" / "2021.json").is_file()


def test_last_years_filing_gives_its_head_its_text_and_what_was_carried_over(call):
    answer = call("new", form="2021", name="2025", last="2021.yaml")
    state = call.state("2025.yaml")
    assert answer["notes"][0].startswith("正文沿用上年的")
    assert (state["authority"], state["year"]) == ("示例市人民政府办公室", 2025)
    assert state["cells"]["申请办理情况.上年结转.自然人"]["text"] == "22"
    assert state["cells"]["申请办理情况.本年新收.自然人"]["last"] == "125"
    assert "{{ 年度 }}年" in state["texts"]["总体情况.概述"]["text"]


def test_ready_sentences_are_there_where_they_are_asked_for(call):
    call("new", form="2021", name="2025", last=None, sentences=True)
    texts = call.state("2025.yaml")["texts"]
    assert sum("{{" in text["text"] for text in texts.values()) > 3


@pytest.mark.parametrize(
    "name", ["2021", "2021.yaml", "", "../x", "a/b", "..", ".x", "a\\b", "x" * 200, "a\x00b", "a:b"]
)
def test_a_name_that_is_taken_or_leads_elsewhere_is_refused(call, name):
    before = sorted(call.folder.parent.rglob("*"))
    with pytest.raises(Problem):
        call("new", form="2021", name=name, last=None)
    assert sorted(call.folder.parent.rglob("*")) == before


def test_a_form_that_is_none_is_refused(call):
    with pytest.raises(Problem, match="没有“1999”这一版格式"):
        call("new", form="1999", name="x", last=None)


@pytest.mark.slow
def test_a_word_file_becomes_a_filing_and_a_second_one_gets_another_name(served):
    client = served.client()
    _, _, docx = client.get("/download/docx?file=2021.yaml")
    for _ in range(2):
        status, _, body = client.post("/upload/import?name=去年.docx", docx, "application/octet-stream")
        assert status == 200, body.decode()
    files = {entry["file"] for entry in client("home")["filings"]}
    assert files == {"2021.yaml", "去年.yaml", "去年-2.yaml"}
    first, again = (client("open", file=file)["state"]["cells"] for file in ("2021.yaml", "去年.yaml"))
    assert {path: cell["value"] for path, cell in again.items()} == {
        path: cell["value"] for path, cell in first.items()
    }


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x00" * 1000, "不是报告".encode(), b"%PDF-1.7\n"])
def test_what_is_no_report_is_told_and_leaves_nothing_behind(call, data):
    before = sorted(call.folder.rglob("*"))
    with pytest.raises(Problem, match="没有读出年度报告来"):
        take_report(call.bench, "x.docx", data)
    assert sorted(call.folder.rglob("*")) == before


@pytest.mark.slow
@pytest.mark.parametrize("name", ["../../x.docx", "", "a:b.docx", "x" * 300 + ".docx"])
def test_the_name_of_what_is_uploaded_leads_nowhere(call, name):
    outside = call.folder.parent
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("../../y.txt", "x")
    with pytest.raises(Problem):
        take_report(call.bench, name, packed.getvalue())
    assert sorted(outside.iterdir()) == [call.folder]


def test_a_picture_is_kept_beside_the_filing_and_shown_from_there(served):
    client = served.client()
    data = (EXAMPLES / "图片" / "依申请公开流程.png").read_bytes()
    status, _, body = client.post("/upload/picture?file=2021.yaml&name=新 图.png", data, "image/png")
    assert status == 200, body.decode()
    assert body.decode().count("图片/新-图-") == 2
    (kept,) = (served.bench.folder.top / "图片").glob("新-图-*.png")
    assert kept.read_bytes() == data
    status, headers, shown = client.get("/picture?file=2021.yaml&name=图片/依申请公开流程.png")
    assert status == 200 and headers["content-type"] == "image/png" and shown.startswith(b"\x89PNG")
    assert client.get("/picture?file=2021.yaml&name=2021.yaml")[0] == 404


def test_what_is_no_picture_is_not_kept(call):
    with pytest.raises(Problem, match="不是 PNG"):
        take_picture(call.bench, "2021.yaml", "x.png", b"<svg onload=alert(1)>")
    assert len(list((call.folder / "图片").iterdir())) == len(list((EXAMPLES / "图片").iterdir()))
