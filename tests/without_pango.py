"""Machines without Pango, which WeasyPrint needs: what its tests say there, unless it is required."""

from __future__ import annotations

import os
from functools import cache

import pytest

from generator.writers.pdf.weasyprint import EngineMissing, engine

NAME = "weasyprint"


@cache
def reason() -> str:
    """Why WeasyPrint does not run here; nothing where it does, or where it must (in CI)."""
    if os.environ.get("NIANBAO_REQUIRE_WEASYPRINT"):
        return ""
    try:
        engine()
    except EngineMissing as missing:
        return str(missing)
    return ""


def skip_unless_it_runs(item: pytest.Item) -> None:
    """A test of both engines is skipped for this one."""
    parameters = getattr(item, "callspec", None)
    if parameters and NAME in parameters.params.values() and reason():
        pytest.skip(reason())


def skip_if_missed(error: Exception) -> None:
    """A test that prints by WeasyPrint on its way is skipped where it cannot."""
    missed = isinstance(error, EngineMissing) or (
        isinstance(error, OSError) and "cannot load library" in str(error)
    )
    if missed and reason():
        pytest.skip(reason())
