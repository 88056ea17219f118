"""The start list of a post, for who holds it and for who clerks for it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from responsibility.agenda.start_list.start import StartList
from responsibility.organisation.standing import standing_of
from responsibility.tasks.own_list.own_list import posts_on_desk


@require_safe
@login_required
def start_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What who is in the post `pk` took over, and what began since."""
    posts = {post.pk: post for post in posts_on_desk(request.user, now=request.now)}
    if pk not in posts:
        raise Http404
    start = StartList.of(request.user, post=posts[pk], now=request.now)
    if start is None:
        raise Http404
    log_posts = standing_of(request.user, at=request.now).log_posts
    context = {"start": start, "log_posts": log_posts, "name_posts": ""}
    return render(request, "responsibility/agenda/start_list.html", context)
