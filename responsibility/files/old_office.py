"""Office documents before 2007: a compound file whose streams tell what it is.

Structure: [MS-CFB], "Compound File Binary File Format". Macros hidden inside the stream of a
presentation or a sheet are not seen; such a file is offered for download, never opened here.
"""

import struct
from collections.abc import Iterator

from responsibility.files.unfit import Unfit

FREE = 0xFFFFFFFA  # sector numbers from here on mark the end of a chain
ENTRY = 128  # bytes of a directory entry
MAIN = {
    "worddocument": ("application/msword", (".doc", ".wps")),
    "workbook": ("application/vnd.ms-excel", (".xls", ".et")),
    "book": ("application/vnd.ms-excel", (".xls", ".et")),
    "powerpoint document": ("application/vnd.ms-powerpoint", (".ppt", ".dps")),
}
MACROS = {"macros", "vba", "_vba_project", "_vba_project_cur"}
PASSWORD = {"encryptedpackage", "encryptioninfo"}


def checked_old_office(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Media type and usual endings, told from the names in the file's directory.

    Raises:
        Unfit: another compound file, with macros, with a password, or damaged.
    """
    try:
        names = _names(data)
    except (struct.error, UnicodeDecodeError):
        raise Unfit("damaged") from None
    if names & PASSWORD:
        raise Unfit("password")
    found = sorted(names & set(MAIN))
    if not found:
        raise Unfit("unknown")
    if names & MACROS:
        raise Unfit("macros")
    return MAIN[found[0]]


def _names(data: bytes) -> set[str]:
    """The names of all storages and streams, in small letters."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise Unfit("damaged")
    size = 1 << shift
    (first,) = struct.unpack_from("<I", data, 48)
    table = _allocation(data, size)
    names, sector, seen = set(), first, set()
    while sector < FREE:
        if sector in seen or sector >= len(table):
            raise Unfit("damaged")
        seen.add(sector)
        names |= _names_in(data[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return names


def _allocation(data: bytes, size: int) -> list[int]:
    """For each sector the next of its chain; no longer than the file has sectors, whatever the
    file says of its tables."""
    most, per_sector, table = len(data) // size, size // 4, []
    for sector in _tables(data, size):
        if len(table) >= most:
            break
        if sector < FREE:
            table += struct.unpack_from(f"<{per_sector}I", data, (sector + 1) * size)
    return table


def _tables(data: bytes, size: int) -> Iterator[int]:
    """The sectors that hold the allocation table, in their order."""
    yield from struct.unpack_from("<109I", data, 76)
    (more,) = struct.unpack_from("<I", data, 68)
    for _ in range(len(data) // size):
        if more >= FREE:
            break
        *numbers, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        yield from numbers


def _names_in(sector: bytes) -> set[str]:
    names = set()
    for place in range(0, len(sector) - ENTRY + 1, ENTRY):
        (length,) = struct.unpack_from("<H", sector, place + 64)
        used = sector[place + 66]  # 0 for an entry not in use
        if used and 2 <= length <= 64:
            names.add(sector[place : place + length - 2].decode("utf-16-le").lower())
    return names
