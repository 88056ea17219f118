"""Office documents since 2007: a zip with the right parts, without macros."""

import re
from zipfile import ZipFile

from responsibility.files.packed import Told, beginning
from responsibility.files.unfit import Unfit

TYPES = "[Content_Types].xml"
OPEN_XML = "application/vnd.openxmlformats-officedocument."
# What the main part is, and the ending of a document that has it.
MAIN = {
    "wordprocessingml.document": ".docx",
    "spreadsheetml.sheet": ".xlsx",
    "presentationml.presentation": ".pptx",
}
OVERRIDE = re.compile(rb"<Override\s[^>]*>")
MAIN_TYPE = re.compile(rb'ContentType="application/([^"]+)\.main\+xml"')
MACROS = ("vbaproject", "vbadata", "/macrosheets/")


def is_office(package: ZipFile) -> bool:
    return TYPES in package.namelist()


def tell_office(package: ZipFile) -> Told:
    """Kind, media type and usual ending of an Office document.

    Raises:
        Unfit: another document, or with macros.
    """
    if any(word in f"/{name}".lower() for name in package.namelist() for word in MACROS):
        raise Unfit("macros")
    main = _main_type(package)
    if "macroenabled" in main.lower():
        raise Unfit("macros")
    if (application := main.removeprefix("vnd.openxmlformats-officedocument.")) not in MAIN:
        raise Unfit("unknown")
    return "office", OPEN_XML + application, MAIN[application]


def _main_type(package: ZipFile) -> str:
    """The type of the main part, "" where none is declared."""
    types = OVERRIDE.findall(beginning(package, TYPES))
    matches = (MAIN_TYPE.search(override) for override in types)
    return next((match[1].decode("ascii", "replace") for match in matches if match), "")
