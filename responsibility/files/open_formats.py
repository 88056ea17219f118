"""Documents by national and international standard: OFD (GB/T 33190) and OpenDocument (ISO 26300).

Both are a zip of parts, as Office's. An OFD names its root in `OFD.xml`; an OpenDocument says in
its part `mimetype` what it is.
"""

from zipfile import ZipFile

from responsibility.files.packed import Told, beginning
from responsibility.files.unfit import Unfit

OFD_ROOT, OFD_MARK = "OFD.xml", b"OFD"
MIMETYPE, MANIFEST = "mimetype", "META-INF/manifest.xml"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# What it says it is, and the ending of such a document.
SAYS = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp"}
MACROS = ("basic/", "scripts/")
PASSWORD = b"encryption-data"


def is_ofd(package: ZipFile) -> bool:
    return OFD_ROOT in package.namelist()


def tell_ofd(package: ZipFile) -> Told:
    """Kind, media type and usual ending of an OFD.

    Raises:
        Unfit: its root is of something else.
    """
    if OFD_MARK not in beginning(package, OFD_ROOT):
        raise Unfit("unknown")
    return "ofd", "application/ofd", ".ofd"


def is_open_document(package: ZipFile) -> bool:
    return beginning(package, MIMETYPE).startswith(OPEN_DOCUMENT.encode())


def tell_open_document(package: ZipFile) -> Told:
    """Kind, media type and usual ending of an OpenDocument.

    Raises:
        Unfit: a template or a drawing, with macros, or with a password.
    """
    media_type = beginning(package, MIMETYPE).decode("ascii", "replace").strip()
    ending = SAYS.get(media_type.removeprefix(OPEN_DOCUMENT))
    if ending is None:
        raise Unfit("unknown")
    if any(name.lower().startswith(MACROS) for name in package.namelist()):
        raise Unfit("macros")
    if PASSWORD in beginning(package, MANIFEST):
        raise Unfit("password")
    return "odf", media_type, ending
