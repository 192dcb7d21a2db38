"""The choices of the head are data: one file says what they are, and the program follows it."""

from __future__ import annotations

import pytest

from generator.batch import regions
from generator.batch.desk import load
from generator.batch.facts import facts_of
from generator.form import authorities as heads
from generator.form.authorities import Authorities, Kind, authorities
from generator.form.header import NAMES, Header
from generator.form.json_schema import schema
from generator.form.library import SHIPPED
from generator.source.read import read

CHOSEN = ("机关类型", "行政层级", "统计范围")


@pytest.mark.parametrize("key", CHOSEN)
def test_editors_are_offered_the_choices_of_the_data_with_what_each_means(key):
    choices = authorities().choices(NAMES[key])
    assert len(choices) >= 3
    offered = schema(SHIPPED.find("2021"), {})["properties"][key]
    assert offered["enum"][: len(choices)] == [choice.name for choice in choices]
    assert offered["enumDescriptions"][: len(choices)] == [choice.meaning for choice in choices]


def test_a_field_that_is_written_freely_has_no_choices():
    free = set(Header.model_fields) - {NAMES[key] for key in CHOSEN}
    assert len(free) > 5
    assert not any(authorities().choices(field) for field in free)


def test_every_value_that_a_rule_names_is_a_choice():
    seen = 0
    for version in SHIPPED.versions():
        for rule in SHIPPED.find(version).rules:
            named = [*rule.when.items(), *rule.options.get("allowed", {}).items()]
            for key, values in named:
                assert set(values) - {""} <= set(authorities().names(NAMES[key])), rule.code
                seen += len(values)
    assert seen > 50


def filings():
    """A government that reports for its region, and a department of it."""
    form = (SHIPPED.folder_of("2021") / "cases.yaml").read_text("utf-8")
    lines = form[form.index("filing:\n") + 8 : form.index("\nprevious:")].splitlines()
    text = "\n".join(line[2:] for line in lines).replace("机关: 示例市人民政府办公室", "机关: 示例市人民政府")
    whole = text.replace("机关类型: 政府办公室", "机关类型: 人民政府\n统计范围: 本行政区域")
    part = text.replace("机关: 示例市人民政府", "机关: 示例市财政局").replace("政府办公室", "政府部门")
    found = [load(read(report.encode())).filing for report in (whole, part)]
    assert all(finding and finding.header for finding in found)
    return [facts_of(filing, number) for number, filing in enumerate(found)]


def changed(**flags: bool) -> Authorities:
    """The choices as they are, with other flags on the kind of the department."""
    kinds = [
        kind.model_copy(update=flags) if kind.name == "政府部门" else kind for kind in authorities().kinds
    ]
    assert any(isinstance(kind, Kind) and kind not in authorities().kinds for kind in kinds)
    return authorities().model_copy(update={"kinds": tuple(kinds)})


def test_who_belongs_to_a_region_is_what_the_data_say(monkeypatch):
    whole, part = filings()
    assert regions.parts_of_regions([whole, part]) == {0: (1,)}
    monkeypatch.setattr(regions, "authorities", lambda: changed(belongs=False))
    assert regions.parts_of_regions([whole, part]) == {}


def test_what_a_scope_takes_in_is_what_the_data_say(monkeypatch):
    whole, part = filings()
    narrow = tuple(scope.model_copy(update={"takes_in": ""}) for scope in authorities().scopes)
    narrowed = authorities().model_copy(update={"scopes": narrow})
    monkeypatch.setattr(regions, "authorities", lambda: narrowed)
    assert regions.parts_of_regions([whole, part]) == {}


def test_the_word_that_ends_a_regions_name_is_what_the_data_say(monkeypatch):
    whole, part = filings()
    renamed = authorities().model_copy(update={"seat": "管理委员会"})
    monkeypatch.setattr(regions, "authorities", lambda: renamed)
    assert regions.parts_of_regions([whole, part]) == {}


def test_the_data_must_have_something_to_choose_from():
    given = authorities().model_dump() | {"levels": ()}
    with pytest.raises(ValueError, match="levels"):
        heads.Authorities.model_validate(given)
