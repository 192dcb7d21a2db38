"""Cells of tables that hold no number: words, a date, yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from generator.common.did_you_mean import nearest
from generator.filing.filing import Word
from generator.filing.head_mends import of_choice, of_date
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Fix, Span
from generator.form import values
from generator.form.format import Address, Format
from generator.form.table_tree import Kind
from generator.source.nodes import REFUSED, Node, Scalar, ambiguous, is_blank


def is_line(node: Node) -> bool:
    """Whether a node is words on one line; nothing is too."""
    return isinstance(node, Scalar) and "\n" not in node.text.strip()


def is_empty(node: Node) -> bool:
    """Whether nothing stands there, in quotes or without."""
    return is_blank(node) or (isinstance(node, Scalar) and node.style != REFUSED and not node.text.strip())


def misfit(kind: Kind, node: Node) -> tuple[str, Fix | None]:
    """Why what was written is not of its kind, as the end of a message, and the mend if there is one; nothing
    where it is, or where reading has told it."""
    if not isinstance(node, Scalar) or node.style == REFUSED or ambiguous(node) is not None:
        return "", None
    text = "" if is_empty(node) else node.text.strip()
    if not kind.problem(text):
        return "", None
    only = kind.allowed
    mend = of_date(node) if kind.holds == values.DATE else of_choice(node, only) if only else None
    return kind.meaning + (nearest(text, only) if text and only else ""), mend


def is_needed(format: Format, address: Address) -> bool:
    """Whether a cell that holds no number must be filled: not in a row that is worked out."""
    return format.kinds[address.kind].required and not address.open_row


@dataclass
class WordLoader:
    """Reads the cells of a form's tables that hold no number, and tells S03, S07 and S67."""

    format: Format
    words: dict[str, Word] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def read(self, address: Address, node: Node | None, where: Span) -> None:
        """One cell; None where nothing was written for it."""
        kind, name = self.format.kinds[address.kind], self.format.labels.name(address.path)
        if node is None or is_empty(node):
            span = where if node is None else node.span
            if is_needed(self.format, address):
                row = self.format.labels.name(address.row_path)
                columns = self.format.labels.columns_of([address.path]) if address.column else "全行"
                self._find("S07", span, row=row, cells=columns)
            self.words[address.path] = Word(address.path, "", span)
            return
        scalar = node if isinstance(node, Scalar) else None
        self.words[address.path] = Word(address.path, "", node.span, scalar)
        if scalar is None or not is_line(scalar):
            self._find("S03", node.span, key=name, expected="一行文字", found="别的形式")
            return
        text = scalar.text.strip()
        meaning, fix = misfit(kind, scalar)
        if meaning:
            self._find("S67", node.span, fix, cell=name, value=text, meaning=meaning)
        elif not kind.problem(text):
            self.words[address.path] = Word(address.path, text, node.span, scalar)

    def empty(self, row: Iterable[Address], where: Span) -> None:
        """The cells of a row for which nothing was written."""
        for address in row:
            self.read(address, None, where)

    def _find(self, code: str, span: Span, fix: Fix | None = None, **words: object) -> None:
        # Spelt out as in cells.
        finding = found(code, span, **{"basis": self.format.basis, **words})  # type: ignore[arg-type]
        self.findings.append(replace(finding, fix=fix))


def written(words: Iterable[Word]) -> Iterator[Scalar]:
    """What was written in such cells."""
    yield from (word.scalar for word in words if word.scalar)
