"""Rules that were not judged on a filing, or not on all of it, and why: to be silent is not to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.filing.filing import Filing, State
from generator.findings.finding import Finding
from generator.form.rule import Beside, Like, Rule, Wanted
from generator.rules.kinds import options_of
from generator.rules.sight import Sight
from generator.rules.sums.equations import Equation
from generator.rules.text import patterns

# So many numbers are named of those that kept a rule from being judged.
NAMED = 3
UNSOUND = "这条规则写得不对，没有核对"
STOPPED = "没有核对完：找得太久，已经停下"
BROKE_DOWN = "没有核对完：核对时出了错"
NO_HEAD = "表头的{keys}没有填好，没有核对"
FOLLOWS = "它所依据的数已经报错，改好以后再核对"
LEFT_OUT = "这一部分没有写，没有可核对的"
_BESIDE: Mapping[Beside, str] = {
    "previous": "上年填报",
    "below": "所含机关的填报",
    "alike": "别的机关相像的填报",
}


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A rule, its sentence, and why it was not judged, or not on all of a filing."""

    code: str
    message: str
    reason: str


def unjudged(rules: Iterable[Rule], reasons: Mapping[str, str]) -> tuple[Unjudged, ...]:
    """The rules for which there is a reason, in their order."""
    return tuple(
        Unjudged(rule.code, rule.message, reasons[rule.code]) for rule in rules if rule.code in reasons
    )


def not_for(rule: Rule, filing: Filing) -> str:
    """Why a rule is not asked of a filing at all, or nothing where it is: its head has other values, or what
    it looks at beside the filing is not at hand."""
    options, open_fields = options_of(rule), filing.unknown(rule.when)
    known = {key: wanted for key, wanted in rule.when.items() if key not in open_fields}
    if not all(_is(filing.said(key), wanted) for key, wanted in known.items()):
        values = "，".join(_wanted(key, wanted) for key, wanted in rule.when.items())
        return f"不适用：只用于{values}的填报"
    if unknown := dict.fromkeys((*open_fields, *filing.unknown(options.of_head))):
        return NO_HEAD.format(keys="、".join(unknown))
    beside = options.beside
    return f"没有{_BESIDE[beside]}，没有核对" if beside and not getattr(filing, beside) else ""


def meets(rule: Rule, filing: Filing) -> bool:
    """Whether the head, or a cell that holds no number, has one of the values that a rule is for; a field
    that is wrong tells nothing."""
    known = not filing.unknown(rule.when)
    return known and all(_is(filing.said(key), wanted) for key, wanted in rule.when.items())


def is_for(rule: Rule, head: Mapping[str, str]) -> bool:
    """The same of a head alone, where nothing has been handed in yet: a field that is not there is empty."""
    return all(_is(head.get(key, ""), wanted) for key, wanted in rule.when.items())


def _is(value: str, wanted: Wanted) -> bool:
    if isinstance(wanted, Like):
        return any(patterns.pattern(text).search(value) for text in wanted.patterns)
    return value in wanted


def _wanted(key: str, wanted: Wanted) -> str:
    """A condition in words."""
    if isinstance(wanted, Like):
        return f"{key}写成{'、'.join(wanted.patterns)}"
    return f"{key}是{'、'.join(wanted)}"


def not_whole(rule: Rule, filing: Filing, sight: Sight) -> str:
    """Why a rule that was asked could not judge all of a filing, or nothing where it could."""
    options = options_of(rule)
    if unknown := options.unknown(filing):
        return unknown
    if "texts" in options.rests_on and (absent := _absent(filing)):
        return f"没有写{'、'.join(absent[:NAMED])}，没有核对完"
    if sight.cells and (why := _of_cells(sight, options.beside)):
        return why
    if options.beside and not sight.beside and not options.compares_words:
        return f"{_BESIDE[options.beside]}里没有可比的数，没有核对"
    return "" if _has_words(filing, getattr(options, "texts", None)) else LEFT_OUT


def _has_words(filing: Filing, texts: Iterable[str] | None) -> bool:
    """Whether anything is written in the texts that a rule reads, where it reads any."""
    return texts is None or any(text.scalar.text.strip() for text in patterns.texts(filing, texts))


def _absent(filing: Filing) -> list[str]:
    required = (path for path, part in filing.format.narratives.items() if part.required)
    return [path for path in required if path not in filing.texts and path not in filing.passages]


def _of_cells(sight: Sight, beside: Beside) -> str:
    """What may be left out and was is no gap, unless there was nothing else to judge."""
    doubtful = [doubt for doubt in sight.cells.values() if doubt.cell.state is not State.LEFT_OUT]
    if not doubtful:
        judged = sight.sound_here and (sight.sound_beside or not beside)
        return "" if judged else LEFT_OUT
    more = " 等" if len(doubtful) > NAMED else ""
    names = "、".join(doubt.label for doubt in doubtful[:NAMED])
    return f"有 {len(doubtful)} 个数没有填或者写得不对，没有核对完：{names}{more}"


def of_equations(
    equations: Iterable[Equation], sound: Iterable[Equation], kept: Iterable[Finding]
) -> dict[str, str]:
    """Why rules of sums are silent though one of their equations was not judged, or does not hold: a number
    in it is wrong already, or its mistake is told under another rule."""
    findings, judged = list(kept), {id(equation) for equation in sound}
    codes = {finding.code for finding in findings}
    reasons = {}
    for equation in equations:
        if equation.rule.code in codes or equation.rule.code in reasons:
            continue
        if id(equation) not in judged:
            reasons[equation.rule.code] = FOLLOWS
        elif equation.residual:
            reasons[equation.rule.code] = _told_elsewhere(equation, findings)
    return reasons


def _told_elsewhere(equation: Equation, findings: Iterable[Finding]) -> str:
    cells = {*equation.left, *equation.right}
    codes = dict.fromkeys(finding.code for finding in findings if cells & set(finding.cells))
    return f"不符，是同一处错，已在 {'、'.join(codes)} 里一并报告" if codes else FOLLOWS


def follow_ons(findings: Iterable[Finding], kept: Iterable[Finding]) -> dict[str, str]:
    """Rules whose warnings were all held back, because they rest on a number that is wrong."""
    codes = {finding.code for finding in kept}
    return {finding.code: FOLLOWS for finding in findings if finding.code not in codes}
