"""Work of the office is never overwritten: only what we wrote and nobody has changed is replaced."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import docx
import pytest

from generator.common import atomic_files, leftovers
from generator.writers import write as writing
from generator.writers.manifest import FOLDER, read_manifest
from tests.conftest import EXAMPLES, ROOT, names_in

TEXT = (EXAMPLES / "2021-city.yaml").read_text("utf-8")
FORMS = ("docx", "html")
TO = ("--to", "docx,html")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one filing, in which we are."""
    (tmp_path / "2024.yaml").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def amend(folder: Path, more: str = "另附一段。") -> None:
    """Change the filing, so that its outputs are to be others."""
    text = (folder / "2024.yaml").read_text("utf-8")
    (folder / "2024.yaml").write_text(text.replace("其他事项: |\n", f"其他事项: |\n  {more}\n"), "utf-8")


def edited_in_word(path: Path) -> bytes:
    document = docx.Document(io.BytesIO(path.read_bytes()))
    document.add_paragraph("领导改过的一句话。")
    document.save(str(path))
    return path.read_bytes()


# ---------------------------------------------------------------- build


def test_our_own_outputs_are_replaced_as_often_as_is_wanted(run, office):
    for number in range(3):
        amend(office, f"第{number}次。")
        assert run("build", "2024.yaml", *TO)[0] == 0
        assert f"第{number}次。" in (office / "2024.html").read_text("utf-8")
    assert names_in(office) == ["2024.docx", "2024.html", "2024.yaml"]


@pytest.mark.parametrize("changed_filing", [False, True])
def test_a_document_edited_in_word_is_kept_and_nothing_else_is_written(run, office, changed_filing):
    assert run("build", "2024.yaml", *TO)[0] == 0
    work, page = edited_in_word(office / "2024.docx"), (office / "2024.html").read_bytes()
    if changed_filing:
        amend(office)
    code, out, err = run("build", "2024.yaml", *TO)
    assert (code, "已生成" in out) == (2, False)
    assert "2024.docx 不是上次生成时的原样" in err
    assert "2024.html" not in err
    assert all(words in err for words in ("有人改过", "改名", "换一个文件夹", "--force"))
    assert ((office / "2024.docx").read_bytes(), (office / "2024.html").read_bytes()) == (work, page)


def test_with_force_it_is_overwritten_and_known_again(run, office):
    run("build", "2024.yaml", *TO)
    work = edited_in_word(office / "2024.docx")
    assert run("build", "2024.yaml", *TO, "--force")[0] == 0
    assert (office / "2024.docx").read_bytes() != work
    assert run("build", "2024.yaml", *TO)[0] == 0
    (office / "2024.docx").write_bytes(work)  # what was forced away is no less somebody's work
    assert run("build", "2024.yaml", *TO)[0] == 2


def test_outputs_without_a_mark_count_as_changed_unless_they_are_what_is_to_be_written(run, office):
    run("build", "2024.yaml", *TO)
    shutil.rmtree(office / FOLDER)
    assert run("build", "2024.yaml", *TO)[0] == 0
    shutil.rmtree(office / FOLDER)
    amend(office)
    assert run("build", "2024.yaml", *TO)[0] == 2


@pytest.mark.parametrize(
    "spoilt", [b"", b"{", b"[]", b'{"version": 1}', b'{"version": 1, "outputs": {"2024.docx": 1}}']
)
def test_a_spoilt_manifest_knows_nothing(run, office, spoilt):
    run("build", "2024.yaml", *TO)
    (office / FOLDER / "2024.json").write_bytes(spoilt)
    amend(office)
    assert run("build", "2024.yaml", *TO)[0] == 2


def test_one_filings_edited_output_does_not_stop_the_others(run, office):
    (office / "甲").mkdir()
    for name in ("a", "b"):
        (office / "甲" / f"{name}.yaml").write_text(TEXT, "utf-8")
    assert run("build", "甲", *TO)[0] == 0
    work = edited_in_word(office / "甲" / "a.docx")
    (office / "甲" / "b.yaml").write_text(TEXT.replace("其他事项: |\n", "其他事项: |\n  又一段。\n"), "utf-8")
    code, out, _ = run("build", "甲", *TO, "--jobs", 2)
    assert code == 2
    assert "b.docx" in out
    assert (office / "甲" / "a.docx").read_bytes() == work


def test_one_form_made_later_does_not_make_the_others_unknown(run, office):
    run("build", "2024.yaml", "--to", "docx")
    run("build", "2024.yaml", "--to", "html")
    amend(office)
    assert run("build", "2024.yaml", *TO)[0] == 0


def test_the_manifest_says_what_each_output_was_made_from_and_nothing_of_the_office(run, office):
    run("build", "2024.yaml", *TO)
    text = (office / FOLDER / "2024.json").read_text("utf-8")
    entries = json.loads(text)["outputs"]
    assert sorted(entries) == ["2024.docx", "2024.html"]
    assert len({entry["from"]["filing"] for entry in entries.values()}) == 1
    assert str(office) not in text
    assert "示例" not in text


