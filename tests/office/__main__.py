"""What LibreOffice does to our files, and what comes back: a line for each way, and every fault.

``python -m tests.office [--seeds N] [--filings N]``
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from tests.office import calculation, documents, forms, workbooks
from tests.office.program import missing

T = TypeVar("T")


def told(way: str, count: str, faults: Iterable[str], seconds: float) -> int:
    """A line for a way, and its faults; how many they are."""
    found = list(faults)
    print(f"{way}: {count}, {len(found)} faults, {seconds:.0f} s", flush=True)
    for fault in found:
        print(f"  {fault}")
    return len(found)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.monotonic()
    return work(), time.monotonic() - start


def main() -> int:
    """1 where anything came back otherwise, or nothing could be tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=2, help="how often each example is edited")
    parser.add_argument("--filings", type=int, default=100, help="how many workbooks are recalculated")
    parser.add_argument("--only", default="", help="examples whose name begins so")
    asked = parser.parse_args()
    if why := missing():
        print(f"nothing was tried: {why}")
        return 1
    count = 0
    with tempfile.TemporaryDirectory(prefix="nianbao-office-") as name:
        folder = Path(name)
        results, seconds = timed(lambda: documents.returned(asked.only, asked.seeds, folder))
        for way, found in results.items():
            count += told(f"documents, {way}", found.count, found.faults, seconds)
        results, seconds = timed(lambda: workbooks.returned(asked.only, folder))
        for way, found in results.items():
            count += told(f"workbooks, {way}", found.count, found.faults, seconds)
        results, seconds = timed(lambda: forms.returned(asked.only, folder))
        for way, found in results.items():
            count += told(f"forms filled in, {way}", found.count, found.faults, seconds)
        if asked.filings:
            found, seconds = timed(lambda: calculation.recalculated(asked.filings, folder))
            count += told("recalculated", f"{found[0]} balances, {found[1]} do not hold", found[2], seconds)
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
