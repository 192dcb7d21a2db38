"""Why a figure is not to be compared with the table, in words for whoever reads the text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.form.language import language
from generator.rules.text.clauses.binding import Bound, has, meanings, unread
from generator.rules.text.clauses.figures import Figure
from generator.rules.text.clauses.lexicon import GAP, Token
from generator.rules.text.clauses.segments import Place
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.whose import ANOTHER, NARROWER, WIDER, Reach

NOT_OURS = "不是表里的数"
OF_NOTHING = "没有说是什么的数"
UNTOLD = "没有说是表里哪一行的数"
UNSPOKEN = "没有说是政府信息公开的"
NO_UNIT = "没有单位"
A_BOUND = "是界限，不是件数"
LAST_YEAR, SPAN = "说的是上一年", "说的不是整个年度"
DENIED = "前面是否定的话"
CHANNEL = "表里没有分渠道的数"
TITLED = "只是其中几件"
A_PART, AGENCY, AVERAGE, PLAN, ELSEWHERE = (
    "只是其中一部分",
    "是替别的机关办的",
    "是平均数",
    "说的是打算",
    "说的是别的事",
)
OF_LIMITS = {"part": A_PART, "agency": AGENCY, "average": AVERAGE, "plan": PLAN, "elsewhere": ELSEWHERE}
OF_BODIES = frozenset({ANOTHER, WIDER, NARROWER})
OF_TIME = frozenset({LAST_YEAR, SPAN})
# What holds for the figures after it too, until the sentence names somebody or some time again.
LASTING = OF_BODIES | OF_TIME | {A_PART, AGENCY, AVERAGE}


def of_words(before: Sequence[Token], bound: Bound, reach: Reach) -> str:
    """Why words before a figure make it another one; nothing where they do not."""
    free = _free(before, bound)
    limits = [OF_LIMITS[meaning.limit] for _, meaning in meanings(free, "limit")]
    counted = bound.table is not None and bool(bound.table.nouns or bound.table.about)
    other = counted and not bound.behind and has(free, "other")
    titled = not bound.behind and has(bound.between, "title") and not _are_examples(before)
    why = _of_time(free) or next(iter(limits), "") or reach.other_than(free)
    why = why or (DENIED if has(free, "negation") else "")
    why = why or (TITLED if titled else A_PART if other else "")
    narrow = any(token.is_a("narrow") and not token.is_a("row", "column") for token in bound.between)
    why = why or (A_PART if narrow or _is_of_another(bound) else "")
    words = unread(bound.between) or unread(before)
    words = "" if _are_examples(before) else words
    return why or (f"读不懂“{words}”" if words else "")


def _are_examples(before: Sequence[Token]) -> bool:
    """Whether what is not understood are examples of all that is told of the year (全年办理甲、乙等许可)."""
    kinds = language().and_others
    at = next((at for at, token in enumerate(before) if token.word in kinds), None)
    if at is None or unread(before[at:]) or has(before, "limit", "noun") or not has(before, "row"):
        return False
    listed = has(before[:at], "title") and not has(before[:at], GAP) and has(before, "column")
    return listed or has(before, "this", "together")


def _is_of_another(bound: Bound) -> bool:
    """Whether a word of another table stands between what is counted and the figure: 行政复议已办结27件."""
    rows = [{m.table for m in token.meanings if m.kind == "row"} for token in bound.between]
    return any(tables and bound.table not in tables for tables in rows)


def of_qualified(place: Place, bound: Bound) -> str:
    """Why words right behind a figure make it a part: 收到3件涉及征地的申请."""
    first = next((token for token in place.after if not token.is_a("plain")), None)
    if first is None or bound.columns or has(place.before, "noun"):
        return ""
    if bound.behind and bound.verbs is False and bound.read and first.end == bound.read[0].start:
        return ""  # 2件涉及内部事务信息
    if not bound.read and _is_qualified_noun(place):
        return A_PART
    parts = [m for m in first.meanings if m.kind == "limit" and m.limit == "part"]
    about = any(m.table == bound.table for _, m in meanings(place.after, "about"))
    return A_PART if parts and not about else ""


def _is_qualified_noun(place: Place) -> bool:
    """Whether what is not understood says which are counted: 对9件招生数据类申请提供了数据表."""
    noun = next((at for at, token in enumerate(place.after) if token.is_a("noun")), 0)
    return has(place.after[:noun], GAP)


def _of_time(free: Sequence[Token]) -> str:
    if has(free, "last"):
        return LAST_YEAR
    return SPAN if has(free, "following", "span") else ""


def _free(before: Sequence[Token], bound: Bound) -> list[Token]:
    """The words that say nothing of what is counted, but for those that limit nothing."""
    free = [token for token in before if token not in bound.read]
    return [token for at, token in enumerate(free) if not _is_idle(token, free[at + 1 :], bound)]


def _is_idle(token: Token, after: Sequence[Token], bound: Bound) -> bool:
    """Whether a word limits nothing: it stands before what a case is about (针对信息公开的复议), or before
    the verb that is counted (清理后废止)."""
    if bound.table is None or not token.is_a("limit"):
        return False
    limits = {meaning.limit for meaning in token.meanings}
    last = max((read.start for read in bound.read), default=-1)
    if "part" in limits and bound.table.about:
        return any(m.table == bound.table for each, m in meanings(after, "about") if each.start < last)
    verbs = [read for read in bound.read if read.is_a("column") and read.start > token.start]
    return "elsewhere" in limits and bool(verbs) and not bound.table.usual_columns


def of_figure(figure: Figure, bound: Bound) -> str:
    """Why a figure itself is none of the table's."""
    if bound.topic is None:
        return OF_NOTHING
    if bound.table is None:
        return NOT_OURS
    if figure.how == "edge":
        return A_BOUND
    if figure.unit and figure.unit not in bound.table.units:
        return f"单位是“{figure.unit}”"
    return ""


