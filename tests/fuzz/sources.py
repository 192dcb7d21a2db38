"""One spoilt report through import: read, or refused in words, and never a fault."""

from __future__ import annotations

import io
import random
import traceback
import zipfile
from collections.abc import Iterator
from functools import cache
from time import process_time

from generator.batch.desk import load
from generator.form.library import SHIPPED
from generator.importers.extract import extract
from generator.importers.pages import Unreadable
from generator.importers.sources import Source, read_as, sources
from generator.report.build import build
from generator.source import read as reading
from generator.workbook.plan import exported
from generator.writers.order import Order
from generator.writers.write import render
from generator.writers.xlsx.file import file_of
from tests.conftest import EXAMPLES

# How long a spoilt report may take, in seconds of processor time.
SECONDS = 20.0
KINDS = ("docx", "html", "pdf", "workbook", "text", "csv")
# Pieces that spoil what is written around them.
PIECES = (
    b"",
    b"\0",
    b"<",
    b">",
    b"&",
    b'"',
    b"'",
    b"\xff\xfe",
    b"]]>",
    b"9" * 40,
    b"</w:tbl>",
    b"<td rowspan=99>",
)
PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "xl/sharedStrings.xml")


@cache
def reports() -> dict[str, bytes]:
    """A whole report of every kind that is read."""
    filing = load(reading.read_file(EXAMPLES / "2021.yaml")).filing
    assert filing is not None
    made = render(build(filing), Order(("docx", "html", "pdf"), system_fonts=False))
    text = "\n".join(f"{path}\t{cell.value}" for path, cell in filing.cells.items())
    return {
        "docx": made["docx"],
        "html": made["html"],
        "pdf": made["pdf"],
        "workbook": file_of(exported(filing)),
        "text": "\n".join(found.scalar.text for found in filing.texts.values()).encode() + text.encode(),
        "csv": text.replace("\t", ",").encode(),
    }


def spoilt(seed: int) -> tuple[str, bytes]:
    """The report of a number: bytes changed, or those of one of its parts, which are packed again."""
    chance = random.Random(seed)
    kind = chance.choice(KINDS)
    data = reports()[kind]
    if data.startswith(b"PK") and chance.random() < 0.7:
        return kind, _packed(data, chance)
    return kind, _changed(data, chance)


def _changed(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(spoiled))
        piece = chance.choice(PIECES) or chance.randbytes(chance.randint(0, 4))
        spoiled[place : place + chance.randint(0, 40)] = piece
    if chance.random() < 0.1:
        del spoiled[chance.randrange(len(spoiled)) :]
    return bytes(spoiled)


def _packed(data: bytes, chance: random.Random) -> bytes:
    """The package with one of its parts spoilt."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name in PARTS or "worksheets/" in name]
        chosen = chance.choice(names)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
            for name in package.namelist():
                part = package.read(name)
                again.writestr(name, _changed(part, chance) if name == chosen else part)
    return out.getvalue()


def _problems(seed: int) -> Iterator[str]:
    kind, data = spoilt(seed)
    begun = process_time()
    try:
        for each in sources(Source(f"年报.{kind}", data)):
            extract(read_as(kind, each.data), each.name, SHIPPED)
    except Unreadable as why:
        if not str(why).strip():
            yield f"{kind}: refused without a word"
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        yield f"{kind}: {type(error).__name__} at {where.filename.rpartition('/')[2]}:{where.lineno}"
    if (spent := process_time() - begun) > SECONDS:
        yield f"{kind}: slow, {spent:.0f} s"


def import_trials(seeds: range) -> list[tuple[int, list[str]]]:
    """What went wrong with each of some numbers."""
    return [(seed, list(_problems(seed))) for seed in seeds]
