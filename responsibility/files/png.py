"""PNG: keeping what draws the picture, dropping what tells of its making."""

from collections.abc import Iterator
from zlib import crc32

from responsibility.files.pictures import check_picture, only_orientation, orientation_in
from responsibility.files.unfit import Unfit

# At 20 MB a picture in pieces of 1 KB, the smallest that programs write.
MOST_CHUNKS = 20_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND",
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs",
}  # fmt: skip


def checked_png(data: bytes) -> bytes:
    """`data` without EXIF (except which way up), XMP, texts, times and what follows the end.

    Raises:
        Unfit: damaged, too many pixels, or in more pieces than any program writes.
    """
    stripped = stripped_png(data)  # counts before anything is unpacked
    check_picture(data, format="PNG")
    return stripped


def stripped_png(data: bytes) -> bytes:
    """As `checked_png`, of a picture known to be whole."""
    parts = [SIGNATURE]
    for name, whole in _chunks(data):
        if name in KEPT:
            parts.append(whole)
        elif name == b"eXIf" and (exif := only_orientation(orientation_in(whole[8:-4]))):
            parts.append(_chunk(b"eXIf", exif))
    return b"".join(parts)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and bytes of each chunk, up to and with the end."""
    place, name, chunks = len(SIGNATURE), b"", 0
    while name != b"IEND":
        length = int.from_bytes(data[place : place + 4], "big")
        name, end = data[place + 4 : place + 8], place + 12 + length
        if len(name) < 4 or end > len(data):
            raise Unfit("damaged")
        if (chunks := chunks + 1) > MOST_CHUNKS:
            raise Unfit("takes_too_much")
        yield name, data[place:end]
        place = end


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + crc32(name + body).to_bytes(4, "big")
