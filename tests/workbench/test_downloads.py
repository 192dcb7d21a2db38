"""What is downloaded is what the command line writes, byte for byte."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.batch.build import Job, build_all
from generator.batch.desk import Desk
from generator.batch.inputs import inputs
from generator.workbench.downloads import KINDS
from generator.writers.order import Order
from tests.conftest import EXAMPLES


def built(path: Path, folder: Path, formats: tuple[str, ...], *, draft: bool = False) -> dict[str, bytes]:
    (file,) = inputs([str(path)])
    (examined,) = Desk().examine([file])
    (done,) = build_all([Job(file, examined, folder, Order(formats), draft)])
    return {path.name: path.read_bytes() for path in done.files}


# What is asked of `build --to` for each kind of file, and how the file that it writes is called.
ORDERED = {
    "docx": ("docx,html,pdf", "2021.docx"),
    "html": ("docx,html,pdf", "2021.html"),
    "pdf": ("docx,html,pdf", "2021.pdf"),
    "poster-svg": ("poster", "2021-图解.svg"),
    "poster-png": ("poster", "2021-图解.png"),
    "poster-pdf": ("poster", "2021-图解.pdf"),
    "xlsx": ("xlsx", "2021.xlsx"),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_download_is_the_file_that_the_command_line_writes_byte_for_byte(served, tmp_path, run, kind):
    assert set(ORDERED) == set(KINDS)
    path, (formats, name) = served.bench.folder.top / "2021.yaml", ORDERED[kind]
    status, headers, data = served.client().get(f"/download/{kind}?file=2021.yaml")
    assert status == 200, data.decode()
    code, output = run("build", path, "--to", formats, "-o", tmp_path / "out")[:2]
    assert code == 0, output
    assert headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote(name)}"
    assert len(data) > 1000
    assert data == (tmp_path / "out" / name).read_bytes()


@pytest.mark.slow
def test_a_draft_is_downloaded_when_it_is_asked_for_and_else_the_errors_are_told(served, tmp_path):
    path = served.bench.folder.top / "2021-errors.yaml"
    path.write_bytes(
        (EXAMPLES / "2021-warnings.yaml")
        .read_bytes()
        .replace("本年新收: [".encode(), "本年新收: [9".encode(), 1)
    )
    client = served.client()
    status, _, body = client.get("/download/docx?file=2021-errors.yaml")
    assert status == 409 and "还有错误" in body.decode()
    status, _, body = client.get("/download/docx?file=2021-errors.yaml&draft=1")
    assert status == 200
    draft = built(path, tmp_path / "out", ("docx", "html", "pdf"), draft=True)
    assert body == draft["2021-errors.docx"]


@pytest.mark.slow
def test_of_the_pages_only_those_that_changed_are_new(served):
    client = served.client()
    first = client("pages", file="2021.yaml")
    assert first["problem"] is None and not first["draft"] and len(first["pages"]) == 9
    digests = [page["hash"] for page in first["pages"]]
    status, headers, svg = client.get(f"/sheet/{digests[0]}.svg")
    assert status == 200 and re.match(rb"<svg ", svg) and "immutable" in headers["cache-control"]
    state = client("open", file="2021.yaml")["state"]
    was = state["texts"]["其他事项"]["text"]
    change = {"kind": "text", "at": "其他事项", "was": was, "to": was.replace("没有其他", "再没有其他")}
    client("write", file="2021.yaml", seen=state["seen"], by="a", changes=[change])
    after = [page["hash"] for page in client("pages", file="2021.yaml")["pages"]]
    assert after[:-1] == digests[:-1] and after[-1] != digests[-1]


@pytest.mark.slow
def test_pages_of_a_filing_with_errors_are_a_draft(call):
    call.type("申请办理情况.本年新收.自然人", "126")
    found = call("pages", file="2021.yaml")
    assert found["draft"] and found["pages"]
