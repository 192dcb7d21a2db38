"""What rules that judge statements have in common."""

from __future__ import annotations

from generator.form.header import key_for
from generator.form.rule import RuleOptions


class AskingOptions(RuleOptions):
    """Keys of a rule that judges what sentences state."""

    @property
    def of_head(self) -> tuple[str, ...]:
        """The field of the head without which no sentence is read: whose figures they are may stay open."""
        return (key_for("year"),)
