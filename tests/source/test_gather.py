"""What a filing names beside it: whatever its path is, the answer is bytes or a reason in Chinese."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source import gather
from generator.source.gather import Files, Missing

NAMES = st.text(st.characters(codec=None), max_size=300) | st.lists(
    st.sampled_from(["..", ".", "a", "环", "a" * 255, "图" * 100, "\0", "\udc80", "/", "\\", "dev", "loop"])
).map("/".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("填报")
    (path / "loop").symlink_to("loop")
    (path / "子").mkdir()
    (path / "a").write_bytes(b"x")
    os.mkfifo(path / "管道")
    return path


def chinese(reason: str) -> bool:
    return bool(re.search("[一-鿿]", reason)) and not re.search("[A-Za-z]{4,}", reason.replace("yaml", ""))


@pytest.mark.slow
@given(name=NAMES)
def test_no_path_stops_anything(folder, name):
    picture, last = Files().picture(folder, name), Files().last_year(folder, name + ".yaml")
    for found in (picture, last):
        assert not isinstance(found, Missing) or chinese(found.reason)
    assert isinstance(picture, Missing) or picture == b"x"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("图" * 100 + ".png", "文件名太长"),
        ("loop", "链接绕成了圈"),
        ("loop/a.png", "链接绕成了圈"),
        ("子", "是文件夹，不是文件"),
        ("管道", "不是普通文件"),
        ("没有.png", "没有这个文件或文件夹"),
        ("a/b.png", "路径中间有一段不是文件夹"),
    ],
)
def test_a_picture_that_cannot_be_had_says_why(folder, name, reason):
    assert Files().picture(folder, name) == Missing(reason)


def test_a_folder_that_may_not_be_entered_is_no_missing_file(folder, monkeypatch):
    def closed(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(gather, "_no_file", closed)
    assert Files().picture(folder, "子/a.png") == Missing("没有权限")
    assert Files().last_year(folder, "子/a.yaml") == Missing("没有权限")