def of_whole(place: Place, part_of: Statement | None, bound: Bound) -> str:
    """Why a part is none of the table's because its whole is not, or is not told: 其中12件申请内容较多."""
    if part_of is None:
        return A_PART if not bound.read and has(place.before, "opener") else ""
    if part_of.why_not in LASTING or part_of.why_not in (ELSEWHERE, DENIED):
        return part_of.why_not
    if part_of.why_not in (UNTOLD, OF_NOTHING) or (part_of.why_not and part_of.table and not part_of.rows):
        return UNTOLD
    counted = bound.table is not None and bool(bound.table.nouns)
    if part_of.table == bound.table and _is_narrower(part_of, bound):
        return A_PART
    if part_of.table is not None and part_of.table.about and bound.table != part_of.table:
        return A_PART  # its whole is counted in another table
    return NOT_OURS if part_of.table is None and counted else ""


def _is_narrower(whole: Statement, bound: Bound) -> bool:
    """Whether a part is none of the table's rows though it is called so: 办结122件，其中上年结转2件;
    办结的122件申请中，按期答复117件."""
    again = bound.verbs and _is_again(whole, bound)
    return again or _is_of_origin(whole, bound) or _is_of_some(whole, bound)


def _is_of_origin(whole: Statement, bound: Bound) -> bool:
    """Whether a part of what is none of what was received is told by when it was."""
    usual = bound.table.usual.means if bound.table and bound.table.usual else ()
    received = {name for sum_ in usual for name in sum_}
    names = {name for sum_ in bound.rows for name in sum_}
    return bool(names) and names <= received and not {n for sum_ in whole.rows for n in sum_} & received


def _is_again(whole: Statement, bound: Bound) -> bool:
    """Whether a part is told of the rows that it is a part of; or of what was settled, though only what is
    new is spoken of: of that not all need be settled."""
    table = bound.table
    usual = table.usual.means if table and table.usual else ()
    return set(whole.rows) == set(bound.rows) or (bound.settled and whole.rows == usual[:1])


def _is_pending(after: Sequence[Token], bound: Bound) -> bool:
    """Whether the words behind a figure say that it was carried over."""
    senses = [m.sense for _, m in meanings(after, "row") if m.table == bound.table and m.sense]
    return any(sense.pending for sense in senses)


