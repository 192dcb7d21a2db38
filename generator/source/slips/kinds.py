"""Every kind of slip with its code, the words of its finding, and what its mend does."""

from __future__ import annotations

from generator.source.slips.characters import named
from generator.source.slips.stand_in import Slip, Stroke

PUNCTUATION, NO_BLANK, INDENT, UNSEEN, UNCLOSED, NO_COLON = "Y14", "Y15", "Y16", "Y17", "Y18", "Y19"
UNQUOTED = "Y23"


def punctuation(line: int, text: str, strokes: list[Stroke]) -> Slip:
    """Chinese punctuation where YAML has its own: 「行政许可：0」."""
    written = "".join(dict.fromkeys(text[stroke.start : stroke.end].strip() for stroke in strokes))
    right = "".join(dict.fromkeys(stroke.text.strip() for stroke in strokes))
    words = {"written": written, "right": right}
    return Slip(line, PUNCTUATION, tuple(strokes), words, "改成英文标点")


def no_blank(line: int, key: str, strokes: list[Stroke]) -> Slip:
    """A colon with its value right behind it, or with another sort of blank: 「行政许可:0」."""
    return Slip(line, NO_BLANK, tuple(strokes), {"key": key}, "冒号后面空一个半角空格")


def indent(line: int, leading: str, width: int, *, certain: bool) -> Slip:
    """White space before a key or a text that YAML does not count."""
    words = {"characters": named(leading.replace(" ", ""))}
    stroke = Stroke(0, len(leading), " " * width)
    return Slip(line, INDENT, (stroke,), words, "行首改用半角空格" if certain else "")


def unseen(line: int, key: str, text: str, strokes: list[Stroke]) -> Slip:
    """Characters that cannot be seen, in a key or a number."""
    written = "".join(text[stroke.start : stroke.end] for stroke in strokes)
    words = {"key": key, "characters": named(written.replace(":", "").replace(" ", ""))}
    return Slip(line, UNSEEN, tuple(strokes), words, "删去看不见的字符")


def unclosed(line: int, key: str, stroke: Stroke, *, certain: bool) -> Slip:
    """A bracket that is not closed before the next key."""
    words = {"key": key, "bracket": stroke.text}
    return Slip(line, UNCLOSED, (stroke,), words, "补上括号" if certain else "")


def no_colon(line: int, key: str, stroke: Stroke) -> Slip:
    """A key and its figures as they come out of a sheet, without a colon."""
    return Slip(line, NO_COLON, (stroke,), {"key": key}, "补上冒号")


def unquoted(line: int, key: str, strokes: list[Stroke]) -> Slip:
    """A line of one's own that begins with a placeholder: 「标题: {{ 年度 }}年…」."""
    return Slip(line, UNQUOTED, tuple(strokes), {"key": key}, "加英文引号")


def to_read_on(line: int, strokes: list[Stroke]) -> Slip:
    """Places where nothing stands, filled so that the rest can be read; whoever reads on tells them."""
    return Slip(line, "", tuple(strokes))
