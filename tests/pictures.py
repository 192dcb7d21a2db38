"""Pictures of pages: made by PDFium from the PDF, kept small, compared with a tolerance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from tests.conftest import ROOT

REFERENCES = ROOT / "tests" / "data" / "pages"
# Where a comparison that failed leaves what it saw.
SEEN = ROOT / "out" / "pages"
DPI = 60
# Greys apart from each other by less than STEP look the same; so many points of a page may differ by
# more, which leaves room for another machine's rounding but not for one figure of a table.
STEP, POINTS = 48, 3


@dataclass(frozen=True)
class Difference:
    """A page that does not look as it did: how many points differ, and where the pictures lie."""

    page: int
    points: int
    folder: Path

    def __str__(self) -> str:
        return f"第{self.page}页有{self.points}点不同，见 {self.folder.relative_to(ROOT)}"


def pictures(pdf: bytes) -> list[Image.Image]:
    """Every page in sixteen greys."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    return [page.point(lambda grey: grey // 16 * 17) for page in pages]


def renew(folder: Path, pages: list[Image.Image]) -> None:
    """Make these pages the references, and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.png"):
        path.unlink()
    for number, page in enumerate(pages, start=1):
        page.quantize(16).save(folder / f"{number:02}.png", optimize=True)


def references(folder: Path) -> list[Image.Image]:
    return [Image.open(path).convert("L") for path in sorted(folder.glob("*.png"))]


def differences(name: str, before: list[Image.Image], now: list[Image.Image]) -> Iterator[Difference]:
    """The pages that differ; each leaves both pictures and their difference in a folder of its own."""
    blank = Image.new("L", (now or before)[0].size, 255)
    for number, (old, new) in enumerate(zip_longest(before, now, fillvalue=blank), start=1):
        difference = ImageChops.difference(old, new)
        points = sum(difference.histogram()[STEP:])
        if points > POINTS or number > min(len(before), len(now)):
            folder = SEEN / f"{name}-{number:02}"
            folder.mkdir(parents=True, exist_ok=True)
            for kind, picture in (
                ("reference", old),
                ("now", new),
                ("difference", ImageChops.invert(difference)),
            ):
                picture.save(folder / f"{kind}.png")
            yield Difference(number, points, folder)
