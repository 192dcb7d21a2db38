"""A file that an office program has open is named with that cause."""

from __future__ import annotations

import errno

import pytest

from generator.common.atomic_files import reason


@pytest.mark.parametrize("lock", ["~$年度报告.docx", "~$度报告.docx", "~$报告.docx", ".~lock.年度报告.docx#"])
def test_a_file_open_in_word_is_named_with_that_cause(tmp_path, lock):
    target = tmp_path / "年度报告.docx"
    (tmp_path / lock).write_bytes(b"")
    refused = PermissionError(errno.EACCES, "denied", str(tmp_path / ".x"), None, str(target))
    assert f"开着（旁边有 {lock}）" in reason(refused)
    assert "请先关掉它" in reason(PermissionError(errno.EACCES, "denied", str(target)))


def test_without_a_lock_it_is_permission_that_lacks(tmp_path):
    assert reason(PermissionError(errno.EACCES, "denied", str(tmp_path / "a.docx"))) == "没有权限"
