"""The folder is seen whole: what counts as a filing in it, and what is passed over, told once."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from generator.batch import inputs as batch
from generator.batch.inputs import Misuse, passed_over, under
from tests.conftest import EXAMPLES

GOOD = EXAMPLES / "2021-city.yaml"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one filing, and a file outside it that is none of its business."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "外面.yaml").write_text("机关: 不该出现的内容\n", "utf-8")
    (tmp_path / "填报").mkdir()
    shutil.copy(GOOD, tmp_path / "填报" / "a.yaml")
    return tmp_path / "填报"


def names(found) -> list[str]:
    return [str(file.path) for file in found.inputs]


def reasons(found) -> dict[str, str]:
    return {skipped.file: skipped.reason for skipped in found.skipped}


def test_every_way_to_write_the_ending_counts(folder):
    for name in ("b.yml", "c.YAML", "丁/d.YML", "e.yamlx", "f.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(GOOD, folder / name)
    found = under(["填报"])
    assert names(found) == ["填报/a.yaml", "填报/b.yml", "填报/c.YAML", "填报/丁/d.YML"]
    assert [str(file.name) for file in found.inputs] == ["a", "b", "c", "丁/d"]
    assert found.skipped == found.unopened == ()


def test_a_link_out_of_the_folder_is_named_and_not_followed(folder):
    (folder / "b.yaml").symlink_to("../外面.yaml")
    (folder / "c").symlink_to("..", target_is_directory=True)
    found = under(["填报"])
    assert names(found) == ["填报/a.yaml"]
    outside = "链接通到这个文件夹以外，没有跟去"
    assert reasons(found) == {"填报/b.yaml": outside, "填报/c": outside}
    assert list(passed_over(found.skipped)) == [f"跳过 2 个文件，{outside}：填报/b.yaml、填报/c"]


def test_links_within_the_folder_are_the_file_they_lead_to(folder):
    (folder / "b.yaml").symlink_to("a.yaml")
    (folder / "子").symlink_to(".", target_is_directory=True)
    found = under(["填报"])
    assert names(found) == ["填报/a.yaml"]
    assert reasons(found) == {"填报/子": "链接通到的文件夹就在这里，不重复看"}


def test_links_in_a_circle_lead_nowhere_and_a_pipe_is_no_filing(folder):
    (folder / "b.yaml").symlink_to("b.yaml")
    (folder / "c.yaml").symlink_to("没有.yaml")
    os.mkfifo(folder / "d.yaml")
    found = under(["填报"])
    assert names(found) == ["填报/a.yaml"]
    assert reasons(found) == {
        "填报/b.yaml": "链接用不了（链接绕成了圈）",
        "填报/c.yaml": "链接用不了（没有这个文件或文件夹）",
        "填报/d.yaml": "不是普通文件",
    }


def test_what_begins_with_a_dot_is_named_where_it_looks_like_a_filing(folder):
    (folder / ".b.yaml").write_text("x: 1\n")
    (folder / ".git").mkdir()
    (folder / ".git" / "c.yaml").write_text("x: 1\n")
    assert reasons(under(["填报"])) == {"填报/.b.yaml": "名称以点开头"}


def test_a_folder_that_cannot_be_entered_is_told_and_the_others_go_on(folder, run, monkeypatch):
    (folder / "保密").mkdir()
    scandir = os.scandir

    def closed(path):
        if os.fspath(path).endswith("保密"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(batch.os, "scandir", closed)
    code, out, err = run("check", "填报")
    assert (code, err) == (2, "nianbao：打不开 填报/保密：没有权限\n")
    assert "共核对 1 份填报" in out and "1 份打不开" in out


def test_what_is_passed_over_and_what_was_clean_stand_in_the_json(folder, run):
    (folder / "b.yaml").symlink_to("../外面.yaml")
    (folder / "c.yaml").write_text("site_name: x\n")
    code, out, err = run("check", "填报", "--filings-only", "--format", "json")
    written = json.loads(out)
    assert code == 0
    assert written["skipped"] == [
        {"file": "填报/b.yaml", "reason": "链接通到这个文件夹以外，没有跟去"},
        {"file": "填报/c.yaml", "reason": "不是填报"},
    ]
    (filing,) = written["filings"]
    assert (filing["file"], filing["year"], filing["form"]) == ("填报/a.yaml", 2024, "2021")
    assert filing["authority"] in GOOD.read_text("utf-8")
    assert filing["errors"] == 0
    assert filing["warnings"] == sum(
        f["level"] == "warning" and not f["accepted"] for f in written["findings"]
    )
    assert err.count("b.yaml") == err.count("c.yaml") == 1
    assert "不该出现的内容" not in out + err


def test_a_folder_with_nothing_but_what_is_passed_over_says_so(folder):
    (folder / "a.yaml").unlink()
    (folder / "b.yaml").symlink_to("../外面.yaml")
    with pytest.raises(Misuse, match=r"(?s)没有 \*\.yaml.*跳过 1 个文件，链接通到"):
        under(["填报"])


def test_more_names_than_can_be_read_are_counted(folder):
    for number in range(12):
        (folder / f".{number:02}.yaml").write_text("x: 1\n")
    (line,) = passed_over(under(["填报"]).skipped)
    assert line.startswith("跳过 12 个文件，名称以点开头：填报/.00.yaml、")
    assert line.endswith("填报/.09.yaml 等 12 个")
