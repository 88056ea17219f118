"""Pictures that phones make and not every screen shows (HEIC, WebP), as JPEG.

Of what was in them beside the picture only the colour profile goes over.
"""

import warnings
from io import BytesIO

import pillow_heif
from PIL import Image, ImageOps

from responsibility.files.pictures import refuse_too_many_pixels, too_many_pixels
from responsibility.files.small import on_paper
from responsibility.files.unfit import Unfit

# Unpacked, turned and packed anew at once, in the memory that store.py gives.
MOST_PIXELS = 50_000_000
QUALITY = 88
# Of a HEIC's brands the still pictures in HEVC, and the two that any HEIF may bear.
BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
OTHER_BRANDS = (b"avif", b"avis")

pillow_heif.options.DECODE_THREADS = 1  # the process is given processor time, not processors


def is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS and not is_avif(data)


def is_avif(data: bytes) -> bool:
    brands = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
    return data[4:8] == b"ftyp" and any(brand in brands for brand in OTHER_BRANDS)


def is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def heic_as_jpeg(data: bytes) -> bytes:
    """The main picture of a HEIC, upright: the format turns it itself.

    Raises:
        Unfit: damaged, or too many pixels.
    """
    try:
        heic = pillow_heif.open_heif(BytesIO(data))
        refuse_too_many_pixels(heic.size, most=MOST_PIXELS)
        return _as_jpeg(heic.to_pillow())
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError, IndexError):
        raise Unfit("damaged") from None


def webp_as_jpeg(data: bytes) -> bytes:
    """A WebP, of a moving one its first picture, turned as its EXIF says.

    Raises:
        Unfit: damaged, or too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own words on size and broken EXIF
            image = Image.open(BytesIO(data), formats=["WEBP"])
            refuse_too_many_pixels(image.size, most=MOST_PIXELS)
            return _as_jpeg(ImageOps.exif_transpose(image))
    except Image.DecompressionBombError:
        raise too_many_pixels(MOST_PIXELS) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Unfit("damaged") from None


def _as_jpeg(image: Image.Image) -> bytes:
    profile = image.info.get("icc_profile")
    image = on_paper(image)
    image.info = {}
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, icc_profile=profile)
    return out.getvalue()
