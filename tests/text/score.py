"""How well sentences are read: ``python -m tests.text.score develop [--list]``.

Each sentence of the corpus is put into its filing and checked; what is told is set beside what must be told,
what figures are bound to beside what they mean.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.batch.desk import examine, load
from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.correspondence import numbers
from generator.rules.text.clauses.meaning import read_texts, sums
from generator.source import read as reading

HERE = Path(__file__).parent
PARTS = (
    *("develop", "held", "fresh", "unseen", "formal", "clerks"),
    *("common", "proofread", "later", "latest", "everyday", "blind"),
)
USUAL = "总体情况.依申请公开"
# The rules that read sentences; others speak of other things.
CODES = {
    *[
        "N31",
        "N32",
        "N34",
        "N36",
        "N37",
        "N38",
        "N46",
        "N48",
        "N49",
        "N52",
        "N54",
        "N55",
        "N56",
        "N57",
        "N58",
        "N59",
        "N61",
        "N65",
    ],
    *["N70", "N71", "N72", "N73", "N74", "S32"],
}


@dataclass
class Score:
    """What was told rightly, not told, told wrongly; figures bound rightly, not bound, bound wrongly."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    bound: int = 0
    unbound: int = 0
    misbound: int = 0
    lines: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """The share of warnings that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what must be told that is."""
        return self.right / max(1, self.right + self.missed)


def entries(half: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every sentence of a half with the name of its filing."""
    for path in sorted((HERE / "sentences" / half).glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        yield from ((data["filing"], entry) for entry in data["sentences"])


@cache
def _base(name: str) -> str:
    return (HERE / "filings" / f"{name}.yaml").read_text("utf-8")


def filed(name: str, entry: dict[str, Any]) -> str:
    """The text of a filing with the sentence in it."""
    root = yaml.safe_load(_base(name))
    section, _, part = entry.get("in", USUAL).partition(".")
    if part:
        root[section][part] = entry["text"]
    else:
        root[section] = entry["text"]
    return yaml.safe_dump(root, allow_unicode=True, sort_keys=False)


def judge(name: str, entry: dict[str, Any]) -> tuple[list[Finding], Filing]:
    """What is told of a sentence, and the filing it stands in."""
    document = reading.read(
        filed(name, entry).encode(), str(HERE / "filings" / f"{name}.yaml"), HERE / "filings"
    )
    examined = examine(document)
    filing = load(document).filing
    assert filing is not None, entry["text"]
    return [finding for finding in examined.findings if finding.code in CODES], filing


def score(half: str) -> Score:
    """The score of a half of the corpus."""
    total = Score()
    for name, entry in entries(half):
        add(total, name, entry)
    return total


def add(total: Score, name: str, entry: dict[str, Any]) -> None:
    """Count one sentence in."""
    findings, filing = judge(name, entry)
    _tell(total, entry, findings)
    _bind(total, entry, filing)


def _tell(total: Score, entry: dict[str, Any], findings: list[Finding]) -> None:
    told = [(finding, _words(finding)) for finding in findings]
    used: list[str] = []
    for wanted in map(str, entry.get("tells", [])):
        hit = next((pair for pair in told if _same(wanted, pair[1])), None)
        if hit is None:
            total.missed += 1
            total.kinds[f"missed: {entry.get('kind')}"] += 1
            total.lines.append(f"MISSED {wanted!r:14} [{entry.get('kind')}] {entry['text']}")
        else:
            used.append(wanted)
            total.right += 1
    told = [pair for pair in told if not any(_same(wanted, pair[1]) for wanted in used)]
    total.wrong += len(told)
    for finding, _ in told:
        total.kinds[f"wrong: {entry.get('kind')}"] += 1
        total.lines.append(f"WRONG {finding.code} {finding.detail} [{entry.get('kind')}] {entry['text']}")


def _words(finding: Finding) -> str:
    quoted = re.search("“(.*?)”(?:读作|，|$)", finding.detail or "")
    return quoted[1] if quoted else finding.detail or ""


def _same(wanted: str, words: str) -> bool:
    narrow = words.replace(" ", "")
    return wanted.replace(" ", "") in narrow or narrow in wanted.replace(" ", "")


def _bind(total: Score, entry: dict[str, Any], filing: Filing) -> None:
    given = entry.get("bound", {})
    pairs = list(given.items()) if isinstance(given, dict) else [tuple(pair) for pair in given]
    reading_of = (
        read_texts(filing)[entry.get("in", USUAL)] if entry.get("in", USUAL) in filing.texts else None
    )
    found = []
    for statement in reading_of.statements if reading_of else ():
        if statement.figure and statement.is_bound:
            words = reading_of.plain.words[statement.figure.start : statement.figure.end]
            found.append((words, {frozenset(cells) for cells in sums(filing.format, statement)}))
    for figure, meaning in pairs:
        wanted = {_cells(filing, alternative) for alternative in str(meaning).split(" | ")}
        narrow = unicodedata.normalize("NFKC", str(figure)).replace(",", "")
        hit = next((pair for pair in found if pair[0].startswith(narrow) and pair[1] & wanted), None)
        if hit:
            found.remove(hit)
            total.bound += 1
        else:
            total.unbound += 1
            total.lines.append(f"UNBOUND {figure} = {meaning} [{entry.get('kind')}] {entry['text']}")
    total.misbound += len(found)
    for words, cells in found:
        total.lines.append(
            f"MISBOUND {words} = {[sorted(each) for each in cells][:2]} [{entry.get('kind')}] {entry['text']}"
        )


def _cells(filing: Filing, meaning: str) -> frozenset[str]:
    cells: list[str] = []
    for name in meaning.strip().replace(".合计", "").split(" + "):
        if name in filing.format.addresses:
            cells.append(name)
        else:
            row, _, column = name.rpartition(".")
            cells += numbers(filing.format, row).get(column) or numbers(filing.format, name).get("") or [name]
    return frozenset(cells)


def main() -> None:
    """Print the score of a half."""
    parser = argparse.ArgumentParser()
    parser.add_argument("half", choices=PARTS)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    total = score(asked.half)
    if asked.list:
        print("\n".join(total.lines))
    print(
        f"told {total.right}, missed {total.missed}, wrongly told {total.wrong}: "
        f"precision {total.precision:.3f}, recall {total.recall:.3f}"
    )
    print(f"bound {total.bound}, not bound {total.unbound}, bound though not labelled {total.misbound}")


if __name__ == "__main__":
    main()
