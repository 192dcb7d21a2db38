"""Make the fonts that nianbao ships, in styles/fonts/, from four packaged sources.

    python scripts/make_fonts.py [--sources DIR] [--output DIR]

Each face is a subset of an OFL font under a family name of our own: a derivative may not carry a reserved
name, and a shipped font must never be taken for one installed on the system. The reasons are in
docs/decisions/0003-fonts.md. The same sources give the same bytes.

Needs Python 3.11, fontTools, PyYAML, and pip, npm, apt-get and dpkg-deb (Debian 12). A package already in
the folder given by --sources is not fetched again. A package whose digest has changed is refused.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from shipped_fonts.catalogue import FACES, SOURCES, FontsError
from shipped_fonts.characters import characters_text, coverage_text, general_standard, wanted_characters
from shipped_fonts.faces import characters_of, make_face
from shipped_fonts.licences import licence_texts
from shipped_fonts.packages import fetch

OUTPUT = Path(__file__).resolve().parents[1] / "styles" / "fonts"


def main() -> int:
    """Make everything and say what was made."""
    arguments = parse_arguments()
    try:
        if arguments.sources:
            build(arguments.sources, arguments.output)
        else:
            with tempfile.TemporaryDirectory() as folder:
                build(Path(folder), arguments.output)
    except (FontsError, subprocess.CalledProcessError, OSError) as error:
        print(f"make_fonts: {error}", file=sys.stderr)
        return 1
    return 0


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Make the fonts that nianbao ships.")
    parser.add_argument(
        "--sources", type=Path, help="folder of fetched packages, filled where one is missing"
    )
    parser.add_argument("--output", type=Path, default=OUTPUT, help="where the fonts go (styles/fonts)")
    return parser.parse_args()


def build(sources: Path, output: Path) -> None:
    """Fetch the packages, then write the character table, the faces, the licences and the manifest."""
    sources.mkdir(parents=True, exist_ok=True)
    output.mkdir(parents=True, exist_ok=True)
    packages = {key: fetch(source, sources) for key, source in SOURCES.items()}
    table = general_standard(packages["unihan"])
    (output / "characters.txt").write_text(characters_text(table), encoding="utf-8")
    print(f"characters.txt: {len(table)} characters")
    wanted = wanted_characters(table)
    entries = [make_face(face, packages[face.source], wanted, output) for face in FACES]
    covered = set().union(*(characters_of(output / face.file) for face in FACES))
    (output / "coverage.txt").write_text(coverage_text(covered), encoding="utf-8")
    for name, text in licence_texts(packages).items():
        (output / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.splitlines())} lines")
    (output / "fonts.yaml").write_text(manifest_text(entries), encoding="utf-8")
    print(f"fonts.yaml: {len(entries)} faces")


def manifest_text(entries: list[dict[str, Any]]) -> str:
    """The manifest as YAML."""
    header = (
        "# 随 nianbao 发布的字体清单，由 scripts/make_fonts.py 生成，不要手改。\n"
        "# missing：该字体所缺的目标字符，按区块列出；缺得多的只写个数。\n"
    )
    return header + yaml.safe_dump({"faces": entries}, allow_unicode=True, sort_keys=False, width=110)


if __name__ == "__main__":
    sys.exit(main())
