"""Pictures of others' reports: kept beside the filing with their place in the text, or told."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from PIL import Image

from generator.batch.desk import examine
from generator.batch.reports import read_reports
from generator.filing.pictures import PICTURES_LIMIT
from generator.filing.read import read_file
from generator.importers.sources import find
from tests.conftest import EXAMPLES
from tests.importers.printed import (
    Printed,
    codes,
    docx,
    figures,
    flat,
    imported,
    numbers,
    page,
    paragraph,
    report,
    word_table,
)
from tests.importers.test_pdf import BORDERS, printed_page

PNG = next((EXAMPLES / "图片").glob("*.png")).read_bytes()
PLACE = "六、其他需要报告的事项"
LINKS = "word/_rels/document.xml.rels"
BLIP = (
    '<w:p><w:r><w:drawing xmlns:wp="urn:wp" xmlns:a="urn:a" xmlns:r="urn:r"><wp:inline>'
    '<wp:docPr id="1" descr="{alt}"/><a:blip r:embed="rId9"/></wp:inline></w:drawing></w:r></w:p>'
)


def word(alt: str, below: str = "", target: str = "media/image1.png", data: bytes = PNG) -> bytes:
    body = []
    for part in report():
        body.append(paragraph(part) if isinstance(part, str) else word_table(flat(part)))
        if part == PLACE:
            body += [paragraph("流程见下图。"), BLIP.format(alt=alt), *([paragraph(below)] if below else [])]
    rels = f'<Relationships><Relationship Id="rId9" Target="{target}"/></Relationships>'
    whole = io.BytesIO(docx("".join(body), {LINKS: rels}))
    with zipfile.ZipFile(whole, "a") as package:
        package.writestr("word/media/image1.png", data)
    return whole.getvalue()


def html(tag: str) -> str:
    parts = report()
    place = parts.index(PLACE)
    return page([*parts[: place + 1], "流程见下图。", "@@", *parts[place + 1 :]]).replace("@@", tag)


def test_there_is_a_picture_to_try_and_a_place_for_it():
    assert PLACE in report()
    assert PNG.startswith(b"\x89PNG")


def test_a_picture_of_a_word_document_stands_beside_the_filing(tmp_path):
    result = imported(find("docx").read(word("公开流程")))
    assert result.pictures == {"图片/report-1.png": PNG}
    assert "  流程见下图。\n  ![公开流程](图片/report-1.png)" in result.text
    assert not {"I27", "I43"} & set(codes(result))
    (tmp_path / "图片").mkdir()
    (tmp_path / "图片/report-1.png").write_bytes(PNG)
    (tmp_path / "filing.yaml").write_text(result.text, "utf-8")
    examined = examine(read_file(tmp_path / "filing.yaml"))
    assert "N20" not in {finding.code for finding in examined.findings}
    assert list(examined.filing.pictures) == ["图片/report-1.png"]
    assert numbers(result) == figures()


def test_the_line_below_a_picture_is_its_caption_once():
    result = imported(find("docx").read(word("Picture 3", "图1 依申请公开办理流程")))
    assert "![图1 依申请公开办理流程](图片/report-1.png)" in result.text
    assert result.text.count("依申请公开办理流程") == 1


def test_a_picture_without_a_word_is_told():
    result = imported(find("docx").read(word("图片 1")))
    assert "![图片1](图片/report-1.png)" in result.text
    assert "I43" in codes(result)


def test_a_picture_within_a_web_page_is_kept():
    data = b64encode(PNG).decode()
    result = imported(
        find("html").read(html(f'<img alt="公开流程" src="data:image/png;base64,{data}">').encode())
    )
    assert result.pictures == {"图片/report-1.png": PNG}
    assert "![公开流程](图片/report-1.png)" in result.text


@pytest.mark.parametrize("address", ["cid:flow", "https://www.example.gov.cn/a/flow.png", "flow.png"])
def test_a_picture_that_was_saved_with_a_page_in_one_file_is_kept(address):
    message = MIMEMultipart("related")
    text = MIMEText(html(f'<img alt="公开流程" src="{address}">'), "html", "utf-8")
    text["Content-Location"] = "https://www.example.gov.cn/a/page.html"
    image = MIMEImage(PNG)
    image["Content-Location"] = "https://www.example.gov.cn/a/flow.png"
    image["Content-ID"] = "<flow>"
    message.attach(text)
    message.attach(image)
    result = imported(find("mhtml").read(message.as_bytes()))
    assert result.pictures == {"图片/report-1.png": PNG}


def test_what_cannot_be_kept_is_told():
    remote = imported(
        find("html").read(html('<img alt="流程" src="https://www.example.gov.cn/a.png">').encode())
    )
    drawn = imported(find("docx").read(word("流程", target="media/image1.png", data=b"GIF89a")))
    outside = imported(find("docx").read(word("流程", target="../../../etc/hosts.png")))
    for result in (remote, drawn, outside):
        assert not result.pictures
        assert "![" not in result.text
        assert codes(result).count("I27") == 1
        assert "流程见下图。" in result.text


def test_names_of_pictures_are_safe_and_their_number_is_bounded():
    from generator.form.library import SHIPPED
    from generator.importers.extract import extract

    pictures = (PNG + bytes([number]) for number in range(PICTURES_LIMIT + 5))
    tags = "<br>".join(f'<img src="data:image/png;base64,{b64encode(data).decode()}">' for data in pictures)
    result = extract(find("html").read(html(tags).encode()), "../a b](c)|.html", SHIPPED)
    assert len(result.pictures) == PICTURES_LIMIT
    assert set(result.pictures) == {f"图片/a-b-c-{number}.png" for number in range(1, PICTURES_LIMIT + 1)}
    (told,) = [finding for finding in result.findings if finding.code == "I27"]
    assert "5" in told.message


def saved(folder, address: str):
    """A page that was saved, with a folder of its files beside it."""
    (folder / "年报_files").mkdir(parents=True)
    (folder / "年报_files/flow 1.png").write_bytes(PNG)
    (folder / "年报.html").write_text(html(f'<img alt="公开流程" src="{address}">'), "utf-8")
    return folder / "年报.html"


@pytest.mark.parametrize("address", ["年报_files/flow 1.png", "./年报_files/flow%201.png?v=2"])
def test_a_picture_in_the_folder_of_a_saved_page_is_kept(tmp_path, address):
    (report_read,) = read_reports([saved(tmp_path / "a", address)])
    assert dict(report_read.imported.pictures) == {"图片/年报-1.png": PNG}
    assert "![公开流程](图片/年报-1.png)" in report_read.imported.text


def test_a_picture_of_a_saved_page_in_a_package_is_kept(tmp_path):
    path = saved(tmp_path / "a", "年报_files/flow 1.png")
    with zipfile.ZipFile(tmp_path / "年报.zip", "w") as package:
        for each in (path, path.parent / "年报_files/flow 1.png"):
            package.write(each, f"2024/{each.relative_to(path.parent)}")
    (report_read,) = read_reports([tmp_path / "年报.zip"])
    assert list(report_read.imported.pictures.values()) == [PNG]


@pytest.mark.parametrize(
    "address", ["../flow.png", "{folder}/flow.png", "年报_files/out.png", "file:flow.png"]
)
def test_nothing_outside_the_folder_of_a_saved_page_is_read(tmp_path, address):
    (tmp_path / "flow.png").write_bytes(PNG)
    path = saved(tmp_path / "a", address.format(folder=tmp_path))
    (path.parent / "年报_files/out.png").symlink_to(tmp_path / "flow.png")
    (report_read,) = read_reports([path])
    assert not report_read.imported.pictures
    assert "I27" in codes(report_read.imported)


def printed_with(tag: str, place: int) -> bytes:
    parts = report()
    return printed_page(BORDERS["full"], [*parts[:place], "@@", *parts[place:]], tag=tag)


def test_a_picture_of_a_pdf_stands_where_it_is_printed():
    data = b64encode(PNG).decode()
    tag = f'<img style="width:9cm" src="data:image/png;base64,{data}"><br>图1依申请公开办理流程'
    result = imported(find("pdf").read(printed_with(tag, report().index(PLACE) + 1)))
    (name,) = result.pictures
    shown = [Image.open(io.BytesIO(each)).convert("RGB") for each in (result.pictures[name], PNG)]
    assert shown[0].size == shown[1].size
    assert f"  ![图1依申请公开办理流程]({name})\n  本年度按照要求" in result.text
    assert result.text.index(name) > result.text.index("本年度按照要求")
    assert numbers(result) == figures()


@pytest.mark.parametrize(
    "style", ["width:1cm", "position:absolute;top:-15mm;left:-15mm;width:200mm;height:290mm"]
)
def test_logos_and_grounds_of_a_pdf_are_told_with_their_page(style):
    data = b64encode(PNG).decode()
    result = imported(
        find("pdf").read(printed_with(f'<img style="{style}" src="data:image/png;base64,{data}">', 3))
    )
    assert not result.pictures
    (lost,) = [finding for finding in result.findings if finding.code == "I27"]
    assert (lost.at.page, "第 1 页" in lost.message) == (1, True)


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_a_picture_in_a_cell_stands_below_its_table(kind):
    rows = [["渠道", "图"], ["网站", "@@"], ["窗口", "1"]]
    parts = report()
    place = parts.index(PLACE) + 1
    if kind == "html":
        tag = f'<img alt="二维码图" src="data:image/png;base64,{b64encode(PNG).decode()}">'
        table = [[Printed(text) for text in row] for row in rows]
        data = page([*parts[:place], table, *parts[place:]]).replace("@@", tag).encode()
    else:
        blocks = [paragraph(part) if isinstance(part, str) else word_table(flat(part)) for part in parts]
        table = word_table(rows).replace(paragraph("@@"), BLIP.format(alt="二维码图"))
        rels = '<Relationships><Relationship Id="rId9" Target="media/image1.png"/></Relationships>'
        whole = io.BytesIO(docx("".join([*blocks[:place], table, *blocks[place:]]), {LINKS: rels}))
        with zipfile.ZipFile(whole, "a") as package:
            package.writestr("word/media/image1.png", PNG)
        data = whole.getvalue()
    result = imported(find(kind).read(data))
    assert result.pictures == {"图片/report-1.png": PNG}
    assert "| 窗口 | 1 |\n  ![二维码图](图片/report-1.png)" in result.text


def test_a_picture_in_a_table_of_the_form_is_told_with_the_table():
    tag = f'<img src="data:image/png;base64,{b64encode(PNG).decode()}">'
    parts = report()
    data = page(parts).replace("<td>125</td>", f"<td>125{tag}</td>")
    result = imported(find("html").read(data.encode()))
    assert tag in data
    (lost,) = [finding for finding in result.findings if finding.code == "I27"]
    assert (lost.at.table, "第 2 张表" in lost.message) == (2, True)
    assert numbers(result) == figures()


def test_pictures_side_by_side_in_a_table_have_the_words_of_their_cells():
    tag = f'<img src="data:image/png;base64,{b64encode(PNG).decode()}">'
    other = f'<img src="data:image/png;base64,{b64encode(PNG + bytes(1)).decode()}">'
    cells = f"<tr><td>{tag}</td><td>{other}</td></tr><tr><td>公开流程</td><td>答复流程</td></tr>"
    result = imported(find("html").read(html(f"<table>{cells}</table>").encode()))
    assert "  ![公开流程](图片/report-1.png)\n  ![答复流程](图片/report-2.png)\n" in result.text
    assert result.text.count("公开流程") == 1
    assert not {"I27", "I43"} & set(codes(result))
