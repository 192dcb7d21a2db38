"""How fast we are, beside others that do the same or less: `make bench`.  `python -m benchmarks.filing` runs
the steps of one filing alone, `python -m benchmarks.run folder` the folder, `python -m benchmarks.run import`
the reading of reports.

Every command is a new process, the commands of a pair take turns, medians are compared.  Only the
ratios mean anything on another machine.  Those that have a target stand in one table at the end.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.filing import EXAMPLE, Ratio, printing_alone, processes, steps, table
from benchmarks.imports import imports
from benchmarks.many import MODEST, many
from benchmarks.measure import NIANBAO, ROOT, RUNS, compare, run

FILES = 1000


def main() -> None:
    """All comparisons, or the folder alone."""
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        alone = {"folder": folder, "import": imports, "many": sizes}
        if sys.argv[1:]:
            alone[sys.argv[1]](room)
            return
        ratios = [*steps(room), *processes(room)]
        build = (*NIANBAO, "build", str(EXAMPLE), "-o", str(room))
        weasyprint = (*build, "--to", "pdf", "--engine", "weasyprint", "--force")
        print(f"medians of {RUNS} runs, a new process each; theirs: WeasyPrint printing the same HTML alone")
        compare("build --to pdf --engine weasyprint", weasyprint, printing_alone(room))
        batches(room)
        ratios += folder(room)
        sizes(room)
        imports(room)
        print(f"\nprocessor time, ours beside theirs\n\n{table(ratios)}")


def batches(room: Path) -> None:
    """A folder of forty filings by one process and by two."""
    source = room / "filings"
    source.mkdir()
    text = (ROOT / "examples" / "2021-city.yaml").read_text(encoding="utf-8")
    for number in range(40):
        (source / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    check = run((*NIANBAO, "check", str(source)))
    print(f"\nforty filings\n  check            {check.wall / 40 * 1e3:7.1f} ms each")
    for jobs in ("1", "2"):
        build = run((*NIANBAO, "build", str(source), "-o", str(room / jobs), "--jobs", jobs))
        print(f"  build --jobs {jobs}   {build.wall / 40 * 1e3:7.1f} ms each")


def sizes(room: Path) -> None:
    """What a filing costs in folders of several sizes."""
    print(f"\ncheck of folders of several sizes\n\n{many(room, MODEST)}")


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
    found = compare(name, (*NIANBAO, "check", str(source)), theirs, runs=3)
    beside = "check-jsonschema, the same files"
    return [
        Ratio(f"check of {FILES} filings", beside, 0.5, found["cpu"]),
        Ratio("its memory", beside, 1.5, found["memory"]),
    ]


if __name__ == "__main__":
    main()
