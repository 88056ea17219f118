"""Contents in the formats that phones, scanners, WPS and standards make, made in memory."""

from io import BytesIO
from zlib import compress

import pillow_heif
from PIL import Image

from tests.responsibility.files.contents import PROFILE, XMP, exif, picture, zipped

ODF = "application/vnd.oasis.opendocument."
OFD_ROOT = '<?xml version="1.0"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" DocType="OFD"/>'


def heic(size=(64, 32), orientation: int = 6) -> bytes:
    """As an iPhone writes it: turned by the format and by EXIF, with a place."""
    out, tags = BytesIO(), exif(orientation)
    made = pillow_heif.from_pillow(picture(size))
    made.info["exif"] = tags.tobytes()
    made.save(out, quality=90, exif=tags.tobytes(), xmp=XMP)
    return out.getvalue()


def huge_heic() -> bytes:
    """A small one that claims 8 000 times 8 000 pixels."""
    data = heic()
    place = data.index(b"ispe") + 8
    side = (8_000).to_bytes(4, "big")
    return data[:place] + side + side + data[place + 8 :]


def webp(size=(40, 20), orientation: int = 6, **over) -> bytes:
    out = BytesIO()
    options = {"exif": exif(orientation), "icc_profile": PROFILE, "xmp": XMP, "lossless": True}
    picture(size).save(out, "WEBP", **(options | over))
    return out.getvalue()


def glass() -> bytes:
    """A WebP that one sees through."""
    out = BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(out, "WEBP", lossless=True)
    return out.getvalue()


def huge_webp() -> bytes:
    """A few kilobytes of 60 million pixels."""
    out = BytesIO()
    Image.new("1", (10_000, 6_000)).convert("RGB").save(out, "WEBP", lossless=True, method=0)
    return out.getvalue()


def pages(*drawn: bytes) -> bytes:
    """A PDF of pages, each with these operators for its content."""
    drawn = drawn or (b"90 700 m 500 700 l S",)
    numbers = range(3, 3 + 2 * len(drawn), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>",
               b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(drawn), kids)]  # fmt: skip
    for number, body in zip(numbers, map(compress, drawn), strict=True):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>" % (number + 1)
        )
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(body), body)
        )
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, len(out),
    )  # fmt: skip
    return out + head + listed + tail


def with_a_side(data: bytes, side: bytes) -> bytes:
    """A PDF whose pages have another height; as many letters as before."""
    return data.replace(b"[0 0 595 842]", b"[0 0 595 %b]" % side.rjust(3))


def hungry_pdf(strokes: int = 1_500_000) -> bytes:
    """A page of few kilobytes that takes a long time to draw."""
    return pages(b"0 0 m 595 842 l 0 842 l 595 0 l S\n" * strokes)


def ofd(root: str = OFD_ROOT, **parts) -> bytes:
    return zipped({"OFD.xml": root, "Doc_0/Document.xml": "<d/>"} | parts)


def open_document(kind: str = "text", manifest: str = "<m/>", **parts) -> bytes:
    ours = {"mimetype": ODF + kind, "content.xml": "<d/>", "META-INF/manifest.xml": manifest}
    return zipped(ours | parts)
