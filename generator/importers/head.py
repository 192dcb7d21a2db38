"""The head of a filing, as far as a source says it: who reports, for which year, published when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.findings.finding import Finding
from generator.findings.position import Position
from generator.form.header import key_for
from generator.importers.authority import kind_and_level
from generator.importers.doubts import doubt
from generator.importers.ending import Ending, day_of
from generator.importers.pages import Pages, Paragraph
from generator.importers.prose import line_of
from generator.importers.wild import reading, simplified
from generator.source.yaml_text import quoted

YEAR = r"(?P<year>20[0-9]{2}|[二][〇○零][〇○零一二三四五六七八九]{2})\s*年\s*(?:度)?"
SUBJECT = r"(?:政府信息公开|政务公开|信息公开)"
TITLE = re.compile(
    rf"^(?:关于)?(?P<before>.*?){YEAR}(?P<between>.*?)(?P<what>{SUBJECT}.*?(?:报告|年报))[（(]?.*$"
)
LATE = re.compile(rf"^(?P<before>.+?)(?P<what>{SUBJECT}(?:工作)?(?:年度)?(?:报告|年报))[（(]{YEAR}[)）]$")
NUMBER = re.compile(r"[一-鿿]{2,14}\s*[〔\[（(]\s*[12]\d{3}\s*[〕\])）]\s*\d{1,4}\s*号")
PERIOD = re.compile(r"(20\d{2})\s*年\s*1\s*月\s*1\s*日\s*(?:起|开始)?\s*(?:至|到|—|-|－|~|～)")
PUBLISHED = re.compile(
    r"(?:发布|公布|发文|成文|生成|公开)(?:日期|时间)\s*[:：]?\s*(?P<day>\S.{6,20})|^日期\s*[:：]\s*(?P<other>\S.{6,20})"
)
INDEX = re.compile(r"索\s*引\s*号\s*[:：]?\s*(?P<index>[0-9A-Za-z][0-9A-Za-z/_-]{5,40})")
CONTACT = {
    "地址": re.compile(r"(?:通信|通讯|联系|办公)?地址\s*[:：]\s*(?P<value>[^；;，,。）)\s]{4,60})"),
    "邮编": re.compile(r"(?:邮编|邮政编码)\s*[:：]\s*(?P<value>[0-9]{6})(?![0-9])"),
    "电话": re.compile(
        r"(?:联系|咨询|办公)?电话(?:号码)?\s*[:：]\s*(?P<value>[0-9][0-9（()）\-—－、转 ]{5,28}[0-9])"
    ),
    "电子邮箱": re.compile(
        r"(?:电子邮箱|电子邮件|邮箱|E-?mail)\s*[:：]\s*(?P<value>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.I
    ),
}
SUBTITLE = re.compile(r"——.{2,40}|（[^（）]{2,40}）")
KINDS = tuple(map(key_for, ("authority_kind", "level")))
SITE = {"名称": "SiteName", "域名": "SiteDomain", "标识码": "SiteIDCode", "报告地址": "Url"}
# A line before the text that is no sentence.
LONGEST_TITLE, SHORTEST_TEXT = 70, 30
OPENING = re.compile(r"[。；]|根据|按照|依据|条例")


@dataclass
class Head:
    """``fields`` are lines as a filing has them, by key; ``opening`` the text before the first section;
    ``notes`` what is to be looked at, by key."""

    fields: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    opening: list[Paragraph] = field(default_factory=list)
    gone: list[Paragraph] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    authority: str = ""
    year: int | None = None


def read_head(pages: Pages, front: Sequence[Paragraph], ending: Ending, texts: Sequence[str]) -> Head:
    """The head; ``texts`` are all paragraphs of the report, in which contact and period are looked for."""
    head = Head()
    _parted(head, front)
    _title(head, pages)
    _year(head, texts)
    _published(head, pages, ending)
    _kinds(head)
    _signed(head, ending)
    _contact(head, texts)
    _website(head, pages)
    return head


def _parted(head: Head, front: Sequence[Paragraph]) -> None:
    """What stands before the first section: its text, and lines about it."""
    begun = False
    titles = [place for place, each in enumerate(front) if each.title or _is_title(line_of(each.text))]
    after = titles[-1] + 1 if titles else 0
    head.gone += front[:after]
    for each in front[after:]:
        line = line_of(each.text)
        about = len(line) < SHORTEST_TEXT or any(line.startswith(word) for word in reading().around)
        begun = begun or (len(line) >= SHORTEST_TEXT and OPENING.search(line) is not None and not each.title)
        if begun and not (about and any(line.startswith(word) for word in reading().around)):
            head.opening.append(each)
        elif line:
            head.gone.append(each)


# ---------------------------------------------------------------- title, authority, year


def _title(head: Head, pages: Pages) -> None:
    """Authority and year from the title, which may stand on two lines."""
    for line, used in _titles(head, pages):
        match = TITLE.match(simplified(line)) or LATE.match(simplified(line))
        if match is None:
            continue
        found = {name: line[slice(*match.span(name))] for name, text in match.groupdict().items() if text}
        authority = _named(found.get("before", "")) or _named(found.get("between", ""))
        head.year = _digits(found["year"])
        if not authority:
            continue
        head.authority = authority
        head.fields["机关"] = quoted(authority)
        form_like = re.fullmatch(rf"{re.escape(authority)}{YEAR}政府信息公开工作年度报告", line)
        if not form_like:
            head.fields["标题"] = quoted(re.sub(f"(?<![0-9]){head.year}(?![0-9])", "{{ 年度 }}", line))
        head.gone = [each for each in head.gone if line_of(each.text) not in used]
        return
    if not head.authority:
        head.notes["机关"] = "标题里没有认出机关，请填写"
        head.findings.append(doubt("I24", Position(), key="机关", text="标题"))


def _titles(head: Head, pages: Pages) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What may be the title, with the lines it is made of: the likeliest first."""
    lines = [line_of(each.text).replace("**", "") for each in head.gone]
    for count in (2, 3, 1):
        for place in range(len(lines) - count + 1):
            several = tuple(lines[place : place + count])
            joined = "".join(several)
            whole = count > 1 and any(map(_is_title, several))
            if all(several) and not whole and _may_be_title(joined):
                yield joined, several
    for line in [pages.meta.get("ArticleTitle", ""), *pages.meta.get("titles", "").split("\n")]:
        if line:
            yield line_of(re.split(r"\s*[-_|—]+\s*", line)[0]).replace(" ", ""), ()


