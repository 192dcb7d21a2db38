"""Data files of ours (forms, packs, styles) read strictly into frozen models; faults with their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.common.atomic_files import reason
from generator.findings.catalogue import found
from generator.findings.exit_code import Refusal
from generator.findings.finding import Finding, Place, Span, in_order
from generator.source import nodes
from generator.source.nodes import Document, Location
from generator.source.proven import is_proven, plain_of
from generator.source.read import SIZE_LIMIT, read
from generator.source.verdicts import verdicts


class DataFault(Refusal):
    """A data file of ours that is not there or cannot be used; the message is Chinese.

    ``findings`` are what is wrong in it, all of it, each with file, line and column.
    """

    def __init__(self, message: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)

    def behind(self, finding: Finding) -> Finding:
        """A finding somewhere else that comes of this fault, with the places of what is wrong here."""
        return resting_on(finding, self.findings, str(self))


def resting_on(finding: Finding, faults: Sequence[Finding], words: str = "") -> Finding:
    """A finding that comes of faults in another file, with the places of the first of them."""
    places = [Place(fault.span, f"{fault.code} {fault.message}", fault.file) for fault in faults[:SHOWN]]
    more = f"一共有 {len(faults)} 处，这里列出前 {SHOWN} 处" if len(faults) > SHOWN else ""
    detail = more if faults else words
    return replace(finding, detail=detail, related=(*finding.related, *places))


class Model(BaseModel):
    """Frozen, and without room for a misspelt key."""

    # Built when first needed, so that a model inside others is built once, with the outermost.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def placed(self, file: DataFile) -> None:
        """Told the file it stands in, when it is the outermost; little that is loaded needs to know."""


Loaded = TypeVar("Loaded", bound=Model)
# So many faults of another file are named in one finding.
SHOWN = 10
# How a verdict on a data file is told.
CODES = {"unknown": "F01", "missing": "F02", "value": "F03", "shape": "F03"}


class DataFile:
    """A data file as it is written: its tree, for the places of what is wrong in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data, self._unopened = _read(path)
        self.proven = not self._unopened and is_proven(self._data)

    @cached_property
    def document(self) -> Document:
        """The file read strictly; one that cannot be opened is empty."""
        return read(self._data, str(self.path), self.path.parent)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What reading it has to say."""
        if self.proven:
            return ()
        return in_order(self._unopened or self.document.findings, str(self.path))

    def at(self, location: Location, code: str, /, **words: str) -> Finding:
        """A finding on what stands at a path of keys and indices, or on the nearest there is above it."""
        return self.on(nodes.key_span(self.document.root, location), code, **words)

    def on(self, span: Span, code: str, /, **words: str) -> Finding:
        """A finding on a place of the file."""
        (finding,) = in_order([found(code, span, **words)], str(self.path))
        return finding

    def load(self, model: type[Loaded]) -> tuple[Loaded | None, list[Finding]]:
        """The model that stands in the file, or None with everything that is wrong with its shape."""
        return self.load_part(None, model)

    def load_part(
        self, keys: Sequence[str] | None, model: type[Loaded]
    ) -> tuple[Loaded | None, list[Finding]]:
        """The same of some keys of the file, or of all."""
        if self.findings:
            return None, list(self.findings)
        try:
            plain = self._plain()
            plain = plain if keys is None else {key: plain[key] for key in keys if key in plain}
            loaded = model.model_validate(plain)
        except ValidationError as error:
            refused = verdicts(error, model)
            return None, [
                self.at(verdict.location, CODES[verdict.sort], start="", **verdict.words)
                for verdict in refused
            ]
        loaded.placed(self)
        return loaded, []

    def _plain(self) -> dict[str, nodes.Plain]:
        """All that stands in it as ordinary data."""
        plain = plain_of(self._data) if self.proven else nodes.to_plain(self.document.root)
        assert isinstance(plain, dict)
        return plain


def _read(path: Path) -> tuple[bytes, tuple[Finding, ...]]:
    """What is in a file, and what is to be said where it cannot be opened.  Never reads past the limit."""
    try:
        with path.open("rb") as stream:
            return stream.read(SIZE_LIMIT + 1), ()
    except OSError as error:
        return b"", (found("F10", Span(), reason=reason(error)),)


def load_model(path: Path, kind: type[Loaded], fault: type[DataFault]) -> Loaded:
    """The model in a YAML file; raises ``fault`` with everything that is wrong in it."""
    model, findings = DataFile(path).load(kind)
    if model is None:
        raise fault("\n".join(map(line_of, findings)), findings)
    return model


def line_of(finding: Finding) -> str:
    """A finding in one line, with its place."""
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    return f"{place}: {finding.code} {finding.message}"
