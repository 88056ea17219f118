"""JPEG: taking places, cameras and comments out without touching a pixel."""

import re
from collections.abc import Iterator

from responsibility.files.pictures import check_picture, only_orientation, orientation_in
from responsibility.files.unfit import Unfit

START, END, SCAN = 0xD8, 0xD9, 0xDA
COMMENT = 0xFE
APPLICATIONS = range(0xE0, 0xF0)
EXIF = b"Exif\0\0"
# Kept of the applications' segments: what colours and decoding need.
KEPT = [(0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe")]
# A marker after packed pixels: not a stuffed zero, a restart or a fill byte.
# A progressive photo has about ten scans; each unpacks the whole picture once more.
MOST_SCANS = 100
MOST_SEGMENTS = 2_000  # a colour profile in pieces and the tables of each scan are some hundred
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)

Segment = tuple[int, bytes]


def checked_jpeg(data: bytes) -> bytes:
    """`data` without EXIF (except which way up), XMP, IPTC, comments and what follows the end.

    Raises:
        Unfit: damaged, too many pixels, or more scans and segments than any camera writes.
    """
    stripped = stripped_jpeg(data)  # counts before anything is unpacked
    check_picture(data, format="JPEG")
    return stripped


def stripped_jpeg(data: bytes) -> bytes:
    """As `checked_jpeg`, of a picture known to be whole."""
    segments = list(_segments(data))
    exif = only_orientation(next((_orientation(s) for s in segments if _is_exif(s)), 1))
    parts = [b"\xff\xd8"]
    if exif:
        body = EXIF + exif
        parts.append(b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body)
    parts += [whole for marker, whole in segments if _is_kept(marker, whole)]
    return b"".join(parts)


def _segments(data: bytes) -> Iterator[Segment]:
    """Marker and bytes of each segment after the start, packed pixels with their header, up to
    and with the end. A missing end is added."""
    place, segments, scans = 2, 0, 0
    while place + 2 <= len(data):
        if data[place] != 0xFF:
            raise Unfit("damaged")
        marker = data[place + 1]
        if marker == 0xFF:  # a fill byte
            place += 1
            continue
        if marker == END:
            break
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        end = place + 2 + length
        if length < 2 or end > len(data):
            raise Unfit("damaged")
        segments, scans = segments + 1, scans + (marker == SCAN)
        if scans > MOST_SCANS or segments > MOST_SEGMENTS:
            raise Unfit("takes_too_much")
        if marker == SCAN:
            found = NEXT_MARKER.search(data, end)
            end = found.start() if found else len(data)
        yield marker, data[place:end]
        place = end
    yield END, b"\xff\xd9"


def _is_exif(segment: Segment) -> bool:
    marker, whole = segment
    return marker == 0xE1 and whole[4:].startswith(EXIF)


def _orientation(segment: Segment) -> int:
    return orientation_in(segment[1][4 + len(EXIF) :])


def _is_kept(marker: int, whole: bytes) -> bool:
    if marker in APPLICATIONS:
        return any(marker == kept and whole[4:].startswith(name) for kept, name in KEPT)
    return marker != COMMENT