def _may_be_title(line: str) -> bool:
    ends = simplified(line).endswith(("报告", "年报", "）", ")"))
    return ends and len(line) <= LONGEST_TITLE and not re.search("[。；：:]", line)


def _is_title(line: str) -> bool:
    """Whether a line is a title by itself."""
    match = TITLE.match(simplified(line))
    return match is not None and bool(_named(match["before"]) or _named(match["between"]))


def _named(text: str) -> str:
    """The name of an authority, without what stands about it in a title."""
    name = text.strip(" 　《》“”\"'的—-：:")
    name = f"{name}政府" if name.endswith("人民") else name  # 示例市人民政府信息公开…
    return name if 3 < len(name) <= 40 and re.fullmatch("[一-鿿（）()A-Za-z·]+", name) else ""


def _digits(text: str) -> int:
    han = "〇○零一二三四五六七八九"
    if text.isdecimal():
        return int(text)
    return int("".join("0" if letter in "〇○零" else str(han.index(letter) - 2) for letter in text))


def _year(head: Head, texts: Iterable[str]) -> None:
    """The year, held against the period that the text names."""
    periods = Counter(int(found) for text in texts for found in PERIOD.findall(text))
    period = periods.most_common(1)[0][0] if periods else None
    head.year = head.year or period
    if head.year is None:
        head.notes["年度"] = "没有认出年度，请填写"
        head.findings.append(doubt("I24", Position(), key="年度", text="标题和统计期限"))
        return
    head.fields["年度"] = str(head.year)
    if period and period != head.year:
        head.notes["年度"] = f"标题是 {head.year} 年，统计期限是 {period} 年，请核对"
        head.findings.append(doubt("I25", Position(), title=head.year, period=period))


