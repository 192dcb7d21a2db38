"""Many findings counted: by file and by rule, errors first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from generator.findings.finding import Finding, Level

NAMES = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}
_ORDER = {level: place for place, level in enumerate(NAMES)}
BY_FILE, BY_RULE = "按文件：", "按规则："


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the findings people want to see: from which level on, of which rules (all where none is
    named), and whether counted as well.  What is not shown counts all the same."""

    level: Level = Level.INFO
    rules: frozenset[str] = frozenset()
    statistics: bool = False

    def of(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those that are wanted, in their order."""
        return [finding for finding in findings if self._wants(finding)]

    def _wants(self, finding: Finding) -> bool:
        return _ORDER[finding.level] <= _ORDER[self.level] and (not self.rules or finding.code in self.rules)


EVERYTHING = Shown()


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors before warnings before infos; of a level the first of every file, then the second of every file:
    where only some are seen, no file hides the others."""
    seen: Counter[tuple[str, Level]] = Counter()
    ranked = []
    for finding in findings:
        seen[finding.file, finding.level] += 1
        ranked.append((_ORDER[finding.level], seen[finding.file, finding.level], finding))
    return [finding for *_, finding in sorted(ranked, key=lambda rank: rank[:2])]


@dataclass(slots=True)
class OfRule:
    """What was found of a rule: the first of it, how often, in which files."""

    first: Finding
    count: int = 0
    files: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Counted:
    """Findings counted as they come, file after file; of each rule only the first is held."""

    files: dict[str, Counter[Level]] = field(default_factory=dict)
    rules: dict[tuple[int, str], OfRule] = field(default_factory=dict)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Counted:
        """All of them."""
        counted = cls()
        for finding in findings:
            counted.add(finding)
        return counted

    def add(self, finding: Finding) -> None:
        """Count one more."""
        self.files.setdefault(finding.file, Counter())[finding.level] += 1
        key = _ORDER[finding.level], finding.code
        if key not in self.rules:
            # Its words and its place are shown; what else there is may be long.
            self.rules[key] = OfRule(replace(finding, detail="", help="", basis="", marks=()))
        self.rules[key].count += 1
        self.rules[key].files.add(finding.file)

    @property
    def levels(self) -> Counter[Level]:
        """How many of each level there are."""
        return sum(self.files.values(), Counter[Level]())

    def by_file(self) -> list[tuple[str, Counter[Level]]]:
        """Each file with how much of each level, the worst first."""
        return sorted(self.files.items(), key=lambda pair: [-pair[1][level] for level in NAMES])

    def by_rule(self) -> list[OfRule]:
        """The rules, errors first, of a level the most frequent first."""
        ranked = sorted(self.rules.items(), key=lambda pair: (pair[0][0], -pair[1].count))
        return [of_rule for _, of_rule in ranked]

    def table(self) -> Iterator[str]:
        """Two tables: a line for each file with how much of each level, a line for each rule with how
        often."""
        if not self.files:
            return
        yield BY_FILE
        for file, counts in self.by_file():
            parts = "，".join(f"{name} {counts[level]} 处" for level, name in NAMES.items() if counts[level])
            yield f"    {file}：{parts}"
        yield BY_RULE
        for found in self.by_rule():
            first = found.first
            number = f"{NAMES[first.level]} {first.code}：{found.count} 处，{len(found.files)} 份"
            yield f"    {number}，如 {first.file}:{first.span.line} {first.message}"
