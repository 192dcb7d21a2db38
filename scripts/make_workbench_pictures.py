"""Make the README's pictures of the workbench from the example: part of `make pictures`.

    python scripts/make_workbench_pictures.py

Needs the browser that `make conformance` installs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from conformance.browser import browser  # noqa: E402  # only now does the path lead there
from conformance.parts import PYTHON  # noqa: E402

EXAMPLE = ROOT / "examples" / "2021.yaml"
TARGET = ROOT / "docs" / "images"
NAME = "示例市政府办2024年年报.yaml"
LAST = "示例市政府办2023年年报.yaml"
LAST_YEAR = (("年度: 2024 ", "年度: 2023 "), ("发布日期: 2025-", "发布日期: 2024-"))
# A figure that another column of the same row shows to be wrong.
WRONG = ("本年新收: [125, 2,", "本年新收: [126, 2,")
SIZE = {"width": 1200, "height": 620}
COLOURS = 160


def main() -> None:
    """The list, the form with a mistake, the finished pages."""
    sys.path.append(str(PYTHON))
    with TemporaryDirectory(prefix="pictures-") as name, browser() as opened:
        folder = Path(name) / "填报"
        _fill(folder)
        with _served(folder) as address:
            page = opened.new_page(viewport=SIZE, locale="zh-CN", reduced_motion="reduce")
            page.goto(address)
            _list(page)
            _form(page)
            _pages(page)


def _fill(folder: Path) -> None:
    folder.mkdir()
    shutil.copytree(EXAMPLE.parent / "图片", folder / "图片")
    text = EXAMPLE.read_text("utf-8")
    (folder / NAME).write_text(text.replace(*WRONG), "utf-8")
    for old, new in LAST_YEAR:
        text = text.replace(old, new)
    (folder / LAST).write_text(text, "utf-8")


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "nianbao", "serve", str(folder), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout
        yield next(line for line in process.stdout if "http://" in line).split()[0]
        process.terminate()


def _list(page: Any) -> None:
    page.locator("table.filings .level").nth(1).wait_for()
    _save(page, "workbench-list")


def _form(page: Any) -> None:
    page.get_by_role("link", name="示例市人民政府办公室").first.click()
    mistake = page.locator(".cell[data-level=error] input").first
    mistake.wait_for()
    mistake.focus()
    page.evaluate("document.activeElement.scrollIntoView({ block: 'center' })")
    _save(page, "workbench-form")


def _pages(page: Any) -> None:
    page.get_by_role("link", name="成品").click()
    page.locator(".sheets img").nth(1).wait_for()
    page.wait_for_timeout(1000)
    _save(page, "workbench-pages")


def _save(page: Any, name: str) -> None:
    """Few colours, small enough for a repository."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    path = TARGET / f"{name}.png"
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
