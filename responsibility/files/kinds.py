"""What a content is, told from its bytes alone. Kinds are those of `StoredFile.Kind`."""

from collections.abc import Callable
from dataclasses import dataclass
from zipfile import ZipFile

from responsibility.files.converted import heic_as_jpeg, is_avif, is_heic, is_webp, webp_as_jpeg
from responsibility.files.jpeg import checked_jpeg
from responsibility.files.office import is_office, tell_office
from responsibility.files.old_office import checked_old_office
from responsibility.files.open_formats import (
    is_ofd,
    is_open_document,
    tell_ofd,
    tell_open_document,
)
from responsibility.files.packed import Told, checked_package
from responsibility.files.pdf import checked_pdf, is_pdf
from responsibility.files.png import SIGNATURE, checked_png
from responsibility.files.unfit import Unfit

# Pictures that not every screen shows and that no phone makes by itself.
OTHER_PICTURES = [(b"GIF8", "GIF"), (b"BM", "BMP"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF")]


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

    HEIC and WebP become JPEG. Positions in the pictures inside an Office document (2007 and
    later), an OpenDocument or an OFD go as well, unless it is signed. A PDF and an older Office
    document are kept as they came: their own makers' tools write what is in them.

    Raises:
        Unfit: none of the accepted kinds, damaged, or hostile.
    """
    for is_it, made in KINDS:
        if is_it(data):
            return made(data)
    raise _unfit(data)


def _begins(magic: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(magic)


def _jpeg(data: bytes) -> Content:
    return Content("jpeg", "image/jpeg", (".jpg", ".jpeg"), checked_jpeg(data))


def _heic(data: bytes) -> Content:
    return Content("jpeg", "image/jpeg", (".jpg", ".jpeg"), heic_as_jpeg(data))


def _webp(data: bytes) -> Content:
    return Content("jpeg", "image/jpeg", (".jpg", ".jpeg"), webp_as_jpeg(data))


def _png(data: bytes) -> Content:
    return Content("png", "image/png", (".png",), checked_png(data))


def _pdf(data: bytes) -> Content:
    return Content("pdf", "application/pdf", (".pdf",), checked_pdf(data))


def _package(data: bytes) -> Content:
    (kind, media_type, ending), fit = checked_package(data, _tell)
    return Content(kind, media_type, (ending,), fit)


def _tell(package: ZipFile) -> Told:
    for is_it, tell in PACKAGES:
        if is_it(package):
            return tell(package)
    raise Unfit("unknown")


def _old_office(data: bytes) -> Content:
    media_type, endings = checked_old_office(data)
    return Content("old_office", media_type, endings, data)


PACKAGES: list[tuple[Callable[[ZipFile], bool], Callable[[ZipFile], Told]]] = [
    (is_office, tell_office),
    (is_open_document, tell_open_document),
    (is_ofd, tell_ofd),
]
# In this order: what begins as something else is no PDF, whatever it names.
KINDS: list[tuple[Callable[[bytes], bool], Callable[[bytes], Content]]] = [
    (_begins(b"\xff\xd8\xff"), _jpeg),
    (_begins(SIGNATURE), _png),
    (is_heic, _heic),
    (is_webp, _webp),
    (_begins(b"PK\x03\x04"), _package),
    (_begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), _old_office),
    (is_pdf, _pdf),
]


def _unfit(data: bytes) -> Unfit:
    if is_avif(data):
        return Unfit("other_picture", format="AVIF")
    for magic, name in OTHER_PICTURES:
        if data.startswith(magic):
            return Unfit("other_picture", format=name)
    return Unfit("unknown")
