"""Make the picture of the README from the example's PDF, in the shipped fonts: `make pictures`."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from generator.examine import examine
from generator.reading import read_file
from generator.report import build
from generator.writers import Order, render

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "2021.yaml"
TARGET = ROOT / "docs" / "images" / "pages.png"
PAGES = (0, 1, 6)
SCALE = 0.95
GAP = 16


def main() -> None:
    """Three pages side by side, few colours, small enough for a repository."""
    filing = examine(read_file(EXAMPLE)).filing
    if filing is None:
        raise SystemExit(f"{EXAMPLE} cannot be read")
    pdf = pypdfium2.PdfDocument(render(build(filing), Order(("pdf",), system_fonts=False))["pdf"])
    pages = [ImageOps.expand(pdf[number].render(scale=SCALE).to_pil(), 1, "#999999") for number in PAGES]
    width = sum(page.width + GAP for page in pages) - GAP
    sheet = Image.new("RGB", (width, pages[0].height), "white")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + GAP
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(16).save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
