"""A picture is published as what one sees, and nothing besides."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageCms, PngImagePlugin

from generator.batch.desk import examine
from generator.filing import pictures
from generator.filing.narrative.lines import lines
from generator.filing.pictures import ALONE, PRINTED, verify
from generator.source.read import read
from tests.conftest import EXAMPLES

SECRET = b"30.2741 N, 120.1551 E"


def jpeg(**notes: object) -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 20), "#2a6").save(target, "JPEG", quality=80, **notes)
    return target.getvalue()


def png(image: Image.Image | None = None, **notes: object) -> bytes:
    target = BytesIO()
    (image or Image.new("RGB", (40, 20), "#2a6")).save(target, "PNG", **notes)
    return target.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6  # lies on its side
    return jpeg(exif=exif.tobytes())


def with_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    info.add_text("Comment", SECRET.decode())
    return png(pnginfo=info)


def segment(kind: int, words: bytes) -> bytes:
    """A segment of a JPEG as it stands in the file; not every Pillow writes every kind."""
    return bytes([0xFF, kind]) + (len(words) + 2).to_bytes(2, "big") + words


PHOTOS = {
    "EXIF": with_exif(),
    "XMP": jpeg(extra=segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")),
    "a comment": jpeg(comment=SECRET),
    "PNG text": with_text(),
    "bytes behind the end of a JPEG": jpeg() + SECRET,
    "bytes behind the end of a PNG": png() + SECRET,
    "IPTC": jpeg(extra=segment(0xED, SECRET)),
}


@pytest.mark.parametrize("data", PHOTOS.values(), ids=PHOTOS)
def test_what_a_photo_says_of_itself_is_not_published(data):
    assert SECRET in data
    picture = verify(data)
    assert SECRET not in picture.data
    with Image.open(BytesIO(picture.data)) as image:
        assert not image.getexif()
        assert image.getpixel((3, 3))[1] > 150


def test_a_photo_on_its_side_is_set_upright():
    assert (verify(with_exif()).width, verify(with_exif()).height) == (20, 40)


def test_a_picture_cut_before_its_end_is_whole_when_written():
    cut = png()[:-12]
    assert verify(cut).data.endswith(png()[-12:])


def test_see_through_colours_of_a_palette_stay():
    image = Image.new("P", (4, 4), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    with Image.open(BytesIO(verify(png(image, transparency=1)).data)) as kept:
        assert kept.info["transparency"] == 1


def test_a_picture_in_the_colours_of_its_camera_comes_in_those_of_the_screen():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = verify(jpeg(icc_profile=profile))
    with Image.open(BytesIO(picture.data)) as image:
        assert "icc_profile" not in image.info
        assert image.getpixel((3, 3)) == pytest.approx((0x22, 0xAA, 0x66), abs=6)


def test_the_same_picture_is_the_same_bytes_again():
    for data in PHOTOS.values():
        once = verify(data).data
        assert verify(once).data == verify(once).data


def test_a_picture_in_colours_that_differ_is_turned_into_those_of_the_screen():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"tmp ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tmp ", b"bXYZ", 1)
    assert swapped != profile
    with Image.open(BytesIO(verify(jpeg(icc_profile=swapped)).data)) as image:
        assert image.getpixel((3, 3)) == pytest.approx((0x66, 0xAA, 0x22), abs=6)


def test_a_see_through_grey_of_a_picture_in_another_mode_is_not_kept():
    image = Image.new("I;16", (4, 4), 300)
    data = png(image, transparency=300)
    with Image.open(BytesIO(data)) as written:
        assert (written.mode, written.info["transparency"]) == ("I;16", 300)
    with Image.open(BytesIO(verify(data).data)) as kept:
        assert kept.mode == "L"
        assert "transparency" not in kept.info


LARGE = {
    "RGB": Image.linear_gradient("L").resize((2900, 1500)).convert("RGB"),
    "P": Image.linear_gradient("L").resize((2900, 1500)).convert("P"),
    "1": Image.linear_gradient("L").resize((2900, 1500)).convert("1"),
    "RGBA": Image.linear_gradient("L").resize((2900, 1500)).convert("RGBA"),
}


@pytest.mark.slow
@pytest.mark.parametrize("mode", LARGE)
def test_a_picture_has_no_more_pixels_than_print_can_show(mode):
    picture = verify(png(LARGE[mode]))
    assert (picture.width, picture.height) == (PRINTED[0], 983)
    with Image.open(BytesIO(picture.data)) as image:
        assert image.size == (PRINTED[0], 983)
        left, right = (image.convert("L").getpixel((at, 500)) for at in (950, 951))
        assert abs(left - right) < 100


def test_a_large_photo_is_made_smaller_too_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    target = BytesIO()
    LARGE["RGB"].save(target, "JPEG", exif=exif.tobytes())
    picture = verify(target.getvalue())
    assert picture.height == PRINTED[1]
    assert picture.width == round(PRINTED[1] * 1500 / 2900)


@pytest.mark.slow
def test_a_picture_that_print_can_show_whole_keeps_every_pixel():
    picture = verify(png(Image.new("RGB", PRINTED, "#2a6")))
    assert (picture.width, picture.height) == PRINTED


TEXT = (EXAMPLES / "2021.yaml").read_text("utf-8")
BLANKS = ["", " ", "\t", "\u3000\u3000", "\u00a0", "\u2003", " \u3000"]


@pytest.mark.slow
@pytest.mark.parametrize("blank", BLANKS)
def test_a_picture_after_any_white_space_is_looked_for(blank):
    line = f"{blank}![流程](没有这张图.png){blank}"
    text = TEXT.replace("其他事项: |\n", f"其他事项: |\n  甲。\n  {line}\n")
    examined = examine(read(text.encode(), "a.yaml", EXAMPLES))
    assert [finding.code for finding in examined.findings if "没有这张图" in finding.message] == ["N20"]


@given(some.text(" \t\u3000\u00a0\u2003\x0b\x1f!a[图](b.png)", max_size=12))
def test_what_is_looked_for_is_what_is_printed_as_a_picture(words):
    text = f"甲\n{words}![图](b.png){words}\n![图](b.png)"
    kinds = ("picture", "picture row")
    printed = [text[line.start :].split("](")[1][:5] for line in lines(text) if line.kind in kinds]
    assert ["b.png" for _ in ALONE.finditer(text)] == printed


def test_pictures_side_by_side_are_all_looked_for():
    line = "![甲](没有甲.png) ![乙](没有乙.png)　![丙](没有丙.png)"
    for more, missing in (("", 3), ("![丁](没有丁.png)", 0)):
        text = TEXT.replace("其他事项: |\n", f"其他事项: |\n  {line}{more}\n")
        examined = examine(read(text.encode(), "a.yaml", EXAMPLES))
        assert sum(finding.code == "N20" for finding in examined.findings) == missing


def test_all_pictures_together_may_be_so_large_and_no_larger(monkeypatch, tmp_path):
    monkeypatch.setattr(pictures, "BYTES_TOGETHER", 2 * len(verify(png()).data))
    for number in (1, 2, 3):
        (tmp_path / f"图{number}.png").write_bytes(png())
    named = "".join(f"  ![图](图{number}.png)\n" for number in (1, 2, 3, 1))
    text = re.sub(r"(?m)^ *!\[.*\n", "", TEXT).replace("其他事项: |\n", f"其他事项: |\n{named}")
    problems = [
        finding.message
        for finding in examine(read(text.encode(), "a.yaml", tmp_path)).findings
        if finding.code == "N20"
    ]
    assert problems == ["图片“图3.png”不能用：全部图片加在一起超过 0 MiB，请缩小后再用"]
