"""What both sides changed, set beside its place in the filing as a comment, for somebody to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.filing.filing import Cell, Filing
from generator.findings.finding import Edit, Span
from generator.importers.merge_sides import Conflict, Merged
from generator.source.edits import edited
from generator.source.nodes import Mapping

Load = Callable[[str], Filing | None]


def with_comments(result: Merged, load: Load) -> Merged:
    """The same with a comment above each place that both sides changed; without where the filing would not be
    the same with them."""
    filing = load(result.text) if result.conflicts else None
    if filing is None:
        return result
    text = edited(result.text, _comments(filing, result.conflicts))
    now = load(text)
    if now is None or not _is_same(filing, now):
        result.unplaced.append("报告里的写法没有记到填报的注释里，请照上面写的自己改")
        return result
    return replace(result, text=text)


def line_of(filing: Filing, conflict: Conflict) -> int:
    """On which line of the filing a place stands."""
    if (cell := _cell(filing, conflict.path)) is not None:
        return cell.span.line
    start = _key_line(filing, conflict.path)
    lines = filing.source.lines
    wanted = conflict.line.strip()
    return next(
        (number for number in range(start, len(lines) + 1) if wanted and lines[number - 1].strip() == wanted),
        start,
    )


def _cell(filing: Filing, path: str) -> Cell | None:
    """The number at a path: of the form, or of a row that the office named."""
    return filing.cells.get(path) or filing.free_cells.get(path)


def _comments(filing: Filing, conflicts: list[Conflict]) -> Iterator[Edit]:
    """A line above each place, unless it stands there already."""
    ending = "\r\n" if "\r\n" in filing.source.text else "\n"
    there = {line.strip() for line in filing.source.lines}
    for conflict in conflicts:
        cell = _cell(filing, conflict.path)
        line = cell.span.line if cell else _key_line(filing, conflict.path)
        if conflict.comment in there:
            continue
        there.add(conflict.comment)
        written = filing.source.lines[line - 1]
        indent = written[: len(written) - len(written.lstrip(" "))]
        yield Edit(Span(line, 1, line, 1), f"{indent}{conflict.comment}{ending}")


def _key_line(filing: Filing, path: str) -> int:
    """The line of the key under which a text or a field stands, or of what is above it."""
    node, line = filing.document.root, 1
    for key in path.split("."):
        line = node.keys[key].line if key in node.keys else line
        below = node.entries.get(key)
        if not isinstance(below, Mapping):
            break
        node = below
    return line


def _is_same(filing: Filing, other: Filing) -> bool:
    """Whether two filings say the same."""
    numbers = {path: cell.value for path, cell in filing.cells.items()}
    texts = {path: text.scalar.text for path, text in filing.texts.items()}
    return numbers == {path: cell.value for path, cell in other.cells.items()} and texts == {
        path: text.scalar.text for path, text in other.texts.items()
    }
