"""The pages of a filing as they will print, each known by its digest: only those that changed are sent."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Any

from generator.report.build import build
from generator.workbench.opened import Opened
from generator.workbench.problem import Problem
from generator.workbench.spots_shown import spots_shown
from generator.writers.failure import CannotWrite
from generator.writers.order import Order
from generator.writers.pages import pages

Json = dict[str, Any]
KEPT = 400
HEAD = "表头（机关、年度这些）还没有填好，排不出页面"
NO_PAGE = "这一页已经换了新的"
_SIZE = re.compile(rb'width="([0-9.]+)pt" height="([0-9.]+)pt"')


@dataclass
class Sheets:
    """Pages by their digests, and those of the last text of each filing."""

    sheets: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    last: dict[str, tuple[tuple[str, ...], Json]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def pages(self, opened: Opened) -> Json:
        """The digests and sizes of all pages; ``problem`` where there are none."""
        with self.lock:  # one at a time: it takes all of a processor
            key = (opened.seen, *(f"{path}{stamp}" for path, stamp in opened.beside))
            if opened.file not in self.last or self.last[opened.file][0] != key:
                self.last[opened.file] = key, self._set(opened)
            return self.last[opened.file][1]

    def _set(self, opened: Opened) -> Json:
        draft = opened.examined.stops_build
        answer: Json = {"seen": opened.seen, "draft": draft, "pages": [], "spots": {}, "problem": None}
        if opened.filing is None or opened.filing.header is None:
            return {**answer, "problem": HEAD}
        try:
            made = pages(build(opened.filing, draft=draft), Order(("pdf",)))
        except CannotWrite as why:
            return {**answer, "problem": str(why)}
        spots = spots_shown(opened.filing, made)
        return {**answer, "pages": [self._page(sheet.svg) for sheet in made], "spots": spots}

    def _page(self, sheet: bytes) -> Json:
        digest = sha256(sheet).hexdigest()[:24]
        self.sheets[digest] = sheet
        self.sheets.move_to_end(digest)
        while len(self.sheets) > KEPT:
            self.sheets.popitem(last=False)
        size = _SIZE.search(sheet[:400])
        width, height = (float(each) for each in size.groups()) if size else (595.0, 842.0)
        return {"hash": digest, "width": width, "height": height}

    def sheet(self, digest: str) -> bytes:
        """One page.  Raises Problem."""
        if digest not in self.sheets:
            raise Problem(NO_PAGE, 404)
        return self.sheets[digest]
