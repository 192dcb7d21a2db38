"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from generator.common import atomic_files as files
from generator.common.atomic_files import replace_file, replace_files


def test_a_new_file_appears_with_its_folder(tmp_path):
    replace_file(tmp_path / "新" / "a.txt", b"1")
    assert (tmp_path / "新" / "a.txt").read_bytes() == b"1"


def test_when_one_of_several_cannot_be_written_all_old_ones_stay(tmp_path, monkeypatch):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"old a")
    second.write_bytes(b"old b")
    real, calls = os.fsync, []

    def full_disk(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(files.os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        replace_files({first: b"new a", second: b"new b"})
    assert (first.read_bytes(), second.read_bytes()) == (b"old a", b"old b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_written_file_is_as_readable_as_any_other(tmp_path):
    replace_file(tmp_path / "a", b"1")
    (tmp_path / "b").write_bytes(b"1")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_file_that_is_replaced_keeps_its_owner_and_mode(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    if os.geteuid() == 0:  # only root gives files away
        os.chown(path, 1234, 2345)
    old = path.stat()
    replace_file(path, b"new")
    new = path.stat()
    assert path.read_bytes() == b"new"
    assert new.st_ino != old.st_ino
    assert (new.st_uid, new.st_gid, new.st_mode) == (old.st_uid, old.st_gid, old.st_mode)


def test_a_new_file_belongs_to_whoever_writes_it(tmp_path):
    replace_file(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").stat().st_uid == tmp_path.stat().st_uid


def test_the_folder_is_settled_after_the_file_is_in_its_place(tmp_path, monkeypatch):
    settled = []
    fsync = os.fsync

    def noted(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            settled.append((tmp_path / "a.yaml").read_bytes())
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    replace_file(tmp_path / "a.yaml", b"new")
    assert settled == [b"new"]
