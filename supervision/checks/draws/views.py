"""Pages of draws: the list, publishing one, one draw, drawing, and the file to redo it by."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, press
from pages.days import day_of
from pages.listing.views import list_page
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from supervision.checks.draws.draw import draw_records, may_draw, publish_draw
from supervision.checks.draws.forms import DrawForm, WithdrawDrawForm
from supervision.checks.draws.listing import DrawListing
from supervision.checks.draws.models import CheckDraw
from supervision.checks.draws.published import published
from supervision.checks.draws.withdraw import withdraw_draw
from supervision.checks.models import SpotCheck

PAGES = "supervision/checks"
SHOWN_WITH = ("made_by", "made_in__unit", "drawn_by", "withdrawn_by")


@require_safe
@login_required
def draw_list(request: HttpRequest) -> HttpResponseBase:
    """The draws, as far as the person sees them; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, DrawListing)


@require_http_methods(ASK)
@login_required
def draw_new(request: HttpRequest) -> HttpResponse:
    """Publish a draw, for who supervises units."""
    if not urging_posts(standing_of(request.user, at=request.now)):
        raise Http404
    form = DrawForm(request.POST or None)
    if draw := form.carry_out(publish_draw, by=request.actor, now=request.now):
        words = _("Published as %(number)s, with list and fingerprint.")
        return done(request, words % {"number": draw.called}, draw)
    return form_page(
        request, form, title=_("Publish a draw"), submit=pgettext("draw", "Publish"),
        back=reverse("draw-list"),
        lead=_("Of the records of the units you supervise that nobody has checked."),
        notes=[_("The list is fixed now. Nobody is shown the seed before it is drawn.")],
    )  # fmt: skip


@require_safe
@login_required
def draw_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: fingerprint, seed, frame by unit, what was drawn, and whether redoing agrees."""
    draw = _visible(request, pk)
    total = Counter(place.unit for place in draw.frame)
    drawn = Counter(place.unit for place in draw.frame if place.turn)
    checks = SpotCheck.objects.visible_to(request.user, at=request.now).filter(draw=draw)
    context = {
        "draw": draw,
        "strata": [(unit, count, drawn[unit]) for unit, count in total.items()],
        "drawn": sum(drawn.values()),
        "checks": checks.select_related("unit", "post", "record").order_by("turn"),
        "agrees": bool(draw.drawn_at) and draw.agrees(),
        "may_draw": not draw.is_over and may_draw(draw, request.user, at=request.now),
        "has_come": day_of(request.now) >= draw.draws_on,
    }
    return render(request, f"{PAGES}/draw.html", context)


@require_POST
@login_required
def draw_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw, for the body that published it."""
    draw = _visible(request, pk)
    if not may_draw(draw, request.user, at=request.now):
        raise PermissionDenied
    say = _("Drawn. The seed is disclosed; each drawn record has its spot check.")
    press(request, draw_records, say=say, draw_id=pk)
    return redirect(draw)


@require_http_methods(ASK)
@login_required
def draw_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a draw that is not drawn, for the body that published it."""
    draw = _visible(request, pk)
    if not may_draw(draw, request.user, at=request.now):
        raise PermissionDenied
    form = WithdrawDrawForm(request.POST or None)
    if form.carry_out(withdraw_draw, by=request.actor, now=request.now, draw_id=pk):
        return done(request, _("The draw is withdrawn."), draw)
    return form_page(
        request, form, title=_("Withdraw the draw"), submit=pgettext("verb", "Withdraw"),
        back=draw.get_absolute_url(), lead=f"{draw.called} · {draw.title}",
        notes=[_("It stays readable with the reason, and its seed is disclosed.")],
    )  # fmt: skip


@require_safe
@login_required
def draw_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The published file, by which any program redoes the draw."""
    draw = _visible(request, pk)
    response = JsonResponse(published(draw), json_dumps_params={"indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="{draw.called}.json"'
    return response


def _visible(request: HttpRequest, pk: int) -> CheckDraw:
    visible = CheckDraw.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.select_related(*SHOWN_WITH), pk=pk)
