"""The narratives of a filing as blocks: every placeholder with its value, every link with its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from generator.filing.filing import Filing
from generator.filing.narrative import links, markup
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.lines import Line, lines
from generator.filing.narrative.markup import Run
from generator.filing.narrative.placeholders import Hidden, Unknown, resolve
from generator.filing.narrative.scanning import Placeholder, scan
from generator.filing.narrative.text_tables import faults
from generator.filing.pictures import PICTURE_LINE
from generator.report.blocks import NOTE, Block, Figure, Figures, Heading, Items, Origin, Paragraph
from generator.report.text_table import text_table


def narrative(filing: Filing, path: str) -> Iterator[Block]:
    """The blocks of the narrative at a path; none where nothing was written."""
    if path in filing.texts:
        yield from _Prose(filing, path).blocks(filing.texts[path].scalar.text)


@dataclass
class _Prose:
    """A narrative on its way: the items of a list that is not at its end yet and where it began, how many
    tables there were."""

    filing: Filing
    path: str
    items: list[tuple[Run, ...]] = field(default_factory=list)
    tables: int = 0
    first: int = 0

    def blocks(self, text: str) -> Iterator[Block]:
        for line in lines(text):
            if line.kind == "item":
                self.first = self.first if self.items else line.start
                self.items.append(settle(self.filing, line.text))
                continue
            yield from self._pending()
            yield from (replace(block, origin=Origin(self.path, line.start)) for block in self._block(line))
        yield from self._pending()

    def _pending(self) -> Iterator[Block]:
        if self.items:
            yield Items(tuple(self.items), origin=Origin(self.path, self.first))
            self.items.clear()

    def _block(self, line: Line) -> Iterator[Block]:
        match line.kind:
            case "heading":
                yield Heading(_plain(settle(self.filing, line.text, linked=False)), line.level, "")
            case "table":
                yield from self._table(line)
            case "picture" | "picture row":
                yield from self._pictures(line)
            case kind:
                yield Paragraph(_runs(self.filing, line), NOTE if kind == "note" else "")

    def _table(self, line: Line) -> Iterator[Block]:
        """A table, or its lines as they stand where it is none (check has told it)."""
        if any(faults(line.text)):
            rows = (row.strip() for row in line.text.split("\n"))
            yield from (Paragraph((Run(_plain(settle(self.filing, row, linked=False))),)) for row in rows)
            return
        self.tables += 1
        name = self.path.rpartition(".")[2]
        yield text_table(
            line.text,
            f"{self.path}-表{self.tables}",
            f"{name}：表{self.tables}",
            lambda text: _plain(settle(self.filing, text, linked=False)),
        )

    def _pictures(self, line: Line) -> Iterator[Block]:
        """A picture, or several side by side; one that cannot be used stays visible as it was written."""
        written = [line] if line.kind == "picture" else list(_each(line.text))
        blocks = [self._picture(picture) for picture in written]
        figures = tuple(block for block in blocks if isinstance(block, Figure))
        if len(figures) == len(blocks) > 1:
            yield Figures(figures)
        else:
            yield from blocks

    def _picture(self, line: Line) -> Figure | Paragraph:
        caption = _plain(settle(self.filing, line.text, linked=False))
        picture = self.filing.pictures.get(line.path)
        return Figure(caption, picture) if picture else Paragraph((Run(f"![{caption}]({line.path})"),))


def _each(text: str) -> Iterator[Line]:
    """The pictures of one line."""
    for match in PICTURE_LINE.finditer(text):
        yield Line("picture", match["caption"], match.start("caption"), path=match["path"])


def _plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _runs(filing: Filing, line: Line) -> tuple[Run, ...]:
    """A paragraph with its number in our shape, and the head that is run into it in the face of such heads.

    The face of the third level is the body's own; there heads are strong instead.
    """
    head, rest = line.text[: line.head], line.text[line.head :]
    face = line.level if line.level == FACED else 0
    strong = bool(line.head) and not face
    before = [Run(line.number)] if line.number else []
    heads = [replace(run, strong=strong, face=face) for run in (*before, *settle(filing, head))]
    return _joined([*heads, *settle(filing, rest)])


# The level below a section's, whose face is its own.
FACED = 2


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs in one manner put together."""
    manners = groupby(runs, lambda run: replace(run, text=""))
    return tuple(replace(manner, text=_plain(group)) for manner, group in manners)


def settle(filing: Filing, text: str, *, linked: bool = True) -> tuple[Run, ...]:
    """A line's runs with every placeholder replaced by its value, and the address behind every link.

    Values are put in after the markup is taken apart, so that no value can be read as markup.
    """
    holders = (chr(code) for code in range(0xF0000, 0xFFFFD) if chr(code) not in text)
    values: dict[int, str] = {}
    pieces: list[str] = []
    end = 0
    for placeholder, holder in zip(scan(text), holders, strict=False):
        values[ord(holder)] = _value(filing, placeholder, text)
        pieces += [text[end : placeholder.start], holder]
        end = placeholder.end
    runs = markup.runs("".join(pieces) + text[end:], links=linked)
    return tuple(_addressed(_filled(run, values) for run in runs))


def filled_in(filing: Filing, text: str) -> str:
    """A line with its placeholders replaced by their values, and nothing else done to it."""
    for placeholder in reversed(list(scan(text))):
        value = _value(filing, placeholder, text)
        text = f"{text[: placeholder.start]}{value}{text[placeholder.end :]}"
    return text


def _filled(run: Run, values: Mapping[int, str]) -> Run:
    return replace(run, text=run.text.translate(values), address=run.address.translate(values))


def _addressed(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, each link with its address in brackets, as it must be read on paper."""
    for (address, link), group in groupby(runs, lambda run: run.leads):
        words = list(group)
        yield from words
        if address and not links.says_itself(_plain(words), address):
            yield Run(f"（{links.shown(address)}）", address=address, link=link)


def _value(filing: Filing, placeholder: Placeholder, text: str) -> str:
    """The value, or for a draft the placeholder as written: check has reported it already."""
    try:
        return resolve(filing, placeholder)
    except (Mistake, Unknown, Unwritable, Hidden):
        return text[placeholder.start : placeholder.end]
