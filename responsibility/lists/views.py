"""Pages of the duty lists: which there are, and what stands in them."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pages.days import day_of
from responsibility.lists.models import DutyList
from responsibility.lists.publications import Publication
from responsibility.lists.succession import may_take_effect
from responsibility.lists.versions.states import EDITABLE, needs_review, state_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of

PAGES = "responsibility/lists"


@require_safe
@login_required
def list_index(request: HttpRequest) -> HttpResponse:
    """The lists by role: drafts too for the commission office, which publishes them."""
    lists = DutyList.objects.visible_to(request.user, at=request.now).with_numbers()
    lists = lists.select_related("role_kind", "county")
    office = standing_of(request.user, at=request.now).office_counties
    own = _own_roles(request)
    if not (office or own or lists):
        raise Http404
    publications = Publication.objects.visible_to(request.user, at=request.now)
    years = publications.filter(finished_at__isnull=False).values_list("duty_list", "year")
    published = {}
    for list_id, year in years.order_by("year").distinct():
        published.setdefault(list_id, []).append(str(year))
    for one in lists:
        one.state, one.review = state_of(one), needs_review(one)
    rows = [
        (duty_list, published.get(duty_list.pk, []), duty_list.county_id in office)
        for duty_list in sorted(lists, key=lambda one: one.role_kind_id not in own)
    ]
    return render(request, f"{PAGES}/index.html", {"rows": rows, "office": office, "own": own})


def _own_roles(request: HttpRequest) -> set[int]:
    """The roles of the posts on the person's desk: their lists stand first."""
    posts = Post.objects.visible_to(request.user, at=request.now)
    posts = posts.filter(pk__in=standing_of(request.user, at=request.now).desk_posts)
    return set(posts.values_list("role_kind", flat=True))


@require_safe
@login_required
def duty_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list with its items by category, or those that say what is asked for (`q`)."""
    lists = DutyList.objects.visible_to(request.user, at=request.now).with_numbers()
    lists = lists.select_related("role_kind", "county", "source")
    found = get_object_or_404(lists, pk=pk)
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())
    items = found.items.filter(_says(typed)).select_related("category")
    items = items.prefetch_related("evidence")
    publications = Publication.objects.visible_to(request.user, at=request.now)
    managed = found.county_id in standing_of(request.user, at=request.now).office_counties
    context = {
        "duty_list": found,
        "items": items.order_by("category__position", "position"),
        "typed": typed,
        "publications": publications.filter(duty_list=found).order_by("-published_at"),
        "managed": managed,
        "earlier": found.source and (found.source.published_at or managed),
        "open_still": state_of(found) in EDITABLE,
        "review": needs_review(found),
        "to_revise": managed and may_take_effect(found, since=day_of(request.now).year),
        "revisions": found.revisions.standing() if found.published_at else (),
    }
    page = "_items.html" if request.wants_part else "list.html"
    return render(request, f"{PAGES}/{page}", context)


def _says(typed: str) -> Q:
    """The items whose text, number, basis or category contains `typed`."""
    names = ["text", "text_en", "code", "basis", "category__name", "category__name_en"]
    says = Q()
    for name in names if typed else []:
        says |= Q(**{f"{name}__icontains": typed})
    return says
