"""``nianbao build``: all or nothing for a filing, and one bad filing never stops the others."""

from __future__ import annotations

import shutil

from generator import writers
from generator.writers.failure import CannotWrite
from tests.conftest import EXAMPLES, names_in

GOOD = str(EXAMPLES / "2021-city.yaml")
BAD = str(EXAMPLES / "2021-errors.yaml")


def test_a_report_is_built_in_three_formats(run, tmp_path):
    code, out, _ = run("build", GOOD, "-o", str(tmp_path), "--bundled-fonts")
    assert code == 0
    assert names_in(tmp_path) == ["2021-city.docx", "2021-city.html", "2021-city.pdf"]
    assert all(f"已生成 {tmp_path / name}" in out for name in names_in(tmp_path))


def test_only_what_is_asked_for_is_built(run, tmp_path):
    run("build", GOOD, "-o", str(tmp_path), "--to", "html")
    assert names_in(tmp_path) == ["2021-city.html"]


def test_a_filing_with_errors_is_not_built_and_the_old_report_stays(run, tmp_path):
    old = tmp_path / "2021-errors.docx"
    old.write_bytes(b"old")
    code, out, _ = run("build", BAD, "-o", str(tmp_path))
    assert code == 1
    assert "错误 B31" in out
    assert "有错误，没有生成" in out
    assert [path.name for path in tmp_path.iterdir()] == [old.name]
    assert old.read_bytes() == b"old"


def test_one_bad_filing_does_not_stop_the_others(run, tmp_path):
    source = tmp_path / "填报"
    (source / "甲").mkdir(parents=True)
    shutil.copy(BAD, source / "a.yaml")
    shutil.copy(GOOD, source / "甲" / "b.yaml")
    code, _, _ = run("build", str(source), "-o", str(tmp_path / "out"), "--to", "html,docx")
    assert code == 1
    made = names_in(tmp_path / "out" / "甲")
    assert (names_in(tmp_path / "out"), made) == (["甲"], ["b.docx", "b.html"])


def test_two_filings_of_one_name_are_refused_before_anything_is_written(run, tmp_path):
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        shutil.copy(GOOD, tmp_path / folder / "a.yaml")
    names = [str(tmp_path / folder / "a.yaml") for folder in ("甲", "乙")]
    code, _, err = run("build", *names, "-o", str(tmp_path / "out"))
    assert code == 2
    assert "同名" in err
    assert not (tmp_path / "out").exists()


def test_several_processes_build_the_same_as_one(run, tmp_path):
    source = tmp_path / "填报"
    source.mkdir()
    for name in ("a", "b"):
        shutil.copy(GOOD, source / f"{name}.yaml")
    for jobs in ("1", "2"):
        target = str(tmp_path / jobs)
        assert run("build", str(source), "-o", target, "--jobs", jobs, "--bundled-fonts")[0] == 0
    for name in ("a.docx", "a.html", "a.pdf", "b.docx", "b.html", "b.pdf"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_a_draft_is_built_in_spite_of_errors(run, tmp_path):
    text = (
        (EXAMPLES / "2021-errors.yaml")
        .read_text("utf-8")
        .replace("机关类型: 政府办 ", "机关类型: 政府办公室 ")
    )
    filing = tmp_path / "draft.yaml"
    filing.write_text(text, "utf-8")
    code, out, _ = run("build", str(filing), "--draft", "-o", str(tmp_path / "out"))
    assert code == 0
    assert "错误 B31" in out
    assert len(names_in(tmp_path / "out")) == 3


def test_a_draft_without_a_head_cannot_be_built(run, tmp_path):
    code, out, _ = run("build", BAD, "--draft", "-o", str(tmp_path))
    assert code == 1
    assert "表头有误" in out
    assert not list(tmp_path.iterdir())


def test_when_a_writer_fails_nothing_is_written(run, tmp_path, monkeypatch):
    def fail(*_: object) -> bytes:
        raise CannotWrite("坏了")

    monkeypatch.setattr("generator.writers.pdf.render.render", fail)
    code, _, err = run("build", GOOD, "-o", str(tmp_path))
    assert code == 2
    assert "坏了" in err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_told(run, tmp_path):
    (tmp_path / "out").write_text("a file, not a folder")
    code, _, err = run("build", GOOD, "-o", str(tmp_path / "out"), "--to", "html")
    assert code == 2
    assert "写不到" in err


def test_forms_that_are_asked_for_one_by_one_are_all_made(run, tmp_path):
    code, _, _ = run(
        "build", GOOD, "-o", str(tmp_path), "--to", "docx", "--to", "html,docx", "--bundled-fonts"
    )
    assert code == 0
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".docx", ".html"}


def test_the_help_names_every_form_that_there_is(run):
    _, out, _ = run("build", "--help")
    names = writers.names()
    assert names
    assert [name for name in names if name not in out.split("--style")[0].split("--to")[1]] == []
