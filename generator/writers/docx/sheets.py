"""Pages that lie and pages that are turned: the sections of a Word document."""

from __future__ import annotations

from copy import deepcopy

from generator.common.safe_xml import Element
from generator.writers.docx.wordml import Paragraph, qn

# Edge of a turned page, and the edge of the paper that it is (the head to the left, GB/T 9704).
TURNED = {"top": "left", "bottom": "right", "left": "bottom", "right": "top"}


class Sheets:
    """The page that is being written on; ``turned`` is None before anything is.

    ``section`` is the last one of the document, ``all`` are all of them.
    """

    def __init__(self, upright: Element) -> None:
        self.upright = upright
        self.section: Element = deepcopy(upright)
        self.all: list[Element] = [self.section]
        self.turned: bool | None = None

    def turn(self, written: list[Paragraph | str], *, landscape: bool) -> bool:
        """Go on behind what is written to a page that is turned, or one that is not; whether that is a new
        one."""
        new = self.turned is not None and self.turned != landscape
        if new:
            self._close(written)
        if self.turned != landscape:
            self._shape(self.section, landscape=landscape)
            self.turned = landscape
        return new

    def _close(self, written: list[Paragraph | str]) -> None:
        """End a section of the document behind what was written last."""
        if not written or isinstance(written[-1], str):
            written.append(Paragraph())
        last = written[-1]
        assert isinstance(last, Paragraph)
        last.section = deepcopy(self.section)
        self.all.insert(-1, last.section)

    def _shape(self, section: Element, *, landscape: bool) -> None:
        """Size and margins of a section's page, after those of the style."""
        size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        paper, edges = self.upright.find(qn("w:pgSz")), self.upright.find(qn("w:pgMar"))
        for element, source in ((size, paper), (margins, edges)):
            element.attrib.clear()
            element.attrib.update(source.attrib)
        if landscape:
            size.set(qn("w:w"), paper.get(qn("w:h")))
            size.set(qn("w:h"), paper.get(qn("w:w")))
            size.set(qn("w:orient"), "landscape")
            for edge, other in TURNED.items():
                margins.set(qn(f"w:{edge}"), edges.get(qn(f"w:{other}")))
            self._keep_away(margins, edges)

    def _keep_away(self, margins: Element, edges: Element) -> None:
        """The page number as far below the text as on the page that lies."""
        for edge, name in (("bottom", "footer"), ("top", "header")):
            distance = int(edges.get(qn(f"w:{edge}"))) - int(edges.get(qn(f"w:{name}")))
            margins.set(qn(f"w:{name}"), str(max(int(margins.get(qn(f"w:{edge}"))) - distance, 0)))
