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
