"""The GitHub action: its own scripts run as a runner would run them, and it promises what it does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.cli import build, check
from tests.conftest import EXAMPLES, ROOT, names_in

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
OPTIONS = {
    name: {option for param in module.command.params for option in param.opts}
    for name, module in {"check": check, "build": build}.items()
}


def step(name: str) -> dict:
    return next(
        step for step in ACTION["runs"]["steps"] if step.get("id") == name or step.get("name") == name
    )


def test_the_action_installs_this_project():
    assert '"$GITHUB_ACTION_PATH"' in step("安装 nianbao")["run"]
    assert (ROOT / "constraints.txt").is_file()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "check",
            {"--format", "--filings-only", "--find-previous", "--strict", "--output", "--previous"}
            | {"--local", "--templates"},
        ),
        ("build", {"--filings-only", "--output", "--style", "--previous", "--local", "--templates"}),
    ],
)
def test_it_names_options_that_exist(name, expected):
    used = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", step(name)["run"]))
    assert used == expected
    assert used <= OPTIONS[name]


def test_every_input_of_the_action_is_used_and_none_is_pasted_into_a_script():
    text = (ROOT / "action.yml").read_text("utf-8")
    assert set(ACTION["inputs"]) == {
        *("paths", "strict", "previous", "local", "templates", "build", "style", "sarif", "python-version")
    }
    assert all(f"inputs.{name} }}}}" in text for name in ACTION["inputs"])
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 3
    assert not any("${{" in script for script in scripts)


class Act:
    """A job in a folder of its own that runs a step of the action: exit code, log, outputs, its page."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._beside = folder / "work", folder
        self.page = folder / "page.md"
        self.folder.mkdir()
        self.page.touch()
        program = folder / "nianbao"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
        program.chmod(0o755)
        self._runner = {
            "PROGRAM": str(program),
            "GITHUB_STEP_SUMMARY": str(self.page),
            "GITHUB_WORKSPACE": str(self.folder),
            "RUNNER_TEMP": str(folder),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }

    def run(self, name: str = "check", **inputs: str) -> tuple[int, str, dict[str, str]]:
        outputs = self._beside / "outputs"
        outputs.write_text("")
        defaults = {key: entry["default"] for key, entry in ACTION["inputs"].items()}
        given = {key.upper(): value for key, value in (defaults | inputs).items() if key.isidentifier()}
        environment = os.environ | given | self._runner | {"GITHUB_OUTPUT": str(outputs)}
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step(name)["run"]]
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=False)
        pairs = (line.split("=", 1) for line in outputs.read_text().splitlines())
        return done.returncode, done.stdout.decode() + done.stderr.decode(), dict(pairs)


@pytest.fixture
def act(tmp_path) -> Act:
    if shutil.which("bash") is None:
        pytest.skip("the action's script needs bash")
    return Act(tmp_path)


def put(act: Act, name: str, *pairs: tuple[str, str], source: str = "2021-city.yaml") -> None:
    text = (EXAMPLES / source).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (act.folder / name).write_text(text, "utf-8")


