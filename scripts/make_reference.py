"""Make styles/<name>/reference.docx: the Word document whose styles, page and footers every report gets.

    python scripts/make_reference.py [--check] [STYLE...]

Fonts, sizes and measures come from styles/<name>/style.yaml and are written nowhere else; what only
Word needs is added here.  Open the result in Word to see one paragraph of each style, and to change
what style.yaml does not say.  Run again after a change of style.yaml; the same style gives the same bytes.
"""

from __future__ import annotations

import re
import sys
from xml.sax.saxutils import escape, quoteattr

from docx.shared import Mm, Pt
from reference_document.named_styles import PARAGRAPH_STYLES, all_styles, defaults, fonts, hanging, pitch

from generator.writers.docx.package import packed
from generator.writers.style.reference import digest
from generator.writers.style.tokens import Style, find, styles

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BULLET = "·"
PARTS = {  # part: its content type and its relationship from the document
    "styles": "styles",
    "settings": "settings",
    "numbering": "numbering",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
}


def make(style: Style) -> bytes:
    """The reference document of a style."""
    files = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core(style),
        "word/_rels/document.xml.rels": relationships(
            *((f"{OFFICE}/relationships/{kind}", f"{name}.xml") for name, kind in PARTS.items())
        ),
        "word/document.xml": f"<w:document {W}>{body(style)}</w:document>",
        "word/styles.xml": f"<w:styles {W}>{defaults(style)}{''.join(all_styles(style))}</w:styles>",
        "word/settings.xml": f"<w:settings {W}>{settings()}</w:settings>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering(style)}</w:numbering>",
        "word/fontTable.xml": f"<w:fonts {W}>{font_table(style)}</w:fonts>",
        "word/footer1.xml": f"<w:ftr {W}>{footer(style, 'right')}</w:ftr>",
        "word/footer2.xml": f"<w:ftr {W}>{footer(style, 'left')}</w:ftr>",
    }
    return packed({name: (HEAD + text).encode() for name, text in files.items()})


def body(style: Style) -> str:
    """The samples, and the page they stand on."""
    return f"<w:body>{samples(style)}{section(style)}</w:body>"


# ---------------------------------------------------------------- page


def section(style: Style) -> str:
    """Paper, margins, line grid and page-number footers."""
    page = style.page
    edges = {side: Mm(getattr(page, side)).twips for side in ("top", "right", "bottom", "left")}
    margins = "".join(f' w:{side}="{twips}"' for side, twips in edges.items())
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="even" r:id="rId6"/>'
        f'<w:pgSz w:w="{Mm(page.width).twips}" w:h="{Mm(page.height).twips}"/>'
        f'<w:pgMar{margins} w:header="{edges["top"] // 2}" w:footer="{footer_distance(style)}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{pitch(style)}"/></w:sectPr>'
    )


def footer_distance(style: Style) -> int:
    """From the foot of the page to that of the footer's line, whose dashes stand at half its height."""
    number = style.page_number
    return int(Mm(style.page.bottom - number.below).twips - Pt(number.size / 2).twips)


def footer(style: Style, side: str) -> str:
    """— 1 —, in the style for its side."""
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    kind = {"right": "FooterOdd", "left": "FooterEven"}[side]
    paragraph = f'<w:pPr><w:pStyle w:val="{kind}"/></w:pPr>'
    return f"<w:p>{paragraph}{run('— ')}{field}{run(' —')}</w:p>"


def run(text: str) -> str:
    """Text whose quotes and dashes are Chinese ones."""
    return (
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def samples(style: Style) -> str:
    """One paragraph of each style, for whoever opens the document in Word."""
    kinds = (*PARAGRAPH_STYLES, *(f"Heading{level}" for level in range(1, len(style.headings) + 1)))
    return "".join(f'<w:p><w:pPr><w:pStyle w:val="{kind}"/></w:pPr>{run(kind)}</w:p>' for kind in kinds)


# ---------------------------------------------------------------- fonts, list, settings


def font_table(style: Style) -> str:
    """The fonts, each with the name it has on machines without the official set."""
    latin = f'<w:font w:name={quoteattr(style.latin)}><w:family w:val="roman"/></w:font>'
    found = [latin] if style.latin else []
    for role, font in style.fonts.items():
        other = role if role in font.families and role != font.docx else ""
        alternative = f"<w:altName w:val={quoteattr(other)}/>" if other else ""
        found.append(f'<w:font w:name={quoteattr(font.docx)}>{alternative}<w:charset w:val="86"/></w:font>')
    return "".join(found)


def numbering(style: Style) -> str:
    """The list without numbers."""
    bullet = f'<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="{BULLET}"/>'
    font = fonts(style, style.body.font).replace("<w:rFonts", '<w:rFonts w:hint="eastAsia"')
    return (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{bullet}<w:lvlJc w:val="left"/>'
        f"<w:pPr>{hanging(style)}</w:pPr><w:rPr>{font}</w:rPr></w:lvl></w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def settings() -> str:
    """Odd and even footers, Chinese typesetting, and no compatibility mode."""
    modern = (
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    )
    return (
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        f"<w:compat><w:balanceSingleByteDoubleByteWidth/><w:useFELayout/>{modern}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    )


# ---------------------------------------------------------------- package


def core(style: Style) -> str:
    """The properties of the reference document itself."""
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(style.description)}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def content_types() -> str:
    """The types of the parts."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    xml = "application/vnd.openxmlformats-package"
    types = {f"/word/{name}.xml": f"{word}.{kind}+xml" for name, kind in PARTS.items()}
    types["/word/document.xml"] = f"{word}.document.main+xml"
    types["/docProps/core.xml"] = f"{xml}.core-properties+xml"
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{xml}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """Relationships rId1, rId2, …, in order."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def record(style: Style) -> None:
    """Write into style.yaml what the reference document was made from."""
    path = style.folder / "style.yaml"
    text, line = path.read_text(encoding="utf-8"), f'reference: "{digest(style)}"'
    kept, count = re.subn("(?m)^reference:[^#\n]*", f"{line}  ", text)
    end = "  # reference.docx 是照这样的样式做的，由 make_reference.py 填写"
    path.write_text(kept if count else f"{text.rstrip()}\n\n{line}{end}\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write the reference document of each style named, or of all; with --check only compare."""
    names = [name for name in arguments if name != "--check"] or list(styles())
    stale = []
    for style in map(find, names):
        path, data = style.folder / "reference.docx", make(style)
        if "--check" not in arguments:
            path.write_bytes(data)
            record(style)
        elif path.read_bytes() != data:
            stale.append(style.name)
    if stale:
        print(f"stale, run make reference: {', '.join(stale)}", file=sys.stderr)
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
