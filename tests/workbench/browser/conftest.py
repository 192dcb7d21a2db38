"""A workbench over a folder, and a browser before it: for `make conformance`, which installs the browser."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from conformance.browser import browser as opened_browser
from conformance.checkers.axe import ALL_BUT_COLOURS, ASUNDER, COLOURS, SCRIPT
from conformance.parts import PYTHON
from tests.conftest import EXAMPLES

if str(PYTHON) not in sys.path:
    sys.path.append(str(PYTHON))
expect = import_module("playwright.sync_api").expect

LOOSE = (
    " td, .cell, .cell input { height: auto !important } .beside { max-height: none !important }"
    " .note, th, #top, #said, .beside { position: static !important; width: auto !important }"
    " .note { pointer-events: auto !important }"
    " .cell.open .note { height: 3rem; line-height: 3rem; padding: 0 !important }"
)
# A sign alone, of a mend that changes a comma: the same colours are judged where words stand.
SIGNS = "only non-text characters"
# A sheet that the page's policy has nothing against.
APART = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""
PICTURES = Path(__file__).parents[3] / ".conformance" / "workbench"


@dataclass
class Workbench:
    """A server over a folder: its address with the key, and the process."""

    folder: Path
    address: str
    process: subprocess.Popen[str]
    below: str = ""

    def at(self, file: str, screen: str) -> str:
        return f"{self.address.partition('?')[0]}#/f/{quote(self.below + file, safe='')}/{screen}"

    def text(self, file: str) -> str:
        return (self.folder / file).read_bytes().decode()


@dataclass
class Seen:
    """What went wrong in a page, and whom it asked."""

    failures: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Workbench]]:
    """Starts a workbench over a folder."""
    running: list[subprocess.Popen[str]] = []

    def start(folder: Path) -> Workbench:
        command = [sys.executable, "-m", "nianbao", "serve", str(folder), "--no-open"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        running.append(process)
        assert process.stdout
        for line in process.stdout:
            if "http://" in line:
                return Workbench(folder, line[line.index("http://") :].split()[0], process)
        raise AssertionError(f"no address, exit code {process.wait()}")

    yield start
    for process in running:
        process.terminate()
        process.wait(10)
        assert process.stdout
        process.stdout.close()


@pytest.fixture(scope="session")
def served(serve: Callable[[Path], Workbench], tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """One workbench for all tests, over a folder in which each has a folder of its own."""
    return serve(tmp_path_factory.mktemp("填报"))


def fill(folder: Path) -> Path:
    """This year's filing, with its pictures, and last year's."""
    folder.mkdir(exist_ok=True)
    shutil.copy(EXAMPLES / "2021.yaml", folder / "2024.yaml")
    shutil.copytree(EXAMPLES / "图片", folder / "图片")
    last = (EXAMPLES / "2021.yaml").read_text("utf-8").replace("年度: 2024 ", "年度: 2023 ")
    (folder / "2023.yaml").write_text(last.replace("发布日期: 2025-", "发布日期: 2024-"), "utf-8")
    return folder


@pytest.fixture
def workbench(served: Workbench, request: pytest.FixtureRequest) -> Workbench:
    """A folder of this test's own."""
    name = f"{abs(hash(request.node.name)):x}"
    return replace(served, folder=fill(served.folder / name), below=f"{name}/")


@pytest.fixture
def window(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages; afterwards none of them may have failed, or have asked anybody but the workbench."""
    contexts, seen = [], Seen()

    def open_page(workbench: Workbench, **looks: Any) -> Any:
        looks = {"viewport": {"width": 1366, "height": 768}, "reduced_motion": "reduce"} | looks
        context = browser.new_context(locale="zh-CN", accept_downloads=True, **looks)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: seen.failures.append(str(error)))
        page.on("console", lambda line: _note(seen, line))
        origin = workbench.address.partition("/?")[0]
        page.on("request", lambda request: _asked(seen, origin, request.url))
        page.goto(workbench.address)
        page.wait_for_selector("h1")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert seen.failures == []
    assert seen.elsewhere == []


def _note(seen: Seen, line: Any) -> None:
    """What the browser complains of: a policy broken, a script that is not there.  A refused call is told
    in the page, and a server that was ended on purpose is away."""
    if line.type in ("error", "warning") and "Failed to load resource" not in line.text:
        seen.failures.append(line.text)


def _asked(seen: Seen, origin: str, address: str) -> None:
    if not address.startswith((origin, "blob:", "data:")):
        seen.elsewhere.append(address)


def cell(page: Any, path: str) -> Any:
    return page.locator(f'table.statutory input[id="cell-{path}"]')


def saved(page: Any) -> None:
    """Waits until everything typed is in the file."""
    expect(page.locator("#saved")).to_contain_text("已存")


def paste(page: Any, text: str, markup: str = "") -> None:
    """Puts a block on the clipboard as programs do, and pastes it."""
    page.evaluate(
        """([text, markup]) => {
          const parts = { "text/plain": new Blob([text], { type: "text/plain" }) };
          if (markup) parts["text/html"] = new Blob([markup], { type: "text/html" });
          return navigator.clipboard.write([new ClipboardItem(parts)]);
        }""",
        [text, markup],
    )
    page.keyboard.press("Control+V")


def axe(page: Any) -> list[str]:
    """What axe-core has against a page, and what it could not decide.  The window is as high as the page, so
    that nothing lies under the bar at its top; colours are asked of cells that stand below each other: merged
    ones keep axe from telling them."""
    size = page.viewport_size
    page.set_viewport_size(
        {"width": size["width"], "height": page.evaluate("document.body.scrollHeight + 200")}
    )
    page.evaluate(SCRIPT.read_text("utf-8"))
    found = page.evaluate("options => axe.run(document, options)", ALL_BUT_COLOURS)
    page.evaluate(APART, ASUNDER + LOOSE)
    colours = page.evaluate("options => axe.run(document, options)", COLOURS)
    page.evaluate("() => { document.adoptedStyleSheets = []; }")
    page.set_viewport_size(size)
    assert len(found["passes"]) > 5
    assert colours["passes"]
    rules = [rule for answer in (found, colours) for rule in (*answer["violations"], *answer["incomplete"])]
    return [
        f"{rule['id']} {node['target']} {node.get('failureSummary', '')}"
        for rule in rules
        for node in rule["nodes"]
        if SIGNS not in node.get("failureSummary", "")
    ]


def picture(page: Any, name: str) -> None:
    """Keeps a picture of the screen, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
