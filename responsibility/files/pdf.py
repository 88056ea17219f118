"""PDF: told by its header, also where a scanner or a mail wrote bytes before it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from responsibility.files.unfit import Unfit

HEADER = b"%PDF-"
WITHIN = 1024  # bytes from the start within which readers look for the header


def is_pdf(data: bytes) -> bool:
    return HEADER in data[: WITHIN + len(HEADER)]


def checked_pdf(data: bytes) -> bytes:
    """`data` as it came. Where other bytes come first it must open: any page may name a PDF.

    Raises:
        Unfit: something else that has the header's letters in it.
    """
    if not data.startswith(HEADER):
        try:
            with opened_pdf(data):
                pass
        except ValueError:
            raise Unfit("unknown") from None
    return data


@contextmanager
def opened_pdf(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed at the end.

    Raises:
        ValueError: damaged, with a password, or without a page; also what is then done with it.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if not len(document):
                raise ValueError("no page")
            yield document
        finally:
            document.close()
    except pypdfium2.PdfiumError as reason:
        raise ValueError(str(reason)) from None
