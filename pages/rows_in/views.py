"""The pages of an import: choose a file, see what it would do, import it. A room hands over its
`Sheet` (see urls.py)."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, attempt
from pages.refused import Refused
from pages.rows_in.marked import marked_copy
from pages.rows_in.models import Upload
from pages.rows_in.read import MOST_BYTES
from pages.rows_in.sheet import Sheet
from pages.rows_in.template import template_of
from pages.rows_in.uploads import import_upload, keep_upload

SHOWN = 50  # wrong cells listed on the page; the marked copy has them all
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(ASK)
@login_required
def choose(request: HttpRequest, sheet: type[Sheet]) -> HttpResponse:
    """Choose a file; it is tried out at once, and the answer leads to what it would do."""
    rows, refusal = _sheet(request, sheet), ""
    if request.method == "POST":
        upload, refusal = attempt(_keep_sent, request=request, sheet=rows)
        if upload:
            return redirect(rows.check_url, upload.pk)
    context = {"sheet": rows, "refusal": refusal, "most": MOST_BYTES // 1024 // 1024}
    return render(request, "pages/rows_in/choose.html", context, status=422 if refusal else 200)


@require_safe
@login_required
def template(request: HttpRequest, sheet: type[Sheet]) -> HttpResponse:
    """The workbook to fill in."""
    rows = _sheet(request, sheet)
    return _workbook(template_of(rows), _("%(title)s, template") % {"title": rows.title})


@require_http_methods(ASK)
@login_required
def check(request: HttpRequest, pk, sheet: type[Sheet]) -> HttpResponse:
    """What the file would do, and by POST: import it. Sent twice, it is imported once."""
    rows, upload = _sheet(request, sheet), _upload(request, pk, sheet)
    if request.method == "POST":
        upload, refusal = attempt(import_upload, sheet=rows, upload_id=pk)
        if refusal:  # what was read when it was tried out is no longer read
            messages.error(request, refusal)
            return redirect(rows.choose_url)
        if upload.imported_at:
            return redirect(rows.check_url, pk)
    result = upload.result
    context = {
        "sheet": rows,
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
def marked(request: HttpRequest, pk, sheet: type[Sheet]) -> HttpResponse:
    """The file with its wrong cells marked; 404 once it is imported."""
    rows, upload = _sheet(request, sheet), _upload(request, pk, sheet)
    if upload.imported_at:
        raise Http404
    copy = marked_copy(rows, bytes(upload.content), upload.result.wrong)
    return _workbook(copy, _("%(name)s, marked") % {"name": upload.name.rpartition(".")[0]})


def _sheet(request, sheet: type[Sheet]) -> Sheet:
    """A run of `sheet` for who asks; 404 for who may not import."""
    rows = sheet(by=request.actor, now=request.now)
    if not rows.may_import():
        raise Http404
    return rows


def _upload(request, pk, sheet: type[Sheet]) -> Upload:
    mine = Upload.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(mine, pk=pk, sheet=sheet.code)


def _keep_sent(*, request, sheet: Sheet) -> Upload:
    """Keep the file that was sent; of one too large no more is read than shows that it is."""
    file = request.FILES.get("file")
    if file is None:
        raise Refused(_("Choose a file first."))
    return keep_upload(sheet=sheet, name=file.name, content=file.read(MOST_BYTES + 1))


def _workbook(content: bytes, name: str) -> FileResponse:
    return FileResponse(
        BytesIO(content), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )
