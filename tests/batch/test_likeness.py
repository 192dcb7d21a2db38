"""Filings that say the same are found among those that are examined together."""

from __future__ import annotations

from time import process_time

import pytest

from generator.batch.desk import Desk, apart, load
from generator.batch.facts import facts_of
from generator.batch.inputs import inputs
from generator.batch.likeness import most_alike
from generator.source.read import read
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
SECTION = "问题及改进: |\n"


def office(name: str, text: str = TEXT) -> str:
    return text.replace("示例市人民政府办公室", name)


def hints(folder, **files: str) -> dict[str, list[str]]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    results, _ = apart(Desk().examine(inputs([str(folder)])))
    return {
        result.document.source.name.rpartition("/")[2][0]: [
            finding.detail for finding in result.findings if finding.code == "N94"
        ]
        for result in results
    }


def test_two_filings_of_one_text_are_told_in_both_with_their_share(tmp_path):
    found = hints(tmp_path, a=TEXT, b=office("样板县人民政府办公室"))
    assert sorted(found) == ["a", "b"]
    ((of_a,), (of_b,)) = found["a"], found["b"]
    assert "（100%）与“样板县人民政府办公室”的填报相同" in of_a
    assert "（100%）与“示例市人民政府办公室”的填报相同" in of_b
    assert "问题及改进" in of_a


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        TEXT.replace("年度: 2024", "年度: 2023", 1),
        (EXAMPLES / "2021-city.yaml").read_text("utf-8"),
    ],
    ids=["the same office", "another year", "another text"],
)
def test_one_of_the_same_office_of_another_year_or_in_other_words_is_none(tmp_path, other):
    assert hints(tmp_path, a=TEXT, b=other) == {"a": [], "b": []}


def test_of_several_the_most_alike_is_named(tmp_path):
    before, _, after = TEXT.partition(SECTION)
    changed = (
        f"{before}{SECTION}  本年问题一条一条列在后面，逐一说明怎样改正。\n{after.partition(chr(10))[2]}"
    )
    near, far = office("样板县人民政府办公室"), office("模范县人民政府办公室", changed)
    (detail,) = hints(tmp_path, a=TEXT, b=far, c=near)["a"]
    assert "样板县" in detail


def test_many_filings_of_one_mould_are_compared_in_time(tmp_path):
    names = [f"样板{chr(0x4E00 + number)}县人民政府办公室" for number in range(100)]
    filings = [load(read(office(name).encode())).filing for name in names]
    began = process_time()
    found = most_alike([facts_of(filing, number) for number, filing in enumerate(filings) if filing])
    assert process_time() - began < 5
    assert len(found) == 100
