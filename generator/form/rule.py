"""A rule as data: what ``format.yaml`` and a local pack say of one demand of the law or of practice."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from generator.findings.finding import Level
from generator.source.data_file import Model

Beside = Literal["", "previous", "below"]


class RuleOptions(Model):
    """The keys that one kind of rule takes.  ``beside``: what beside the filing itself it looks at."""

    beside: ClassVar[Beside] = ""


class Rule(BaseModel):
    """One demand of the law or of practice.

    ``when`` limits it to filings whose head has one of the values named for each key.  ``why`` says what
    goes wrong without it.  ``stops`` False: an error that does not stop ``build``, because the report is
    as true as before (it is late, say).  The keys beyond these belong to the ``kind`` and are checked by
    the module of that name under ``generator/rules``.
    """

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    code: str = Field(pattern=r"^[SBLCNDP][0-9]{2}$")
    kind: str
    level: Level
    message: str
    basis: str
    official: bool
    help: str = ""
    why: str = ""
    when: dict[str, tuple[str, ...]] = {}
    stops: bool = True

    _read: RuleOptions | None = PrivateAttr(None)

    @property
    def options(self) -> dict[str, Any]:
        """The keys that belong to the rule's kind."""
        return dict(self.model_extra or {})

    def read_options(self, kind: type[RuleOptions]) -> RuleOptions:
        """Those keys as the kind's model, read once; raises pydantic's ValidationError."""
        if self._read is None:
            self._read = kind.model_validate(self.options)
        return self._read
