"""Handing out the first passwords of an import. The other pages are those of every import."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pages.rows_in.models import Upload
from pages.rows_in.views import XLSX
from responsibility.organisation.sign_in.again import asks_password
from responsibility.tasks.people_in.passwords import hand_out_passwords, list_of_passwords


@never_cache
@require_POST
@login_required
@asks_password
def passwords(request: HttpRequest, pk) -> HttpResponse:
    """A workbook with a new password for every account of the import that waits for its person."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user, at=request.now), pk=pk)
    handed_out = hand_out_passwords(upload=upload, by=request.actor, now=request.now)
    if not handed_out:
        raise Http404
    file = list_of_passwords(handed_out, now=request.now)
    name = _("First passwords") + ".xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
