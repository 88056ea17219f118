"""Formats of the trade: HEIC and WebP become JPEG, OFD, ODF and WPS's own are told, and a PDF is
told also where something stands before it."""

from io import BytesIO
from time import process_time

import pytest
from PIL import Image

from responsibility.files import converted
from responsibility.files.kinds import recognise
from responsibility.files.names import safe_name
from responsibility.files.packed import MOST_UNPACKED
from responsibility.files.refused import sentence
from responsibility.files.unfit import Unfit
from tests.responsibility.files import contents, formats

pytestmark = pytest.mark.usefixtures("english")
ODF = formats.ODF


def before(data: bytes, length: int) -> bytes:
    return b"Scanned by a copier\r\n".ljust(length, b"\n") + data


ACCEPTED = {
    "HEIC": (formats.heic, "jpeg", "image/jpeg", "IMG_1.HEIC.jpg"),
    "WebP": (formats.webp, "jpeg", "image/jpeg", "IMG_1.HEIC.jpg"),
    "OFD": (formats.ofd, "ofd", "application/ofd", "a.ofd"),
    "ODF text": (formats.open_document, "odf", ODF + "text", "a.odt"),
    "ODF sheet": (
        lambda: formats.open_document("spreadsheet"), "odf", ODF + "spreadsheet", "a.ods",
    ),
    "ODF slides": (
        lambda: formats.open_document("presentation"), "odf", ODF + "presentation", "a.odp",
    ),
    "WPS text": (
        lambda: contents.old_office("WordDocument"), "old_office", "application/msword", "a.wps",
    ),
    "WPS sheet": (
        lambda: contents.old_office("Workbook"), "old_office", "application/vnd.ms-excel", "a.et",
    ),
    "WPS slides": (
        lambda: contents.old_office("PowerPoint Document"),
        "old_office", "application/vnd.ms-powerpoint", "a.dps",
    ),
    "PDF": (formats.pages, "pdf", "application/pdf", "a.pdf"),
    "PDF after a line": (
        lambda: before(formats.pages(), 40), "pdf", "application/pdf", "a.pdf",
    ),
    "PDF after a kilobyte": (
        lambda: before(formats.pages(), 1024), "pdf", "application/pdf", "a.pdf",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_the_trade_uses_is_accepted_under_its_own_name(name):
    make, kind, media_type, called = ACCEPTED[name]
    content = recognise(make())
    assert (content.kind, content.media_type) == (kind, media_type)
    given = called.removesuffix(".jpg") if kind == "jpeg" else called
    assert safe_name(given, endings=content.endings) == called


@pytest.mark.parametrize("name", [name for name in ACCEPTED if ACCEPTED[name][1] != "jpeg"])
def test_a_document_without_photos_stays_byte_for_byte(name):
    data = ACCEPTED[name][0]()
    assert recognise(data).data == data


REFUSED = {
    "half a HEIC": (lambda: formats.heic()[:-200], "damaged"),
    "the head of a HEIC": (lambda: formats.heic()[:60], "damaged"),
    "a HEIC that claims to be huge": (formats.huge_heic, "damaged"),
    "an AVIF that calls itself HEIF": (
        lambda: b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif" + b"\0" * 64, "other_picture",
    ),
    "half a WebP": (lambda: formats.webp((400, 200))[:-300], "damaged"),
    "a huge WebP": (formats.huge_webp, "too_many_pixels"),
    "a page that names a PDF": (lambda: b"<!doctype html><p>%PDF-1.7</p>", "unknown"),
    "a program that names a PDF": (lambda: b"MZ\x90\0" * 20 + b"%PDF-1.7\n%%EOF", "unknown"),
    "a PDF after more than a kilobyte": (lambda: before(formats.pages(), 1025), "unknown"),
    "a zip that names an OFD": (lambda: formats.ofd("<something/>"), "unknown"),
    "an ODF template": (lambda: formats.open_document("text-template"), "unknown"),
    "an ODF drawing": (lambda: formats.open_document("graphics"), "unknown"),
    "an ODF with macros": (
        lambda: formats.open_document(**{"Basic/Standard/Module1.xml": "x"}), "macros",
    ),
    "an ODF with scripts": (
        lambda: formats.open_document(**{"Scripts/python/a.py": "x"}), "macros",
    ),
    "an ODF with a password": (
        lambda: formats.open_document(manifest="<manifest:encryption-data/>"), "password",
    ),
    "a cut OFD": (lambda: formats.ofd()[:-30], "damaged"),
    "an OFD that is a bomb": (
        lambda: formats.ofd(**{"Doc_0/a.bin": bytes(MOST_UNPACKED + 1)}), "unpacks_too_large",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_damaged_disguised_or_hostile_is_refused_by_its_reason(name):
    make, reason = REFUSED[name]
    data, began = make(), process_time()
    with pytest.raises(Unfit) as refusal:
        recognise(data)
    assert refusal.value.reason == reason and process_time() - began < 3
    assert "“a.x”" in sentence(reason, name="a.x", **refusal.value.details)


@pytest.mark.parametrize(
    "make, says",
    [
        (formats.huge_webp, "more than the 50 million pixels"),
        (REFUSED["an OFD that is a bomb"][0], "more than the 200 MB"),
    ],
)
def test_a_limit_is_named(make, says):
    with pytest.raises(Unfit) as refusal:
        recognise(make())
    assert says in sentence(refusal.value.reason, name="a.x", **refusal.value.details)


@pytest.mark.parametrize("make", [formats.heic, formats.webp])
def test_pixels_are_counted_before_one_is_unpacked(make, monkeypatch):
    monkeypatch.setattr(converted, "MOST_PIXELS", 799)
    monkeypatch.setattr(converted, "_as_jpeg", None)  # would fail if it were asked
    with pytest.raises(Unfit, match="too_many_pixels"):
        recognise(make())


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data), formats=["JPEG"])
    image.load()
    return image


def is_red(pixel) -> bool:
    return pixel[0] > 200 and pixel[1] < 60 > pixel[2]


def is_yellow(pixel) -> bool:
    return pixel[0] > 200 and pixel[1] > 190 and pixel[2] < 90


@pytest.mark.parametrize("make", [formats.heic, formats.webp])
def test_what_is_converted_loses_all_but_its_pixels_and_colours(make):
    data = make()
    after = recognise(data).data
    assert b"Hongmi" in data and b"reservoir" in data
    for trace in (b"Hongmi", b"reservoir", b"Exif", b"http://ns.adobe"):
        assert trace not in after
    assert dict(opened(after).getexif()) == {}


def test_a_webp_keeps_its_colour_profile():
    assert opened(recognise(formats.webp()).data).info["icc_profile"] == contents.PROFILE


# Yellow is the upper right quarter: turned by a quarter to the right it is the lower right one.
@pytest.mark.parametrize("make, size", [(formats.webp, (40, 20)), (formats.heic, (64, 32))])
@pytest.mark.parametrize(
    "orientation, turned, place", [(1, False, (0.9, 0.1)), (6, True, (0.9, 0.9)),
                                   (3, False, (0.1, 0.9)), (8, True, (0.1, 0.1))],
)  # fmt: skip
def test_what_is_converted_stands_upright(make, size, orientation, turned, place):
    image = opened(recognise(make(size, orientation)).data)
    assert image.size == (size[::-1] if turned else size)
    across, down = (int(part * side) for part, side in zip(place, image.size, strict=True))
    assert is_yellow(image.getpixel((across, down)))


def test_one_sees_paper_through_a_picture_of_glass():
    assert opened(recognise(formats.glass()).data).getpixel((10, 10)) == (255, 255, 255)


def test_photos_inside_an_open_document_and_an_ofd_lose_their_place():
    for make, part in ((formats.open_document, "Pictures/1.jpg"), (formats.ofd, "Doc_0/Res/1.jpg")):
        after = recognise(make(**{part: contents.jpeg()})).data
        with contents.ZipFile(BytesIO(after)) as package:
            assert b"Hongmi" not in package.read(part)


def test_a_signed_ofd_stays_byte_for_byte():
    signed = formats.ofd(**{"Doc_0/Res/1.jpg": contents.jpeg(), "Doc_0/Signs/Signatures.xml": "s"})
    assert recognise(signed).data == signed
