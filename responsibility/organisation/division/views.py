"""The division of responsibility: on the screen, to be printed, as a document."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alerts.audit.export import record_export
from pages.days import day_of
from pages.documents.official import DOCX
from pages.listing.views import list_page
from responsibility.organisation.dated.taken_back import taken_back
from responsibility.organisation.division.listing import Division
from responsibility.organisation.division.paper import Paper, division_document
from responsibility.organisation.links.models import Charge
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit

PAGES = "responsibility/organisation/division"


@require_safe
@login_required
def division(request: HttpRequest) -> HttpResponseBase:
    """Who is in charge of what; for the office with what it has to enter."""
    _refuse_strangers(request)
    user, now = request.user, request.now
    mistaken = Charge.objects.managed_by(user, at=now).restorable()
    return list_page(
        request,
        Division,
        nobodys=_nobodys(request),
        taken_back=taken_back(mistaken.select_related("post__unit", "unit")),
    )


@require_safe
@login_required
def division_paper(request: HttpRequest) -> HttpResponse:
    """The same rows on sheets of A4, by leader or by unit."""
    _refuse_strangers(request)
    listing = Division(request)
    context = {"paper": Paper(listing), "query": listing.query()}
    return render(request, f"{PAGES}/paper.html", context)


@require_safe
@login_required
def division_docx(request: HttpRequest) -> FileResponse:
    """The same as a document; taking it out is noted."""
    _refuse_strangers(request)
    paper = Paper(Division(request))
    content = division_document(paper, by=request.user.name, now=request.now)
    with transaction.atomic():
        record_export(
            request=request, listing="charges", title=paper.title, form="docx",
            filters=paper.as_of, rows=len(paper.lines),
        )  # fmt: skip
    name = f"{paper.title} {paper.listing.on}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _refuse_strangers(request: HttpRequest) -> None:
    """Raise Http404 for who has no post in a county."""
    standing = standing_of(request.user, at=request.now)
    if not standing.own_units | standing.face_counties:
        raise Http404


def _nobodys(request: HttpRequest) -> list[Unit]:
    """The bodies of the office's county nobody is in charge of."""
    user, now = request.user, request.now
    taken = Charge.objects.managed_by(user, at=now).now_or_later(at=now)
    taken = taken.filter(kind=Charge.Kind.IN_CHARGE).values("unit")
    bodies = Unit.objects.managed_by(user, at=now).filter(kind=Unit.Kind.BODY)
    return list(bodies.standing_on(day_of(now)).exclude(pk__in=taken).in_order())
