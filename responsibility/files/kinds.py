"""What a content is, told from its bytes alone. Kinds are those of `StoredFile.Kind`."""

from collections.abc import Callable
from dataclasses import dataclass

from responsibility.files.jpeg import checked_jpeg
from responsibility.files.office import checked_office
from responsibility.files.old_office import checked_old_office
from responsibility.files.png import checked_png
from responsibility.files.unfit import Unfit

# Pictures that phones and scanners make and that not every screen shows.
OTHER_PICTURES = [
    (b"GIF8", 0, "GIF"),
    (b"BM", 0, "BMP"),
    (b"II*\0", 0, "TIFF"),
    (b"MM\0*", 0, "TIFF"),
    (b"WEBP", 8, "WebP"),
]
BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


@dataclass(frozen=True)
class Content:
    """What is to be stored: its kind, media type, usual endings of names, and the bytes; of a
    picture those of its small one besides, empty where there is none."""

    kind: str
    media_type: str
    endings: tuple[str, ...]
    data: bytes
    small: bytes = b""


def recognise(data: bytes) -> Content:
    """Tell what `data` is, and strip it of positions, cameras and persons where it is a picture.

    Positions in the pictures inside an Office document (2007 and later) go as well. A PDF and an
    older Office document are kept as they came: their own makers' tools write what is in them.

    Raises:
        Unfit: none of the accepted kinds, damaged, or hostile.
    """
    for magic, kind, check in KINDS:
        if data.startswith(magic):
            return check(kind, data)
    raise _unfit(data)


def _jpeg(kind: str, data: bytes) -> Content:
    return Content(kind, "image/jpeg", (".jpg", ".jpeg"), checked_jpeg(data))


def _png(kind: str, data: bytes) -> Content:
    return Content(kind, "image/png", (".png",), checked_png(data))


def _pdf(kind: str, data: bytes) -> Content:
    return Content(kind, "application/pdf", (".pdf",), data)


def _office(kind: str, data: bytes) -> Content:
    media_type, endings, kept = checked_office(data)
    return Content(kind, media_type, endings, kept)


def _old_office(kind: str, data: bytes) -> Content:
    media_type, endings = checked_old_office(data)
    return Content(kind, media_type, endings, data)


KINDS: list[tuple[bytes, str, Callable[[str, bytes], Content]]] = [
    (b"\xff\xd8\xff", "jpeg", _jpeg),
    (b"\x89PNG\r\n\x1a\n", "png", _png),
    (b"%PDF-", "pdf", _pdf),
    (b"PK\x03\x04", "office", _office),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office", _old_office),
]


def _unfit(data: bytes) -> Unfit:
    if data[4:8] == b"ftyp" and data[8:12] in BRANDS:
        return Unfit("other_picture", format="HEIC")
    if data[4:12] in {b"ftypavif", b"ftypavis"}:
        return Unfit("other_picture", format="AVIF")
    for magic, place, name in OTHER_PICTURES:
        if data[place : place + len(magic)] == magic:
            return Unfit("other_picture", format=name)
    return Unfit("unknown")
