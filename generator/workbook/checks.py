"""What must be equal in a form, whatever stands in it: the equations of its rules between blank numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.filing.computed import follows_from
from generator.filing.filing import Filing
from generator.form.format import Address
from generator.form.rule import Rule
from generator.report.sheets import Difference, Share
from generator.rules.sums.equations import Equation
from generator.rules.sums.of_form import equations_of_form


@dataclass(frozen=True, slots=True)
class Balance:
    """A rule's demand that a difference be nought, in one lane of a table.  ``total`` is the number that is
    defined as a sum, if one is."""

    number: int
    rule: Rule
    table: str
    where: str
    difference: Difference
    total: str | None

    @property
    def path(self) -> str:
        """The address of the difference in a workbook."""
        return f"{self.rule.code} {self.number}"

    @property
    def paths(self) -> tuple[str, ...]:
        """The numbers that it names."""
        return (*self.difference.plus, *self.difference.minus)


def balances(filing: Filing) -> list[Balance]:
    """All that do not follow from others."""
    own = (each for each in equations_of_form(filing) if not each.implied and _is_of_form(filing, each))
    return [
        Balance(
            number,
            equation.rule,
            equation.table,
            f"{equation.table}：{_named(filing, equation)}",
            Difference(equation.left, equation.right),
            equation.total,
        )
        for number, equation in enumerate(own)
    ]


def _is_of_form(filing: Filing, equation: Equation) -> bool:
    """Whether it is between numbers of the form; rows that an office names may yet be others."""
    return all(path in filing.cells for path in (*equation.left, *equation.right))


def _named(filing: Filing, equation: Equation) -> str:
    """The total that an equation defines, or the column or row in which it must hold."""
    labels = filing.format.labels
    if equation.total:
        return labels.name(equation.total).words
    common, _ = labels.in_lane((*equation.left, *equation.right))
    return common or equation.lane


def sums(filing: Filing) -> Mapping[str, Difference | Share]:
    """What every total of the form is the sum of, by its address."""
    form = filing.format
    found: dict[str, Difference | Share] = {}
    for path, address in form.addresses.items():
        if address.computed_row or address.computed_column:
            found[path] = _computed(address)
        elif address.total_column:
            found[path] = Difference(form.beside(address))
        elif address.total_row:
            found[path] = Difference(form.above(address))
    return found


def _computed(address: Address) -> Share:
    """A number that follows from others of its row or group, other than their sum."""
    computed, paths = follows_from(address)
    plus, minus, over = (
        tuple(paths[name] for name in names) for names in (computed.plus, computed.minus, computed.over)
    )
    return Share(plus, minus, over, computed.times, computed.decimals)
