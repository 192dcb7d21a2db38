"""The named styles of reference.docx, from the tokens of a style."""

from __future__ import annotations

from math import floor
from xml.sax.saxutils import quoteattr

from docx.shared import Mm, Pt

from generator.report.prose import FACED
from generator.writers.style.tokens import Style

# A table's lines as a multiple of its type size: exact, because fonts differ in what they call single.
TABLE_LEADING = 1.25
# LibreOffice would give a line of larger type two lines of the grid.
OFF_GRID = '<w:snapToGrid w:val="0"/>'
BLACK = "#000000"
NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def pitch(style: Style) -> int:
    """Twips from line to line; rounded down, or the last line of a page would not fit."""
    return floor(style.pitch * 20)


def defaults(style: Style) -> str:
    """What every style starts from: the fonts of the body, and Chinese as the language.

    Latin text is English: as Chinese, LibreOffice would break 20 between 2 and 0.
    """
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(style, style.body.font)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def all_styles(style: Style) -> list[str]:
    """Every named style, by the names that Word knows or shows."""
    return [
        normal(style),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
        *table_styles(style),
        strong(style),
        run_in(style),
        *(heading(style, level) for level in range(1, len(style.headings) + 1)),
        *(derived(style, kind) for kind in PARAGRAPH_STYLES if kind != "Normal"),
    ]


def normal(style: Style) -> str:
    """Running text: so many characters a line and lines a page, indented by two characters."""
    ink = style.colours.paper.text
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{Pt(2 * style.body.size).twips}"/>'
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{pitch(style)}" w:lineRule="exact"/>'
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:aliases w:val="正文"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/><w:topLinePunct/>{spacing}{indent}<w:jc w:val="both"/></w:pPr>'
        f"<w:rPr>{face(style, style.body.font, style.body.size, tracking(style), ink=ink)}</w:rPr></w:style>"
    )


def tracking(style: Style) -> int:
    """Twips after every character; rounded down, or the last character of a line would not fit."""
    return floor(style.tracking * 20)


def heading(style: Style, level: int) -> str:
    """Word's own heading styles, which make the outline; level and pitch as the body's text."""
    kind = style.headings[level - 1]
    return paragraph_style(
        f"Heading{level}",
        f"heading {level}",
        "",
        f'<w:keepNext/><w:keepLines/><w:outlineLvl w:val="{level - 1}"/>',
        face(style, kind.font, kind.size, tracking(style), ink=style.colours.paper.heading),
    )


# styleId: its name in Word and another for Chinese eyes.
PARAGRAPH_STYLES = {
    "Normal": ("Normal", "正文"),
    "Title": ("Title", "报告标题"),
    "DocumentNumber": ("Document Number", "文号"),
    "Subtitle": ("Subtitle", "副标题"),
    "TextLeft": ("Text Left", "正文（靠左）"),
    "TextRight": ("Text Right", "正文（靠右）"),
    "TextCenter": ("Text Center", "正文（居中）"),
    "TOCHeading": ("TOC Heading", "目录标题"),
    "TOC1": ("toc 1", "目录一级"),
    "TOC2": ("toc 2", "目录二级"),
    "ListBullet": ("List Bullet", "列表"),
    "Attachment": ("Attachment", "附件说明"),
    "Signature": ("Signature", "署名"),
    "Date": ("Date", "成文日期"),
    "Figure": ("Figure", "图片"),
    "Caption": ("caption", "图片说明"),
    "TableText": ("Table Text", "表格文字"),
    "TableLabel": ("Table Label", "表格行名"),
    "TableHead": ("Table Head", "表头"),
    "TableHeadLeft": ("Table Head Left", "表头（靠左）"),
    "TableTextSmall": ("Table Text Small", "表格文字（小）"),
    "TableLabelSmall": ("Table Label Small", "表格行名（小）"),
    "TableHeadSmall": ("Table Head Small", "表头（小）"),
    "TableHeadLeftSmall": ("Table Head Left Small", "表头（靠左，小）"),
    "TableUnit": ("Table Unit", "表格单位"),
    "TableNote": ("Table Note", "表格注"),
    "Header": ("header", "页眉"),
    "Footer": ("footer", "页码"),
    "FooterOdd": ("Footer Odd", "页码（单页）"),
    "FooterEven": ("Footer Even", "页码（双页）"),
}


