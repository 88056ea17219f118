"""Office documents since 2007: a zip with the right parts, without macros, of a sane size."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from responsibility.files.jpeg import stripped_jpeg
from responsibility.files.png import SIGNATURE, stripped_png
from responsibility.files.refused import Unfit

MOST_PARTS = 5_000
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
MACROS = ("vbaproject", "vbadata", "/macrosheets/")


def checked_office(data: bytes) -> tuple[str, tuple[str, ...], bytes]:
    """Media type, usual endings and bytes of an Office document, its pictures' EXIF stripped.

    A document that is signed is kept as it came: its signature would break.

    Raises:
        Unfit: another zip, with macros, with a password, damaged, or unpacking to too much.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            media_type, ending = _told(package)
            parts = _unpacked(package)
    except (BadZipFile, ZlibError, NotImplementedError, EOFError, OSError, ValueError):
        raise Unfit("damaged") from None
    return media_type, (ending,), _stripped(data, parts)


def _told(package: ZipFile) -> tuple[str, str]:
    names = [part.filename for part in package.infolist()]
    if TYPES not in names:
        raise Unfit("unknown")
    if any(part.flag_bits & ENCRYPTED for part in package.infolist()):
        raise Unfit("password")
    if any(word in f"/{name}".lower() for name in names for word in MACROS):
        raise Unfit("macros")
    if len(names) > MOST_PARTS:
        raise Unfit("unpacks_too_large")
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


def _unpacked(package: ZipFile) -> list[tuple[ZipInfo, bytes]]:
    """All parts, unpacked with their checksums seen to; what they declare is not believed."""
    left, parts = MOST_UNPACKED, []
    for part in package.infolist():
        pieces = []
        with package.open(part) as stream:
            while piece := stream.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise Unfit("unpacks_too_large")
                pieces.append(piece)
        parts.append((part, b"".join(pieces)))
    return parts


def _stripped(data: bytes, parts: list[tuple[ZipInfo, bytes]]) -> bytes:
    if any(part.filename.startswith("_xmlsignatures/") for part, _ in parts):
        return data
    stripped = [(part, body, _stripped_part(body)) for part, body in parts]
    if all(before == after for _, before, after in stripped):
        return data
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for part, _, body in stripped:
            fresh = ZipInfo(part.filename, part.date_time)
            fresh.compress_type = part.compress_type
            package.writestr(fresh, body)
    return packed.getvalue()


def _stripped_part(body: bytes) -> bytes:
    """A picture without its EXIF; what cannot be read as one stays as it is."""
    try:
        if body.startswith(b"\xff\xd8\xff"):
            return stripped_jpeg(body)
        if body.startswith(SIGNATURE):
            return stripped_png(body)
    except Unfit:
        pass
    return body
