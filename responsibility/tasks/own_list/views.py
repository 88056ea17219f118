"""The own list: on the screen, to be printed, as a document."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alerts.audit.export import record_export
from pages.days import day_of
from pages.documents.official import DOCX
from responsibility.organisation.acting import narrowed_to
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.tasks.own_list.document import facts_of, own_list_document, title_of
from responsibility.tasks.own_list.own_list import OwnList, own_lists, posts_on_desk
from responsibility.tasks.own_list.year import year_asked

PAGES = "responsibility/tasks/own_list"


@require_safe
@login_required
def own_list(request: HttpRequest) -> HttpResponse:
    """What the posts on the desk answer for, or the one post it is narrowed to."""
    standing = standing_of(request.user, at=request.now)
    chosen = narrowed_to(request.session, standing=standing)
    posts = [post for post in _posts(request) if chosen in (None, post.pk)]
    lists, this_year = _lists(request, posts), day_of(request.now).year
    context = {
        "lists": [own for own in lists if own.in_force or own.total] or lists[:1],
        "year": _year(request),
        "years": [this_year - 1, this_year],
    }
    return render(request, f"{PAGES}/own_list.html", context)


@require_safe
@login_required
def own_list_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of one post on sheets of A4."""
    own = _one(request, pk)
    context = {"own": own, "title": title_of(own), "facts": facts_of(own)}
    return render(request, f"{PAGES}/paper.html", context)


@require_safe
@login_required
def own_list_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The same as a document; taking it out is noted."""
    own = _one(request, pk)
    content = own_list_document(own, by=request.user.name, now=request.now)
    title, whose = title_of(own), f"{own.post.unit.name} · {own.post.title}"
    with transaction.atomic():
        record_export(
            request=request, listing="own-list", title=title, form="docx", filters=whose,
            rows=len(own.all_duties),
        )  # fmt: skip
    name = f"{title} {own.post.title}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _posts(request: HttpRequest) -> list[Post]:
    """The posts on the desk; who has none has no such page."""
    found = posts_on_desk(request.user, now=request.now)
    if not found:
        raise Http404
    return found


def _one(request: HttpRequest, pk: int) -> OwnList:
    posts = [post for post in _posts(request) if post.pk == pk]
    if not posts:
        raise Http404
    return _lists(request, posts)[0]


def _lists(request: HttpRequest, posts: list[Post]) -> list[OwnList]:
    return own_lists(user=request.user, posts=posts, year=_year(request), now=request.now)


def _year(request: HttpRequest) -> int:
    return year_asked(request.GET.get("year"), today=day_of(request.now))
