"""The notebook of a post: on the screen, as a booklet to be printed, as a document."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alerts.audit.export import record_export
from pages.days import day_of
from pages.documents.official import DOCX
from pages.numbers import number
from responsibility.agenda.month import Month
from responsibility.notebook.document import month_title, notebook_document, title_of
from responsibility.notebook.notebook import Notebook
from responsibility.organisation.acting import narrowed_to
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.tasks.own_list.document import facts_of
from responsibility.tasks.own_list.own_list import posts_on_desk

PAGES = "responsibility/notebook"


@require_safe
@login_required
def notebook(request: HttpRequest) -> HttpResponse:
    """The notebook of one post: the one asked for, else that the desk is narrowed to, else the
    first."""
    posts = _posts(request)
    wanted = number(request.GET.get("post")) or narrowed_to(
        request.session, standing=standing_of(request.user, at=request.now)
    )
    post = next((post for post in posts if post.pk == wanted), posts[0])
    context = {"notebook": _notebook(request, post), "posts": posts}
    return render(request, f"{PAGES}/notebook.html", context)


@require_safe
@login_required
def notebook_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The booklet on sheets of A4."""
    notebook = _notebook(request, _one(request, pk))
    context = {
        "notebook": notebook,
        "title": title_of(notebook),
        "month_title": month_title(notebook),
        "facts": facts_of(notebook.own),
    }
    return render(request, f"{PAGES}/paper.html", context)


@require_safe
@login_required
def notebook_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The same as a document; taking it out is noted."""
    notebook = _notebook(request, _one(request, pk))
    content = notebook_document(notebook, by=request.user.name, now=request.now)
    post, title = notebook.own.post, title_of(notebook)
    with transaction.atomic():
        record_export(
            request=request, listing="notebook", title=title, form="docx",
            filters=f"{post.unit.name} · {post.title}", rows=len(notebook.own.all_duties),
        )  # fmt: skip
    name = f"{title} {post.title}.docx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)


def _posts(request: HttpRequest) -> list[Post]:
    """The posts on the desk; who has none has no such page."""
    found = posts_on_desk(request.user, now=request.now)
    if not found:
        raise Http404
    return found


def _one(request: HttpRequest, pk: int) -> Post:
    posts = [post for post in _posts(request) if post.pk == pk]
    if not posts:
        raise Http404
    return posts[0]


def _notebook(request: HttpRequest, post: Post) -> Notebook:
    month = Month.parse(request.GET.get("month")) or Month.of(day_of(request.now))
    return Notebook.of(post, user=request.user, month=month, now=request.now)
