"""A list as a page, as a part of one, as a file."""

from tempfile import TemporaryFile

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import get_valid_filename
from django.utils.translation import pgettext

from pages.listing.export import FORMATS
from pages.listing.listing import Listing
from pages.listing.show import Shown

PART = "pages/_listing.html"


def list_page(request: HttpRequest, kind: type[Listing], **more) -> HttpResponseBase:
    """Answer a request for the list `kind`; `more` is for its own template."""
    listing = kind(request)
    if request.GET.get("export") in FORMATS:
        return list_file(listing, request.GET["export"])
    shown = Shown(listing)
    context = {"list": shown, "listing": listing, "part": request.wants_part, **more}
    if not request.wants_part:
        return render(request, listing.template, context)
    answer = render(request, PART, context)
    if request.htmx.trigger != "list-again":  # it asks by itself, again and again
        answer["HX-Push-Url"] = shown.address
    return answer


def list_file(listing: Listing, form: str) -> FileResponse:
    """The list as a file, noted in the audit log. Written to the disk first: it is noted with the
    number of its rows, and what cannot be written to its end is no half file but an error."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    title = str(listing.title)
    with transaction.atomic():
        count = FORMATS[form](file, listing.file_columns, listing.everything(), title)
        import_string(settings.EXPORT_RECORDER)(
            request=listing.request,
            listing=listing.name,
            title=title,
            form=form,
            filters=pgettext("between items", ", ").join(listing.words),
            rows=count,
        )
    file.seek(0)
    name = f"{get_valid_filename(title)}-{timezone.localdate(listing.now)}.{form}"
    return FileResponse(file, as_attachment=True, filename=name)