def test_it_annotates_a_wrong_filing_fails_and_says_how_much_is_wrong(act):
    put(act, "错 的.yaml", source="2021-errors.yaml")
    code, log, outputs = act.run(sarif="out/结果.sarif")
    assert code == 1
    assert "::error file=错 的.yaml,line=62,col=11,endColumn=13,title=B31::" in log
    assert outputs == {"sarif": "out/结果.sarif", "filings": "1", "errors": "15", "warnings": "0"}
    assert json.loads((act.folder / "out" / "结果.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert "| 错 的.yaml | 15 | 0 | 0 |" in act.page.read_text("utf-8")


def test_it_passes_a_good_filing_and_leaves_other_yaml_alone(act):
    put(act, "a.yaml")
    (act.folder / "mkdocs.yaml").write_text("site_name: x\nnav: !relative\n")
    code, log, outputs = act.run(strict="true")
    assert (code, outputs) == (0, {"filings": "1", "errors": "0", "warnings": "0"})
    assert "跳过 1 个文件，不是填报：mkdocs.yaml" in log
    assert "::" not in log
    assert "check：通过" in act.page.read_text("utf-8")
    assert names_in(act.folder) == ["a.yaml", "mkdocs.yaml"]


def test_what_is_written_as_a_path_is_only_a_path(act):
    put(act, "a.yaml")
    hostile = "--watch\n$(touch pwned)\n; touch pwned\n"
    code, log, outputs = act.run(paths=f"a.yaml\n{hostile}")
    assert (code, outputs) == (2, {})
    assert "没有这个文件或文件夹：--watch" in log
    for name in ("previous", "local", "templates", "sarif", "style"):
        for what in ("check", "build"):
            act.run(what, **{name: hostile})
    assert names_in(act.folder) in (["a.yaml"], ["--watch\n$(touch pwned)\n; touch pwned\n", "a.yaml"])


LATE = ("发布日期: 2025-01-24", "发布日期: 2025-02-10")


@pytest.mark.parametrize(("strict", "code"), [("False", 0), ("", 0), ("true", 1), ("TRUE", 1)])
def test_strict_fails_for_a_warning_however_true_is_written(act, strict, code):
    put(act, "a.yaml", LATE, source="2021.yaml")
    shutil.copytree(EXAMPLES / "图片", act.folder / "图片")
    found, log, outputs = act.run(strict=strict)
    assert (found, outputs["errors"]) == (code, "0")
    assert int(outputs["warnings"]) > 0
    assert "::warning file=a.yaml" in log
    assert ("按 --strict 核对" in act.page.read_text("utf-8")) is bool(code)


@pytest.mark.parametrize("strict", ["yes", "true "])
def test_what_is_neither_true_nor_false_is_refused(act, strict):
    put(act, "a.yaml")
    code, log, outputs = act.run(strict=strict)
    assert (code, outputs) == (2, {})
    assert "::error title=nianbao check::strict 只能写 true 或 false" in log


@pytest.mark.parametrize(("strict", "code", "level"), [("false", 0, "warning"), ("true", 1, "error")])
def test_a_run_that_checked_nothing_is_told_and_strict_does_not_pass_it(act, strict, code, level):
    (act.folder / "mkdocs.yaml").write_text("site_name: x\n")
    found, log, outputs = act.run(strict=strict)
    assert (found, outputs["filings"]) == (code, "0")
    assert f"::{level} title=nianbao check::一份填报也没有核对到" in log


def test_last_years_filing_is_named_or_looked_for_in_the_repository(act):
    (act.folder / ".git").mkdir()
    (act.folder / "2023").mkdir()
    year = ("年度: 2024", "年度: 2023"), ("发布日期: 2025-", "发布日期: 2024-")
    put(act, "a.yaml", source="2021.yaml")
    put(act, "2023/a.yaml", *year, source="2021.yaml")
    shutil.copytree(EXAMPLES / "图片", act.folder / "图片")
    for inputs in ({}, {"previous": "2023"}):
        _, log, _ = act.run(paths="a.yaml", **inputs)
        assert "title=C31::" in log


def test_local_rules_and_forms_of_ones_own_are_handed_on(act):
    put(act, "a.yaml")
    assert act.run(local="示例市")[0] in (0, 1)
    code, log, _ = act.run(local="没有的规则\n示例市")
    assert code != 0
    assert "没有的规则" in log
    code, log, _ = act.run(templates="没有的文件夹")
    assert code == 1
    assert "模板文件夹不存在：没有的文件夹" in log
    shutil.copytree(ROOT / "templates" / "2021", act.folder / "forms" / "2098")
    assert act.run(templates="forms", paths="a.yaml")[0] == 0


def test_what_passed_is_built_in_the_style_that_was_asked_for(act):
    put(act, "a.yaml")
    code, log, _ = act.run("build", build="out", style="plain")
    assert (code, names_in(act.folder / "out")) == (0, ["a.docx", "a.html", "a.pdf"])
    assert step("build")["if"] == "${{ inputs.build != '' || inputs.style != '' }}"
    code, log, _ = act.run("build", style="花哨")
    assert code == 2
    assert "没有“花哨”这个样式" in log
    assert "::error title=nianbao build::" in log
    assert names_in(act.folder) == ["a.yaml", "out"]
