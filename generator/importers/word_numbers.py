"""The numbers that Word sets before paragraphs by itself, and what their styles say."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.common.safe_xml import Element, parse
from generator.filing.narrative.filters import han
from generator.importers.xml_parts import child, children, name, value

CHINESE = {
    *("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting"),
    *("ideographDigital", "taiwaneseCounting", "taiwaneseCountingThousand", "koreanDigital2"),
}
CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
# What Word itself calls the style of strong words.
STRONG = ("strong", "要点")
OFF = ("0", "false", "off")
DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbers:
    """Numbering as it goes on through a document: parts of the package that hold lists and styles."""

    numbering: bytes
    styles: bytes
    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    by_style: dict[str, Element] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the parts apart once."""
        if self.numbering:
            self._read_lists(parse(self.numbering))
        if self.styles:
            for style in children(parse(self.styles), "style"):
                self.by_style[_attribute(style, "styleId")] = style

    def of(self, paragraph: Element) -> tuple[str, int, bool]:
        """What is printed before a paragraph, its level as a heading, whether it is the title."""
        about = child(paragraph, "pPr")
        styles = self._chain(about)
        level = self._heading(about, styles)
        is_title = any(_style_name(style).casefold() in ("title", "标题") for style in styles)
        return self._number(about, styles), level, is_title

    def is_bold(self, run: Element) -> bool:
        """Whether a run is set in bold, by itself or by its style."""
        bold = self.look(run, "b")
        if bold is not None:
            return bold not in OFF
        styled = self._style_of(run)
        return styled is not None and _style_name(styled).casefold() in STRONG

    def is_set(self, run: Element, kind: str) -> bool:
        """Whether a run has a look that is on or off: struck through, hidden."""
        look = self.look(run, kind)
        return look is not None and look not in OFF

    def look(self, run: Element, kind: str) -> str | None:
        """What is said of a look of a run, by itself or by its style; None where nothing is."""
        for holder in (run, self._style_of(run)):
            element = child(child(holder, "rPr"), kind)
            if element is not None:
                return value(element)
        return None

    def _style_of(self, run: Element) -> Element | None:
        style = child(child(run, "rPr"), "rStyle")
        return self.by_style.get(value(style)) if style is not None else None

    def _chain(self, about: Element | None) -> list[Element]:
        """The style of a paragraph and those it is based on."""
        element = child(about, "pStyle")
        chain: list[Element] = []
        key = value(element) if element is not None else ""
        while key in self.by_style and len(chain) < DEEPEST:
            chain.append(self.by_style[key])
            based = child(chain[-1], "basedOn")
            key = value(based) if based is not None else ""
        return chain

    def _heading(self, about: Element | None, styles: list[Element]) -> int:
        for holder in (about, *(child(style, "pPr") for style in styles)):
            outline = child(holder, "outlineLvl")
            if outline is not None and value(outline).isdecimal() and int(value(outline)) < DEEPEST:
                return int(value(outline)) + 1
        return 0

    def _number(self, about: Element | None, styles: list[Element]) -> str:
        """The number of a paragraph in its list; counting goes on."""
        for holder in (about, *(child(style, "pPr") for style in styles)):
            entry = child(holder, "numPr")
            if entry is not None:
                key, depth = child(entry, "numId"), child(entry, "ilvl")
                return self._count(
                    "" if key is None else value(key), 0 if depth is None else _whole(value(depth))
                )
        return ""

    def _count(self, key: str, depth: int) -> str:
        levels = self.lists.get(key, {})
        level = levels.get(depth)
        if level is None or depth >= DEEPEST:
            return ""
        if level.shape == "bullet":
            return "- "
        counts = self.counts.setdefault(key, [])
        while len(counts) <= depth:
            counts.append(levels.get(len(counts), _Level()).start - 1)
        del counts[depth + 1 :]
        counts[depth] += 1
        text = level.text
        for place, count in enumerate(counts):
            text = text.replace(f"%{place + 1}", _written(count, levels.get(place, _Level()).shape))
        return text

    def _read_lists(self, root: Element) -> None:
        shapes = {_attribute(each, "abstractNumId"): _levels(each) for each in children(root, "abstractNum")}
        for number in children(root, "num"):
            base = child(number, "abstractNumId")
            self.lists[_attribute(number, "numId")] = shapes.get(value(base), {}) if base is not None else {}


def _levels(abstract: Element) -> dict[int, _Level]:
    found = {}
    for level in children(abstract, "lvl"):
        said = {name(each): value(each) for each in level if name(each) in ("numFmt", "lvlText", "start")}
        depth = _whole(_attribute(level, "ilvl"))
        found[depth] = _Level(
            said.get("numFmt", "decimal"), said.get("lvlText", ""), _whole(said.get("start", "1"))
        )
    return found


def _written(count: int, shape: str) -> str:
    if shape in CHINESE and 0 < count < 100:
        return han(count)
    if shape in CIRCLED and 0 < count <= 20:
        return chr(ord("①") + count - 1)
    return str(count)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _attribute(element: Element, key: str) -> str:
    return next(
        (str(text) for full, text in element.attrib.items() if str(full).rpartition("}")[2] == key), ""
    )


def _style_name(style: Element) -> str:
    named = child(style, "name")
    return value(named) if named is not None else ""
