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


def table(findings: Collection[Finding]) -> Iterator[str]:
    """Two tables: a line for each file with how much of each level, a line for each rule with how often."""
    if not findings:
        return
    yield BY_FILE
    by_file: dict[str, Counter[Level]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, Counter())[finding.level] += 1
    for file, counts in sorted(by_file.items(), key=lambda pair: [-pair[1][level] for level in NAMES]):
        parts = "，".join(f"{name} {counts[level]} 处" for level, name in NAMES.items() if counts[level])
        yield f"    {file}：{parts}"
    yield BY_RULE
    by_rule: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault((_ORDER[finding.level], finding.code), []).append(finding)
    for (_, code), of_rule in sorted(by_rule.items(), key=lambda pair: (pair[0][0], -len(pair[1]))):
        first, files = of_rule[0], {finding.file for finding in of_rule}
        number = f"{NAMES[first.level]} {code}：{len(of_rule)} 处，{len(files)} 份"
        yield f"    {number}，如 {first.file}:{first.span.line}　{first.message}"
