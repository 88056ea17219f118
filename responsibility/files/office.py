"""Office documents since 2007: a zip with the right parts, without macros, of a sane size."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from responsibility.files.jpeg import stripped_jpeg
from responsibility.files.png import SIGNATURE, stripped_png
from responsibility.files.unfit import Unfit

MOST_PARTS = 5_000
LISTED = b"PK\x01\x02"  # begins each part's line in the list at the end
# Office writes no others, and some of them ask hundreds of megabytes before the first byte.
METHODS = {ZIP_STORED, ZIP_DEFLATED}
MOST_UNPACKED = 200 * 1024 * 1024  # bytes, all parts together
CHUNK = 1024 * 1024
TYPES = "[Content_Types].xml"
ENCRYPTED = 0x1

OPEN_XML = "application/vnd.openxmlformats-officedocument."
# What the main part is, and the ending of a document that has it.
MAIN = {
    "wordprocessingml.document": ".docx",
    "spreadsheetml.sheet": ".xlsx",
    "presentationml.presentation": ".pptx",
}
OVERRIDE = re.compile(rb"<Override\s[^>]*>")
MAIN_TYPE = re.compile(rb'ContentType="application/([^"]+)\.main\+xml"')
JPEG = b"\xff\xd8\xff"
PICTURES = (JPEG, SIGNATURE)
MACROS = ("vbaproject", "vbadata", "/macrosheets/")


def checked_office(data: bytes) -> tuple[str, tuple[str, ...], bytes]:
    """Media type, usual endings and bytes of an Office document, its pictures' EXIF stripped.

    A document that is signed is kept as it came: its signature would break.

    Raises:
        Unfit: another zip, with macros, with a password, damaged, or unpacking to too much.
    """
    if data.count(LISTED) > MOST_PARTS:  # before a list of a million parts is read
        raise Unfit("unpacks_too_large")
    try:
        with ZipFile(BytesIO(data)) as package:
            media_type, ending = _recognised(package)
            pictures = _unpacked(package)
            stripped = {} if _is_signed(package) else _stripped(package, pictures)
            kept = _repacked(package, stripped) if stripped else data
    except (BadZipFile, ZlibError, NotImplementedError, EOFError, OSError, ValueError):
        raise Unfit("damaged") from None
    return media_type, (ending,), kept


def _recognised(package: ZipFile) -> tuple[str, str]:
    names = [part.filename for part in package.infolist()]
    if TYPES not in names:
        raise Unfit("unknown")
    if any(part.flag_bits & ENCRYPTED for part in package.infolist()):
        raise Unfit("password")
    if any(word in f"/{name}".lower() for name in names for word in MACROS):
        raise Unfit("macros")
    if not METHODS.issuperset(part.compress_type for part in package.infolist()):
        raise Unfit("damaged")
    main = _main_type(package)
    if "macroenabled" in main.lower():
        raise Unfit("macros")
    if (application := main.removeprefix("vnd.openxmlformats-officedocument.")) not in MAIN:
        raise Unfit("unknown")
    return OPEN_XML + application, MAIN[application]


def _main_type(package: ZipFile) -> str:
    """The type of the main part, "" where none is declared."""
    with package.open(TYPES) as stream:
        types = stream.read(CHUNK)
    found = (MAIN_TYPE.search(override) for override in OVERRIDE.findall(types))
    return next((match[1].decode("ascii", "replace") for match in found if match), "")


def _unpacked(package: ZipFile) -> list[ZipInfo]:
    """Unpack every part, its checksum seen to and nothing of it kept; what a part declares of its
    size is not believed. Which of them are pictures."""
    left, pictures = MOST_UNPACKED, []
    for part in package.infolist():
        with package.open(part) as stream:
            piece = stream.read(CHUNK)
            if piece.startswith(PICTURES):
                pictures.append(part)
            while piece:
                left -= len(piece)
                if left < 0:
                    raise Unfit("unpacks_too_large")
                piece = stream.read(CHUNK)
    return pictures


def _is_signed(package: ZipFile) -> bool:
    return any(name.startswith("_xmlsignatures/") for name in package.namelist())


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
