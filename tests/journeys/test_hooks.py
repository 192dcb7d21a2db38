"""The pre-commit hook: what it names exists, and it pairs what is staged with last year's."""

from __future__ import annotations

import shlex
from pathlib import Path

import yaml

from generator.cli.check import command
from tests.conftest import EXAMPLES, ROOT

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
OPTIONS = {name for param in command.params for name in param.opts}


def test_the_hook_calls_a_command_and_options_that_exist():
    (hook,) = HOOKS
    program, name, *options = shlex.split(hook["entry"])
    assert (program, name) == ("nianbao", command.name)
    assert options
    assert set(options) <= OPTIONS
    assert (hook["id"], hook["language"], hook["types"]) == ("nianbao-check", "python", ["yaml"])


def test_the_hook_pairs_a_staged_filing_with_last_years_in_the_repository(run, tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    this = (EXAMPLES / "2021.yaml").read_text("utf-8")
    last = this.replace("年度: 2024", "年度: 2023").replace("发布日期: 2025-", "发布日期: 2024-")
    Path("2024.yaml").write_text(this, "utf-8")
    Path("2023.yaml").write_text(last, "utf-8")
    Path("mkdocs.yaml").write_text("site_name: x\n")
    _, *entry = shlex.split(HOOKS[0]["entry"])
    _, out, err = run(*entry, "2024.yaml", "mkdocs.yaml")
    assert " C31 " in out
    assert "另见 2023.yaml:" in out
    assert "跳过 1 个文件，不是填报：mkdocs.yaml" in err
