"""What a run reads, and filings, are never written over by whatever command and whatever name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT

TEXT = (EXAMPLES / "2021-city.yaml").read_text("utf-8")
FORMS = ("docx", "html")
TO = ("--to", "docx,html")


# ---------------------------------------------------------------- what a run reads


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_an_output_never_hits_a_filing_by_whatever_name(run, office, link, force):
    (office / "out").mkdir()
    link(office / "out" / "2024.docx", office / "2024.yaml")
    code, _, err = run("build", "2024.yaml", "-o", "out/../out", *TO, *force)
    assert code == 2
    assert "盖掉填报本身" in err
    assert (office / "2024.yaml").read_text("utf-8") == TEXT


def test_an_output_never_hits_last_years_filing_or_a_picture(run, office):
    last = TEXT.replace("年度: 2024", "年度: 2023").replace("2025-", "2024-")
    (office / "2023.yaml").write_text(last, "utf-8")
    shutil.copytree(EXAMPLES / "图片", office / "图片")
    picture = next((office / "图片").iterdir())
    for named in (office / "2023.yaml", picture):
        text = f"{TEXT}上年填报: 2023.yaml\n"
        text = text.replace("其他事项: |\n", f"其他事项: |\n  ![流程](图片/{picture.name})\n")
        (office / "2024.yaml").write_text(text, "utf-8")
        before = named.read_bytes()
        (office / "2024.html").unlink(missing_ok=True)
        (office / "2024.html").hardlink_to(named)
        code, _, err = run("build", "2024.yaml", *TO, "--force")
        assert code == 2
        assert "这次生成要用到它" in err
        assert named.read_bytes() == before


def test_an_output_never_hits_the_style(run, office):
    shutil.copytree(ROOT / "styles" / "plain", office / "style")
    reference = office / "style" / "reference.docx"
    shutil.copy(ROOT / "styles" / "gongwen" / "reference.docx", reference)
    before = reference.read_bytes()
    (office / "reference.yaml").write_text(TEXT, "utf-8")
    code, _, err = run("build", "reference.yaml", "-o", "style", "--style", "style", "--force", *TO)
    assert code == 2
    assert "这次生成要用到它" in err
    assert reference.read_bytes() == before


@pytest.mark.parametrize(
    ("first", "second", "forms"),
    [("a", "a-图解", "pdf,poster"), ("a", "A", "html"), ("caf\u00e9", "cafe\u0301", "html")],
)
@pytest.mark.parametrize("folder", [("-o", "out"), ()])
def test_two_filings_that_would_be_written_to_one_file_are_refused(run, office, first, second, forms, folder):
    for name in (first, second):
        (office / f"{name}.yaml").write_text(TEXT, "utf-8")
    code, _, err = run("build", f"{first}.yaml", f"{second}.yaml", "--to", forms, *folder)
    assert code == 2
    assert "会生成同名的文件" in err
    assert not list(office.rglob("*.html")) + list(office.rglob("*.pdf"))


def test_a_picture_sheet_is_not_taken_for_another_filings_report(run, office):
    (office / "a.yaml").write_text(TEXT, "utf-8")
    (office / "a-图解.yaml").write_text(TEXT, "utf-8")
    assert run("build", "a.yaml", "--to", "poster")[0] == 0
    sheet = (office / "a-图解.pdf").read_bytes()
    assert run("build", "a-图解.yaml", "--to", "pdf")[0] == 2
    assert (office / "a-图解.pdf").read_bytes() == sheet


# ---------------------------------------------------------------- new, convert, check


@pytest.mark.parametrize("name", ["2024.yaml", "./x/../2024.yaml", "soft.yaml", "hard.yaml"])
@pytest.mark.parametrize(
    "call", [("new", "2021", "--from", "2024.yaml"), ("convert", "2024.yaml", "--to", "2021")]
)
def test_a_filing_is_never_written_over_by_what_is_made_of_it(run, office, call, name):
    (office / "x").mkdir()
    (office / "soft.yaml").symlink_to("2024.yaml")
    (office / "hard.yaml").hardlink_to(office / "2024.yaml")
    if call[0] == "convert":
        (office / "2024.yaml").write_text((EXAMPLES / "2019.yaml").read_text("utf-8"), "utf-8")
    before = (office / "2024.yaml").read_bytes()
    code, _, err = run(*call, "-o", name, "--force")
    assert code == 2
    assert "正是要读的文件" in err
    assert (office / "2024.yaml").read_bytes() == before


def test_an_ordinary_file_is_still_replaced_by_force_and_only_by_force(run, office):
    (office / "b.yaml").write_text("甲", "utf-8")
    assert run("new", "2021", "--from", "2024.yaml", "-o", "b.yaml")[0] == 2
    assert run("new", "2021", "--from", "2024.yaml", "-o", "b.yaml", "--force")[0] == 0
    assert "格式" in (office / "b.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        "a: 1\n",
        "{}",
        "[1]",
        '{"version": 1}',
        '{"runs": []}',
        "<testsuites/>",
        "共核对 1 份填报：没有发现问题。\n还有话说\n",
        "会议记录\n共核对 1 份填报：没有发现问题。\n",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_a_report_of_check_replaces_nothing_that_is_no_report(run, office, content):
    data = content if isinstance(content, bytes) else content.encode()
    (office / "b").write_bytes(data)
    for form in ("json", "text", "junit"):
        code, out, err = run("check", "2024.yaml", "--output", f"{form}=b")
        assert (code, out) == (2, "")
        assert "不是以前的核对结果" in err
    assert (office / "b").read_bytes() == data


@pytest.mark.parametrize("example", ["2021-city.yaml", "2021-errors.yaml"])
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_an_earlier_report_is_replaced_by_any_other(run, office, form, example):
    for filing in (EXAMPLES / "2021-warnings.yaml", EXAMPLES / example):
        for next_form in (form, "json", form):
            assert run("check", filing, "--output", f"{next_form}=结果")[0] in (0, 1)


def test_an_empty_file_is_nobodys_work(run, office):
    (office / "结果.json").touch()
    assert run("check", "2024.yaml", "--output", "json=结果.json")[0] == 0


def test_a_report_on_a_form_is_known_again(run, office):
    for _ in range(2):
        assert run("format", "check", "2021", "--output", "text=结果.txt")[0] in (0, 1)
