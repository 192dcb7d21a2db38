"""What a column of an office's own table may hold, as data: the same for every form."""

from __future__ import annotations

from functools import cache

from generator.common import data_folders
from generator.form import values
from generator.form.table_tree import Kind
from generator.source.data_file import DataFault, Model, load_model

FILE = "own_tables.yaml"
# The key of a filing below which they stand, and the keys of each.
KEY = "附表"
TITLE, COLUMNS, TOTAL = "标题", "列", "合计"
NAME, KIND = "名称", "种类"


class OwnKind(Model):
    """What a column may hold: ``meaning`` says it to people."""

    holds: values.Holds
    meaning: str
    unit: str = ""
    whole: bool = False
    minimum: int | None = None

    def kind(self, unit: str) -> Kind:
        """The kind of cell that a column in such a unit holds."""
        return Kind(unit=unit or self.unit) if self.is_number else Kind(holds=self.holds)

    @property
    def is_number(self) -> bool:
        """Whether it is added up."""
        return self.holds == values.NUMBER


class OwnKinds(Model):
    """All kinds; ``usual`` is that of a column which does not say, ``total`` the name of a total row."""

    usual: str
    total: str
    kinds: dict[str, OwnKind]


@cache
def own_kinds() -> OwnKinds:
    """Those of ``templates/own_tables.yaml``, read once."""
    return load_model(data_folders.folder("templates") / FILE, OwnKinds, DataFault)
