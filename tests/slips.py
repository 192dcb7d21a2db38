"""Slips of the Chinese keyboard and of pasting, planted in three filings: how many are told on their line in
one run, how many mended right, and that none is mended wrong.  ``python -m tests.slips [PAIRS] [SEED]``
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.filing.filing import Filing, State
from generator.rules.examine import Examined
from generator.rules.mends.rounds import Mended
from tests.conftest import EXAMPLES
from tests.mended import FULL, look, mended

Slip = Callable[[str], str | None]

KEY = re.compile(r"( *)([^\s:#|]+): (.*?)( +#.*)?")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def times(factor: int, text: str) -> str:
    """Every list of a filing with its numbers so many times as large: balances hold, thousands appear."""
    return re.sub(
        r"\[(\d+(?:, \d+)+)\]",
        lambda row: f"[{', '.join(str(int(part) * factor) for part in row.group(1).split(', '))}]",
        text,
    )


CITY = (EXAMPLES / "2021-city.yaml").read_text("utf-8")
FILINGS = (FULL, CITY, times(1041, FULL))


def _value(line: str, change: Callable[[str], str | None]) -> str | None:
    """The line with its value changed; None where the slip cannot be made there."""
    match = KEY.fullmatch(line)
    if match is None or match[3] in ("|", ""):
        return None
    value = change(match[3])
    if value is None or value == match[3]:
        return None
    return f"{match[1]}{match[2]}: {value}{match[4] or ''}"


def _list(line: str, change: Callable[[list[str]], str | None]) -> str | None:
    def written(value: str) -> str | None:
        row = re.fullmatch(r"\[(\d+(?:, \d+)+)\]", value)
        return change(row.group(1).split(", ")) if row else None

    return _value(line, written)


def _nothing(sign: str) -> Slip:
    """One of the zeros of a list gone, or a dash for it."""

    def change(numbers: list[str]) -> str | None:
        places = [at for at, number in enumerate(numbers[:-1]) if number == "0"]
        return (
            f"[{', '.join(sign if at == places[0] else number for at, number in enumerate(numbers))}]"
            if places
            else None
        )

    return lambda line: _list(line, change)


def _key(line: str, change: Callable[[str], str]) -> str | None:
    match = KEY.fullmatch(line)
    return None if match is None or match[3] == "" else line.replace(f"{match[2]}: ", change(match[2]), 1)


def _indent(blank: str, width: int) -> Slip:
    """The indent in another sort of white space, so many spaces of it as one of that."""
    return lambda line: (
        re.sub("^( +)(?=[^ ])", lambda it: blank * (len(it[1]) // width), line) if line[:2] == "  " else None
    )


def _figure(change: str) -> Slip:
    return lambda line: _value(
        line, lambda value: change.format(value) if value.isdecimal() and len(value) < 4 else None
    )


def _unit(line: str) -> str | None:
    return _figure("{}件")(line) if re.match(r" +行政(许可|处罚|强制): ", line) else None


def _thousands(line: str) -> str | None:
    return _list(line, lambda figures: f"[{', '.join(f'{int(number):,}' for number in figures)}]")


def _date(form: str) -> Slip:
    def change(value: str) -> str | None:
        parts = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
        return form.format(parts[1], int(parts[2]), int(parts[3])) if parts else None

    return lambda line: _value(line, change)


SLIPS: dict[str, Slip] = {
    "冒号是中文的": lambda line: _key(line, "{}：".format),
    "冒号后缺空格": lambda line: _key(line, "{}:".format),
    "名称加中文引号": lambda line: _key(line, "“{}”: ".format),
    "名称里有零宽空格": lambda line: _key(line, "{}\u200b: ".format),
    "全角方括号": lambda line: _list(line, lambda figures: f"［{', '.join(figures)}］"),
    "鱼尾号": lambda line: _list(line, lambda figures: f"【{'，'.join(figures)}】"),
    "圆括号": lambda line: _list(line, lambda figures: f"（{', '.join(figures)}）"),
    "全角花括号": lambda line: _value(line, lambda v: f"｛{v[1:-1]}｝" if v[0] == "{" else None),
    "花括号里的中文标点": lambda line: _value(
        line,
        lambda v: (
            v.replace(": ", "：").replace(", ", "，")
            if v[0] == "{" and "数" not in v and "网" not in v
            else None
        ),
    ),
    "花括号里缺空格": lambda line: _value(line, lambda v: v.replace(": ", ":") if v[0] == "{" else None),
    "制表符隔开": lambda line: _list(line, "\t".join),
    "空格隔开": lambda line: _list(line, " ".join),
    "顿号隔开": lambda line: _list(line, "、".join),
    "逗号后没有空格": lambda line: _list(line, ",".join),
    "全角逗号": lambda line: _list(line, lambda figures: f"[{'，'.join(figures)}]"),
    "行首全角空格": _indent("\u3000", 2),
    "行首不换行空格": _indent("\u00a0", 1),
    "行首制表符": _indent("\t", 2),
    "带单位": _unit,
    "千分位": _thousands,
    "全角数字": lambda line: _value(line, lambda v: v.translate(WIDE) if v.isdecimal() else None),
    "数字里有零宽空格": lambda line: _list(
        line, lambda figures: f"[{figures[0]}\u200b, {', '.join(figures[1:])}]"
    ),
    "小数点": lambda line: _figure("{}.0")(line) if "收费" not in line else None,
    "短横代替零": _nothing("-"),
    "空格子": _nothing(""),
    "年份带年字": lambda line: _value(line, lambda v: f"{v}年" if re.fullmatch("20[0-9]{2}", v) else None),
    "日期用点": _date("{}.{}.{}"),
    "日期用斜线": _date("{}/{}/{}"),
    "日期用汉字": _date("{}年{}月{}日"),
    "层级少一字": lambda line: _value(line, lambda v: v[0] if re.fullmatch("[省市县乡]级", v) else None),
    "值加中文引号": lambda line: _value(
        line, lambda v: f"“{v[1:-1]}”" if re.fullmatch('"[0-9]+"', v) else None
    ),
}


@dataclass
class Outcome:
    """What became of the slips that were planted together."""

    planted: list[tuple[str, int, str]]
    silent: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def key_lines(text: str) -> Iterator[int]:
    """The lines of a filing outside of its texts."""
    inside = -1
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" "))
        if inside >= 0 and (not line.strip() or indent > inside):
            continue
        inside = indent if re.search(r": [|>]( +#.*)?$", line) else -1
        if line.strip() and line.lstrip(" ")[0] not in "#-":
            yield number


def places(text: str) -> list[tuple[str, int]]:
    """Every slip and every line on which it can be made."""
    lines = text.split("\n")
    return [
        (name, at)
        for name, slip in SLIPS.items()
        for at in key_lines(text)
        if slip(lines[at]) not in (None, lines[at])
    ]


def plant(text: str, chosen: Sequence[tuple[str, int]]) -> str:
    """The text with these slips, each on its line."""
    lines = text.split("\n")
    for name, at in chosen:
        lines[at] = str(SLIPS[name](lines[at]))
    return "\n".join(lines)


def judge(text: str, chosen: Sequence[tuple[str, int]]) -> Outcome:
    """Plant slips, look once, mend, and compare with the filing as it was."""
    slipped = plant(text, chosen)
    before, after = look(slipped), mended(slipped)
    lines = slipped.split("\n")
    outcome = Outcome([(name, at + 1, lines[at]) for name, at in chosen])
    accused = {finding.span.line for finding in before.findings}
    right, now = text.split("\n"), after.text.split("\n")
    for name, at in chosen:
        if at + 1 not in accused and not _same_line(lines[at], right[at]):
            outcome.silent.append(name)
        if not _same_line(now[at], right[at]):
            outcome.left.append(name)
    outcome.wrong = list(wrong(look(text), after))
    return outcome


def _same_line(line: str, other: str) -> bool:
    """Whether two lines say the same in YAML: blanks after a comma and quotes of a key say nothing."""
    return (
        re.sub(r"[\s\"]", "", line) == re.sub(r"[\s\"]", "", other) and re.search(":( |$)", line) is not None
    )


def wrong(right: Examined, after: Mended) -> Iterator[str]:
    """What the mended filing says that the right one does not; what it leaves open is not wrong."""
    good, now = right.filing, after.examined.filing
    assert good is not None
    if now is None:
        return
    yield from _wrong_cells(good, now)
    yield from (path for path, text in now.texts.items() if text.scalar.text != good.texts[path].scalar.text)
    if now.header is not None and now.header != good.header:
        yield "head"


def _wrong_cells(good: Filing, now: Filing) -> Iterator[str]:
    for path, cell in now.cells.items():
        if cell.state is State.GIVEN and cell.value != good.cells[path].value:
            yield path


def trial(pairs: int, seed: int) -> list[Outcome]:
    """Random pairs in the three filings, and every slip by itself once in each where it can be made."""
    chance = random.Random(seed)
    possible = [places(text) for text in FILINGS]
    outcomes = [
        judge(text, [chance.choice([it for it in made if it[0] == name])])
        for text, made in zip(FILINGS, possible, strict=True)
        for name in dict.fromkeys(name for name, _ in made)
    ]
    for _ in range(pairs):
        which = chance.randrange(len(FILINGS))
        first = chance.choice(possible[which])
        other = chance.choice([it for it in possible[which] if it[1] != first[1] and it[0] != first[0]])
        outcomes.append(judge(FILINGS[which], [first, other]))
    return outcomes


def main(pairs: int = 50, seed: int = 7) -> int:
    """Print the shares; 1 where a slip was mended wrong or passed over in silence."""
    outcomes = trial(pairs, seed)
    planted = sum(len(outcome.planted) for outcome in outcomes)
    silent, left, wrong_ones = (
        [(it, outcome.planted) for outcome in outcomes for it in getattr(outcome, name)]
        for name in ("silent", "left", "wrong")
    )
    print(f"planted {planted} slips of {len(SLIPS)} sorts, {pairs} pairs and {len(outcomes) - pairs} single")
    print(f"told on their line in one run: {planted - len(silent)} ({1 - len(silent) / planted:.1%})")
    print(f"mended right: {planted - len(left)} ({1 - len(left) / planted:.1%})")
    print(f"mended wrong: {len(wrong_ones)}")
    for title, found in (("silent", silent), ("left", left), ("wrong", wrong_ones)):
        for it, where in found:
            print(f"  {title}: {it}: {where}")
    return 1 if silent or wrong_ones else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
