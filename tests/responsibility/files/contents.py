"""Contents of files, made in memory."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import crc32

from PIL import Image, ImageCms, PngImagePlugin

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
PLACE = {1: "N", 2: (30.0, 40.0, 12.5), 3: "E", 4: (104.0, 3.0, 59.0)}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">at the reservoir</x:xmpmeta>'
WORD = "wordprocessingml.document"
SHEET = "spreadsheetml.sheet"
SLIDES = "presentationml.presentation"


def picture(size=(40, 20)) -> Image.Image:
    """A picture in which no two corners are alike."""
    image = Image.new("RGB", size, (10, 120, 200))
    image.putpixel((0, 0), (255, 0, 0))
    image.paste((250, 240, 20), (size[0] // 2, 0, size[0], size[1] // 2))
    return image


def exif(orientation: int = 6) -> Image.Exif:
    """Taken with a phone, at a place."""
    tags = Image.Exif()
    tags[ORIENTATION], tags[MAKER] = orientation, "Hongmi 13"
    tags.get_ifd(GPS).update(PLACE)
    return tags


# Made once: it names the second in which it was made.
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def jpeg(orientation: int = 6, **over) -> bytes:
    out = BytesIO()
    options = {"exif": exif(orientation), "icc_profile": PROFILE, "comment": b"secret", "xmp": XMP}
    picture().save(out, "JPEG", **(options | over))
    return out.getvalue()


def plain_jpeg() -> bytes:
    out = BytesIO()
    picture().save(out, "JPEG")
    return out.getvalue()


def photo(width: int, height: int, format: str = "JPEG", orientation: int = 1) -> bytes:
    """A picture with grain, which packs no better than a real one."""
    out, grain = BytesIO(), Image.effect_noise((width, height), 60).convert("RGB")
    grain.save(out, format, exif=exif(orientation))
    return out.getvalue()


def many_scans(scans: int = 5_000, size=(2_000, 2_000)) -> bytes:
    """A small progressive photo whose last scan stands in it again and again."""
    out = BytesIO()
    picture(size).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * scans + b"\xff\xd9"


def many_segments(segments: int = 4_000_000) -> bytes:
    """A photo after 16 MB of empty segments."""
    return b"\xff\xd8" + b"\xff\xe5\x00\x02" * segments + plain_jpeg()[2:]


def many_chunks(chunks: int = 1_000_000) -> bytes:
    """A picture after 12 MB of empty chunks."""
    empty = b"\0\0\0\0tEXt" + crc32(b"tEXt").to_bytes(4, "big")
    whole = png()
    return whole[:33] + empty * chunks + whole[33:]


def png(orientation: int = 6) -> bytes:
    out, texts = BytesIO(), PngImagePlugin.PngInfo()
    texts.add_text("Author", "Lu Siqi")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    picture().save(out, "PNG", pnginfo=texts, exif=exif(orientation), dpi=(72, 72))
    return out.getvalue()


def other_picture(format: str) -> bytes:
    out = BytesIO()
    picture().save(out, format)
    return out.getvalue()


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def office(
    kind: str = WORD, *, macro_type: str = "", parts: dict | None = None, method: int = ZIP_DEFLATED
) -> bytes:
    """An Office document; `parts` are added to it."""
    main = {WORD: "word/document.xml", SHEET: "xl/workbook.xml", SLIDES: "ppt/presentation.xml"}
    declared = macro_type or f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    types = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.rels"/>'
        f'<Override PartName="/{main[kind]}" ContentType="{declared}"/></Types>'
    )
    ours = {"[Content_Types].xml": types, "_rels/.rels": "<R/>", main[kind]: "<d/>"}
    return zipped(ours | (parts or {}), method)


def zipped(parts: dict, method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def old_office(*names: str) -> bytes:
    """A compound file ([MS-CFB]) with streams of these names, of one directory sector for four."""
    entries = [_entry("Root Entry", 5), *(_entry(name, 2) for name in names)]
    entries += [_entry("", 0)] * (-len(entries) % 4)
    sectors = len(entries) // 4
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    # One FAT sector (number 0), the directory from sector 1 on, no further tables.
    struct.pack_into("<IIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, *[0, *[0xFFFFFFFF] * 108])
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (128 - len(chain))
    return bytes(header) + struct.pack("<128I", *chain) + b"".join(entries)


def endless_tables(sectors: int = 4_000) -> bytes:
    """A compound file of 2 MB that names one and the same table half a million times."""
    data = bytearray(old_office("WordDocument")[:512])
    struct.pack_into("<I", data, 68, 0)
    sector = struct.pack("<128I", *[0] * 128)
    return bytes(data) + sector * sectors


def _entry(name: str, used: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    return text.ljust(64, b"\0") + struct.pack("<HBB", len(text), used, 1) + b"\0" * 60