# ---------------------------------------------------------------- what else


def _published(head: Head, pages: Pages, ending: Ending) -> None:
    """The day of publication: the page's own, or a line that says so, or the day under the report."""
    said = [pages.meta.get("PubDate", "")]
    lines = [line_of(each.text) for each in head.gone]
    said += [match["day"] or match["other"] for line in lines if (match := PUBLISHED.search(line))]
    days = [day for text in said if text and (day := day_of(text))]
    if days:
        head.fields["发布日期"] = days[0].isoformat()
    elif ending.day:
        head.fields["发布日期"] = ending.day.isoformat()
        head.notes["发布日期"] = "没有找到发布日期，取了文末的日期，请核对"
        head.findings.append(doubt("I26", Position(), key="发布日期", value=ending.day, source="文末的日期"))
    else:
        head.notes["发布日期"] = "没有找到发布日期，请填写"
        head.findings.append(doubt("I24", Position(), key="发布日期", text="网页和文末"))
    _lines_about(head)


def _lines_about(head: Head) -> None:
    """Number, index and subtitle, from the lines about the title."""
    used = set()
    for each in head.gone:
        line = line_of(each.text)
        if match := NUMBER.fullmatch(line):
            head.fields.setdefault("文号", quoted(match.group()))
        elif match := INDEX.search(line):
            head.fields.setdefault("索引号", quoted(match["index"]))
        elif head.authority and SUBTITLE.fullmatch(line):
            head.fields.setdefault("副标题", quoted(line))
        else:
            continue
        used.add(id(each))
    head.gone = [each for each in head.gone if id(each) not in used]


def _kinds(head: Head) -> None:
    """Kind and level of the authority by its name; what cannot be told is left open."""
    sure = {}
    for key, guess in zip(KINDS, kind_and_level(head.authority), strict=True):
        if guess.sure:
            sure[key] = head.fields[key] = guess.values[0]
        elif len(guess.values) == 1:
            (value,) = guess.values
            head.fields[key] = value
            head.notes[key] = "按机关的名称填的，请核对"
            head.findings.append(doubt("I26", Position(), key=key, value=value, source="机关的名称"))
        elif guess.values:
            choices = "，也可能是".join(guess.values)
            head.notes[key] = f"可能是{choices}，请填写"
            head.findings.append(doubt("I51", Position(), key=key, name=head.authority, choices=choices))
        else:
            head.notes[key] = "从机关的名称看不出来，请填写"
            head.findings.append(doubt("I24", Position(), key=key, text="机关的名称"))
    if sure:
        words = "、".join(f"{key}是{value}" for key, value in sure.items())
        head.findings.append(doubt("I50", Position(), name=head.authority, words=words))


def _signed(head: Head, ending: Ending) -> None:
    """Who signs and when, and what comes with the report."""
    if ending.attachments:
        head.fields["附件"] = f"[{', '.join(map(quoted, ending.attachments))}]"
    if not ending.authority:
        return
    inside = [f"机关: {quoted(ending.authority)}"] if ending.authority != head.authority else []
    if ending.day and ending.day.isoformat() != head.fields.get("发布日期"):
        inside.append(f"日期: {ending.day.isoformat()}")
    head.fields["落款"] = f"{{{', '.join(inside)}}}" if inside else "true"


def _contact(head: Head, texts: Sequence[str]) -> None:
    found = {}
    for key, pattern in CONTACT.items():
        values = dict.fromkeys(match["value"].strip() for text in texts if (match := pattern.search(text)))
        if len(values) == 1:
            found[key] = quoted(next(iter(values)))
    if found:
        head.fields["联系方式"] = f"{{{', '.join(f'{key}: {value}' for key, value in found.items())}}}"


def _website(head: Head, pages: Pages) -> None:
    found = {key: quoted(line_of(pages.meta[name])) for key, name in SITE.items() if pages.meta.get(name)}
    if "报告地址" in found and not re.match(r'"https?://', found["报告地址"]):
        del found["报告地址"]
    if found:
        head.fields["网站"] = f"{{{', '.join(f'{key}: {value}' for key, value in found.items())}}}"
