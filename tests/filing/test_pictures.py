"""A picture is published as what one sees, and nothing besides."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from generator.filing.pictures import verify

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


PHOTOS = {
    "EXIF": with_exif(),
    "XMP": jpeg(xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"),
    "a comment": jpeg(comment=SECRET),
    "PNG text": with_text(),
    "bytes behind the end of a JPEG": jpeg() + SECRET,
    "bytes behind the end of a PNG": png() + SECRET,
    "IPTC": jpeg(extra=b"\xff\xed" + (len(SECRET) + 2).to_bytes(2, "big") + SECRET),
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
