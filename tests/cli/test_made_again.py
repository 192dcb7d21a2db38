"""``schema -o``, ``rules -o``, and the editor's line of a new filing: files that serve, and lose nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.form.library import SHIPPED
from tests.conftest import EXAMPLES, ROOT

MINE = "会议记录：不是程序生成的\n"
COMMANDS = {
    "schema": ("schema", "2021"),
    "rules": ("rules", "2021"),
    "book": ("rules", "--markdown"),
    "one rule": ("rules", "2021", "B31"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [COMMANDS["schema"], COMMANDS["rules"], COMMANDS["one rule"]])
def test_the_file_has_what_the_screen_shows_and_can_be_made_again(run, command):
    shown = run(*command)[1]
    for _ in range(2):
        assert run(*command, "-o", "新/file") == (0, "已生成 新/file\n", "")
        assert Path("新/file").read_text("utf-8") == shown
    assert [path.name for path in Path("新").iterdir()] == ["file"]


def test_one_that_was_made_for_another_form_is_replaced(run):
    assert run("schema", "2019", "-o", "schema.json")[0] == 0
    assert run("schema", "2021", "-o", "schema.json")[0] == 0
    assert "2021" in json.loads(Path("schema.json").read_text("utf-8"))["title"]
    shutil.copy(ROOT / "docs" / "rules.md", "rules.md")
    assert run("rules", "2019", "-o", "rules.md")[0] == 0
    assert run("rules", "2021", "-o", "rules.md")[0] == 0
    assert Path("rules.md").read_text("utf-8").startswith("2021  ")


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "book"])
@pytest.mark.parametrize(
    "content",
    [
        MINE.encode(),
        b"{}",
        b"[" * 50000,
        b"\xff\xfe",
        b'{"$schema": "https://json-schema.org/draft/2020-12/schema"}',
    ],
)
def test_what_is_not_ours_stays_unless_that_is_forced(run, name, content):
    Path("file").write_bytes(content)
    code, out, err = run(*COMMANDS[name], "-o", "file")
    assert (code, out) == (2, "")
    assert "不是以前这样生成的；要覆盖请加 --force" in err
    assert Path("file").read_bytes() == content
    assert run(*COMMANDS[name], "-o", "file", "--force")[0] == 0
    assert Path("file").read_bytes() != content


def test_a_list_with_a_line_of_ones_own_is_not_ours(run):
    assert run("rules", "2021", "-o", "rules.txt")[0] == 0
    mine = Path("rules.txt").read_text("utf-8") + MINE
    Path("rules.txt").write_text(mine, "utf-8")
    assert run("rules", "2021", "-o", "rules.txt")[0] == 2
    assert Path("rules.txt").read_text("utf-8") == mine


@pytest.mark.parametrize("command", [COMMANDS["schema"], COMMANDS["rules"]])
def test_the_form_itself_is_never_written_over(run, command):
    shutil.copytree(ROOT / "templates" / "2021", "我的格式/2021")
    file = Path("我的格式/2021/format.yaml")
    before = file.read_bytes()
    for force in ((), ("--force",)):
        code, _, err = run(*command, "--templates", "我的格式", "-o", file, *force)
        assert code == 2
        assert "正是要读的文件" in err
        assert file.read_bytes() == before


def test_a_folder_in_the_way_is_told(run):
    Path("file").mkdir()
    code, _, err = run("schema", "2021", "-o", "file")
    assert code == 2
    assert "写不到 file：那里已有同名的文件夹" in err


# ---------------------------------------------------------------- the editor's line


def schema_named_in(file: Path) -> Path:
    """The schema that an editor would read for a file: yaml-language-server's rule for a relative path."""
    first = file.read_text("utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match, first
    assert not match[1].startswith(("/", "http", "file:"))
    return file.parent / match[1]


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_a_new_filing_begins_with_the_editors_line_and_what_it_names_lies_there(run, version, folder):
    code, out, err = run("new", version, "-o", "填报/2024.yaml")
    assert (code, out, err) == (0, "已生成 填报/2024.yaml\n", "")
    path = schema_named_in(folder / "填报" / "2024.yaml")
    assert path.read_text("utf-8") == run("schema", version)[1]
    Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))
    everything = (folder / "填报" / "2024.yaml").read_text("utf-8") + path.read_text("utf-8")
    assert str(folder) not in everything
    assert str(ROOT) not in everything


def test_on_the_screen_it_is_the_same_line(run):
    assert run("new", "2021")[1].startswith("# yaml-language-server: $schema=.nianbao/schema/2021.json\n")
    assert not list(Path().iterdir())


def test_a_converted_filing_has_it_too(run, folder):
    assert run("convert", EXAMPLES / "2019.yaml", "--to", "2021", "-o", "new.yaml")[0] == 0
    assert "2021" in json.loads(schema_named_in(folder / "new.yaml").read_text("utf-8"))["title"]


def test_the_schema_beside_is_renewed_and_one_that_is_not_ours_is_left(run, folder):
    run("new", "2021", "-o", "a.yaml")
    path = schema_named_in(folder / "a.yaml")
    old = path.read_text("utf-8").replace('"description"', '"x"', 1)
    path.write_text(old, "utf-8")
    assert run("new", "2021", "-o", "b.yaml")[2] == ""
    assert path.read_text("utf-8") != old
    path.write_text(MINE, "utf-8")
    code, _, err = run("new", "2021", "-o", "c.yaml")
    assert code == 0
    assert "不是程序生成的，没有动它" in err
    assert path.read_text("utf-8") == MINE


def test_where_it_cannot_be_written_the_filing_is_made_all_the_same(run, folder):
    (folder / ".nianbao").write_text("a file")
    code, out, err = run("new", "2021", "-o", "a.yaml")
    assert (code, out) == (0, "已生成 a.yaml\n")
    assert "填报不受影响" in err
    assert run("new", "2021", "-o", "/dev/null")[0] == 0


def test_checking_the_folder_sees_the_filing_alone(run):
    run("new", "2021", "-o", "a.yaml")
    _, out, err = run("check", ".", "--format", "json")
    report = json.loads(out)
    assert [filing["file"] for filing in report["filings"]] == ["a.yaml"]
    assert (report["skipped"], err) == ([], "")
