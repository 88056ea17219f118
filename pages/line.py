"""Lines: what a room has to say on a page of another, in one sentence that leads to a page.

Which rooms say something on the desk and on a task's page they declare themselves, by dotted
path, so that these pages need not know the floors above them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.module_loading import import_string


class Line(NamedTuple):
    """`text` leads to `address`; `detail` stands after it, smaller. `urgent` is set off."""

    icon: str
    text: str
    address: str
    detail: str = ""
    urgent: bool = False


def lines_of(names: Iterable[str], **about) -> list[Line]:
    """What each of the functions called `names` (dotted paths) has to say `about` it."""
    return [line for name in names for line in import_string(name)(**about)]