def derived(style: Style, kind: str) -> str:
    """A paragraph style other than the body's and the headings'."""
    paragraph, character = looks(style)[kind]
    return paragraph_style(kind, *PARAGRAPH_STYLES[kind], paragraph, character)


def looks(style: Style) -> dict[str, tuple[str, str]]:
    """Paragraph and character properties by styleId."""
    table, small, number = style.table, style.table.dense.size, style.page_number
    digits = face(style, number.font, number.size)
    first = style.headings[0]
    after = f'<w:spacing w:after="{pitch(style)}"/>{NO_INDENT}'
    return {
        "Title": (
            f'<w:keepNext/>{OFF_GRID}{after}<w:jc w:val="center"/>',
            face(style, style.title.font, style.title.size, ink=style.colours.paper.title),
        ),
        "DocumentNumber": (f'<w:keepNext/>{after}<w:jc w:val="center"/>', ""),
        "Subtitle": (
            f'<w:keepNext/>{after}<w:jc w:val="center"/>',
            face(style, style.headings[1].font, style.body.size, ink=style.colours.paper.title),
        ),
        "TextLeft": (f'{NO_INDENT}<w:jc w:val="left"/>', ""),
        "TextRight": (f'{NO_INDENT}<w:jc w:val="right"/>', ""),
        "TextCenter": (f'{NO_INDENT}<w:jc w:val="center"/>', ""),
        "TOCHeading": (f'<w:keepNext/>{after}<w:jc w:val="center"/>', face(style, first.font, first.size)),
        "TOC1": contents(style, 0),
        "TOC2": contents(style, 2),
        "ListBullet": (f'<w:numPr><w:numId w:val="1"/></w:numPr>{hanging(style)}', ""),
        "Attachment": (f'{NO_INDENT}<w:jc w:val="left"/>', ""),
        "Signature": (f'<w:keepNext/><w:keepLines/>{NO_INDENT}<w:jc w:val="right"/>', ""),
        "Date": (f'<w:keepLines/>{NO_INDENT}<w:jc w:val="right"/>', ""),
        "Figure": (
            f'<w:keepNext/><w:spacing w:line="240" w:lineRule="auto"/>{NO_INDENT}<w:jc w:val="center"/>',
            "",
        ),
        "Caption": (
            f'{NO_INDENT}<w:jc w:val="center"/>',
            face(style, style.caption.font, style.caption.size),
        ),
        "TableText": cell(style, table.font, table.size, "center"),
        "TableLabel": cell(style, table.font, table.size, "left"),
        "TableHead": cell(style, table.head_font, table.size, "center"),
        "TableHeadLeft": cell(style, table.head_font, table.size, "left"),
        "TableTextSmall": cell(style, table.font, small, "center"),
        "TableLabelSmall": cell(style, table.font, small, "left"),
        "TableHeadSmall": cell(style, table.head_font, small, "center"),
        "TableHeadLeftSmall": cell(style, table.head_font, small, "left"),
        "TableUnit": beside_table(style, "<w:keepNext/>", "right"),
        "TableNote": beside_table(style, "", "both"),
        "Header": (f"{OFF_GRID}{NO_INDENT}", ""),
        "Footer": (f"{OFF_GRID}{exactly(number.size)}{NO_INDENT}", digits),
        "FooterOdd": (outside(style, "right"), digits),
        "FooterEven": (outside(style, "left"), digits),
    }


def contents(style: Style, indent: int) -> tuple[str, str]:
    """A line of the contents: set in by so many characters, its page number at the right edge."""
    edge = Mm(style.page.text_width).twips
    tab = f'<w:tabs><w:tab w:val="right" w:leader="middleDot" w:pos="{edge}"/></w:tabs>'
    left = f' w:leftChars="{100 * indent}" w:left="{Pt(indent * style.body.size).twips}"' if indent else ""
    return f'{tab}<w:ind{left} w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>', ""


def outside(style: Style, side: str) -> str:
    """A page number at the outer edge, one character in."""
    size = style.page_number.size
    inset = f'<w:ind w:{side}Chars="100" w:{side}="{Pt(size).twips}" w:firstLineChars="0" w:firstLine="0"/>'
    return f'{OFF_GRID}{exactly(size)}{inset}<w:jc w:val="{side}"/>'


