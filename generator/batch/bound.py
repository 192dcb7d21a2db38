"""Numbers that were typed in a filing become placeholders in its file, and it prints what it printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.batch.desk import Desk
from generator.filing.filing import Filing
from generator.filing.read import read_again
from generator.findings.exit_code import Fault
from generator.findings.finding import Edit, Span
from generator.report.build import Report, build
from generator.rules.examine import Examined
from generator.rules.text.all_texts import fix_of
from generator.rules.text.numbers.bound_texts import BoundText, Replacement, bound_texts
from generator.rules.text.printed_page import page
from generator.source.edits import edited
from generator.source.nodes import Scalar, Source, locate

OTHER_PRINT = "改了以后印出来的、核对出来的会与现在不同，没有改"
FOLDED = "这段文字折了行，或者用了转义，没有改；写在“|”下面就可以"
QUOTE = "'"


@dataclass(frozen=True, slots=True)
class BoundFiling:
    """The text of a file with its placeholders, each with its place in the old one; numbers that were typed
    and are left, texts that could not be changed with the reason, and why the file as a whole was not."""

    before: str
    after: str
    made: tuple[tuple[Span, Replacement], ...] = ()
    texts: tuple[BoundText, ...] = ()
    unchanged: tuple[tuple[str, str], ...] = ()
    problem: str = ""


def bind(examined: Examined, desk: Desk) -> BoundFiling:
    """The file of a filing with placeholders for the numbers that its tables have and for its own years.

    What is printed stays byte for byte, and nothing more is found in it; else the file stays as it is.
    """
    filing, source = examined.filing, examined.document.source
    if filing is None:
        return BoundFiling(source.text, source.text)
    texts = tuple(bound_texts(filing))
    wanted = [text for text in texts if text.replacements and _is_exact(filing, text)]
    folded = tuple((text.path, FOLDED) for text in texts if text.replacements and text not in wanted)
    made = tuple(_places(filing, wanted))
    if not made:
        return BoundFiling(source.text, source.text, texts=texts, unchanged=folded)
    for quoted in (False, True):
        edits = [edit for text in wanted for edit in _edits(filing, text, quoted=quoted)]
        after = edited(source.text, edits)
        if _prints_the_same(examined, after, desk):
            return BoundFiling(source.text, after, made, texts, folded)
    return BoundFiling(source.text, source.text, (), texts, folded, OTHER_PRINT)


def _is_exact(filing: Filing, text: BoundText) -> bool:
    """Whether the characters of a text stand in the file as they are."""
    changes = [(each.start, each.end, each.text) for each in text.replacements]
    return fix_of(filing.source, filing.texts[text.path].scalar, changes, "") is not None


def _places(filing: Filing, texts: Sequence[BoundText]) -> Iterator[tuple[Span, Replacement]]:
    for text in texts:
        for made in text.replacements:
            yield locate(filing.source, filing.texts[text.path].scalar, made.start, made.end), made


def _edits(filing: Filing, text: BoundText, *, quoted: bool) -> Iterator[Edit]:
    """The edits of one text; ``quoted``: one without quotes gets them, where braces would be no text."""
    scalar = filing.texts[text.path].scalar
    begins = text.text.startswith("{")
    between = scalar.plain and (begins or quoted) and QUOTE not in scalar.text
    start = Span(*(scalar.span.line, scalar.span.column) * 2)
    yield from [Edit(start, QUOTE)] if between else []
    for span, made in _places(filing, [text]):
        yield Edit(span, made.text)
    yield from [Edit(_behind(filing.source, scalar), QUOTE)] if between else []


def _behind(source: Source, scalar: Scalar) -> Span:
    """The place right behind a text on one line."""
    span = locate(source, scalar, 0, len(scalar.text))
    return Span(*(span.end_line, span.end_column) * 2)


def _prints_the_same(examined: Examined, text: str, desk: Desk) -> bool:
    """Whether the filing that this text is prints the same report, and is found to have nothing more."""
    before = examined.filing
    document = read_again(text, examined.document.source, desk.library)
    (after,) = desk.look([document])
    if isinstance(after, Fault):
        raise after
    if before is None or after.filing is None or before.texts.keys() != after.filing.texts.keys():
        return False
    more = Counter(each.code for each in after.findings) - Counter(each.code for each in examined.findings)
    pages = all(
        page(before, before.texts[path]).words == page(after.filing, after.filing.texts[path]).words
        for path in before.texts
    )
    return pages and not more and _report(before) == _report(after.filing)


def _report(filing: Filing) -> Report | None:
    """What is printed of a filing; the filing itself, which a report carries, is another one."""
    return replace(build(filing, draft=True), data="") if filing.header else None
