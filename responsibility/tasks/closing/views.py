"""Pages of the commission office for closing a post or a unit."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, done, status_of
from pages.days import day_of
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.organisation.units.forms import CloseForm
from responsibility.organisation.units.models import Unit
from responsibility.tasks.closing.close import close_post, close_unit
from responsibility.tasks.closing.left_open import left_open

PAGES = "responsibility/tasks/closing"


@require_http_methods(ASK)
@login_required
def post_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of the post `pk`, and what becomes of its tasks."""
    posts = Post.objects.managed_by(request.user, at=request.now).filter(pk=pk)
    post = get_object_or_404(posts)
    form = _form(request)
    if request.method == "POST":
        closed = form.carry_out(close_post, post_id=pk, by=request.actor, now=request.now)
        if closed:
            return done(request, _said(_("The post is closed."), closed[1]), "post", pk)
    context = {
        "title": _("Close the post %(post)s") % {"post": post},
        "submit": _("Close the post"),
        "back": reverse("post", args=[pk]),
        "notes": [
            _("Whoever holds it, belongs to it or clerks for it leaves it."),
            _("What it is in charge of ends. Its records and lamps stay readable."),
        ],
    }
    return _page(request, form, posts, context)


@require_http_methods(ASK)
@login_required
def unit_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of the unit `pk` with all its posts, and what becomes of their tasks."""
    managed = Unit.objects.managed_by(request.user, at=request.now).exclude(kind=Unit.Kind.COUNTY)
    unit = get_object_or_404(managed, pk=pk, closed_on=None)
    form = _form(request)
    if request.method == "POST":
        closed = form.carry_out(close_unit, unit_id=pk, by=request.actor, now=request.now)
        if closed:
            said = _("%(unit)s is closed.") % {"unit": unit}
            return done(request, _said(said, closed[1]), "unit", pk)
    context = {
        "title": _("Close %(unit)s") % {"unit": unit},
        "submit": _("Close the unit"),
        "back": reverse("unit", args=[pk]),
        "notes": [
            _("All its posts close, and whoever is in them leaves them."),
            _("Charges and supervision links of the unit end."),
            _("Names, records and lamps up to that day stay readable."),
        ],
    }
    posts = Post.objects.managed_by(request.user, at=request.now).filter(unit=unit)
    return _page(request, form, posts, context)


def _form(request: HttpRequest) -> CloseForm:
    """What is sent; or the day whose effects are asked for, at first today."""
    if request.method == "POST":
        return CloseForm(request.POST)
    asked = CloseForm(request.GET)
    today = day_of(request.now)
    chosen = asked.cleaned_data["last_on"] if asked.is_valid() else today
    return CloseForm(initial={"last_on": chosen})


def _page(
    request: HttpRequest, form: CloseForm, posts: PostQuerySet, context: dict
) -> HttpResponse:
    sent = getattr(form, "cleaned_data", form.initial)
    last_on = sent.get("last_on")
    context |= {
        "form": form,
        "last_on": last_on,
        "left": left_open(posts=posts, last_on=last_on, now=request.now) if last_on else [],
    }
    if request.wants_part:
        return render(request, f"{PAGES}/_left.html", context)
    return render(request, f"{PAGES}/close.html", context, status=status_of(form))


def _said(what: str, tasks: int) -> str:
    if not tasks:
        return what
    exempt = ngettext(
        "%(what)s %(count)d task is exempt.", "%(what)s %(count)d tasks are exempt.", tasks
    )
    return exempt % {"what": what, "count": tasks}
