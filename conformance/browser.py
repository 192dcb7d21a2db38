"""Chromium without a window, and the ways a page is met: screen, dark, phone, enlarged, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from shutil import which
from typing import Any, Literal

from conformance.fontset import environment
from conformance.parts import OUTPUTS
from conformance.verdict import Output


@dataclass(frozen=True, slots=True)
class State:
    """A window in CSS pixels; ``scale`` 2 on half of them is what a browser's zoom of 200 % does."""

    title: str
    width: int
    height: int
    scale: float = 1
    media: Literal["screen", "print"] = "screen"
    colours: Literal["light", "dark"] = "light"


SCREEN = State("屏幕", 1280, 800)
DARK = State("深色", 1280, 800, colours="dark")
PHONE = State("手机360", 360, 740, scale=2)
ENLARGED = State("放大200%", 640, 400, scale=2)
PAPER = State("打印", 794, 1123, media="print")


@contextmanager
def browser() -> Iterator[Any]:
    """A browser of Debian's, ended afterwards."""
    api = import_module("playwright.sync_api")
    options = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
    with api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=which("chromium"), args=options, env=environment())
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def shown(opened: Any, output: Output, state: State) -> Iterator[Any]:
    """The page in a window of its own."""
    window = opened.new_context(
        viewport={"width": state.width, "height": state.height},
        device_scale_factor=state.scale,
        color_scheme=state.colours,
        reduced_motion="reduce",
        bypass_csp=True,  # a judge works by a script of its own, which the page refuses as any other
    )
    try:
        page = window.new_page()
        page.emulate_media(media=state.media)
        page.goto(output.saved(OUTPUTS).as_uri())
        yield page
    finally:
        window.close()
