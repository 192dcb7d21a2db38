"""A filing moved to another form: all that has a place there, and an account of what has none.

Nothing is invented: a number is carried over only where one form names the other as its predecessor
and says what corresponds; what one form splits and the other does not is left for the office to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.compose.blank import Known, blank
from generator.compose.carry import units
from generator.compose.free_rows import free_rows, kept_sections
from generator.compose.head import kept
from generator.compose.own_head import kept_own
from generator.compose.own_table_lines import kept_tables
from generator.compose.quoting import Quoting, names
from generator.compose.texts import placed
from generator.compose.written import rows, value, values
from generator.filing.filing import Cell, Filing
from generator.filing.numbers import figure
from generator.form.correspondence import Match, corresponding
from generator.form.format import Format
from generator.source.yaml_text import quoted

# The lines of the head in which placeholders may stand.
LINES = ("title", "subtitle", "attachments")


@dataclass(frozen=True, slots=True)
class Converted:
    """The text of the new filing; rows of the old one with nothing to go to (and their figures), groups
    of the new one that one old figure is spread over, and how many numbers were carried over (totals
    are not: they are computed).

    ``unplaced`` names everything else that has no place there; ``typed`` are placeholders that became what
    they print.
    """

    text: str
    lost: tuple[str, ...]
    spread: tuple[str, ...]
    carried: int
    unplaced: tuple[str, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()


def is_related(source: Format, target: Format) -> bool:
    """Whether one of the two forms says how their numbers correspond."""
    return bool(corresponding(target, source))


def convert(filing: Filing, target: Format, previous: str = "") -> Converted:
    """The filing in the target form; ``previous`` is last year's from where the new one will lie.  Numbers
    left blank in it stay blank."""
    pairs = corresponding(target, filing.format)
    known = values(filing, pairs, remarks=True)
    written = rows(target, known)
    free = kept_sections(filing, target)
    quoting = Quoting(filing, target, names(pairs), frozenset(free), bool(previous))
    texts = placed(filing, target, quoting.moved)
    head = {**kept(_moved(filing, quoting)), **kept_own(filing, target)}
    head |= {"上年填报": quoted(previous)} if previous else {}
    kept_known = Known(
        head,
        written,
        texts=texts.texts,
        units=units(filing, target),
        free=free_rows(filing, free),
        own_tables=tuple(kept_tables(filing, texts.texts)),
        left=texts.unplaced,
    )
    carried = [cell for path in written for cell in target.rows[path] if not cell.open_column]
    return Converted(
        blank(target, kept_known),
        lost=tuple(_lost(filing, pairs)),
        spread=tuple(_spread(filing, target, [pair for pair in pairs if len(pair.here) > 1])),
        carried=sum(cell.path in known and not cell.total_row for cell in carried),
        unplaced=tuple(_unplaced(filing, target, texts.unplaced, head, free)),
        typed=tuple(quoting.typed),
    )


def _moved(filing: Filing, quoting: Quoting) -> Filing:
    """The filing with the placeholders of its head as the other form has them."""
    header = filing.header
    if header is None:
        return filing
    lines = {name: tuple(map(quoting.moved, getattr(header, name))) for name in LINES}
    return replace(filing, header=header.model_copy(update=lines))


def _lost(filing: Filing, pairs: Iterable[Match]) -> Iterator[str]:
    """Rows with figures or remarks that go nowhere, each with these; zeros are not worth a word."""
    labels = filing.format.labels
    used = {path for pair in pairs for path in pair.there}
    said = {pair.there[0] for pair in pairs if len(pair.there) == len(pair.here) == 1}
    for path, row in filing.format.rows.items():
        cells = [filing.cells[address.path] for address in row]
        words = [
            f"{labels.column(cell.path)} {_figure(cell, remark=cell.path not in said)}".strip()
            for cell in cells
            if (cell.value and cell.path not in used) or (cell.remark and cell.path not in said)
        ]
        if words:
            yield f"{labels.row(path)}：{'，'.join(words)}"


def _figure(cell: Cell, *, remark: bool) -> str:
    return figure(cell) + (f"（{cell.remark.text.strip()}）" if cell.remark and remark else "")


def _unplaced(
    filing: Filing, target: Format, texts: Iterable[str], head: Iterable[str], free: Iterable[str]
) -> Iterator[str]:
    """What else of a filing has no place in the other form, by the keys under which it stands."""
    yield from (f"{path}（文字抄在新填报的末尾）" for path in texts)
    yield from (f"{path}：{word.text}" for path, word in filing.words.items() if word.text)
    tables = {section.key for section in target.sections if section.has_table}
    yield from (f"{key}.单位：{unit.text.strip()}" for key, unit in filing.units.items() if key not in tables)
    for section in filing.free.keys() - set(free):
        yield f"{section}：{'、'.join(row.path.partition('.')[2] for row in filing.free[section])}"
    yield from (f"表头的{key}：{text}" for key, text in filing.own.items() if key not in head)
    if filing.header and filing.header.waivers:
        yield f"豁免：{len(filing.header.waivers)} 条，核对新填报以后再看要不要写"


def _spread(filing: Filing, target: Format, pairs: Iterable[Match]) -> Iterator[str]:
    """Figures that the new form wants told apart, with the rows they are to be divided among."""
    for pair in pairs:
        amount = value(filing, pair.there)
        first = target.addresses[pair.here[0]]
        if amount not in ("", "0") and not first.open_column:
            names = "、".join(target.labels.row(path) for path in pair.here)
            among = " 等之和" if len(pair.there) > 1 else ""
            yield f"{filing.format.labels.short(pair.there[0])}{among} {amount}：要分到 {names}"
