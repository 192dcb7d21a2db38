"""Numbers: from what a clerk wrote to a value of its kind, and back to what is printed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from generator.filing.filing import Cell, Number, State
from generator.filing.narrative.filters import plain
from generator.filing.numerals import NUMBER, as_number, exact
from generator.filing.quantity import bare, in_base_unit, lacks_unit, printed
from generator.findings.finding import Edit, Fix
from generator.form.format import Kind
from generator.form.reserved import EXAMPLE
from generator.source.nodes import Node, Scalar, Sequence


def figure(cell: Cell) -> str:
    """A number as printed: ordinary digits, no separators; a blank stays blank, a broken one is ？."""
    if cell.state is State.BLANK:
        return ""
    if cell.written:
        return cell.written
    if cell.value is None:
        return "？"
    return f"{Decimal(cell.value):f}" if cell.state is State.GIVEN else plain(Fraction(cell.value))


def parse_number(node: Node) -> Number | None:
    """A plain decimal number exactly as written (int, or Decimal with its digits kept); else None."""
    if not isinstance(node, Scalar) or not node.plain or not NUMBER.fullmatch(node.text):
        return None  # nothing that reading refuses looks like a number
    return Decimal(node.text) if "." in node.text else int(node.text)


def parse_quantity(node: Node, kind: Kind) -> tuple[Number | None, str]:
    """The number in its kind's base unit and, if not in bare digits, its print; None where it is none."""
    stripped, unit = bare(node, kind)
    value = parse_number(stripped)
    if value is None or lacks_unit(value, unit, kind) or not isinstance(node, Scalar):
        return None, ""
    value = in_base_unit(value, unit, kind)
    return value, printed(value, kind, node.text)


def read_quantity(node: Node, kind: Kind, *, whole: bool) -> tuple[Number | None, str]:
    """The same of a node as a clerk may write it: in quotes, or, where only ``whole`` numbers count, with a
    point and noughts."""
    value, written = parse_quantity(exact(node), kind)
    if whole and isinstance(value, Decimal) and value == int(value):
        return int(value), printed(int(value), kind)
    return value, written


def needless(node: Node, kind: Kind, value: Number, written: str) -> Fix | None:
    """The mend of an exact number with more about it than digits: quotes, or decimals of a count."""
    if not isinstance(node, Scalar):
        return None
    if node.plain and (kind.units or isinstance(value, Decimal) or "." not in node.text):
        return None
    return Fix("只写数字", (Edit(node.span, written or str(value)),))


def as_quantity(node: Scalar, kind: Kind, *, listed: bool = False) -> Fix | None:
    """The mend of what is no number and can only mean one."""
    return None if kind.units else as_number(node, kind.unit, listed=listed)


def why_no_number(node: Scalar, kind: Kind) -> str:
    """What to do about a value that is no number of its kind, as the end of a message."""
    return f"，要写准数，连同单位（{'、'.join(kind.units)}）一起写" if kind.units else _reason(node)


# Compiled when first needed: most filings need none of them.
_REASONS = (
    (r"[-—–－―/／无]|不适用|[nN]/?[aA]", "，没有发生的写 0"),
    (r"[0-9]{16,}(\.[0-9]+)?", "，太长了，最多十五位"),
    (r"-?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]+)?", "，不要写千分位的逗号"),
    (r"[约近共] *[0-9.]+.*|[0-9.]+ *余.*", "，要写准数"),
    (r"-?[0-9.]+ *[一-鿿]+", "，不要带单位"),
    (r"-?[0-9][^（(]*[（(].*[)）]", f"，括号里的话写成备注：{EXAMPLE}"),
    (r"[-+]?[0-9.]*[0-9][eE][-+]?[0-9]+", "，不要用科学记数法"),
    (r"\+[0-9.]+", "，不要写正号"),
)


def means_nothing(text: str) -> bool:
    """Whether a sign stands where nothing happened: it may be zero, and it may not be known."""
    return re.fullmatch("[-—–－―/／无]", text.strip()) is not None


def _reason(node: Scalar) -> str:
    text = node.text[:80].strip()
    if not node.plain and NUMBER.fullmatch(text):
        return "，数字不要加引号"
    narrow = unicodedata.normalize("NFKC", text)
    if narrow != text and NUMBER.fullmatch(narrow):
        return f"，全角数字请改成半角 {narrow}"
    return next((reason for pattern, reason in _REASONS if re.fullmatch(pattern, text)), "")


def short(text: str) -> str:
    """The beginning of what was written, in one line; blanks of another sort are named when it is told."""
    text = re.sub(r"[\r\n]+", " ", text)
    return text if len(text) <= 20 else text[:20] + "…"


def in_words(node: Node) -> str:
    """What stands where something else belongs."""
    if isinstance(node, Scalar):
        return f"“{short(node.text)}”" if node.text else "空的"
    return "一串数" if isinstance(node, Sequence) else "几项内容"
