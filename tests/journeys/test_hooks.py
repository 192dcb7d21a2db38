"""The pre-commit hook and the GitHub action: what they name exists, and the action's own script runs."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.cli.check import command
from tests.conftest import EXAMPLES, ROOT

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INPUTS = ("paths", "strict", "sarif")
OPTIONS = {name for param in command.params for name in param.opts}


def step(name: str) -> dict:
    return next(
        step for step in ACTION["runs"]["steps"] if step.get("id") == name or step.get("name") == name
    )


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


def test_the_action_installs_this_project_and_names_options_that_exist():
    script = step("check")["run"]
    used = {word for word in script.replace("(", " ").replace(")", " ").split() if word.startswith("--")}
    used -= {"--"}
    assert used == {"--format", "--filings-only", "--strict", "--output"}
    assert used <= OPTIONS
    assert '"$GITHUB_ACTION_PATH"' in step("安装 nianbao")["run"]
    assert (ROOT / "constraints.txt").is_file()


def test_every_input_of_the_action_is_used_and_none_is_pasted_into_a_script():
    text = (ROOT / "action.yml").read_text("utf-8")
    assert len(ACTION["inputs"]) == 4
    assert all(f"inputs.{name} }}}}" in text for name in ACTION["inputs"])
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


@pytest.fixture
def act(tmp_path):
    """Run the action's script in a folder as a runner would; exit code, log, outputs."""
    if shutil.which("bash") is None:
        pytest.skip("the action's script needs bash")
    program = tmp_path / "nianbao"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
    program.chmod(0o755)
    folder, outputs = tmp_path / "work", tmp_path / "outputs"
    folder.mkdir()
    outputs.touch()

    def run(**inputs: str) -> tuple[int, str, str]:
        given = {name.upper(): inputs.get(name, ACTION["inputs"][name]["default"]) for name in INPUTS}
        runner = {"PROGRAM": str(program), "GITHUB_OUTPUT": str(outputs)}
        environment = os.environ | given | runner | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step("check")["run"]]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        return done.returncode, done.stdout.decode() + done.stderr.decode(), outputs.read_text()

    run.folder = folder
    return run


def test_the_action_annotates_a_wrong_filing_and_fails(act):
    shutil.copy(EXAMPLES / "2021-errors.yaml", act.folder / "错 的.yaml")
    code, log, outputs = act(sarif="out/结果.sarif")
    assert code == 1
    assert "::error file=错 的.yaml,line=62,col=11,endColumn=13,title=B31::" in log
    assert outputs == "sarif=out/结果.sarif\n"
    assert json.loads((act.folder / "out" / "结果.sarif").read_text("utf-8"))["runs"][0]["results"]


def test_the_action_passes_a_good_filing_and_leaves_other_yaml_alone(act):
    shutil.copy(EXAMPLES / "2021-city.yaml", act.folder / "a.yaml")
    (act.folder / "mkdocs.yaml").write_text("site_name: x\nnav: !relative\n")
    code, log, outputs = act(strict="true")
    assert (code, outputs) == (0, "")
    assert "跳过 1 个文件，不是填报：mkdocs.yaml" in log
    assert "::" not in log


def test_what_is_written_as_a_path_is_only_a_path(act):
    shutil.copy(EXAMPLES / "2021-city.yaml", act.folder / "a.yaml")
    code, log, _ = act(paths="a.yaml\n--watch\n$(touch pwned)\n; touch pwned\n")
    assert code == 2
    assert "没有这个文件或文件夹：--watch" in log
    assert [path.name for path in Path(act.folder).iterdir()] == ["a.yaml"]
