"""Answering a request with a stored file."""

from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

from responsibility.files.models import StoredFile

# Whatever a file holds, a browser that shows it runs nothing and fetches nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def answer_with(stored_file: StoredFile) -> HttpResponse:
    """The file: pictures to be shown, everything else to be saved. Kept by the own browser alone.

    Where `SENDFILE_PREFIX` is set the web server before us sends it (X-Accel-Redirect).

    Raises:
        Http404: the row is there and its content is not.
    """
    prefix = settings.SENDFILE_PREFIX
    response = _handed_over(stored_file, prefix) if prefix else _sent(stored_file)
    response.headers["Content-Type"] = stored_file.media_type
    response.headers["Content-Disposition"] = content_disposition_header(
        not stored_file.is_picture, stored_file.name
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


def _handed_over(stored_file: StoredFile, prefix: str) -> HttpResponse:
    return HttpResponse(headers={"X-Accel-Redirect": prefix + quote(stored_file.content.name)})


def _sent(stored_file: StoredFile) -> FileResponse:
    try:
        return FileResponse(stored_file.content.open("rb"))
    except FileNotFoundError:
        raise Http404 from None
