"""How fast we are, beside WeasyPrint printing the same page alone, check-jsonschema reading the same folder,
and pandoc or LibreOffice turning the same report into text: `make bench`.  `python -m benchmarks.run folder`
runs the folder alone, `python -m benchmarks.run import` the reading of reports.

Every command is a new process, the commands of a pair take turns, medians are compared.  Only the
ratios mean anything on another machine.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.imports import imports
from benchmarks.measure import NIANBAO, ROOT, RUNS, compare, run

EXAMPLE = ROOT / "examples" / "2021.yaml"
FILES = 1000
# The same HTML by WeasyPrint and nothing else, in the shipped fonts.
ALONE = (
    "import sys, weasyprint\n"
    "from pathlib import Path\n"
    "faces = ''.join(f'@font-face {{font-family: f{n}; src: url({p.as_uri()})}}'"
    " for n, p in enumerate(sorted(Path(sys.argv[3]).glob('*.[ot]tf'))))\n"
    "sheet = weasyprint.CSS(string=faces + '* {font-family: f3 !important}')\n"
    "weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], stylesheets=[sheet])\n"
)


def main() -> None:
    """All comparisons, or the folder alone."""
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        alone = {"folder": folder, "import": imports}
        if sys.argv[1:]:
            alone[sys.argv[1]](room)
            return
        build = (*NIANBAO, "build", str(EXAMPLE), "-o", str(room))
        run(build)
        fonts = str(ROOT / "styles" / "fonts")
        page, pdf = str(room / "2021.html"), str(room / "alone.pdf")
        printing = (sys.executable, "-c", ALONE, page, pdf, fonts)
        print(f"medians of {RUNS} runs, a new process each; theirs: WeasyPrint printing the same HTML alone")
        compare("build: DOCX, HTML and PDF", build, printing)
        compare("check", (*NIANBAO, "check", str(EXAMPLE)), printing)
        weasyprint = (*build, "--to", "pdf", "--engine", "weasyprint")
        compare("build --to pdf --engine weasyprint", weasyprint, printing)
        batches(room)
        folder(room)
        imports(room)


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
