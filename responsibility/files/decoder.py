"""What runs in the bounded process: a content told, stripped and made small.

The answer is a line of JSON, then the bytes to be stored, then those of the small picture.
"""

import json

from responsibility.files.kinds import Content, recognise
from responsibility.files.small import small_picture
from responsibility.files.unfit import Unfit


def main(data: bytes) -> bytes:
    """The answer for one content, to be read by `answered`."""
    try:
        content = recognise(data)
    except Unfit as unfit:
        return _line({"unfit": unfit.reason, "details": unfit.details})
    small = small_picture(content.data) if content.kind in {"jpeg", "png"} else b""
    head = {
        "kind": content.kind,
        "media_type": content.media_type,
        "endings": content.endings,
        "size": len(content.data),
    }
    return _line(head) + content.data + small


def answered(answer: bytes) -> Content:
    """The content an answer tells of.

    Raises:
        Unfit: the answer says so.
    """
    line, _, rest = answer.partition(b"\n")
    head = json.loads(line)
    if "unfit" in head:
        raise Unfit(head["unfit"], **head["details"])
    size = head["size"]
    endings = tuple(head["endings"])
    return Content(head["kind"], head["media_type"], endings, rest[:size], small=rest[size:])


def _line(head: dict) -> bytes:
    return json.dumps(head).encode() + b"\n"
