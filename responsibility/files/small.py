"""The small picture of a picture: what a page shows of it in a tile."""

from io import BytesIO

from PIL import Image, ImageOps

EDGE = 400  # pixels of the longer side: a tile is 170 wide, and phones show two for one
QUALITY = 80
WHITE = "white"


def small_picture(data: bytes) -> bytes:
    """`data`, a checked JPEG or PNG, as an upright JPEG of at most EDGE pixels a side.

    Empty where none can be made or it would be no smaller: the picture is then shown itself.
    """
    try:
        image = Image.open(BytesIO(data), formats=["JPEG", "PNG"])
        if max(image.size) <= EDGE:
            return b""
        small = _drawn(image)
    except (MemoryError, OSError, SyntaxError, ValueError):
        return b""
    return small if len(small) < len(data) else b""


def _drawn(image: Image.Image) -> bytes:
    image.draft("RGB", (EDGE, EDGE))  # of a JPEG no more is unpacked than is needed
    image.thumbnail((EDGE, EDGE))
    out = BytesIO()
    image = on_paper(ImageOps.exif_transpose(image))
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def on_paper(image: Image.Image) -> Image.Image:
    """`image` as colours alone, on white where one sees through it."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, WHITE)
        image = Image.alpha_composite(paper, image)
    return image.convert("RGB")
