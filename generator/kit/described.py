"""What a form declares, in the words in which two forms are compared."""

from __future__ import annotations

from generator.form.own_fields import HeadField, Periods
from generator.form.table_tree import Column, Computed, Kind, Row

PRINTED = {"": "", "top": "印在标题下面", "bottom": "印在文末"}


def kind(kind: Kind) -> str:
    """A kind of cell: what it holds, and what more there is to it."""
    units = "、".join(f"{name} {worth}" for name, worth in kind.units.items())
    return _listed(
        kind.holds + (f"（{kind.unit}）" if kind.unit else ""),
        "、".join(kind.choices),
        "必填" if kind.required else "",
        "带正负号" if kind.signed else "",
        units,
    )


def field(field: HeadField) -> str:
    """A field of the head that only one form has."""
    must = "必须写" if field.required else "可以不写"
    return _listed(field.holds, "、".join(field.choices), must, PRINTED[field.printed])


def periods(periods: Periods) -> str:
    """The parts of a year that a form is filed for, and what each is compared with."""
    parts = "、".join(f"{part.name}（到{part.last.month}月{part.last.number}日）" for part in periods.parts)
    before = "与上一年的同一期比" if periods.before == "year" else "与前面紧挨着的一期比"
    return _listed(f"{periods.key}：{parts}", before)


def worked_out(entry: Column | Row) -> str:
    """How the numbers of a column or a row follow from others."""
    if entry.total:
        return "合计"
    return computed(entry.computed) if entry.computed else ""


def computed(computed: Computed) -> str:
    """A formula in the usual signs."""
    top = " + ".join(computed.plus) + "".join(f" − {name}" for name in computed.minus)
    if not computed.over:
        return top + _times(computed)
    several = len(computed.plus) + len(computed.minus) > 1
    below = " + ".join(computed.over)
    share = f"{f'（{top}）' if several else top} ÷ {f'（{below}）' if computed.over[1:] else below}"
    return f"{share}{_times(computed)}，{computed.decimals} 位小数"


def _times(computed: Computed) -> str:
    return f" × {computed.times}" if computed.times != 1 else ""


def _listed(*words: str) -> str:
    return "，".join(filter(None, words))
