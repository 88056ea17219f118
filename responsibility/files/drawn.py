"""What runs in the bounded process: a page of a file drawn, its reader's words burnt into it.

It is given a line of JSON and the content; it answers with a line of JSON and the page as JPEG.
"""

import json
import warnings
from io import BytesIO

from PIL import Image, ImageOps

from responsibility.files.pdf import opened_pdf
from responsibility.files.pictures import MOST_PIXELS
from responsibility.files.small import on_paper
from responsibility.files.watermark import burn

WIDEST, TALLEST = 1_200, 2_400  # pixels of a page
QUALITY = 80


def main(order: bytes) -> bytes:
    """The answer to `order`, as responsibility.files.reading gives it and reads it."""
    line, _, data = order.partition(b"\n")
    wanted = json.loads(line)
    draw = _page_of_pdf if wanted["kind"] == "pdf" else _picture
    try:
        pages, image = draw(data, wanted["page"])
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        ArithmeticError,
        Image.DecompressionBombError,
    ):
        return _line({"pages": 0})
    if image is None:
        return _line({"pages": pages})
    burnt, out = burn(image, words=wanted["words"], latin=wanted["latin"]), BytesIO()
    burnt.save(out, "JPEG", quality=QUALITY)
    return _line({"pages": pages, "size": burnt.size}) + out.getvalue()


def _page_of_pdf(data: bytes, number: int) -> tuple[int, Image.Image | None]:
    """How many pages there are, and the one asked for; None where there is none of that number."""
    with opened_pdf(data) as document:
        pages = len(document)
        if number > pages:
            return pages, None
        page = document[number - 1]
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise ValueError("a page without a size")
        scale = min(WIDEST / width, TALLEST / height)
        return pages, page.render(scale=scale).to_pil()


def _picture(data: bytes, number: int) -> tuple[int, Image.Image | None]:
    if number > 1:
        return 1, None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own words on size and broken EXIF
        image = Image.open(BytesIO(data), formats=["JPEG", "PNG"])
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        image.draft("RGB", (WIDEST, WIDEST))  # of a JPEG no more is unpacked than is needed
        image = ImageOps.exif_transpose(image)
    image.thumbnail((WIDEST, TALLEST))
    return 1, on_paper(image)


def _line(head: dict) -> bytes:
    return json.dumps(head).encode() + b"\n"