def cell(style: Style, font: str, size: float, align: str) -> tuple[str, str]:
    """The looks of text in a table: off the line grid, without the body's indent and tracking."""
    spacing = exactly(size * TABLE_LEADING)
    return f'{OFF_GRID}{spacing}{NO_INDENT}<w:jc w:val="{align}"/>', face(style, font, size)


def beside_table(style: Style, keep: str, align: str) -> tuple[str, str]:
    """The looks of a line right above a table, or of a note below it: in its type, and a little apart."""
    kind = style.table
    apart = Pt(kind.size * (TABLE_LEADING - 1)).twips
    spacing = (
        f'<w:spacing w:before="{apart}" w:after="{apart}"'
        f' w:line="{Pt(kind.size * TABLE_LEADING).twips}" w:lineRule="exact"/>'
    )
    look = f'{keep}{OFF_GRID}{spacing}{NO_INDENT}<w:jc w:val="{align}"/>'
    return look, face(style, kind.font, kind.size)


def exactly(points: float) -> str:
    """A line pitch that no font can change."""
    return f'<w:spacing w:line="{Pt(points).twips}" w:lineRule="exact"/>'


def hanging(style: Style) -> str:
    """The indent of a list: its bullet where a paragraph begins, its text one character on."""
    size = style.body.size
    return (
        f'<w:ind w:leftChars="300" w:left="{Pt(3 * size).twips}"'
        f' w:hangingChars="100" w:hanging="{Pt(size).twips}"/>'
    )


def strong(style: Style) -> str:
    """Emphasis is another font, not bold: Chinese fonts have no bold of their own."""
    return (
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:aliases w:val="强调"/>'
        f"<w:qFormat/><w:rPr>{fonts(style, style.strong)}</w:rPr>"
        "</w:style>"
    )


def run_in(style: Style) -> str:
    """A head that is run into its paragraph: in the face of the headings of its level."""
    return (
        '<w:style w:type="character" w:styleId="RunInHeading"><w:name w:val="Run-in Heading"/>'
        '<w:aliases w:val="段首标题"/>'
        f"<w:qFormat/><w:rPr>{fonts(style, style.headings[FACED - 1].font)}</w:rPr>"
        "</w:style>"
    )


def table_styles(style: Style) -> tuple[str, str]:
    """Word's default for tables, and ours with its rules."""
    ink = colour(style.colours.paper.rule)
    rule = "".join(
        f'<w:{side} w:val="single" w:sz="{round(style.table.rule * 8)}" w:space="0" w:color="{ink}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'
        "</w:style>",
        '<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
        '<w:aliases w:val="报告表格"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:tblPr><w:jc w:val="center"/><w:tblBorders>{rule}</w:tblBorders></w:tblPr></w:style>',
    )


def paragraph_style(kind: str, name: str, alias: str, paragraph: str, character: str) -> str:
    """One paragraph style, derived from the body's."""
    aliases = f"<w:aliases w:val={quoteattr(alias)}/>" if alias else ""
    properties = f"<w:rPr>{character}</w:rPr>" if character else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{kind}"><w:name w:val="{name}"/>{aliases}'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>{properties}</w:style>"
    )


def fonts(style: Style, role: str) -> str:
    """The fonts of a role: figures and letters are the Chinese font's own, unless the style names another."""
    western = quoteattr(style.latin or style.fonts[role].docx)
    chinese = quoteattr(style.fonts[role].docx)
    return f"<w:rFonts w:ascii={western} w:hAnsi={western} w:eastAsia={chinese} w:cs={western}/>"


def colour(ink: str) -> str:
    """A colour as Word writes it; black is left to Word, which turns it where the page is dark."""
    return "auto" if ink == BLACK else ink.removeprefix("#").upper()


def face(style: Style, role: str, size: float, spacing: int = 0, ink: str = BLACK) -> str:
    """Fonts, colour, tracking and size."""
    half = round(size * 2)
    sizes = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    inked = "" if ink == BLACK else f'<w:color w:val="{colour(ink)}"/>'
    return f'{fonts(style, role)}{inked}<w:spacing w:val="{spacing}"/>{sizes}'
