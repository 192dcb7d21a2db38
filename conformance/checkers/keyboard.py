"""A keyboard and a narrow window are enough: everything is reached, seen to be reached, and fits.

Chromium itself moves the focus; what can be focused or scrolled is asked of the page, and whether the
focus shows is judged by the picture of the place before and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops

from conformance.browser import ENLARGED, PHONE, SCREEN, browser, shown
from conformance.faults import styled, text_changed
from conformance.verdict import Fault, Output, Verdict

TITLE = "键盘与窄屏"
KINDS = ("html",)
STATES = (SCREEN, PHONE, ENLARGED)
# Room around a focused element in which its focus may show, in CSS pixels.
ROOM = 6
# So many points of a picture must change for the eye to see it.
SEEN = 40

# Everything that a reader must be able to reach, numbered in the order of the page: what works by
# itself and what scrolls; what is folded away is reached after its summary opens it.
STOPS = """() => {
  const works = "a[href], area[href], button, input, select, textarea, summary, iframe, audio, video";
  const scrolls = one => one.scrollWidth > one.clientWidth + 1
    && ["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one !== document.scrollingElement;
  const folded = one => one.closest("details:not([open]) > :not(summary)");
  const found = [...document.body.querySelectorAll("*")].filter(
    one => (one.matches(works) || one.tabIndex >= 0 || scrolls(one)) && !folded(one));
  found.forEach((one, number) => one.dataset.stop = number);
  return found.map(one => (one.textContent || one.tagName).trim().slice(0, 20));
}"""
FOCUSED = "() => document.activeElement.dataset.stop ?? null"
# The part of the window in which the focus would show.
BOX = """room => {
  const box = document.activeElement.getBoundingClientRect();
  const left = Math.max(box.left - room, 0), top = Math.max(box.top - room, 0);
  const right = Math.min(box.right + room, innerWidth), bottom = Math.min(box.bottom + room, innerHeight);
  return { x: left, y: top, width: right - left, height: bottom - top };
}"""
# How a focused element looks: what looks alike is pictured once.
LOOK = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const inside = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  return [one.tagName, one.className, style.outline, style.outlineOffset, style.color, inside].join();
}"""
# The next Tab goes on from where the focus was taken away.
BLUR = "() => document.activeElement.blur()"
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
# Whether the start of a link's target can be seen.
ARRIVED = """() => {
  const target = document.querySelector(":target");
  const box = target && target.getBoundingClientRect();
  return Boolean(box) && box.top >= -1 && box.top < innerHeight;
}"""


def check(outputs: Sequence[Output]) -> Iterator[Verdict]:
    """Every page on a screen, on a phone and enlarged; where links lead does not change with the width."""
    with browser() as opened:
        for output in outputs:
            for state in STATES:
                with shown(opened, output, state) as page:
                    stops = page.evaluate(STOPS)
                    followed = _follow(page) if state is SCREEN else ()
                    failures = (*_walk(page, stops), *followed, *_fits(page))
                    yield Verdict(output, state.title, len(stops), failures)


def _walk(page: Any, stops: list[str]) -> Iterator[str]:
    """Tab through the page: every stop once, in order, each one seen."""
    reached = list(_tab(page, len(stops)))
    if len(stops) < 2:
        yield "页面上没有可以用键盘到达的地方"
    yield from (f"焦点看不见：{stops[number]}" for number, seen in reached if not seen)
    numbers = [number for number, _ in reached]
    yield from (f"键盘到不了：{text}" for number, text in enumerate(stops) if number not in numbers)
    if numbers != sorted(set(numbers)):
        yield f"焦点次序与页面次序不一致：{numbers}"


def _tab(page: Any, most: int) -> Iterator[tuple[int, bool]]:
    """The stops that Tab reaches, and whether each is seen to be reached."""
    shown: set[str] = set()
    for _ in range(most + 1):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return
        look = page.evaluate(LOOK)
        if look in shown or _shows(page):
            shown.add(look)
        yield int(stop), look in shown


def _shows(page: Any) -> bool:
    """Whether the window looks otherwise around the focus than it does without it."""
    box = page.evaluate(BOX, ROOM)
    if box["width"] < 1 or box["height"] < 1:
        return False
    with_focus = _picture(page, box)
    page.evaluate(BLUR)
    difference = ImageChops.difference(with_focus, _picture(page, box)).convert("L")
    return sum(difference.histogram()[48:]) >= SEEN


def _picture(page: Any, box: dict[str, float]) -> Image.Image:
    return Image.open(BytesIO(page.screenshot(clip=box))).convert("RGB")


def _follow(page: Any) -> Iterator[str]:
    """Enter on every link within the page brings its target into sight."""
    for link in page.query_selector_all("a[href^='#']"):
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(20)
        if not page.evaluate(ARRIVED):
            yield f"链接没有带到目标：{link.text_content()}"


def _fits(page: Any) -> Iterator[str]:
    """Nothing but a region made for it is scrolled sideways (WCAG 2.1, 1.4.10)."""
    if (over := page.evaluate(SIDEWAYS)) > 0:
        yield f"整页要左右滚动，超出 {over} 像素"


def faults(output: Output) -> Iterator[Fault]:
    """A link that Tab leaves out, a focus that does not show, a page too wide."""
    hidden = ("<nav ", '<nav><a href="#main" tabindex="-1">不可达</a></nav><nav ')
    wide = styled("h1 { min-width: 1400px }")
    unseen = styled(":focus-visible { outline: none !important }")
    lost = ('href="#main"', 'href="#nowhere"')
    planted = output.changed(text_changed(output.data, hidden, wide, unseen, lost))
    yield Fault("键盘到不了的链接", planted, "键盘到不了：不可达")
    yield Fault("看不见的焦点", planted, "焦点看不见")
    yield Fault("整页太宽", planted, "整页要左右滚动")
    yield Fault("链接没有目标", planted, "链接没有带到目标")
