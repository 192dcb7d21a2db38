"""Words of tables that are others in a report: units above them, cells that hold no number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.filing.filing import Filing
from generator.findings.finding import Edit
from generator.form.reserved import UNIT
from generator.importers.merge_sides import Conflict, Merged, Sides, settled_value
from generator.importers.said import squeezed
from generator.source.nodes import Scalar
from generator.source.yaml_text import quoted

ABSENT = "没有写"


def beside_edits(sides: Sides, result: Merged) -> Iterator[Edit]:
    """An edit for each that the report alone has otherwise; what the filing does not have is told."""
    base, ours, theirs = (_words(each) for each in (sides.base, sides.filing, sides.report))
    for path, scalar in theirs.items():
        wordings = (_text(base, path), _text(ours, path), scalar.text.strip())
        words, clash = settled_value(*map(squeezed, wordings))
        if clash:
            shown = (wordings[0] or ABSENT, wordings[1] or ABSENT, wordings[2])
            result.conflicts.append(Conflict(path, _name(sides, path), shown))
        elif words == squeezed(wordings[1]) or not words:
            continue
        elif path not in ours:
            result.unplaced.append(f"{_name(sides, path)}：填报里没有写，报告里是“{wordings[2]}”，请补上")
        else:
            result.changes.append(f"{_name(sides, path)}：{wordings[1]} → {wordings[2]}")
            yield Edit(ours[path].span, quoted(wordings[2]))
    for path in base.keys() & ours.keys() - theirs.keys():
        if _is_unit(path) and _is_said(sides, path):
            result.unplaced.append(f"{path}：报告里没有找到“{_text(ours, path)}”，改过的请自己改")


def _words(filing: Filing) -> dict[str, Scalar]:
    units = {f"{section}.{UNIT}": scalar for section, scalar in filing.units.items()}
    cells = {path: word.scalar for path, word in filing.words.items() if word.scalar and word.text}
    return {**units, **cells}


def _text(words: Mapping[str, Scalar], path: str) -> str:
    return words[path].text.strip() if path in words else ""


def _is_unit(path: str) -> bool:
    return path.rpartition(".")[2] == UNIT


def _is_said(sides: Sides, path: str) -> bool:
    """Whether the table itself was read, so that its unit would have been."""
    section = path.partition(".")[0]
    return any(cell.partition(".")[0] == section for cell in sides.places.cells)


def _name(sides: Sides, path: str) -> str:
    return path if _is_unit(path) else sides.filing.label(path)
