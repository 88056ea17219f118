"""Documents that are a zip of parts (Office since 2007, OpenDocument, OFD): no bombs, no positions
in the pictures inside."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from responsibility.files.jpeg import stripped_jpeg
from responsibility.files.png import SIGNATURE, stripped_png
from responsibility.files.unfit import Unfit

MEGABYTE = 1024 * 1024
MOST_PARTS = 5_000
LISTED = b"PK\x01\x02"  # begins each part's line in the list at the end
# Office writes no others, and some of them ask hundreds of megabytes before the first byte.
METHODS = {ZIP_STORED, ZIP_DEFLATED}
MOST_UNPACKED = 200 * MEGABYTE  # bytes, all parts together
ENCRYPTED = 0x1
JPEG = b"\xff\xd8\xff"
PICTURES = (JPEG, SIGNATURE)
# Where each kind of document keeps its signatures.
SIGNED = ("_xmlsignatures/", "META-INF/documentsignatures.xml")
SIGNED_IN_OFD = "/Signs/"

Told = tuple[str, str, str]  # kind, media type, ending


def checked_package(data: bytes, tell: Callable[[ZipFile], Told]) -> tuple[Told, bytes]:
    """What `tell` makes of the package, and its bytes, its pictures' EXIF stripped.

    A document that is signed is kept as it came: its signature would break.

    Raises:
        Unfit: told by `tell`, with a password, damaged, or unpacking to too much.
    """
    if data.count(LISTED) > MOST_PARTS:  # before a list of a million parts is read
        raise Unfit("too_many_parts", most=str(MOST_PARTS))
    try:
        with ZipFile(BytesIO(data)) as package:
            _refuse_odd_packing(package)
            nature = tell(package)
            pictures = _unpacked(package)
            stripped = {} if _is_signed(package) else _stripped(package, pictures)
            fit = _repacked(package, stripped) if stripped else data
    except (BadZipFile, ZlibError, NotImplementedError, EOFError, OSError, ValueError):
        raise Unfit("damaged") from None
    return nature, fit


def beginning(package: ZipFile, name: str) -> bytes:
    """The first megabyte of a part, "" of one that is not there."""
    if name not in package.namelist():
        return b""
    with package.open(name) as stream:
        return stream.read(MEGABYTE)


def _refuse_odd_packing(package: ZipFile) -> None:
    if any(part.flag_bits & ENCRYPTED for part in package.infolist()):
        raise Unfit("password")
    if not METHODS.issuperset(part.compress_type for part in package.infolist()):
        raise Unfit("damaged")


def _unpacked(package: ZipFile) -> list[ZipInfo]:
    """Unpack every part, its checksum seen to and nothing of it kept; what a part declares of its
    size is not believed. Which of them are pictures."""
    left, pictures = MOST_UNPACKED, []
    for part in package.infolist():
        with package.open(part) as stream:
            piece = stream.read(MEGABYTE)
            if piece.startswith(PICTURES):
                pictures.append(part)
            while piece:
                left -= len(piece)
                if left < 0:
                    raise Unfit("unpacks_too_large", most=f"{MOST_UNPACKED // MEGABYTE} MB")
                piece = stream.read(MEGABYTE)
    return pictures


def _is_signed(package: ZipFile) -> bool:
    return any(
        name.startswith(SIGNED) or SIGNED_IN_OFD in f"/{name}" for name in package.namelist()
    )


def _stripped(package: ZipFile, pictures: list[ZipInfo]) -> dict[int, bytes]:
    """By its place in the package what each picture becomes that loses something."""
    stripped = {}
    for part in pictures:
        before = package.read(part)
        if (after := _stripped_part(before)) != before:
            stripped[part.header_offset] = after
    return stripped


def _repacked(package: ZipFile, stripped: dict[int, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as fresh:
        for part in package.infolist():
            body = stripped.get(part.header_offset)
            info = ZipInfo(part.filename, part.date_time)
            info.compress_type = part.compress_type
            fresh.writestr(info, package.read(part) if body is None else body)
    return packed.getvalue()


def _stripped_part(body: bytes) -> bytes:
    """A picture without its EXIF; what cannot be read as one stays as it is."""
    try:
        if body.startswith(JPEG):
            return stripped_jpeg(body)
        if body.startswith(SIGNATURE):
            return stripped_png(body)
    except Unfit:
        pass
    return body
