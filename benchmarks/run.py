"""How fast we are, beside others that do the same or less: `make bench`.  `python -m benchmarks.filing` runs
the steps of one filing alone, `python -m benchmarks.run NAME` a part: folder, many, filing, lengths, jobs or
import.

Processor time; every pair takes turns, medians are compared.  Only the ratios mean anything on another
machine: they stand in one table at the end.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.filing import reported, steps
from benchmarks.imports import imports
from benchmarks.jobs import jobs
from benchmarks.lengths import lengths
from benchmarks.many import MODEST, many
from benchmarks.measure import NIANBAO, ROOT, compare, on_one_core
from benchmarks.processes import processes
from benchmarks.ratios import Ratio, table

FILES = 1000
Part = Callable[[Path], Iterable[Ratio]]


def main() -> None:
    """All comparisons, or a part of them."""
    # Those that tell memory first, while this process is small (see `measure`).
    parts: dict[str, Part] = {
        "folder": folder,
        "many": sizes,
        "filing": filing,
        "lengths": lambda room: lengths(),
        "jobs": lambda room: jobs(reported(), room),
        "import": imported,
    }
    chosen = [parts[name] for name in sys.argv[1:]] or parts.values()
    with tempfile.TemporaryDirectory() as place:
        ratios = [ratio for part in chosen for ratio in part(Path(place))]
    print(f"\nprocessor time, ours beside theirs\n\n{table(ratios)}")


def filing(room: Path) -> Iterable[Ratio]:
    """Each step of one filing warm, and new processes."""
    yield from steps(room)
    yield from processes(reported(), room)


def imported(room: Path) -> Iterable[Ratio]:
    """Reports of every kind, read."""
    imports(room)
    return ()


def sizes(room: Path) -> Iterable[Ratio]:
    """What a filing costs in folders of several sizes."""
    print(f"\ncheck of folders of several sizes\n\n{many(room, MODEST)}")
    return ()


def folder(room: Path) -> list[Ratio]:
    """A folder of a thousand filings by one process, and the same files by check-jsonschema.

    It holds them against our schema, which sees shapes and no sums.
    """
    source = room / "thousand"
    source.mkdir()
    text = (ROOT / "examples" / "2021-city.yaml").read_text(encoding="utf-8")
    authority = text.partition("\n机关: ")[2].partition("\n")[0]
    for number in range(FILES):
        filing = text.replace(authority, f"第{number}号{authority}")
        (source / f"{number:04}.yaml").write_text(filing, encoding="utf-8")
    files = [str(path) for path in sorted(source.iterdir())]
    schema = str(ROOT / "templates" / "2021" / "schema.json")
    theirs = (sys.executable, "-m", "check_jsonschema", "--schemafile", schema, *files)
    name = f"check a folder of {FILES} filings; theirs: check-jsonschema on the same files"
    found = compare(name, on_one_core((*NIANBAO, "check", str(source))), theirs, runs=3)
    beside = "check-jsonschema, the same files"
    return [
        Ratio(f"check of {FILES} filings", beside, 0.5, found["cpu"]),
        Ratio("its memory", beside, 1.5, found["memory"]),
    ]


if __name__ == "__main__":
    main()
