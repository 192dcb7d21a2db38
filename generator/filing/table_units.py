"""What stands beside the rows of tables: the line right above one, 「单位：件」, and texts."""

from __future__ import annotations

from generator.findings.catalogue import found
from generator.findings.finding import Finding
from generator.form.format import Format
from generator.form.reserved import BEFORE, BELOW, ROWS, UNIT
from generator.source.nodes import Mapping, Node, Scalar, is_blank


def has_texts(node: Node | None, total: str = "") -> bool:
    """Whether a free table is written with something beside its rows: 「{说明: …, 行: […], 注: …}」, or the
    row that sums them."""
    beside = {BEFORE, BELOW, ROWS, *([total] if total else [])}
    return isinstance(node, Mapping) and not beside.isdisjoint(node.entries)


def load_units(format: Format, root: Mapping) -> tuple[dict[str, Scalar], list[Finding]]:
    """The line above each table by its section, and S03 for one that is none."""
    units: dict[str, Scalar] = {}
    findings: list[Finding] = []
    for section in format.sections:
        node = root.entries.get(section.key)
        if (section.table or (section.free and has_texts(node, section.free.total))) and isinstance(
            node, Mapping
        ):
            unit = load_unit(section.key, node, format.basis, findings)
            units |= {section.key: unit} if unit else {}
    return units, findings


def load_unit(path: str, table: Mapping, basis: str, findings: list[Finding]) -> Scalar | None:
    """The line above one table, if it has one; what is wrong with it goes to ``findings``."""
    node = table.entries.get(UNIT)
    if node is None or is_blank(node):
        return None
    if isinstance(node, Scalar) and node.text.strip() and "\n" not in node.text.strip():
        return node
    words = {"key": f"{path}.{UNIT}", "expected": "一行文字，如 件", "found": "别的形式"}
    findings.append(found("S03", node.span, basis=basis, **words))
    return None
