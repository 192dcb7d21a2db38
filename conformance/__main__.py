"""python -m conformance: install the judges, ask them, print what they say; 1 if anything fails."""

from __future__ import annotations

import os
import sys
import time

from rich.console import Console

from conformance import geometry_page, parts
from conformance.checkers import checkers
from conformance.collected import collected
from conformance.outputs import outputs, with_years
from conformance.run import hear
from conformance.tables import show


def main() -> int:
    """The exit code: 0 every judge was asked and content, 1 otherwise."""
    start = time.monotonic()
    console = Console(width=150)
    try:
        parts.install()
        made = (*outputs(), *with_years(), *collected())
        hearings = hear(checkers(), made)
        fresh = geometry_page.is_fresh(made)
    except parts.Missing as missing:
        console.print(f"✗ 没有校验成：{missing}", style="red", markup=False)
        return 1
    show(hearings, console)
    if not fresh:
        console.print("✗ docs/geometry.md 过时了：运行 make geometry", style="red", markup=False)
    failures = sum(hearing.count for hearing in hearings) + (not fresh)
    console.print(
        f"{len(made)} 个文件，{len(hearings)} 种校验，{failures} 处不合格，{time.monotonic() - start:.0f} 秒"
    )
    return int(failures > 0 or not made)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Without the interpreter's last rites: threads of the Java machine would still call into it and abort.
    os._exit(code)
