"""Names of authorities, however short, told apart from those of others."""

from __future__ import annotations

import pytest

from generator.rules.text.own_name import is_namesake, is_own, name_of

OFFICE = "示例市财政局"


@pytest.mark.parametrize(
    ("written", "authority"),
    [
        ("示例市财政局", OFFICE),
        ("市财政局", OFFICE),
        ("财政局", OFFICE),
        ("样板省示例市财政局", OFFICE),
        ("示例市财政局办公室", OFFICE),
        ("示例市发改委", "示例市发展和改革委员会"),
        ("示例市人民政府", "示例市人民政府办公室"),
        ("示例市政府", "示例市人民政府"),
        ("示例市财政局（示例市国资委）", OFFICE),
        ("示例 市财政局", OFFICE),
    ],
)
def test_a_part_a_short_form_and_the_government_of_an_office_are_its_own(written, authority):
    assert is_own(name_of(written), name_of(authority))
    assert not is_namesake(name_of(written), name_of(authority))


@pytest.mark.parametrize(
    ("written", "authority", "namesake"),
    [
        ("示例县财政局", OFFICE, True),
        ("样板市财政局", OFFICE, True),
        ("样板市发改委", "示例市发展和改革委员会", True),
        ("样板街道办事处", "示例街道办事处", True),
        ("样板县人民政府", "示例市人民政府办公室", True),
        ("示例市教育局", OFFICE, False),
        ("样板市教育局", OFFICE, False),
    ],
)
def test_another_is_told_and_whether_it_is_the_same_of_another_place(written, authority, namesake):
    assert not is_own(name_of(written), name_of(authority))
    assert is_namesake(name_of(written), name_of(authority)) is namesake
