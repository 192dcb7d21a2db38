"""A filing broken in one to eight places as a number says; the same number always gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random

from tests.conftest import EXAMPLES
from tests.fuzz import words

Lines = list[str]
Mutation = Callable[[Random, Lines], None]

KEY = re.compile(r"( *(?:- )?)([^\s:#]+):(?: (.*))?")
NUMBER = re.compile(r"(?<=[\[, :])\d+(?=[\],}\s]|$)")
IN_TEXT = re.compile(r"\d+(?=[件条个次人%])")


@cache
def bases() -> dict[str, str]:
    """The examples as they are, and in short, with one sentence of each line, which is quicker to check."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))}
    return texts | {f"short {name}": _shortened(text) for name, text in texts.items() if "-" not in name}


def _shortened(text: str) -> str:
    lines = [line for line in text.split("\n") if not re.match(r"\s*(#|!\[|$)", line)]
    return "\n".join(re.sub(r"。.*", "。", line) for line in lines)


def mutated(seed: int) -> bytes:
    """One filing, broken."""
    chance = Random(seed)
    names = list(bases())
    name = chance.choices(names, [12 if name.startswith("short") else 1 for name in names])[0]
    lines = bases()[name].split("\n")
    for _ in range(chance.choices((1, 2, 3, 5, 8), (6, 4, 3, 2, 1))[0]):
        chance.choices(list(MUTATIONS), list(MUTATIONS.values()))[0](chance, lines)
    return _as_bytes(chance, "\n".join(lines))


def _as_bytes(chance: Random, text: str) -> bytes:
    """The text as a file: mostly UTF-8, now and then another code, cut short or with bytes changed."""
    if chance.random() < 0.02:
        return text.encode(chance.choice(("gb18030", "utf-16", "utf-16-le", "utf-32")), "replace")
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if chance.random() < 0.03 and data:
        for _ in range(chance.randint(1, 5)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.02:
        del data[chance.randrange(len(data) + 1) :]
    return bytes(data)


def word(chance: Random) -> str:
    """Something to put where it does not belong."""
    if chance.random() < 0.05:
        return "".join(chr(chance.choice(range(32, 0xD800))) for _ in range(chance.randint(1, 12)))
    return chance.choice(chance.choice(words.ALL))


def _place(chance: Random, lines: Lines, pattern: re.Pattern[str]) -> tuple[int, re.Match[str]] | None:
    """Some line with the pattern, and a place of it there."""
    start = chance.randrange(len(lines))
    for number in (*range(start, len(lines)), *range(start)):
        found = list(pattern.finditer(lines[number]))
        if found:
            return number, chance.choice(found)
    return None


def _value(chance: Random, lines: Lines) -> None:
    place = _place(chance, lines, KEY)
    if place:
        number, match = place
        kept = match[3] or "" if chance.random() < 0.3 else ""
        lines[number] = f"{match[1]}{match[2]}: {word(chance)}{kept}"


def _inside(chance: Random, lines: Lines) -> None:
    number = chance.randrange(len(lines))
    line = lines[number]
    start = chance.randrange(len(line) + 1)
    end = min(len(line), start + chance.choice((0, 0, 1, 3, 8)))
    lines[number] = line[:start] + word(chance) + line[end:]


def _number(chance: Random, lines: Lines, pattern: re.Pattern[str] = NUMBER) -> None:
    place = _place(chance, lines, pattern)
    if place:
        number, match = place
        new = chance.choice((str(chance.randrange(3000)), chance.choice(words.NUMBERS)))
        lines[number] = lines[number][: match.start()] + new + lines[number][match.end() :]


def _figure(chance: Random, lines: Lines) -> None:
    _number(chance, lines, IN_TEXT)


def _paragraph(chance: Random, lines: Lines) -> None:
    """One more line of text, made of words."""
    texts = [number for number, line in enumerate(lines) if re.match(r"  +[一-鿿].*。", line)]
    if texts:
        number = chance.choice(texts)
        indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
        lines.insert(number, indent + "".join(word(chance) for _ in range(chance.randint(1, 5))))


def _key(chance: Random, lines: Lines) -> None:
    place = _place(chance, lines, KEY)
    if not place:
        return
    number, match = place
    key = match[2]
    middle = chance.randrange(len(key) + 1)
    new = chance.choice(
        (
            chance.choice(words.KEYS),
            key[:middle] + chance.choice(words.UNSEEN) + key[middle:],
            key[:-1],
            f'"{key}"',
            word(chance),
            key * chance.randint(2, 50),
        )
    )
    lines[number] = f"{match[1]}{new}:{'' if match[3] is None else f' {match[3]}'}"


def _lines(chance: Random, lines: Lines) -> None:
    """Lines taken out, exchanged, said again, or set in otherwise."""
    first, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    last = min(len(lines), first + chance.randint(1, 30))
    match chance.randrange(6):
        case 0:
            lines[first:last] = [""]
        case 1:
            lines[first], lines[other] = lines[other], lines[first]
        case 2:
            lines[other:other] = lines[first:last]
        case 3:
            lines[first:first] = [lines[first]] * chance.choice((1, 10, 300))
        case 4:
            lines[first] = chance.choice((" " * chance.randint(0, 9), "\t", "　")) + lines[first].lstrip()
        case _:
            lines.insert(first, chance.choice(words.MARKS_OF_FILES))


def _nested(chance: Random, lines: Lines) -> None:
    place = _place(chance, lines, KEY)
    if place:
        number, match = place
        opening, closing = chance.choice((("[", "]"), ("{a: ", "}"), ("[[", "]]"), ("{? [a] : ", "}")))
        depth = chance.choice((1, 2, 5, 19, 20, 21, 60))
        lines[number] = f"{match[1]}{match[2]}: {opening * depth}{match[3] or 1}{closing * depth}"


def _head(chance: Random, lines: Lines) -> None:
    new = chance.choice(words.HEADS)
    same = [number for number, line in enumerate(lines) if line.startswith(new.partition(":")[0] + ":")]
    for number in same[:1]:
        end = number + 1
        while end < len(lines) and lines[end].startswith(" "):
            end += 1
        del lines[number:end]
    lines.insert(same[0] if same else 0, new)


def _long(chance: Random, lines: Lines) -> None:
    """A word said so often that the line is long."""
    number = chance.randrange(len(lines))
    lines[number] += (word(chance) * chance.choice((10, 100, 1000, 5000)))[:20000]


def _everywhere(chance: Random, lines: Lines) -> None:
    """A slip of the whole file."""
    old, new = chance.choice(
        (
            (": ", "："),
            (",", "，"),
            ("  ", "　　"),
            ("  ", "\t"),
            ("[", "【"),
            ("]", "］"),
            (": ", ":"),
            ("\n", "\r\n"),
        )
    )
    count = chance.choice((1, 3, 20, -1))
    lines[:] = "\n".join(lines).replace(old, new, count).split("\n")


MUTATIONS: dict[Mutation, int] = {
    _value: 5,
    _inside: 6,
    _number: 6,
    _figure: 5,
    _paragraph: 5,
    _key: 4,
    _lines: 4,
    _nested: 1,
    _head: 4,
    _long: 1,
    _everywhere: 2,
}