@pytest.mark.parametrize("killed_at", [0, 1, 2])
def test_a_build_that_was_killed_between_two_moves_is_made_good_by_the_next(run, office, killed_at):
    assert run("build", "2024.yaml", *TO)[0] == 0
    amend(office)
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom generator import cli\n"
        "from generator.cli.chinese import explain\n"
        "moves, real = [], Path.replace\n"
        "def replace(self, target):\n"
        f"    os._exit(9) if len(moves) == {killed_at} else moves.append(target)\n"
        "    return real(self, target)\n"
        "Path.replace = replace\n"
        "sys.argv = ['nianbao', 'build', '2024.yaml', '--to', 'docx,html']\n"
        "explain(cli.group())\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert killed.returncode == 9
    assert list(office.rglob(".nianbao-*"))
    leftovers.clear.cache_clear()  # as in a process of its own
    amend(office, "再改一次。")
    assert run("build", "2024.yaml", *TO)[0] == 0
    assert "再改一次。" in (office / "2024.html").read_text("utf-8")
    assert not list(office.rglob(".nianbao-*"))
    assert names_in(office) == ["2024.docx", "2024.html", "2024.yaml"]
    assert edited_in_word(office / "2024.docx")
    assert run("build", "2024.yaml", *TO)[0] == 2


def test_a_link_that_stands_in_an_outputs_place_and_what_it_leads_to_are_kept(run, office):
    (office / "别处.txt").write_text("别人的", "utf-8")
    (office / "2024.html").symlink_to("别处.txt")
    assert run("build", "2024.yaml", *TO)[0] == 2
    (office / "2024.html").unlink()
    (office / "2024.html").symlink_to("没有.txt")
    assert run("build", "2024.yaml", *TO)[0] == 2
    assert (office / "别处.txt").read_text("utf-8") == "别人的"
    assert not (office / "2024.docx").exists()


def test_nobody_elses_file_is_replaced_through_the_library_either(office):
    from generator import build, load, read_file, write

    report = build(load(read_file(office / "2024.yaml")).filing)
    (office / "年报.html").write_text("别人的", "utf-8")
    order = writing.Order(("html",))
    with pytest.raises(writing.CannotWrite, match="原样"):
        write(report, office, "年报", order)
    assert (office / "年报.html").read_text("utf-8") == "别人的"
    assert write(report, office, "年报", order, force=True) == (office / "年报.html",)


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


# ---------------------------------------------------------------- devices, pipes, leftovers


def test_a_pipe_is_written_through_and_stays_one(run, office):
    os.mkfifo(office / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((office / "pipe").read_bytes()))
    reader.start()
    assert run("check", "2024.yaml", "--output", "json=pipe")[0] == 0
    reader.join(timeout=20)
    assert json.loads(read[0])["files"] == 1
    assert atomic_files.is_stream(office / "pipe")


def test_the_null_device_is_written_to_and_never_replaced(run, office):
    assert run("check", "2024.yaml", "--output", "json=/dev/null")[0] == 0
    assert run("new", "2021", "-o", "/dev/null")[0] == 0
    (office / "2024.html").symlink_to("/dev/null")
    assert run("build", "2024.yaml", "--to", "html")[0] == 0
    assert atomic_files.is_stream(Path("/dev/null"))


def test_what_other_runs_left_is_cleared_and_what_is_alive_stays(office):
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    machine = leftovers.prefix("").split("-")[0]
    names = {
        "stale": f".nianbao-{machine}-{int(dead.stdout)}-abcdefgh",
        "alive": f".nianbao-{machine}-{os.getppid()}-abcdefgh",
        "elsewhere": f".nianbao-000000-{int(dead.stdout)}-abcdefgh",
        "nobody's": ".nianbao-notes.txt",
    }
    for name in names.values():
        (office / name).touch()
    atomic_files.replace_file(office / "新", b"1")
    left = set(names_in(office)) & set(names.values())
    assert left == {names[which] for which in ("alive", "elsewhere", "nobody's")}


def test_the_old_file_is_kept_by_a_second_name_and_needs_no_room(office, monkeypatch):
    def no_copy(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_files.shutil, "copy2", no_copy)
    for data in (b"1", b"2"):
        atomic_files.replace_file(office / "a", data)
    assert (office / "a").read_bytes() == b"2"


def test_where_there_are_no_second_names_a_copy_that_fails_leaves_nothing(office, monkeypatch):
    def no_link(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    def half(source: Path, target: Path, **_: object) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_files.os, "link", no_link)
    atomic_files.replace_file(office / "a", b"1")
    atomic_files.replace_file(office / "a", b"2")
    monkeypatch.setattr(atomic_files.shutil, "copy2", half)
    with pytest.raises(OSError, match="No space"):
        atomic_files.replace_file(office / "a", b"3")
    assert (office / "a").read_bytes() == b"2"
    assert names_in(office) == ["2024.yaml", "a"]


def test_whoever_may_write_beside_it_may_write_what_is_remembered(run, office):
    (office / "out").mkdir()
    (office / "out").chmod(0o2775)
    run("build", "2024.yaml", "-o", "out", "--to", "html")
    assert (office / "out" / FOLDER).stat().st_mode == (office / "out").stat().st_mode


def test_names_that_are_no_text_are_remembered_too(office):
    manifest = read_manifest(office, "年报").with_files({"\udcc4.docx": b"1"}, {"\udcc4.docx": "nothing"}, "")
    (office / FOLDER).mkdir()
    manifest.path.write_bytes(manifest.written())
    assert list(read_manifest(office, "年报").outputs) == ["\udcc4.docx"]


def test_what_is_remembered_is_read_by_the_name_of_the_report(run, office):
    run("build", "2024.yaml", "-o", "out", *TO)
    manifest = read_manifest(office / "out", "2024")
    assert sorted(manifest.outputs) == ["2024.docx", "2024.html"]
    assert not read_manifest(office / "out", "2023").outputs
