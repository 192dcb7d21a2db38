"""The maintainer's guide: its reference is fresh, every key is explained, and its steps work as written."""

from __future__ import annotations

import re
import subprocess
import sys

import yaml

from tests.conftest import ROOT

GUIDE = ROOT / "templates/README.md"


def test_the_reference_of_the_guide_is_fresh():
    command = [sys.executable, "scripts/make_guide.py", "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0, "run: python scripts/make_guide.py"


def test_every_key_of_every_model_is_explained_and_no_other():
    script = (
        "import sys, json; sys.path.insert(0, 'scripts')\n"
        "from template_guide import named_models\n"
        "print(json.dumps({name: list(model.model_fields) for name, _, model in named_models()}))"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    models = yaml.safe_load(result.stdout.decode())
    meanings = yaml.safe_load((ROOT / "scripts/template_guide/keys.yaml").read_text("utf-8"))
    assert len(models) > 25
    assert {name: set(keys) for name, keys in models.items()} == {
        name: set(keys) for name, keys in meanings.items()
    }
    assert all(meaning for keys in meanings.values() for meaning in keys.values())


def test_the_steps_of_the_guide_work_as_they_are_written(tmp_path, run, monkeypatch):
    """The commands and the edits are taken from the guide itself."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "我的格式").mkdir()
    text = GUIDE.read_text("utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    commands = [line for kind, block in blocks for line in block.splitlines() if not kind]
    calls = [line.split()[1:] for line in commands if line.startswith("nianbao ")]
    assert [call[:2] for call in calls[:2]] == [["format", "new"], ["format", "check"]]
    assert run(*calls[0])[0] == 0
    edit_as_told(tmp_path / "我的格式/2027", [block for kind, block in blocks if kind == "yaml"])
    printed = run(*calls[1])[1]
    assert re.findall("[FSB][0-9][0-9]", printed.replace("nianbao rules", "")) == [
        "F12",
        "F12",
        "F44",
        "F44",
    ], printed
    for call in calls[1:]:
        expected = 1 if call[0] in ("check", "build") else 0  # a blank filing has nothing filled in yet
        code, out, err = run(*call)
        assert code == expected, (call, out[-500:], err)
    assert (tmp_path / "样表/2027-空白.pdf").exists()
    assert "| 新增 | 列 | 主动公开情况　第二十条第（一）项 |  | 本年失效件数 |" in run(*calls[3])[1]


def edit_as_told(folder, blocks: list[str]) -> None:
    form, cases = folder / "format.yaml", folder / "cases.yaml"
    section, column, rows = blocks
    text = form.read_text("utf-8").replace("国办公开办函〔2021〕30号", "国办公开办函〔2026〕99号")
    text = text.replace("\n# 转入", f"\n{section}\n# 转入", 1)
    text = replaced(text, column.splitlines()[0] + "\n", column)
    text = replaced(text, rows.splitlines()[0] + "\n", rows)
    text = replaced(text, "[2435, 2435, 2435, 2435]", "[2435, 1826, 1826, 1826, 1827]")
    for before, after in (
        ("right: [现行有效, 废止]", "right: [现行有效, 废止, 失效]"),
        ("minus: [废止]", "minus: [废止, 失效]"),
    ):
        assert f"`{after}`" in GUIDE.read_text("utf-8")
        text = replaced(text, before, after)
    text = replaced(text, "forbids: ['〔2019〕", "forbids: ['〔2021〕 ?30 ?号', '〔2019〕")
    form.write_text(text.replace("span: 3", "span: 4"), "utf-8")
    text = cases.read_text("utf-8")
    text = replaced(text, "六个部分组成。本报告共6个部分", "七个部分组成。本报告共7个部分")
    new = ("线上申请: [100, 2, 0, 0, 0, 7]", "窗口申请: [20, 0, 0, 0, 0, 0]", "信函申请: [5, 0, 0, 0, 0, 0]")
    assert all(f"`{line}`" in GUIDE.read_text("utf-8") for line in new)
    last = "    结转下年度: [22, 0, 0, 0, 0, 0, 22]\n"
    text = replaced(text, last, last + "".join(f"    {line}\n" for line in new))
    cases.write_text(replaced(text, "\nprevious:", "\n  政务服务: 全年办理事项10件。\n\nprevious:"), "utf-8")


def replaced(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)
