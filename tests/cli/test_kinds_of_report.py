"""``nianbao check`` of one report in every kind of file that it may be: the same is told, each at a place."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from generator.batch.inputs import REPORTS, TEXTS
from generator.importers.sources import endings
from tests.importers.printed import docx, flat, page, paragraph, report, tables, word_table
from tests.importers.test_readers import workbook

FORMATS = ["text", "json", "junit", "sarif", "github", "gitlab"]


def parts():
    """A report in which one number does not balance: 125 new requests of people are 128."""
    there = tables()
    rows = there["申请办理情况"]
    there["申请办理情况"] = [
        [type(cell)("128", cell.right, cell.down) if cell.text == "125" else cell for cell in row]
        if any(cell.text.startswith("一、本年新收") for cell in row)
        else row
        for row in rows
    ]
    return report(there)


def lines() -> list[list[str]]:
    return [row for part in parts() for row in ([[part]] if isinstance(part, str) else flat(part))]


def as_csv() -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines())
    return text.getvalue().encode("utf-16")


def as_markdown() -> bytes:
    written = []
    for part in parts():
        rows = [[part]] if isinstance(part, str) else flat(part)
        written += ["", *(f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in rows)]
        if isinstance(part, str):
            written[-1] = part
        else:
            written.insert(len(written) - len(rows) + 1, "|---" * len(rows[0]) + "|")
    return "\n".join(written).encode()


def as_text() -> bytes:
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in lines()).encode("gb18030")


def as_docx() -> bytes:
    return docx("".join(paragraph(p) if isinstance(p, str) else word_table(flat(p)) for p in parts()))


def as_package() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("年报.html", page(parts()))
    return packed.getvalue()


MADE = {
    ".html": lambda: page(parts()).encode(),
    ".docx": as_docx,
    ".xlsx": lambda: workbook({"年报": lines()}),
    ".csv": as_csv,
    ".md": as_markdown,
    ".txt": as_text,
    ".zip": as_package,
}


def of_kind(ending: str) -> bytes:
    """The report as such a file."""
    return MADE[ending]()


def test_every_kind_that_import_reads_is_one_that_check_takes():
    assert set(REPORTS) | set(TEXTS) == endings()


@pytest.mark.parametrize("ending", MADE)
def test_what_does_not_balance_is_told_at_its_place(run, tmp_path, ending):
    file = tmp_path / f"年报{ending}"
    file.write_bytes(of_kind(ending))
    code, out, _ = run("check", file, "--format", "json")
    told = json.loads(out)
    assert code == 1
    broken = [finding for finding in told["findings"] if finding["code"] in {"B31", "B33"}]
    assert broken, told["findings"]
    assert all(finding["place"] for finding in broken)
    assert all(finding["line"] is None for finding in told["findings"])
    assert told["filings"][0]["year"] == 2024
    assert told["filings"][0]["form"] == "2021"


def test_from_numbers_that_could_not_be_read_nothing_is_concluded(run, tmp_path):
    file = tmp_path / "年报.md"
    lines = [line for line in as_markdown().decode().split("\n") if not line.startswith("|---")]
    file.write_text("\n".join(lines), "utf-8")
    code, out, _ = run("check", file)
    assert code == 1
    assert "S07 「一、本年新收政府信息公开申请数量」有空格没有填" in out
    assert "B31" not in out


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_of_results_names_the_place(run, tmp_path, form):
    for ending in (".txt", ".md", ".csv"):
        file = tmp_path / f"年报{ending}"
        file.write_bytes(of_kind(ending))
        code, out, _ = run("check", file, "--format", form)
        assert code == 1
        assert f"年报{ending}" in out or "%E5%B9%B4%E6%8A%A5" in out
        assert "行" in out
        assert "B31" in out


def test_in_a_folder_texts_that_are_reports_are_checked_and_others_passed_over_by_name(run, tmp_path):
    folder = tmp_path / "各单位"
    folder.mkdir()
    (folder / "年报.md").write_bytes(of_kind(".md"))
    (folder / "说明.txt").write_text("这里放各单位的报告。", "utf-8")
    (folder / "~$年报.docx").write_bytes(b"lock")
    code, out, err = run("check", folder, "--reports")
    assert code == 1
    assert "年报.md" in out
    assert "B31" in out
    assert "跳过 1 个文件，不像年度报告" in err
    assert "说明.txt" in err
    assert "~$" not in out + err
    assert run("check", folder / "说明.txt")[0] == 1


def test_a_link_that_leads_out_of_the_folder_is_not_followed(run, tmp_path):
    outside = tmp_path / "外面.html"
    outside.write_bytes(of_kind(".html"))
    folder = tmp_path / "里面"
    folder.mkdir()
    (folder / "年报.html").write_bytes(of_kind(".html"))
    (folder / "链接.html").symlink_to(outside)
    _, out, err = run("check", folder, "--reports")
    assert "链接.html" not in out
    assert "没有跟去" in err
    target = tmp_path / "填报"
    assert run("import", folder, "-o", f"{target}/")[0] == 0
    assert [file.name for file in target.glob("*.yaml")] == ["年报.yaml"]
