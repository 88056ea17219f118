"""The page behind the field at the top of every page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.search.find import Found, find
from dashboards.search.forms import SearchForm
from dashboards.search.records import records_found
from responsibility.organisation.standing import standing_of

PAGES = "dashboards/search"


@require_safe
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """What fits `q` by its name, and the records that have it in their text or fit what narrows
    them. While one types on the page itself only the names come: each look into the text of
    another's record is noted."""
    user, at = request.user, request.now
    form = SearchForm(request.GET, user=user, at=at)
    whole = form.is_valid() and not request.wants_part
    records = records_found(form, by=request.actor, at=at) if whole else None
    typed = request.GET.get("q", "")
    narrowed = records is not None and records.wanted.filtered
    names = Found(typed) if narrowed else find(user=user, typed=typed, at=at)
    standing = standing_of(user, at=at)
    context = {
        "form": form,
        "found": names,
        "records": records,
        "narrowed": narrowed,
        "keeps_units": bool(standing.office_counties),
    }
    page = "_found.html" if request.wants_part else "search.html"
    return render(request, f"{PAGES}/{page}", context)
