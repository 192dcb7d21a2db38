"""Placeholders of a filing in another form: a number goes by its name there, or stands as its figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.filing.filing import Filing
from generator.filing.narrative.expression import Binary, Mistake, Node, Path, parse
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.own_names import meant
from generator.filing.narrative.placeholders import LAST_YEAR, Hidden, Unknown, group_cells, resolve
from generator.filing.narrative.scanning import Placeholder, scan
from generator.form.correspondence import Match
from generator.form.format import Format
from generator.form.header import PUBLIC_KEYS
from generator.form.own_tables import KEY


@dataclass
class Quoting:
    """Moves placeholders; ``names``: the numbers of the filing by what they are called in the other form;
    ``free``: the sections whose own rows go over; ``last_year``: the new filing has last year's beside it;
    ``mark``: what is written behind a figure that has no name there.

    ``typed`` are the placeholders that became what they print.
    """

    filing: Filing
    target: Format
    names: Mapping[str, str]
    free: frozenset[str]
    last_year: bool
    mark: str = ""
    typed: list[tuple[str, str]] = field(default_factory=list)

    def moved(self, text: str) -> str:
        """A text with its placeholders as the other form has them."""
        parts, end = [], 0
        for placeholder in scan(text):
            parts += [text[end : placeholder.start], self._placeholder(placeholder, text)]
            end = placeholder.end
        return "".join([*parts, text[end:]])

    def _placeholder(self, placeholder: Placeholder, text: str) -> str:
        written, source = text[placeholder.start : placeholder.end], placeholder.source
        try:
            paths = sorted(_paths(parse(source).root), key=lambda path: path.position, reverse=True)
        except Mistake:
            return written  # told by `check` as it is told now
        value = self._value(placeholder)
        for path in paths:
            name = self._name(path.name, source[path.position : path.end])
            if name is None and value is None:
                return written  # told too
            if name is None:
                assert value is not None  # just looked
                self.typed.append((written, value))
                return value.replace("*", r"\*").replace("{", r"\{") + self.mark
            source = source[: path.position] + name + source[path.end :]
        return "{{" + source + "}}"

    def _value(self, placeholder: Placeholder) -> str | None:
        """What a placeholder prints; None where it prints nothing."""
        try:
            return resolve(self.filing, placeholder)
        except (Mistake, Unknown, Unwritable, Hidden):
            return None

    def _name(self, name: str, written: str) -> str | None:
        """What a path is called in the other form; None where it has no such thing."""
        first = name.partition(".")[0]
        if first == LAST_YEAR:
            return written if self.last_year and (not self.mark or self._is_mine(name)) else None
        if name in self.filing.cells:
            return self.names.get(name)
        if name in self.filing.free_cells or meant(self.filing, name):
            return written if first == KEY or first in self.free else None
        if group := group_cells(self.filing.format, name):
            there = group_cells(self.target, name)
            return written if there and [self.names.get(path) for path in group] == there else None
        return written if first in PUBLIC_KEYS or first in self.target.head_keys else None

    def _is_mine(self, name: str) -> bool:
        """Whether a number of last year's goes by its name in this filing too, which is the new one's last
        year's."""
        own = name.partition(".")[2]
        return own in self.filing.cells or group_cells(self.filing.format, own) is not None


def names(pairs: list[Match]) -> dict[str, str]:
    """The numbers that are one number in both forms, by what they are called in the filing's."""
    return {pair.there[0]: pair.here[0] for pair in pairs if len(pair.there) == len(pair.here) == 1}


def _paths(node: Node) -> Iterator[Path]:
    if isinstance(node, Path):
        yield node
    elif isinstance(node, Binary):
        yield from (*_paths(node.left), *_paths(node.right))
