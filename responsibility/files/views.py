"""A stored file as the answer to a request; files sent along with a form."""

from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header

from pages.back import way_from
from pages.numbers import numbers_or_404
from responsibility.files.models import StoredFile
from responsibility.files.reading import page_of
from responsibility.files.store import store_uploads

# Whatever a file holds, a browser that shows it runs nothing and fetches nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def answer_with_small(stored_file: StoredFile) -> HttpResponse:
    """The small picture of a picture; the whole one where there is none.

    Raises:
        Http404: the row is there and its content is not.
    """
    if not stored_file.small_size:
        return _whole(stored_file)
    return _answer(stored_file, stored_file.small_name, "image/jpeg")


def answer_with(request: HttpRequest, stored_file: StoredFile) -> HttpResponse:
    """The file; with `?page=`, that page of it to be read on the page, its reader's name and the
    time burnt in. So whoever may take it away may read it, and nobody else.

    The file itself: pictures to be shown, everything else to be saved. Kept by the own browser
    alone. Where `SENDFILE_PREFIX` is set the web server before us sends it (X-Accel-Redirect).

    Raises:
        Http404: the row is there and its content is not, or it has no such page.
    """
    if "page" in request.GET:
        return _page(request, stored_file)
    return _whole(stored_file)


def _page(request: HttpRequest, stored_file: StoredFile) -> HttpResponse:
    (number,) = numbers_or_404([request.GET["page"]])
    try:
        page = page_of(stored_file, number=number, user=request.user, at=request.now)
    except FileNotFoundError:
        raise Http404 from None
    if page is None:
        raise Http404
    shown = {"stored_file": stored_file, "page": page, "back": way_from(request)}
    return render(request, "responsibility/files/page.html", shown)


def _whole(stored_file: StoredFile) -> HttpResponse:
    return _answer(stored_file, stored_file.content.name, stored_file.media_type)


def _answer(stored_file: StoredFile, place: str, media_type: str) -> HttpResponse:
    prefix = settings.SENDFILE_PREFIX
    response = _handed_over(place, prefix) if prefix else _sent(stored_file, place)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = content_disposition_header(
        not stored_file.is_picture, stored_file.name
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


def _handed_over(place: str, prefix: str) -> HttpResponse:
    return HttpResponse(headers={"X-Accel-Redirect": prefix + quote(place)})


def _sent(stored_file: StoredFile, place: str) -> FileResponse:
    try:
        return FileResponse(stored_file.content.storage.open(place, "rb"))
    except FileNotFoundError:
        raise Http404 from None


def with_uploads(request: HttpRequest) -> tuple[QueryDict, list[str]]:
    """What was sent, with the ids of the files sent along (without JavaScript) among its `files`,
    and why some of them were refused."""
    fields = request.POST.copy()
    stored = store_uploads(
        uploads=request.FILES.getlist("upload"),
        already=len(fields.getlist("files")),
        by=request.actor,
        now=request.now,
    )
    for stored_file in stored.kept:
        fields.appendlist("files", str(stored_file.pk))
    return fields, stored.refused
