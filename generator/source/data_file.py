"""Data files of ours (formats, styles) read strictly into frozen models, faults told with their place."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.source import nodes
from generator.source import read as reading


class DataFault(Exception):
    """A data file of ours that is not there or cannot be used; the message is Chinese."""


class Model(BaseModel):
    """Frozen, and without room for a misspelt key."""

    # Built when first needed, so that a model inside others is built once, with the outermost.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Loaded = TypeVar("Loaded", bound=Model)


def load_model(path: Path, kind: type[Loaded], fault: type[Exception]) -> Loaded:
    """The model in a YAML file; raises ``fault`` with file, line and column of what is wrong in it."""
    document = reading.read_file(path)
    if document.findings:
        first = document.findings[0]
        raise fault(f"{path}:{first.span.line}:{first.span.column}: {first.message}")
    try:
        return kind.model_validate(nodes.to_plain(document.root))
    except ValidationError as error:
        problem = error.errors()[0]
        span = nodes.span_at(document.root, problem["loc"])
        name = ".".join(map(str, problem["loc"]))
        raise fault(f"{path}:{span.line}:{span.column}: {name}: {problem['msg']}") from None
