"""Make generator/common/lookalikes.txt: radicals and strokes that look like a character, and that character.

    python scripts/make_lookalikes.py [--sources DIR]

Text copied out of a PDF often holds a radical (U+2EA0) for a character (民). Unicode lists for each radical
the unified ideograph that looks the same (EquivalentUnifiedIdeograph.txt, UAX #44); NFKC knows only half of
them. The package is the one that make_fonts.py takes its character table from; it gives the same file again.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

from shipped_fonts.catalogue import SOURCES, FontsError
from shipped_fonts.packages import fetch, read_member

MEMBER = "./usr/share/unicode/EquivalentUnifiedIdeograph.txt"
OUTPUT = Path(__file__).resolve().parents[1] / "generator" / "common" / "lookalikes.txt"
LINE = re.compile(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)", re.MULTILINE)


def main() -> int:
    """Fetch the package where it is not there yet, write the file, say how many there are."""
    parser = argparse.ArgumentParser(description="Make the list of radicals that look like characters.")
    parser.add_argument(
        "--sources", type=Path, help="folder of fetched packages, filled where one is missing"
    )
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            sources = arguments.sources or Path(folder)
            sources.mkdir(parents=True, exist_ok=True)
            table = read_member(fetch(SOURCES["unihan"], sources), MEMBER).decode("utf-8")
    except (FontsError, OSError) as error:
        print(f"make_lookalikes: {error}", file=sys.stderr)
        return 1
    pairs = lookalikes(table)
    OUTPUT.write_text(text_of(pairs), encoding="utf-8")
    print(f"{OUTPUT.name}: {len(pairs)} characters")
    return 0


def lookalikes(table: str) -> dict[int, int]:
    """The table as code points: a radical or stroke, and the ideograph that looks like it."""
    pairs: dict[int, int] = {}
    for first, last, ideograph in LINE.findall(table):
        for point in range(int(first, 16), int(last or first, 16) + 1):
            pairs[point] = int(ideograph, 16)
    return pairs


def text_of(pairs: dict[int, int]) -> str:
    """One pair a line: the radical's code point, the ideograph's, and both to look at."""
    source = SOURCES["unihan"]
    header = (
        "# 部首、笔画用的字符，和与它同形的汉字：从 PDF 复制的文字里常有前者，看上去一样，却不是那个字。\n"
        f"# 取自 Unicode 的 EquivalentUnifiedIdeograph.txt（软件包 {source.package} {source.version}）。\n"
        "# 由 scripts/make_lookalikes.py 生成，不要手改。\n"
    )
    return header + "".join(
        f"{radical:04X} {ideograph:04X} {chr(radical)} {chr(ideograph)}\n"
        for radical, ideograph in sorted(pairs.items())
    )


if __name__ == "__main__":
    sys.exit(main())