def _is_of_some(whole: Statement, bound: Bound) -> bool:
    """Whether rows are told of a row that they are not under: 上年结转的18件，其中予以公开5件."""
    table = bound.table
    if table is None or not table.usual or not bound.rows:
        return False
    usual = {sum_ for sense in table.rows if sense.usual or sense.settled for sum_ in sense.means}
    names = [name for sum_ in whole.rows for name in sum_]
    inside = (_is_inside(name, each) for sum_ in bound.rows for name in sum_ for each in names)
    return bool(whole.rows) and not usual & set(whole.rows) and not any(inside)


def _is_inside(name: str, row: str) -> bool:
    """Whether a row is another one, is under it, or stands beside it in its group, where the other can be
    the row of the group's own number."""
    group = row.rpartition(".")[0]
    return name == row or name.startswith((f"{row}.", f"{group}.") if group else f"{row}.")


def _is_and_others(place: Place, bound: Bound) -> bool:
    """Whether what was read are only some of what is counted: 法律服务机构、商业企业等申请35件."""
    if bound.behind or not bound.read or bound.table is None or not bound.table.usual:
        return False
    last = max(token.end for token in bound.read)
    named = bound.columns or any(m.sense and m.sense.alone for _, m in meanings(bound.read, "row"))
    kinds = language().and_others
    return bool(named) and any(token.word in kinds and token.start >= last for token in place.before)


def _is_of_whole(place: Place, bound: Bound) -> bool:
    """Whether the row that is named is what the figure is a part of: 行政复议案件中有1件重新答复."""
    opened = next((token.start for token in place.before if token.is_a("opener")), None)
    rows = bound.rows and not bound.columns
    return opened is not None and bool(rows) and all(token.end <= opened for token in bound.read)


def _is_one_of_several(place: Place, bound: Bound) -> bool:
    """Whether the words behind a figure are one of several things that it can be: 9件属于重复申请或者撤回,
    or go on with what makes it narrower: 1件答复超期."""
    if not bound.behind:
        return False
    first, last = bound.read[0].start, bound.read[-1].end
    ahead = [token.word for token in place.after if token.end <= first]
    rest = [token for token in place.after if token.start >= last]
    others = (*language().alternatives, *language().and_others)
    several = any(token.word in others for token in rest) and bool(unread(rest))
    return several or has(rest, "narrow") or any(word in language().alternatives for word in ahead)


def _is_reason(place: Place, bound: Bound) -> bool:
    """Whether the words behind a figure say why, not what was done: 12件因受理较晚."""
    return bound.behind and bound.verbs and bool(place.after) and place.after[0].word in language().because


def _is_denied_of(place: Place, bound: Bound) -> bool:
    """Whether something is denied of what a figure counts, which so are only some: 12件申请还没有到期."""
    counted = not bound.read and bound.noun and not has(place.before, "noun")
    return counted and has(place.after, "noun") and has(place.after, "negation")


def untold(place: Place, bound: Bound, *, complete: bool) -> str:
    """What a figure lacks to be compared: rows and columns, a unit, a word that says what 一份 counts."""
    if not complete or not (bound.read or place.figure.in_digits) or _is_of_less(place, bound):
        return UNTOLD
    told = [token for token in place.before if token.is_a("noun") or not token.is_a("plain")]
    # 申请数132，办结数122: right behind its word, and nothing after it.
    bare = bool(told) and (told[-1] in bound.read or told[-1].is_a("noun")) and not place.after
    return "" if place.figure.unit or bare else NO_UNIT


def _is_of_less(place: Place, bound: Bound) -> bool:
    """Whether the words around a figure make it less than all of what they name."""
    if _is_and_others(place, bound) or _is_of_whole(place, bound) or _is_one_of_several(place, bound):
        return True
    if not (bound.rows or bound.columns) and has(place.before, "left"):
        return True  # 尚有12件申请在办理期限内
    if bound.behind and bound.verbs and has(place.before, "outside", "rest"):
        return True  # 另外12件继续办理
    if bound.verbs and not bound.behind and _is_pending(place.after, bound):
        return True  # 新收的申请有12件因故结转
    return _is_reason(place, bound) or _is_denied_of(place, bound)
