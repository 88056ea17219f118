"""What a content is, is told from its bytes; what is hostile or unknown is refused."""

import struct
import tracemalloc
from io import BytesIO
from time import process_time
from zipfile import ZIP_BZIP2, ZIP_LZMA
from zlib import compress, crc32

import pytest
from PIL import Image

from responsibility.files.kinds import recognise
from responsibility.files.packed import MOST_UNPACKED
from responsibility.files.refused import sentence
from responsibility.files.unfit import Unfit
from tests.responsibility.files import contents

pytestmark = pytest.mark.usefixtures("english")
MEDIA = "application/vnd.openxmlformats-officedocument."
WORD, SHEET, SLIDES = contents.WORD, contents.SHEET, contents.SLIDES
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"

ACCEPTED = {
    "jpeg": (contents.jpeg, "jpeg", "image/jpeg", ".jpg"),
    "png": (contents.png, "png", "image/png", ".png"),
    "pdf": (contents.pdf, "pdf", "application/pdf", ".pdf"),
    "docx": (lambda: contents.office(WORD), "office", MEDIA + WORD, ".docx"),
    "xlsx": (lambda: contents.office(SHEET), "office", MEDIA + SHEET, ".xlsx"),
    "pptx": (lambda: contents.office(SLIDES), "office", MEDIA + SLIDES, ".pptx"),
    "doc": (
        lambda: contents.old_office("WordDocument"),
        "old_office",
        "application/msword",
        ".doc",
    ),
    "xls": (
        lambda: contents.old_office("a", "b", "c", "d", "Workbook"),
        "old_office",
        "application/vnd.ms-excel",
        ".xls",
    ),
    "ppt": (
        lambda: contents.old_office("PowerPoint Document", "Current User"),
        "old_office",
        "application/vnd.ms-powerpoint",
        ".ppt",
    ),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_accepted_is_told_from_the_content(name):
    make, kind, media_type, ending = ACCEPTED[name]
    content = recognise(make())
    assert (content.kind, content.media_type, content.endings[0]) == (kind, media_type, ending)


def huge_png() -> bytes:
    """Two thousand million pixels in a few hundred bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))

    header = struct.pack(">IIBBBBB", 50_000, 40_000, 1, 0, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", compress(b"\0" * 1000)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def wide_jpeg() -> bytes:
    """A small picture whose header claims 60 000 times 60 000 pixels."""
    data = bytearray(contents.plain_jpeg())
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 60_000, 60_000)
    return bytes(data)


def broken_part() -> bytes:
    data = bytearray(contents.office(parts={"word/media/a.txt": "x" * 5000}))
    place = data.index(b"word/media/a.txt") + len("word/media/a.txt")
    data[place + 2] ^= 0xFF
    return bytes(data)


def endless_directory() -> bytes:
    data = bytearray(contents.old_office("WordDocument"))
    struct.pack_into("<I", data, 512 + 4, 1)  # the directory's sector follows itself
    return bytes(data)


def with_a_password() -> bytes:
    data = bytearray(contents.office())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            data[start + place] |= 1
            start += 4
    return bytes(data)


REFUSED = {
    "a program named .jpg": (lambda: b"MZ\x90\0" + b"\0" * 200, "unknown"),
    "a page": (lambda: b"<!doctype html><script>alert(1)</script>", "unknown"),
    "a text": (lambda: b"dear colleagues", "unknown"),
    "a drawing that runs": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "unknown"),
    "a film": (lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 64, "unknown"),
    "a zip of photos": (lambda: contents.zipped({"a.jpg": "x"}), "unknown"),
    "a zip that names parts": (lambda: contents.zipped({"word/document.xml": "x"}), "unknown"),
    "an installer": (lambda: contents.old_office("Property", "Media"), "unknown"),
    "GIF": (lambda: contents.other_picture("GIF"), "other_picture"),
    "TIFF": (lambda: contents.other_picture("TIFF"), "other_picture"),
    "BMP": (lambda: contents.other_picture("BMP"), "other_picture"),
    "AVIF": (lambda: b"\0\0\0\x18ftypavif" + b"\0" * 64, "other_picture"),
    "half a photo": (lambda: contents.jpeg()[: len(contents.jpeg()) // 2], "damaged"),
    "half a picture": (lambda: contents.png()[:-40], "damaged"),
    "the head of a photo": (lambda: b"\xff\xd8\xff\xe0", "damaged"),
    "a cut document": (lambda: contents.office()[:-30], "damaged"),
    "a part with a wrong sum": (broken_part, "damaged"),
    "a cut old document": (lambda: contents.old_office("WordDocument")[:300], "damaged"),
    "an endless directory": (endless_directory, "damaged"),
    "a huge picture": (huge_png, "too_many_pixels"),
    "a photo that claims to be huge": (wide_jpeg, "too_many_pixels"),
    "macros": (lambda: contents.office(parts={"word/vbaProject.bin": "x"}), "macros"),
    "macros by another name": (lambda: contents.office(macro_type=MACRO_WORD), "macros"),
    "macros of old": (
        lambda: contents.office(SHEET, parts={"xl/macrosheets/sheet1.xml": "x"}),
        "macros",
    ),
    "macros in an old document": (lambda: contents.old_office("WordDocument", "Macros"), "macros"),
    "a password": (with_a_password, "password"),
    "a password around it": (lambda: contents.old_office("EncryptedPackage"), "password"),
    "a bomb": (
        lambda: contents.office(parts={"word/media/a.bin": bytes(MOST_UNPACKED + 1)}),
        "unpacks_too_large",
    ),
    "a photo of five thousand scans": (contents.many_scans, "takes_too_much"),
    "a photo of a million segments": (contents.many_segments, "takes_too_much"),
    "a picture of a million chunks": (contents.many_chunks, "takes_too_much"),
    "a document packed as none is": (lambda: contents.office(method=ZIP_LZMA), "damaged"),
    "one packed in another way": (lambda: contents.office(method=ZIP_BZIP2), "damaged"),
    "an old document of endless tables": (contents.endless_tables, "damaged"),
    "too many parts": (
        lambda: contents.office(parts={f"word/{n}.xml": "" for n in range(5001)}),
        "too_many_parts",
    ),
}


HUNGRY = [
    contents.many_scans, contents.many_segments, contents.many_chunks, contents.endless_tables,
]  # fmt: skip


@pytest.mark.parametrize("make", HUNGRY)
def test_what_asks_for_work_is_refused_before_the_work(make):
    data = make()
    tracemalloc.start()
    began = process_time()
    with pytest.raises(Unfit):
        recognise(data)
    spent, (_, peak) = process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent < 2 and peak < 4 * len(data) + 32 * 2**20


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_accepted_is_refused_by_its_reason(name):
    make, reason = REFUSED[name]
    with pytest.raises(Unfit) as refusal:
        recognise(make())
    assert refusal.value.reason == reason
    assert "“a.x”" in sentence(reason, name="a.x", **refusal.value.details)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("make", [contents.jpeg, contents.png])
def test_a_picture_loses_place_and_maker_but_neither_its_pixels_nor_which_way_up(make):
    before = make()
    after = recognise(before).data
    image = opened(after)
    assert image.tobytes() == opened(before).tobytes()
    assert dict(image.getexif()) == {contents.ORIENTATION: 6}
    for trace in (b"Hongmi", b"reservoir", b"Lu Siqi", b"secret"):
        assert trace not in after
    assert any(trace in before for trace in (b"Hongmi", b"reservoir"))


def test_a_photo_keeps_its_colour_profile():
    assert opened(recognise(contents.jpeg()).data).info["icc_profile"]


@pytest.mark.parametrize("make", [contents.jpeg, contents.png])
def test_an_upright_picture_keeps_no_exif_at_all(make):
    assert dict(opened(recognise(make(orientation=1)).data).getexif()) == {}


def test_a_progressive_photo_stays_whole():
    before = contents.jpeg(progressive=True)
    assert opened(recognise(before).data).tobytes() == opened(before).tobytes()


def test_what_follows_the_end_of_a_picture_goes():
    for make in (contents.jpeg, contents.png):
        assert b"moving picture" not in recognise(make() + b"moving picture").data


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_tiny_picture_is_a_picture(format):
    out = BytesIO()
    contents.picture((2, 2)).resize((1, 1)).save(out, format)
    assert recognise(out.getvalue()).data


def test_a_photo_without_anything_to_strip_stays_byte_for_byte():
    assert recognise(contents.plain_jpeg()).data == contents.plain_jpeg()


def test_photos_inside_an_office_document_lose_their_place():
    photo = {"word/media/image1.jpeg": contents.jpeg(), "word/media/image2.png": contents.png()}
    before = contents.office(parts=photo | {"word/media/odd.jpg": b"\xff\xd8\xff\x00odd"})
    after = recognise(before).data
    with contents.ZipFile(BytesIO(after)) as package:
        assert b"Hongmi" not in package.read("word/media/image1.jpeg")
        assert b"Lu Siqi" not in package.read("word/media/image2.png")
        assert package.read("word/media/odd.jpg") == b"\xff\xd8\xff\x00odd"
        assert package.read("word/document.xml") == b"<d/>"
        assert package.namelist()[0] == "[Content_Types].xml"


def test_an_office_document_without_photos_stays_byte_for_byte():
    assert recognise(contents.office()).data == contents.office()


def test_a_signed_office_document_stays_byte_for_byte():
    parts = {"word/media/image1.jpeg": contents.jpeg(), "_xmlsignatures/sig1.xml": "<s/>"}
    signed = contents.office(parts=parts)
    assert recognise(signed).data == signed
