"""Other ways from the same report to a PDF, each a new process: what a city would do without us.

Each is a command, or None where what it needs is not installed.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import ROOT
from benchmarks.rivals import template
from generator.report.build import Report

Command = tuple[str, ...]


def weasyprint(page: Path, pdf: Path) -> Command:
    """WeasyPrint prints a web page in the shipped fonts."""
    return (sys.executable, "-c", ALONE, str(page), str(pdf), str(ROOT / "styles" / "fonts"))


ALONE = (
    "import sys, weasyprint\n"
    "from pathlib import Path\n"
    "faces = ''.join(f'@font-face {{font-family: f{n}; src: url({p.as_uri()})}}'"
    " for n, p in enumerate(sorted(Path(sys.argv[3]).glob('*.[ot]tf'))))\n"
    "sheet = weasyprint.CSS(string=faces + '* {font-family: f3 !important}')\n"
    "weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], stylesheets=[sheet])\n"
)


def chromium(page: Path, pdf: Path) -> Command | None:
    """Chromium prints a web page."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    return (found, *options, f"--print-to-pdf={pdf}", page.as_uri()) if found else None


def office(report: Report, room: Path, copies: int = 1) -> Command | None:
    """docxtpl fills a template with the same tables so many times, one LibreOffice prints all of them."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return None
    made, context = template(report)
    room.mkdir()
    (room / "template.docx").write_bytes(made)
    (room / "context.json").write_text(json.dumps(context, ensure_ascii=False), encoding="utf-8")
    return (sys.executable, "-c", FILLED, str(room), str(copies), *_converting(found, room))


def _converting(office: str, room: Path) -> Sequence[str]:
    profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
    return (office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(room))


FILLED = (
    "import json, subprocess, sys\n"
    "from pathlib import Path\n"
    "from docxtpl import DocxTemplate\n"
    "room, copies, *converting = sys.argv[1:]\n"
    "context = json.loads((Path(room) / 'context.json').read_text('utf-8'))\n"
    "files = [str(Path(room) / f'{number}.docx') for number in range(int(copies))]\n"
    "for file in files:\n"
    "    document = DocxTemplate(str(Path(room) / 'template.docx'))\n"
    "    document.render(context)\n"
    "    document.save(file)\n"
    "subprocess.run([*converting, *files], check=True, stdout=subprocess.DEVNULL)\n"
    "assert all(Path(file).with_suffix('.pdf').is_file() for file in files)\n"
)
