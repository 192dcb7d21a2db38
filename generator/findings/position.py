"""Where in a published report something stands: on its page, in its table, in words a reader can follow."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a document that is not a filing; everything counts from 1, 0 is not known.

    ``sheet`` is a workbook's, ``file`` one of several that a package holds.
    """

    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    line: int = 0
    sheet: str = ""
    file: str = ""

    def __str__(self) -> str:
        parts = [self.file, f"工作表“{self.sheet}”" if self.sheet else ""]
        parts += [f"第 {self.page} 页" if self.page else "", f"第 {self.table} 张表" if self.table else ""]
        parts += [f"第 {self.row} 行" if self.row else "", f"第 {self.column} 列" if self.column else ""]
        parts += [f"第 {self.line} 段" if self.line else ""]
        return "".join(part for part in parts if part)

    @property
    def known(self) -> dict[str, int | str]:
        """What is known of it, by name."""
        return {name: value for name, value in asdict(self).items() if value}
