"""A QR code as a picture of the page's own: nothing is asked of anybody else."""

from base64 import b64encode
from io import BytesIO

import segno


def qr_svg(text: str) -> bytes:
    """`text` as an SVG picture; a seventh of it may be damaged. It scales with its frame."""
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", border=0, dark="#18222C", omitsize=True, xmldecl=False
    )
    return picture.getvalue()


def qr_inline(text: str) -> str:
    """The same within the page, for what no address of its own shows."""
    return "data:image/svg+xml;base64," + b64encode(qr_svg(text)).decode()
