"""Files of records: opening one, adding and removing them before the record is lodged. Views."""

from contextlib import suppress
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pages.answer import done
from responsibility.files.models import StoredFile
from responsibility.files.remove import remove_upload
from responsibility.files.store import MOST_UNBOUND, store_uploads
from responsibility.files.views import answer_with, answer_with_small
from responsibility.records.files.evidence import note_opening, readable_files

PAGES = "responsibility/records"


@require_safe
@login_required
def file(request, file_id):
    """One stored file, for who may read the record it belongs to."""
    stored_file = get_object_or_404(readable_files(request.user, at=request.now), pk=file_id)
    response = answer_with(request, stored_file)
    note_opening(by=request.actor, now=request.now, stored_file=stored_file)
    return response


@require_safe
@login_required
def file_small(request, file_id):
    """The small picture of a stored file, for who may open the file; read and noted as it."""
    stored_file = get_object_or_404(readable_files(request.user, at=request.now), pk=file_id)
    response = answer_with_small(stored_file)
    note_opening(by=request.actor, now=request.now, stored_file=stored_file)
    return response


@require_safe
@login_required
def file_waiting(request):
    """One's own uploads that no record has bound, the oldest first, each to be removed."""
    own = StoredFile.objects.visible_to(request.user, at=request.now)
    waiting = own.unbound().order_by("uploaded_at", "pk")
    return render(request, f"{PAGES}/files.html", {"waiting": waiting, "most": MOST_UNBOUND})


def said_at_the_form(view):
    """As `login_required`; but a fragment asked for once the session has ended says so in the
    form, and the page with what is typed stays."""
    guarded = login_required(view)

    @wraps(view)
    def asked(request, *args, **kwargs):
        if request.user.is_authenticated or not request.wants_part:
            return guarded(request, *args, **kwargs)
        response = render(request, f"{PAGES}/_file_signed_out.html", status=422)
        response.headers["HX-Reswap"] = "none"
        return response

    return asked


@require_POST
@said_at_the_form
def file_add(request):
    """Keep one or several uploads: a tile for each, and the errors of those refused (422)."""
    uploads = [upload for name in request.FILES for upload in request.FILES.getlist(name)]
    already = len(request.POST.getlist("files"))
    stored = store_uploads(uploads=uploads, already=already, by=request.actor, now=request.now)
    return render(
        request,
        f"{PAGES}/_file_tiles.html",
        {"stored": stored},
        status=422 if stored.refused else 200,
    )


@require_POST
@said_at_the_form
def file_remove(request, file_id):
    """Remove an upload that no record has bound: nothing takes the place of its tile in a form,
    and the list of one's uploads is shown again."""
    get_object_or_404(StoredFile.objects.visible_to(request.user, at=request.now), pk=file_id)
    with suppress(StoredFile.DoesNotExist):  # a record has bound it: it only leaves the form
        remove_upload(by=request.actor, now=request.now, file_id=file_id)
    if not request.wants_part:
        return done(request, _("The file is removed."), "file-waiting")
    return render(request, f"{PAGES}/_file_removed.html")
