"""The mutants of our own code: small mistakes made in memory, never in a file."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import code_mutants
from benchmarks.mutants.changes import ROOT, changed_tree, mutants
from benchmarks.mutants.live import apply
from generator.rules import kinds
from tests.conftest import ROOT as HERE

MODULE = '''
"""A module."""
LEAST = 3


def counts(numbers: list[int], least: int = 0) -> int:
    """How many are enough."""
    assert least >= 0
    found = [number for number in numbers if number >= LEAST and number != 7]
    if not found or max(found) < 0:
        return -1
    numbers.append(len(found) + 1)
    return len(found)


class Rows:
    start: int = 1
'''


@pytest.fixture
def module(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "module.py"
    path.write_text(MODULE, "utf-8")
    monkeypatch.setattr("benchmarks.mutants.changes.ROOT", tmp_path)
    return path


def test_every_kind_of_mistake_is_made_where_it_can_be(module):
    found = mutants(module)
    assert Counter(mutant.kind for mutant in found) == {
        "comparison": 3, "constant": 5, "and/or": 2, "operand dropped": 4, "condition negated": 2,
        "filter dropped": 1, "branch never taken": 1, "sign dropped": 2, "opposite": 1, "arithmetic": 1,
        "statement dropped": 1, "returns at once": 1,
    }  # fmt: skip
    assert (found[0].function, found[0].before, found[0].after) == ("", "3", "4")


def test_defaults_annotations_assertions_and_what_runs_while_a_class_is_made_are_left_alone(module):
    lines = {mutant.text for mutant in mutants(module)}
    assert len(lines) == 6
    assert not any(text.startswith(("assert", "start", "class", '"""')) for text in lines)


def test_each_mutant_is_a_module_that_differs_from_the_true_one(module):
    true = ast.unparse(ast.parse(MODULE))
    changed = [ast.unparse(changed_tree(mutant)) for mutant in mutants(module)]
    assert len(changed) == len(set(changed)) == 24
    assert true not in changed


def test_a_sample_is_the_same_for_the_same_seed():
    every = mutants(ROOT / "generator/filing/cells.py") + mutants(ROOT / "generator/form/rule.py")
    first = code_mutants.sample(every, 5, 1)
    assert first == code_mutants.sample(every, 5, 1)
    assert first != code_mutants.sample(every, 5, 2)
    assert {mutant.file.split("/")[1] for mutant in first} == {"filing", "form"}


def test_every_mutant_listed_as_equivalent_is_still_there_and_has_its_reason():
    listed = code_mutants.equivalent()
    files = {ROOT / key[0] for key in listed}
    there = {mutant.key for path in files if path.exists() for mutant in mutants(path)}
    assert [key for key in listed if key not in there] == []
    assert [key for key, reason in listed.items() if len(reason) < 20] == []


def test_mistakes_are_noticed_and_no_file_is_touched():
    test = HERE / "tests/common/test_safe_text.py"
    path = HERE / "generator/common/safe_text.py"
    before = path.read_bytes()
    options = ["common/safe_text.py", "--tests", test.relative_to(HERE), "--count", "3", "--jobs", "1"]
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.code_mutants", *map(str, options)],
        cwd=HERE, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert "| common | 3 | " in ran.stdout, ran.stderr
    assert path.read_bytes() == before


def test_a_call_of_super_is_dropped_in_the_running_code_too():
    """Without it the code closes over one name less than the function that has to run it."""
    path = ROOT / "generator/rules/kinds/__init__.py"
    (mutant,) = (
        mutant
        for mutant in mutants(path)
        if mutant.kind == "statement dropped" and mutant.text.startswith("super()")
    )
    function = kinds.UnknownKind.__init__
    before = function.__code__
    try:
        apply(mutant, {str(path): [function]})
        assert "没有" not in str(kinds.UnknownKind("totals"))
    finally:
        function.__code__ = before
    assert "没有" in str(kinds.UnknownKind("totals"))
