"""The schema for editors: fresh, and of one mind with the reader about shapes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.common import data_folders as resources
from generator.findings.catalogue import catalogue
from generator.form.json_schema import schema
from generator.form.library import SHIPPED
from generator.kit.cases import Cases, load_cases
from generator.rules.bounds import number_bounds
from generator.source.yaml_text import dump
from tests.conftest import CORRECT, EXAMPLES, ROOT

# Codes that are about shape, which the schema sees as well; a blank cell (S07) is let through, so that a
# form can be filled step by step.
SHAPE = {"S01", "S02", "S03", "S04", "S05", "S08"}


def schema_of(version: str) -> Any:
    form = SHIPPED.find(version)
    return schema(form, number_bounds(form))


VALIDATORS = {version: Draft202012Validator(schema_of(version)) for version in SHIPPED.versions()}


class Loader(yaml.SafeLoader):
    """Reads a filing as an editor does: dates stay text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def accepted(version: str, text: str) -> bool:
    return VALIDATORS[version].is_valid(yaml.load(text, Loader=Loader))


def cases(version: str) -> Cases:
    return load_cases(resources.folder("templates") / version / "cases.yaml")


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_the_schema_beside_the_format_is_fresh(version):
    path = resources.folder("templates") / version / "schema.json"
    assert json.loads(path.read_text("utf-8")) == schema_of(version), (
        f"run: nianbao schema {version} -o {path}"
    )


def test_every_example_names_its_schema():
    assert CORRECT
    for path in CORRECT:
        first = path.read_text("utf-8").splitlines()[0]
        name = first.rpartition("$schema=")[2]
        assert (path.parent / name).is_file(), first


def test_every_row_and_part_has_a_title():
    schema = schema_of("2021")
    titles = [value["title"] for value in schema["properties"]["申请办理情况"]["properties"].values()]
    assert titles[0] == "一、本年新收政府信息公开申请数量"
    assert titles[10:] == ["表前的说明", "单位", "表下的注"]
    assert len(titles) == 13


@pytest.mark.slow
def test_the_schema_command_gives_the_same(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "generator", "schema", "2021"], capture_output=True, check=True
    )
    assert json.loads(result.stdout.decode()) == schema_of("2021")


@pytest.mark.slow
@pytest.mark.parametrize("version", SHIPPED.versions())
def test_the_schema_is_a_schema(version):
    Draft202012Validator.check_schema(schema_of(version))


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_every_correct_example_is_accepted(path):
    text = path.read_text("utf-8")
    version = yaml.load(text, Loader=Loader)["格式"]
    assert list(VALIDATORS[version].iter_errors(yaml.load(text, Loader=Loader))) == []


@pytest.mark.slow
def test_another_checker_accepts_the_examples_too():
    paths = [path for path in CORRECT if path.stem.startswith("2021")]
    command = ["-m", "check_jsonschema", "--schemafile", str(ROOT / "templates/2021/schema.json")]
    assert len(paths) >= 2
    subprocess.run([sys.executable, *command, *map(str, paths)], check=True, capture_output=True)


@pytest.mark.slow
@pytest.mark.parametrize("version", SHIPPED.versions())
def test_what_the_rules_find_nothing_wrong_with_is_accepted_and_what_has_a_wrong_shape_is_not(version):
    known = cases(version)
    wrongly, seen = [], 0
    for case in known.cases:
        text = dump(known.changed(case.change).root)
        # How a number is written (+5, -0) is no matter of shape: other readers see 5 and 0.
        if set(case.gives) <= {"S07"} or set(case.gives) & (SHAPE - {"S04"}):
            seen += 1
            if accepted(version, text) != (set(case.gives) <= {"S07"}):
                wrongly.append((case.name, case.gives))
    assert wrongly == []
    assert seen >= 5


@pytest.mark.parametrize("code", [*sorted(SHAPE), "S06", "S09"])
def test_the_wrong_examples_of_the_rule_book_are_not_accepted_where_they_are_about_shape(code):
    example = catalogue()[code]["example"]
    base = (EXAMPLES / "2021.yaml").read_text("utf-8")
    assert accepted("2021", base)
    if code == "S06":  # what a date looks like is a format of JSON Schema, which few editors assert
        example = {"right": "机关类型: 政府办公室", "wrong": "机关类型: 政府办"}
    assert not accepted("2021", base.replace(example["right"], example["wrong"]))


@pytest.mark.parametrize(
    ("row", "good"),
    [
        ("[125, 2, 0, 0, 0, 7]", True),
        ("[125, 2, 0, 0, 0, 7, 134]", True),
        ("{自然人: 125, 商业企业: 2, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 7}", True),
        ("0", True),
        ("null", True),
        ("[null, 2, 0, 0, 0, 7]", True),
        ("134", False),
        ("[125, 2, 0, 0, 7]", False),
        ("[125, 2, 0, 0, 0, 7, 134, 1]", False),
        ("[-125, 2, 0, 0, 0, 7]", False),
        ("[1.5, 2, 0, 0, 0, 7]", False),
        ("{自然人: 125}", False),
        ("一百二十五", False),
    ],
)
def test_a_row_may_be_written_in_each_of_its_ways_and_in_no_other(row, good):
    text = (EXAMPLES / "2021.yaml").read_text("utf-8")
    assert accepted("2021", text.replace("[125, 2, 0, 0, 0, 7]", row, 1)) is good


def nodes(node: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema below the properties of one."""
    for key, below in node.get("properties", {}).items():
        yield f"{name}.{key}", below
        yield from nodes(below, f"{name}.{key}")
    for way in node.get("oneOf", ()):
        yield from nodes(way, name)
    if "items" in node:
        yield from nodes(node["items"], f"{name}[]")


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_an_editor_can_say_in_chinese_what_every_key_is(version):
    found = list(nodes(schema_of(version)))
    assert len(found) > 30
    assert sum("description" in node for _, node in found) >= 10
    for name, node in found:
        assert any("一" <= letter <= "鿿" for letter in node["title"]), name
        description = node.get("description", "")
        assert not description or any("一" <= letter <= "鿿" for letter in description), name


def test_every_choice_is_explained_and_every_field_of_the_head_has_examples():
    found = dict(nodes(schema_of("2021")))
    chosen = {name: node for name, node in found.items() if "enum" in node}
    assert set(chosen) == {
        ".机关类型",
        ".行政层级",
        ".统计范围",
        ".落款.位置",
        ".落款.印章",
        ".附表[].列[].种类",
    }
    assert all(len(choice["enum"]) == len(choice["enumDescriptions"]) for choice in chosen.values())
    head = {name: node for name, node in found.items() if "examples" in node}
    assert {".机关", ".年度", ".发布日期", ".网站.域名", ".联系方式.电话", ".豁免[].核对码"} <= set(head)
    # With a single one an editor would write it into the file by itself.
    assert all(len(value["examples"]) > 1 for value in head.values())


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_an_editor_never_writes_a_figure_by_itself(version):
    text = json.dumps(schema_of(version), ensure_ascii=False)
    defaults = [name for name, node in nodes(json.loads(text)) if "default" in node]
    assert defaults == [".格式"]


def test_an_editor_offers_a_place_for_every_number_of_a_row():
    row = dict(nodes(schema_of("2021")))[".复议诉讼情况.行政复议"]
    bodies = [snippet["body"] for snippet in row["defaultSnippets"]]
    assert bodies == ["[${1:维持}, ${2:纠正}, ${3:其他}, ${4:尚未审结}]", 0]
    assert [item["title"] for item in row["prefixItems"]] == [
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
        "总计",
    ]
