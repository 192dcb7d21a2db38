"""Filings written by programs are read where their value is exact: five emitters, the same filing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from generator.filing.filing import Filing
from generator.source.nodes import to_plain
from tests.conftest import EXAMPLES
from tests.mended import EXAMPLE, look

# Written by js-yaml 5 itself, and in the manner of SnakeYAML 2 and go-yaml 3 (see the first line of each).
SAMPLES = Path(__file__).parent.parent / "data" / "emitters"
LONG = (
    "全年新收政府信息公开申请{{ 申请办理情况.本年新收.总计 }}件，"
    "上年结转{{ 申请办理情况.上年结转.总计 }}件，一并办理。"
)
MANY = f"第一段：落实“先审查、后公开”。\n{LONG}\n- 其一: 有冒号；\n- 其二 # 有井号。\n（一）小标题\n末段。\n"
TEXTS = {
    "一行": "未收取信息处理费。",
    "长行": LONG,
    "几段": MANY,
    "空行": "第一段。\n\n第二段。",
}


def data() -> dict[str, Any]:
    """The first example as a program has it, with texts of every shape."""
    loaded: dict[str, Any] = yaml.safe_load(EXAMPLE)
    loaded["发布日期"] = str(loaded["发布日期"])
    texts = list(TEXTS.values())
    parts = loaded["总体情况"]
    loaded["总体情况"] = {key: texts[number % len(texts)] for number, key in enumerate(parts)}
    loaded["引言"], loaded["问题及改进"], loaded["其他事项"] = texts[2], texts[3], texts[0]
    return loaded


def by_ruamel(value: dict[str, Any], **settings: Any) -> str:
    stream = io.StringIO()
    emitter = YAML(typ="safe", pure=True)
    emitter.allow_unicode = True
    for name, setting in settings.items():
        setattr(emitter, name, setting)
    emitter.dump(value, stream)
    return stream.getvalue()


def by_pyyaml(**settings: Any) -> Callable[[dict[str, Any]], str]:
    return lambda value: yaml.safe_dump(value, **{"allow_unicode": True, "sort_keys": False, **settings})


EMITTERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "PyYAML": by_pyyaml(),
    "PyYAML, sorted": by_pyyaml(sort_keys=True),
    "PyYAML, escaped": by_pyyaml(allow_unicode=False),
    "PyYAML, leaves in brackets": by_pyyaml(default_flow_style=None),
    "PyYAML, all in brackets": by_pyyaml(default_flow_style=True),
    "PyYAML, in double quotes": by_pyyaml(default_style='"'),
    "PyYAML, in single quotes": by_pyyaml(default_style="'"),
    "PyYAML, folded": by_pyyaml(default_style=">"),
    "PyYAML, marked": by_pyyaml(explicit_start=True, explicit_end=True),
    "PyYAML, narrow": by_pyyaml(width=40),
    "ruamel.yaml": by_ruamel,
    "ruamel.yaml, block": lambda value: by_ruamel(value, default_flow_style=False),
    "js-yaml": lambda _: (SAMPLES / "js-yaml.yaml").read_text("utf-8"),
    "SnakeYAML": lambda _: (SAMPLES / "snakeyaml.yaml").read_text("utf-8"),
    "go-yaml": lambda _: (SAMPLES / "go-yaml.yaml").read_text("utf-8"),
}
# PyYAML writes a tag (!!int "0") where all scalars are to be quoted or folded; tags stay refused.
TAGGED = {"PyYAML, in double quotes", "PyYAML, in single quotes", "PyYAML, folded"}


def numbers(filing: Filing) -> dict[str, Any]:
    return {path: cell.value for path, cell in filing.cells.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in EMITTERS if name not in TAGGED])
def test_a_filing_written_by_a_program_is_read_as_it_was(name):
    value = data()
    examined = look(EMITTERS[name](value))
    filing, right = examined.filing, look(EXAMPLE).filing
    assert [finding.code for finding in examined.findings if finding.code[0] in "YS"] == []
    assert numbers(filing) == numbers(right)
    assert filing.header == right.header
    texts = {path: text.scalar.text for path, text in filing.texts.items()}
    assert texts == {path: at(value, path) for path in texts}
    assert len(texts) == 9


def at(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value[key]
    return value


@pytest.mark.parametrize("name", sorted(TAGGED))
def test_a_tag_stays_refused(name):
    assert {finding.code for finding in look(EMITTERS[name](data())).findings if finding.code[0] == "Y"} == {
        "Y06"
    }


def test_what_a_person_breaks_between_two_characters_is_told():
    broken = EXAMPLE[: EXAMPLE.index("其他事项: |")] + '其他事项: "第一段。\n  第二段。"\n'
    assert "S10" in {finding.code for finding in look(broken).findings}


def test_numbers_out_of_a_sheet_in_quotes_are_those_numbers():
    text = EXAMPLE.replace("[125, 2, 0, 0, 0, 7]", "['125', \"2\", '0', '0', '0', '7.0']", 1)
    examined = look(text)
    assert {finding.code for finding in examined.findings} == {"S25"}
    assert numbers(examined.filing) == numbers(look(EXAMPLE).filing)


def test_a_key_behind_a_question_mark_is_a_key():
    text = EXAMPLE.replace("  行政许可: 0\n", "  ? 行政许可\n  : 0\n", 1)
    assert look(text).findings == ()


def test_an_alias_stays_refused():
    row = [1, 0, 0, 0, 0, 0]
    text = yaml.safe_dump({**data(), "甲": row, "乙": row}, allow_unicode=True)
    assert "Y05" in {finding.code for finding in look(text).findings}


def test_the_data_of_the_example_are_those_of_our_own_reader():
    assert EXAMPLES.is_dir()
    plain = to_plain(look(EXAMPLE).document.root)
    assert isinstance(plain, dict)
    assert list(plain) == list(data())
