"""The pages of an import: choose a file, see what it would do, import it. A room hands over its
`Book` (see urls.py)."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, attempt
from pages.days import day_of
from pages.refused import Refused
from pages.rows_in.book import Book
from pages.rows_in.marked import marked_copy
from pages.rows_in.models import Upload
from pages.rows_in.read import MOST_BYTES
from pages.rows_in.template import export_of, template_of
from pages.rows_in.uploads import import_upload, keep_upload

SHOWN = 50  # wrong cells listed on the page; the marked copy has them all
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(ASK)
@login_required
def choose(request: HttpRequest, book: type[Book]) -> HttpResponse:
    """Choose a file; it is tried out at once, and the answer leads to what it would do."""
    rows, refusal = _run(request, book), ""
    if request.method == "POST":
        upload, refusal = attempt(_keep_sent, request=request, book=rows)
        if upload:
            return redirect(rows.check_url, upload.pk)
    context = {"book": rows, "refusal": refusal, "most": MOST_BYTES // 1024 // 1024}
    return render(request, "pages/rows_in/choose.html", context, status=422 if refusal else 200)


@require_safe
@login_required
def template(request: HttpRequest, book: type[Book]) -> HttpResponse:
    """The workbook to fill in."""
    rows = _run(request, book)
    return _workbook(template_of(rows), _("%(title)s, template") % {"title": rows.title})


@require_safe
@login_required
def export(request: HttpRequest, book: type[Book]) -> HttpResponse:
    """What is there now, as the workbook that is imported; noted in the audit."""
    rows = _run(request, book)
    content, count = export_of(rows)
    rows.note_export(rows=count)
    return _workbook(content, f"{rows.title} {day_of(request.now)}")


@require_http_methods(ASK)
@login_required
def check(request: HttpRequest, pk, book: type[Book]) -> HttpResponse:
    """What the file would do, and by POST: import it. Sent twice, it is imported once."""
    rows, upload = _run(request, book), _upload(request, pk, book)
    if request.method == "POST":
        upload, refusal = attempt(import_upload, book=rows, upload_id=pk)
        if refusal:  # what was read when it was tried out is no longer read
            messages.error(request, refusal)
            return redirect(rows.choose_url)
        if upload.imported_at:
            return redirect(rows.check_url, pk)
    result = upload.result
    context = {
        "book": rows,
        "upload": upload,
        "result": result,
        "shown": result.wrong[:SHOWN],
        "more": len(result.wrong[SHOWN:]),
        "most": MOST_BYTES // 1024 // 1024,
        **(rows.still_to_do(upload) if upload.imported_at else {}),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/rows_in/check.html", context, status=status)


@require_safe
@login_required
def marked(request: HttpRequest, pk, book: type[Book]) -> HttpResponse:
    """The file with its wrong cells marked; 404 once it is imported."""
    rows, upload = _run(request, book), _upload(request, pk, book)
    if upload.imported_at:
        raise Http404
    copy = marked_copy(rows, bytes(upload.content), upload.result.wrong)
    return _workbook(copy, _("%(name)s, marked") % {"name": upload.name.rpartition(".")[0]})


def _run(request, book: type[Book]) -> Book:
    """A run of `book` for who asks; 404 for who may not import."""
    rows = book(by=request.actor, now=request.now)
    if not rows.may_import():
        raise Http404
    return rows


def _upload(request, pk, book: type[Book]) -> Upload:
    mine = Upload.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(mine, pk=pk, sheet=book.code)


def _keep_sent(*, request, book: Book) -> Upload:
    """Keep the file that was sent; of one too large no more is read than shows that it is."""
    file = request.FILES.get("file")
    if file is None:
        raise Refused(_("Choose a file first."))
    return keep_upload(book=book, name=file.name, content=file.read(MOST_BYTES + 1))


def _workbook(content: bytes, name: str) -> FileResponse:
    return FileResponse(
        BytesIO(content), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )
