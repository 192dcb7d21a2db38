"""Make the pictures of the README from the example, all outputs in the shipped fonts: `make pictures`.

    python scripts/make_pictures.py

Needs LibreOffice (soffice) for the DOCX and Chromium for the web page.  Font names that a document or a
page asks for are answered with the shipped faces, as the style pairs them, so that the pictures are the
same on every machine that has these two programs in the same version.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import pypdfium2
from PIL import Image, ImageChops, ImageOps

from generator.batch.desk import examine
from generator.common import data_folders
from generator.filing.read import read_file
from generator.report.build import Report, TableBlock, build
from generator.writers.order import Order
from generator.writers.style.tokens import Style, find
from generator.writers.write import render

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "2021.yaml"
TARGET = ROOT / "docs" / "images"
SCALE = 0.72
GAP = 12
COLOURS = {"pdf": 16, "docx": 16, "html": 160}
# What the page falls back on where no official font is, by the shipped face that stands in for it.
FREE = {"Noto Serif SC": "Nianbao Song", "Noto Sans SC": "Nianbao Hei", "LXGW WenKai": "Nianbao Kai"}
WIDE, PHONE = (1080, 1400), (500, 1400)


def main() -> None:
    """One picture for each output: its first page and those with tables."""
    filing = examine(read_file(EXAMPLE)).filing
    if filing is None:
        raise SystemExit(f"{EXAMPLE} cannot be read")
    report, style = build(filing), find("gongwen")
    files = render(report, Order(("docx", "html", "pdf", "poster"), system_fonts=False), EXAMPLE.stem)
    with TemporaryDirectory(prefix="pictures-") as name:
        room = Path(name)
        (room / "fonts.conf").write_text(_font_names(style, room), "utf-8")
        _save("pdf", _side_by_side(_pages(files["pdf"], report)))
        _save("docx", _side_by_side(_pages(_printed(files["docx"], room), report)))
        _save("html", _side_by_side(_web_page(files["html"], report, room)))
    (TARGET / "poster.png").write_bytes(files["poster.png"])


def _save(name: str, picture: Image.Image) -> None:
    """Few colours, small enough for a repository."""
    path = TARGET / f"{name}.png"
    TARGET.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS[name], method=Image.Quantize.MAXCOVERAGE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")


def _side_by_side(pictures: Sequence[Image.Image]) -> Image.Image:
    framed = [ImageOps.expand(picture, 1, "#999999") for picture in pictures]
    width = sum(picture.width + GAP for picture in framed) - GAP
    sheet = Image.new("RGB", (width, max(picture.height for picture in framed)), "white")
    left = 0
    for picture in framed:
        sheet.paste(picture, (left, 0))
        left += picture.width + GAP
    return sheet


# ---------------------------------------------------------------- pages


def _pages(pdf: bytes, report: Report) -> list[Image.Image]:
    """The first page, and every page on which a table begins."""
    document = pypdfium2.PdfDocument(pdf)
    captions = [block.caption for block in report.blocks if isinstance(block, TableBlock)]
    texts = [page.get_textpage().get_text_range().replace("\r\n", "") for page in document]
    chosen = {number for number, text in enumerate(texts) for caption in captions if f"、{caption}" in text}
    if len(chosen) < 2:
        raise SystemExit(f"no pages with tables among {len(texts)}")
    return [document[number].render(scale=SCALE).to_pil() for number in sorted({0, *chosen})]


def _printed(document: bytes, room: Path) -> bytes:
    """A DOCX as LibreOffice prints it."""
    (room / "report.docx").write_bytes(document)
    office = ["soffice", f"-env:UserInstallation={room.as_uri()}/office", "--headless"]
    _run(office, ["--convert-to", "pdf", "--outdir", str(room), str(room / "report.docx")], room)
    return (room / "report.pdf").read_bytes()


# ---------------------------------------------------------------- the web page


def _web_page(page: bytes, report: Report, room: Path) -> list[Image.Image]:
    """Its head on a desk and on a phone, and its largest table in the dark."""
    largest = max(
        (block for block in report.blocks if isinstance(block, TableBlock)), key=lambda block: block.rows
    )
    only = f'main > :not(:has([id="{largest.id}"])), header, .overview, .contents {{ display: none; }}'
    alone = page.replace(b"</style>", f"@media screen {{ {only} main {{ border: 0 }} }}</style>".encode(), 1)
    desk = _shot(page, room, WIDE)
    table = _cut(_shot(alone, room, WIDE, "--force-dark-mode"))
    return [_reduced(picture, desk.height) for picture in (desk, _shot(page, room, PHONE), table)]


def _shot(page: bytes, room: Path, size: tuple[int, int], *more: str) -> Image.Image:
    (room / "page.html").write_bytes(page)
    target = room / "page.png"
    # The budget lets the page be painted whole before it is taken.
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000"]
    look = [f"--user-data-dir={room}/browser", f"--window-size={size[0]},{size[1]}", "--hide-scrollbars"]
    _run(browser, [*look, *more, f"--screenshot={target}", (room / "page.html").as_uri()], room)
    return Image.open(target).convert("RGB")


def _cut(picture: Image.Image) -> Image.Image:
    """Without the empty foot."""
    foot = Image.new("RGB", picture.size, picture.getpixel((picture.width // 2, picture.height - 1)))
    box = ImageChops.difference(picture, foot).getbbox() or (0, 0, *picture.size)
    return picture.crop((0, 0, picture.width, box[3]))


def _reduced(picture: Image.Image, height: int) -> Image.Image:
    scale = 860 / height
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS)


# ---------------------------------------------------------------- programs and fonts


def _run(program: Sequence[str], arguments: Sequence[str], room: Path) -> None:
    if shutil.which(program[0]) is None:
        raise SystemExit(f"{program[0]} is needed to make the pictures")
    environment = {**os.environ, "FONTCONFIG_FILE": str(room / "fonts.conf")}
    subprocess.run([*program, *arguments], env=environment, check=True, capture_output=True)


def _font_names(style: Style, room: Path) -> str:
    """Fontconfig's file: the shipped faces, and the names they answer to."""
    folder = data_folders.folder("styles") / "fonts"
    aliases = "".join(_alias(name, face, weight) for name, (face, weight) in _names(style).items())
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder}</dir><cachedir>{room}/cache</cachedir>{aliases}</fontconfig>"
    )


def _alias(name: str, face: str, weight: int) -> str:
    heavy = '<edit name="weight" mode="assign"><const>bold</const></edit>' if weight > 400 else ""
    return (
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{escape(face)}</string></edit>'
        f"{heavy}</match>"
    )


def _names(style: Style) -> Mapping[str, tuple[str, int]]:
    """The shipped face and its weight for each name that an output may ask for."""
    free = {name: (face, 400) for name, face in FREE.items()}
    return free | dict(_of_roles(style)) | ({style.latin: ("Nianbao Song", 400)} if style.latin else {})


def _of_roles(style: Style) -> Iterator[tuple[str, tuple[str, int]]]:
    for role in style.fonts.values():
        face = (role.bundled.family, role.bundled.weight)
        yield from ((name, face) for name in (*role.families, role.docx))


if __name__ == "__main__":
    sys.exit(main())
