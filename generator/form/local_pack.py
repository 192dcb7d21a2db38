"""Local packs: a province's or city's own rules on top of a national form, as data.

A pack is one file, ``templates/local/<name>.yaml``, with rules only and the cases that prove them.  What it
asks for is never law of the whole country, so none of its rules may call itself official.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator

from generator.form.format import Format
from generator.form.rule import Rule, place_rules
from generator.source.data_file import DataFile, Model
from generator.source.verdicts import refusal

FOLDER = "local"


def _of_no_form(rule: Rule) -> Rule:
    if rule.official:
        raise refusal("地方规则不是全国格式里印明的，official 应当是 false")
    return rule


class Pack(Model):
    """Rules of one place.  ``versions`` are those of the form they go on.

    ``base`` makes a correct filing out of that of the form's cases, ``cases`` prove the rules with it.
    """

    name: str
    description: str
    basis: str
    versions: tuple[str, ...]
    rules: tuple[Annotated[Rule, AfterValidator(_of_no_form)], ...]
    base: Any = None
    cases: tuple[Any, ...] = ()

    def placed(self, file: DataFile) -> None:
        """Its rules are told where they are written."""
        place_rules(self.rules, file)


def extended(format: Format, packs: tuple[Pack, ...]) -> Format:
    """The format with the rules of packs after its own."""
    more = tuple(rule for pack in packs for rule in pack.rules)
    return format.model_copy(update={"rules": (*format.rules, *more)}) if more else format
