"""Practice packs: rules that hold for several forms of a family, as data, on by default.

A pack is one file, ``templates/practice/<name>.yaml``: rules, the cases that prove them, and the families of
forms it serves.  A form that names its ``family`` gets the rules of every pack that serves it; a rule of its
own with the same code goes before the pack's, and codes it names under ``without`` are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.form.format import Format
from generator.form.rule import Rule, place_rules
from generator.form.vocabulary import TableWords
from generator.source.data_file import DataFile, Model

FOLDER = "practice"
# Where the basis of a rule names the document of whatever form it goes on.
DOCUMENT = "{依据}"


class Practice(Model):
    """Rules of practice.  ``families`` are those of the forms it serves.

    ``proved_on`` is the form whose correct filing ``base`` and ``cases`` change to prove the rules.
    ``reckonings`` go on a form that has none of its own.
    """

    name: str
    description: str
    families: tuple[str, ...]
    proved_on: str
    reckonings: tuple[str, ...] = ()
    vocabulary: tuple[TableWords, ...] = ()
    rules: tuple[Rule, ...]
    base: Any = None
    cases: tuple[Any, ...] = ()

    def placed(self, file: DataFile) -> None:
        """Its rules are told where they are written."""
        place_rules(self.rules, file)


def rules_for(pack: Practice, form: Format) -> tuple[Rule, ...]:
    """The rules of a pack that go on a form as it is written, citing the form's own document."""
    if form.family not in pack.families:
        return ()
    taken = {*form.without, *(rule.code for rule in form.rules)}
    return tuple(citing(rule, form.basis) for rule in pack.rules if rule.code not in taken)


def citing(rule: Rule, document: str) -> Rule:
    """The rule with that document in its basis."""
    return rule.model_copy(update={"basis": rule.basis.replace(DOCUMENT, document)})


def practised(form: Format, packs: Iterable[Practice]) -> Format:
    """The form with the rules of all packs that serve it after its own."""
    for pack in packs:
        more = rules_for(pack, form)
        reckonings = form.reckonings or (pack.reckonings if more else ())
        if more:
            own = {words.table for words in form.vocabulary}
            words = (*form.vocabulary, *(words for words in pack.vocabulary if words.table not in own))
            update = {"rules": (*form.rules, *more), "reckonings": reckonings, "vocabulary": words}
            form = form.model_copy(update=update)
    return form
