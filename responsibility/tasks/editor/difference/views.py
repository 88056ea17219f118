"""The page of the difference between two versions, for every reader of the list."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pages.days import day_of
from pages.numbers import number
from responsibility.lists.models import DutyList
from responsibility.lists.versions.states import State, state_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.tasks.editor.difference.compare import HOW, compare


@require_safe
@login_required
def list_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """What a version changes against the one it was copied from, or the one before it; of a post
    what changes for it."""
    lists = DutyList.objects.visible_to(request.user, at=request.now)
    lists = lists.select_related("role_kind", "county", "published_by", "drafted_by")
    new = get_object_or_404(lists, pk=pk)
    old = _before(lists, new)
    posts = _posts(request, new)
    chosen = number(request.GET.get("post", ""))
    post = next((one for one in posts if one.pk == chosen), None)
    if chosen and post is None:
        raise Http404
    found = compare(old, new, now=request.now, post=post)
    only = request.GET.get("show", "")
    context = {
        "found": found,
        "rows": [row for row in found.rows if only not in HOW or row.change.how == only],
        "only": only if only in HOW else "",
        "tabs": [(how, word, found.counts[how]) for how, (word, _mark) in HOW.items()],
        "posts": posts,
        "post": post,
        "managed": new.county_id in standing_of(request.user, at=request.now).office_counties,
        "reviewed": state_of(new) == State.SUBMITTED,
    }
    return render(request, "responsibility/tasks/editor/difference.html", context)


def _before(lists, new: DutyList) -> DutyList:
    """The version that `new` was copied from, else the one before it, of those that are visible."""
    same = lists.filter(county=new.county_id, role_kind=new.role_kind_id, version__lt=new.version)
    found = same.filter(pk=new.source_id).first() or same.order_by("-version").first()
    if found is None:
        raise Http404
    return found


def _posts(request: HttpRequest, new: DutyList) -> list[Post]:
    """The posts that a reader may ask about: one's own, for the office all of the role."""
    standing = standing_of(request.user, at=request.now)
    posts = Post.objects.visible_to(request.user, at=request.now).filter(role_kind=new.role_kind_id)
    if new.county_id not in standing.office_counties:
        posts = posts.filter(pk__in=standing.desk_posts)
    posts = posts.filter(unit__county=new.county_id) | posts.filter(unit=new.county_id)
    return list(
        posts.standing_on(day_of(request.now))
        .select_related("unit", "role_kind")
        .order_by("unit__order_key", "position", "pk")
    )
