"""How fast we are, beside WeasyPrint printing the same page alone and check-jsonschema reading the same
folder: `make bench`.  `python benchmarks/run.py folder` runs the folder alone.

Every command is a new process, the commands of a pair take turns, medians are compared.  Only the
ratios mean anything on another machine.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "2021.yaml"
RUNS = 7
FILES = 1000
NIANBAO = (sys.executable, "-m", "generator")
# The same HTML by WeasyPrint and nothing else, in the shipped fonts.
ALONE = (
    "import sys, weasyprint\n"
    "from pathlib import Path\n"
    "faces = ''.join(f'@font-face {{font-family: f{n}; src: url({p.as_uri()})}}'"
    " for n, p in enumerate(sorted(Path(sys.argv[3]).glob('*.[ot]tf'))))\n"
    "sheet = weasyprint.CSS(string=faces + '* {font-family: f3 !important}')\n"
    "weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], stylesheets=[sheet])\n"
)


@dataclass(frozen=True)
class Run:
    """One process: seconds of wall time, seconds of processor time, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, its output thrown away."""
    import time

    began = time.perf_counter()
    child = os.posix_spawn(
        command[0],
        list(command),
        {**os.environ, "PYTHONPATH": str(ROOT)},
        file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)],
    )
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"failed: {' '.join(command)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(name: str, ours: Sequence[str], theirs: Sequence[str], runs: int = RUNS) -> None:
    """Both in turn, and the medians side by side."""
    run(ours)
    run(theirs)
    pairs = [(run(ours), run(theirs)) for _ in range(runs)]
    print(f"\n{name}")
    for figure in ("wall", "cpu", "memory"):
        a, b = (statistics.median(getattr(pair[side], figure) for pair in pairs) for side in (0, 1))
        ratio = statistics.median(getattr(pair, figure) / getattr(other, figure) for pair, other in pairs)
        unit = "MiB" if figure == "memory" else "s"
        print(f"  {figure:6}  ours {a:8.3f} {unit:3}  theirs {b:8.3f} {unit:3}  ratio {ratio:.2f}")


def main() -> None:
    """All comparisons, or the folder alone."""
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        if sys.argv[1:] == ["folder"]:
            folder(room)
            return
        build = (*NIANBAO, "build", str(EXAMPLE), "-o", str(room))
        run(build)
        fonts = str(ROOT / "styles" / "fonts")
        page, pdf = str(room / "2021.html"), str(room / "alone.pdf")
        alone = (sys.executable, "-c", ALONE, page, pdf, fonts)
        print(f"medians of {RUNS} runs, a new process each; theirs: WeasyPrint printing the same HTML alone")
        compare("build: DOCX, HTML and PDF", build, alone)
        compare("check", (*NIANBAO, "check", str(EXAMPLE)), alone)
        weasyprint = (*build, "--to", "pdf", "--engine", "weasyprint")
        compare("build --to pdf --engine weasyprint", weasyprint, alone)
        batches(room)
        folder(room)


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


def folder(room: Path) -> None:
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
    compare(name, (*NIANBAO, "check", str(source)), theirs, runs=3)


if __name__ == "__main__":
    main()
