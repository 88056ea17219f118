"""What a file is called: as its owner called it, made safe."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

from responsibility.files.models import StoredFile

MOST = StoredFile._meta.get_field("name").max_length
FORBIDDEN = re.compile(r'[<>:"|?*]')


def safe_name(given: str, *, endings: Sequence[str] = ()) -> str:
    """`given` without folders, control characters and signs that change the reading direction.

    It ends in one of `endings`, which are those of its content: an ending that says otherwise
    ("photo.exe") is kept before it. At most as long as the column.
    """
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if not unicodedata.category(sign).startswith("C"))
    name = " ".join(FORBIDDEN.sub("_", name).split()).strip(". ") or "file"
    ending = PurePosixPath(name).suffix
    if endings and ending.lower() not in endings:
        ending, name = endings[0], name + endings[0]
    if len(name) > MOST:
        ending = ending[:12]
        name = name[: MOST - len(ending)] + ending
    return name
