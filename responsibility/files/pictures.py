"""What holds for all pictures: how large they may be, and which way up they are."""

import struct
import warnings
from io import BytesIO

from PIL import Image

from responsibility.files.unfit import Unfit

# Pixels. Above it a picture fills the memory of whoever opens it; phones make up to 50 million.
MOST_PIXELS = 80_000_000
ORIENTATION = 0x0112
UPRIGHT = 1


def check_picture(data: bytes, *, format: str) -> None:
    """See that `data` is a whole picture of `format` ("JPEG", "PNG") with not too many pixels.

    The size is read from the header, before any pixel is unpacked; a JPEG is then unpacked at an
    eighth of its size.

    Raises:
        Unfit: too many pixels, or damaged.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own words on size and broken EXIF
            image = Image.open(BytesIO(data), formats=[format])
            width, height = image.size
            refuse_too_many_pixels(image.size, most=MOST_PIXELS)
            if format == "JPEG":
                image.draft(image.mode, (max(1, width // 8), max(1, height // 8)))
                image.load()
            else:
                image.verify()
    except Image.DecompressionBombError:
        raise too_many_pixels(MOST_PIXELS) from None
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        raise Unfit("damaged") from None


def refuse_too_many_pixels(size: tuple[int, int], *, most: int) -> None:
    """To be called of a picture's header, before a pixel is unpacked."""
    width, height = size
    if width * height > most:
        raise too_many_pixels(most)


def too_many_pixels(most: int) -> Unfit:
    return Unfit("too_many_pixels", most=str(most // 1_000_000))


def orientation_in(tiff: bytes) -> int:
    """The orientation (1 to 8) written in an EXIF block; 1, upright, where none is readable."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(entries):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == ORIENTATION:
                return value if 1 <= value <= 8 else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def only_orientation(orientation: int) -> bytes:
    """An EXIF block that says which way up, and nothing else; empty for upright."""
    if orientation == UPRIGHT:
        return b""
    # TIFF header, one entry of one short number, no further directory.
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)
