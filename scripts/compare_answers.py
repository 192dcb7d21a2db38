"""What two versions of the program answer to the same filings, as a table in Markdown.

    python scripts/compare_answers.py FOLDER… --before OTHER/.venv/bin/nianbao [--after .venv/bin/nianbao]

Every filing is checked, mended in a copy of its folder and built; what the one says stands beside what the
other says: codes with their lines, what is left after ``check --fix``, which outputs were made.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60
SHOWN = 8
SUFFIXES = (".yaml", ".yml", ".YAML")
NO_ERRORS = (0, 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one version says of one filing."""

    found: str
    left: str
    built: str

    @property
    def cell(self) -> str:
        """All of it in one cell of the table."""
        return f"{self.found}<br>--fix: {self.left}<br>{self.built}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--before", type=Path, required=True)
    parser.add_argument("--after", type=Path, default=Path(sys.executable).with_name("nianbao"))
    options = parser.parse_args()
    filings = [path for folder in options.folders for path in sorted(folder.rglob("*")) if _is_filing(path)]
    if not filings:
        sys.exit("no filing in these folders")
    print("| filing | before | after |\n| --- | --- | --- |")
    for path in filings:
        before, after = (answer(path, command.absolute()) for command in (options.before, options.after))
        print(f"| {path.parent.name}/{path.name} | {before.cell} | {after.cell} |", flush=True)


def _is_filing(path: Path) -> bool:
    """Forms, packs and their cases are none."""
    named = path.suffix in SUFFIXES and path.name not in ("format.yaml", "cases.yaml")
    return named and "local" not in path.parts


def answer(path: Path, command: Path) -> Answer:
    """What a version says of one filing, in a copy of the folder it lies in."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "filings"
        shutil.copytree(path.parent, folder, symlinks=True)
        copy = folder / path.name
        found = _findings(command, copy)
        built = _built(command, copy, Path(place) / "out")
        _run(command, "check", "--fix", str(copy))
        return Answer(found, _findings(command, copy), built)


def _findings(command: Path, path: Path) -> str:
    code, out, err = _run(command, "check", str(path), "--format", "json")
    if code not in NO_ERRORS or "Traceback" in err:
        return _trouble(code, err)
    found = [finding for finding in json.loads(out)["findings"] if not finding["accepted"]]
    lines: dict[str, list[str]] = {}
    for finding in found:
        lines.setdefault(finding["code"], []).append(str(finding["line"]))
    return "; ".join(f"{code} line {_few(places)}" for code, places in lines.items()) or "nothing found"


def _few(places: Sequence[str]) -> str:
    return ", ".join(places[:SHOWN]) + (f" and {len(places) - SHOWN} more" if len(places) > SHOWN else "")


def _built(command: Path, path: Path, out: Path) -> str:
    code, _, err = _run(command, "build", str(path), "-o", str(out))
    if code not in (*NO_ERRORS, 2) or "Traceback" in err:
        return _trouble(code, err)
    made = sorted(made.suffix[1:] for made in out.rglob("*.*") if made.suffix in (".docx", ".html", ".pdf"))
    return f"built: {', '.join(made) or 'nothing'}"


def _trouble(code: int, err: str) -> str:
    return next(_reasons(code, err.strip().splitlines()))


def _reasons(code: int, lines: Sequence[str]) -> Iterator[str]:
    if code == -1:
        yield f"not done after {SECONDS} s"
    if any(line.startswith("Traceback") for line in lines):
        yield f"traceback: {lines[-1][:80]}"
    yield f"exit {code}: {lines[-1][:80] if lines else ''}"


def _run(command: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors; -1 where it did not end."""
    try:
        done = subprocess.run([command, *arguments], capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return -1, "", ""
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


if __name__ == "__main__":
    main()
