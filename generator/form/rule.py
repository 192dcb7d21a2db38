"""A rule as data: what ``format.yaml`` and a local pack say of one demand of the law or of practice."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, PrivateAttr, model_validator

from generator.findings.finding import Finding, Level
from generator.source.data_file import DataFile, Model
from generator.source.nodes import Location
from generator.source.verdicts import refusal

Beside = Literal["", "previous", "below", "alike"]
Gives = Literal["findings", "equations"]
RestsOn = tuple[Literal["texts"], ...]
Keys = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """What every number of a kind of number must be."""

    whole: bool = False
    minimum: int | None = None

    def __and__(self, other: Bound) -> Bound:
        """Both demands in one."""
        least = [bound.minimum for bound in (self, other) if bound.minimum is not None]
        return Bound(self.whole or other.whole, max(least, default=None))


def _is_written(value: object) -> bool:
    """Whether a key asks for anything: 0 does, an empty list and ``false`` do not."""
    return value is not None and value is not False and value != ()


class RuleOptions(Model):
    """The keys that one kind of rule takes, and what the kind declares of itself.

    ``gives``: findings, or equations between numbers, which are explained together.  ``at_most``: so many
    findings of one rule in one filing.  ``beside``: what beside the filing itself it looks at;
    ``compares_words``: not at its numbers.  ``rests_on``:
    what of the filing must be there before it can be judged whole: every required text.
    ``sorts``: keys that name another sort of thing than they do in other kinds (see ``rules/names.py``).
    ``holes``: of each of these sets of holes its ``patterns`` must have one.  ``one_of``: of each of these
    sets of keys one must be written; ``ordered``: the first of each pair may not exceed the second.
    """

    gives: ClassVar[Gives]
    at_most: ClassVar[int]
    beside: ClassVar[Beside] = ""
    compares_words: ClassVar[bool] = False
    rests_on: ClassVar[RestsOn] = ()
    sorts: ClassVar[Mapping[str, str]] = {}
    holes: ClassVar[Keys] = ()
    one_of: ClassVar[Keys] = ()
    ordered: ClassVar[Keys] = ()

    @model_validator(mode="after")
    def _demands_something(self) -> RuleOptions:
        for keys in self.one_of:
            if not any(_is_written(getattr(self, key)) for key in keys):
                raise refusal(f"要写{'或者'.join(f' {key} ' for key in keys)}，否则什么也不核对")
        for low, high in self.ordered:
            least, most = getattr(self, low), getattr(self, high)
            if least is not None and most is not None and least > most:
                raise refusal(f"{low} 比 {high} 还大，什么也不合要求")
        return self

    @property
    def of_head(self) -> tuple[str, ...]:
        """The fields of the head, by their keys, without which it cannot be judged at all."""
        return ()

    def unknown(self, filing: Any) -> str:
        """Why not all can be judged for something that is not known, whatever stands in the filing."""
        return ""

    def due(self, end: datetime.date) -> datetime.date | None:
        """The last day on which a report is in time that reports on what ended then; None where a rule sets
        none, or where that cannot be told."""
        return None

    def bounds(self) -> Mapping[str, Bound]:
        """What a rule demands of every number of a kind of number; nothing where it is not about that."""
        return {}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule is written: its file, and which of the file's rules it is."""

    file: DataFile
    number: int

    def at(self, place: Location, code: str, /, **words: str) -> Finding:
        """A finding on what stands at a path below the rule."""
        return self.file.at(("rules", self.number, *place), code, **words)


def place_rules(rules: Sequence[Rule], file: DataFile) -> None:
    """Tell the rules of a file where they are written."""
    for number, rule in enumerate(rules):
        rule.placed(Origin(file, number))


class Like(Model):
    """Values of the head in which one of these patterns is found."""

    patterns: tuple[str, ...]


def _wanted(value: object) -> tuple[str, ...] | Like:
    """The values that a rule is for, or what they are like."""
    match value:
        case Like() | tuple():
            return value
        case list() if value and all(isinstance(each, str) for each in value):
            return tuple(value)
        case {"patterns": [*patterns], **rest} if not rest and all(
            isinstance(each, str) for each in patterns
        ):
            return Like(patterns=tuple(patterns))
    raise refusal("应当是方括号括起来的几个值，或者 {patterns: [几种写法]}")


Wanted = Annotated[tuple[str, ...] | Like, PlainValidator(_wanted)]


def _code(text: str) -> str:
    if not re.fullmatch("[SBLCNDP][0-9]{2}", text):
        raise refusal(f"应当是一个字母（S、B、L、C、N、D、P）和两位数字，如 N95，这里是“{text}”")
    return text


class Rule(BaseModel):
    """One demand of the law or of practice.

    ``when`` limits it to filings whose head has one of the values named for each key, or is like them.
    ``why`` says what goes wrong without it.  ``stops`` False: an error that does not stop ``build``, because
    the report is as true as before (it is late, say).  The keys beyond these belong to the ``kind`` and are
    checked by the module of that name under ``generator/rules/kinds``.
    """

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    code: Annotated[str, AfterValidator(_code)]
    kind: str
    level: Level
    message: str
    basis: str
    official: bool
    help: str = ""
    why: str = ""
    when: dict[str, Wanted] = {}
    stops: bool = True

    _read: RuleOptions | None = PrivateAttr(None)
    _origin: Origin | None = PrivateAttr(None)

    @property
    def origin(self) -> Origin | None:
        """Where it is written; None for one that stands in no file."""
        return self._origin

    def placed(self, origin: Origin) -> None:
        """Told where it is written."""
        self._origin = origin

    @property
    def options(self) -> dict[str, Any]:
        """The keys that belong to the rule's kind."""
        return dict(self.model_extra or {})

    def read_options(self, kind: type[RuleOptions]) -> RuleOptions:
        """Those keys as the kind's model, read once; raises pydantic's ValidationError."""
        if self._read is None:
            self._read = kind.model_validate(self.options)
        return self._read
