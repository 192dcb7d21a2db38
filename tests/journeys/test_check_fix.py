"""`check --fix` writes the certain mends into the file and nothing else; `--diff` only shows them."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess

import pytest

from generator.cli import fix
from tests.conftest import EXAMPLES
from tests.rules.mends.test_rounds import FULL, changed

WRONG = changed(("行政许可: 0", "行政许可: １2   # 全角"), ("[8, 7, 1, 0, 16]", "[8, 7, 1, 0, 17]"))
RIGHT = changed(("行政许可: 0", "行政许可: 12   # 全角"))
UNDECIDED = changed(("行政许可: 0", "行政许可: 约5"))


@pytest.fixture
def filing(tmp_path):
    """A filing with two certain mends."""
    shutil.copytree(EXAMPLES / "图片", tmp_path / "图片")
    path = tmp_path / "a.yaml"
    path.write_text(WRONG, "utf-8")
    return path


def test_the_mends_are_written_and_told_with_line_and_both_figures(run, filing):
    code, out, _ = run("check", filing, "--fix")
    assert filing.read_text("utf-8") == RIGHT
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == f"{filing}：改了 2 处"
    assert lines[1].endswith("S04 改写成半角阿拉伯数字：１2 → 12")
    assert lines[2].endswith("B41 总计改为各项之和：17 → 16")
    number = RIGHT.split("\n").index("  行政许可: 12   # 全角") + 1
    assert f"{filing}:{number}: " in lines[1]
    assert lines[-1] == "共核对 1 份填报：没有发现问题。"


def test_what_cannot_be_mended_is_told_afterwards_and_leaves_with_one(run, filing):
    filing.write_text(UNDECIDED, "utf-8")
    code, out, _ = run("check", filing, "--fix")
    assert code == 1
    assert "改了" not in out
    assert "错误 S04" in out
    assert filing.read_text("utf-8") == UNDECIDED


def test_a_second_run_has_nothing_left_to_mend(run, filing):
    run("check", filing, "--fix")
    before = filing.stat().st_mtime_ns
    code, out, _ = run("check", filing, "--fix")
    assert (code, out) == (0, "共核对 1 份填报：没有发现问题。\n")
    assert filing.stat().st_mtime_ns == before


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_byte_order_mark_line_ends_and_the_last_line_stay_as_they_are(run, filing, mark, end, last):
    def as_bytes(text: str) -> bytes:
        return mark + (text.rstrip("\n") + last).replace("\n", end).encode()

    filing.write_bytes(as_bytes(WRONG))
    run("check", filing, "--fix")
    assert filing.read_bytes() == as_bytes(RIGHT)


def test_the_mode_of_the_file_stays(run, filing):
    filing.chmod(0o640)
    run("check", filing, "--fix")
    assert stat.S_IMODE(filing.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_file_is_mended(run, filing):
    link = filing.with_name("b.yaml")
    link.symlink_to(filing.name)
    code, out, _ = run("check", filing.parent, "--fix")
    assert link.is_symlink()
    assert filing.read_text("utf-8") == RIGHT
    assert code == 0
    assert out.count("改了 2 处") == 1


def test_a_file_of_two_names_stays_one_and_is_left_alone(run, filing):
    other = filing.with_name("备份.txt")
    os.link(filing, other)
    before = filing.read_bytes()
    code, _, err = run("check", "--fix", filing)
    assert code == 2
    assert f"没有改 {filing}：这个文件有 2 个名字（硬链接）" in err
    assert filing.read_bytes() == other.read_bytes() == before
    assert filing.stat().st_ino == other.stat().st_ino


def test_a_read_only_file_is_left_alone(run, filing, monkeypatch):
    monkeypatch.setattr(fix.os, "access", lambda path, mode: mode != os.W_OK)
    code, out, err = run("check", filing, "--fix")
    assert code == 2
    assert "文件是只读的" in err
    assert "B41" in out
    assert filing.read_text("utf-8") == WRONG


def test_a_file_that_was_changed_meanwhile_is_left_alone(filing):
    with pytest.raises(fix.Unwritten, match="文件又变了"):
        fix.put(filing, WRONG + "# 又记一笔\n", RIGHT)
    assert filing.read_text("utf-8") == WRONG


def test_a_full_disk_leaves_the_old_file_and_is_told(run, filing, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fix, "replace_file", full)
    code, _, err = run("check", filing, "--fix")
    assert code == 2
    assert "磁盘已满" in err
    assert filing.read_text("utf-8") == WRONG


def test_a_waiver_is_never_sealed_by_the_machine(run, filing):
    text = changed(
        ("{制发: 20, 废止: 8, 现行有效: 231}", "{制发: '20', 废止: 8, 现行有效: 11}"),
        ("发布日期: 2025-01-24\n", "发布日期: 2025-01-24\n豁免:\n  - 规则: L21\n    理由: 有文件自然失效\n"),
    )
    filing.write_text(text, "utf-8")
    code, out, _ = run("check", filing, "--fix", "--strict")
    assert code == 1
    assert "S25 只写数字：'20' → 20" in out
    assert "警告 S15" in out
    assert "核对码" not in filing.read_text("utf-8")


def test_watching_does_not_write_into_what_is_being_written(run, filing):
    code, _, err = run("check", filing, "--watch", "--fix")
    assert code == 2
    assert "--watch 不能与 --fix、--diff 合用" in err


def test_files_are_mended_beside_each_other(run, filing):
    other = filing.with_name("b.yaml")
    other.write_text(WRONG.replace("机关: 示例市人民政府办公室", "机关: 另一市人民政府办公室"), "utf-8")
    code, out, _ = run("check", filing, other, "--fix")
    assert code == 0
    assert out.count("改了 2 处") == 2
    assert filing.read_text("utf-8") == RIGHT


def test_standard_input_is_never_mended(run, filing):
    code, out, err = run("check", "-", "--fix", given=WRONG.encode())
    assert (code, out) == (2, "")
    assert "--fix 不能用于标准输入" in err


def test_findings_for_programs_stay_readable_beside_what_was_mended(run, filing):
    code, out, err = run("check", filing, "--fix", "--format", "json")
    assert code == 0
    assert json.loads(out)["findings"] == []
    assert "改了 2 处" in err


def test_a_diff_writes_nothing_and_leaves_as_check_does(run, filing):
    for arguments in (["--diff"], ["--diff", "--fix"]):
        code, out, err = run("check", filing, *arguments)
        assert code == 1
        assert filing.read_text("utf-8") == WRONG
        assert "-  行政许可: １2   # 全角\n+  行政许可: 12   # 全角\n" in out
        assert "1 份填报里有 2 处可以代改，还没有写入" in err
    filing.write_text(FULL, "utf-8")
    assert run("check", filing, "--diff")[:2] == (0, "")


@pytest.mark.parametrize(("end", "last"), [("\n", "\n"), ("\r\n", "\r\n"), ("\n", "")])
@pytest.mark.skipif(shutil.which("git") is None, reason="git applies the diff")
def test_the_diff_is_a_patch_that_makes_what_fix_writes(run, filing, monkeypatch, end, last):
    def as_bytes(text: str) -> bytes:
        return (text.rstrip("\n").replace("\n", end) + last).encode()

    monkeypatch.chdir(filing.parent)
    filing.write_bytes(as_bytes(WRONG))
    _, out, _ = run("check", "a.yaml", "--diff")
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "-"], input=out.encode(), check=True)
    assert filing.read_bytes() == as_bytes(RIGHT)
