"""Many findings counted: by file and by rule, errors first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

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


def by_file(findings: Iterable[Finding]) -> list[tuple[str, Counter[Level]]]:
    """Each file with how much of each level, the worst first."""
    files: dict[str, Counter[Level]] = {}
    for finding in findings:
        files.setdefault(finding.file, Counter())[finding.level] += 1
    return sorted(files.items(), key=lambda pair: [-pair[1][level] for level in NAMES])


def by_rule(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings of each rule, errors first, of a level the most frequent rule first."""
    rules: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        rules.setdefault((_ORDER[finding.level], finding.code), []).append(finding)
    ranked = sorted(rules.items(), key=lambda pair: (pair[0][0], -len(pair[1])))
    return [of_rule for _, of_rule in ranked]


def table(findings: Collection[Finding]) -> Iterator[str]:
    """Two tables: a line for each file with how much of each level, a line for each rule with how often."""
    if not findings:
        return
    yield BY_FILE
    for file, counts in by_file(findings):
        parts = "，".join(f"{name} {counts[level]} 处" for level, name in NAMES.items() if counts[level])
        yield f"    {file}：{parts}"
    yield BY_RULE
    for of_rule in by_rule(findings):
        first, files = of_rule[0], {finding.file for finding in of_rule}
        number = f"{NAMES[first.level]} {first.code}：{len(of_rule)} 处，{len(files)} 份"
        yield f"    {number}，如 {first.file}:{first.span.line} {first.message}"
