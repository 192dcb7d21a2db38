"""Everything that is wrong with a format, step by step: later steps rest on what earlier ones found sound."""

from __future__ import annotations

from pathlib import Path

from generator.format import FILE
from generator.kit import naming, proof, shape, structure
from generator.kit.problem import Draft, Problem


def check(folder: Path) -> list[Problem]:
    """The problems of the format in a folder, in the order of its file."""
    draft = Draft(folder / FILE)
    form, problems = shape.load(draft)
    if form is None:
        return problems
    problems += structure.check(draft, form)
    problems += shape.of_rules(draft, form)
    if not any(one.serious for one in problems):
        problems += naming.of_rules(draft, form)
        problems += naming.of_lineage(draft, form)
    if not any(one.serious for one in problems):
        problems += proof.check(draft, form)
    problems += structure.identity(draft, form)
    return sorted(problems, key=lambda one: (str(one.path), one.span.line, one.span.column))
