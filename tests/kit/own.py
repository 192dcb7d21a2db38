"""A form of one's own made from ours, changed word by word, and filings of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
OWN_DOCUMENT = ("国办公开办函〔2021〕30号", "国办公开办函〔2026〕99号")


def change(path: Path, *pairs: tuple[str, str], count: int = 1) -> None:
    """Replace words of a file that must be there, the first ``count`` of each (0: all of them)."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, count) if count else text.replace(old, new)
    path.write_text(text, "utf-8")


def begin(folder: Path, run: Run) -> Path:
    """The file of a form begun in a folder from that of 2021, with the number of its own document."""
    code, out, _ = run("format", "new", "2027", "--from", "2021", "--templates", folder)
    assert code == 0
    assert "format check 2027" in out
    path = folder / "2027" / "format.yaml"
    change(path, OWN_DOCUMENT, count=0)
    return path


def filing_of_cases(form: Path, target: Path) -> Path:
    """The correct filing of a form's cases as a file of its own."""
    text = (form.parent / "cases.yaml").read_text("utf-8")
    body = text[text.index("filing:\n") + 8 : text.index("\nprevious:")]
    target.write_text("\n".join(line[2:] for line in body.splitlines()) + "\n", "utf-8")
    return target
