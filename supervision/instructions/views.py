"""Pages of leaders' instructions: the list, one, giving one, taking one back."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page
from pages.days import day_of
from pages.listing.views import list_page
from pages.numbers import number
from responsibility.organisation.posts.models import PostQuerySet
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.instructions.about import SOURCES, About, about_of
from supervision.instructions.forms import InstructionForm, ReasonForm
from supervision.instructions.instruct import instruct, take_back
from supervision.instructions.listing import InstructionListing
from supervision.instructions.models import Instruction
from supervision.instructions.page import InstructionPage
from supervision.instructions.rights import leader_posts, leaders_of, may_instruct

PAGES = "supervision/instructions"


@require_safe
@login_required
def instruction_list(request: HttpRequest) -> HttpResponseBase:
    """For leaders and the office."""
    _instructing(request)
    return list_page(request, InstructionListing)


@require_safe
@login_required
def instruction(request: HttpRequest, pk: int) -> HttpResponse:
    """One instruction, who is to answer, and the answers."""
    page = InstructionPage.of(_visible(request, pk), user=request.user, now=request.now)
    return render(request, f"{PAGES}/instruction.html", {"page": page})


@require_http_methods(ASK)
@login_required
def instruction_new(request: HttpRequest) -> HttpResponse:
    """Give an instruction about the row named in the address, or record a leader's."""
    _instructing(request)
    posts, about = leader_posts(request.user, at=request.now), _about(request)
    initial = {"given_on": day_of(request.now), "leader_post": posts.first()}
    if about.unit:
        initial["units"] = [about.unit.pk]
    form = InstructionForm(request.POST or None, rows=_rows(request, posts), initial=initial)
    act = {"what": about.what, "about_id": about.row.pk if about.row else None}
    act |= {"by": request.actor, "now": request.now}
    if request.method == "POST" and (given := form.carry_out(instruct, **act)):
        return done(request, _("The instruction is given; who answers is told."), given)
    return form_page(
        request, form, title=_("Give an instruction"), submit=_("Send"),
        back=reverse("instruction-list"), lead=about.words,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def instruction_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an instruction back, with a reason."""
    row = _visible(request, pk)
    if row.ended_at:
        raise Http404
    if not leader_posts(request.user, at=request.now).filter(pk=row.leader_post_id).exists():
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    act = {"instruction_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back, **act):
        return done(request, _("The instruction is taken back."), row)
    return form_page(
        request, form, title=_("Take the instruction back"), submit=pgettext("verb", "Take back"),
        back=row.get_absolute_url(), lead=row.text,
        notes=[_("Answers are owed no more, where they are not accepted already.")],
    )  # fmt: skip


def _instructing(request: HttpRequest) -> None:
    if not may_instruct(request.user, at=request.now):
        raise Http404


def _visible(request: HttpRequest, pk: int) -> Instruction:
    visible = Instruction.objects.visible_to(request.user, at=request.now).with_state()
    rows = visible.select_related("leader", "leader_post__unit", "made_by", "ended_by")
    return get_object_or_404(rows, pk=pk)


def _about(request: HttpRequest) -> About:
    """What it is about, by the address."""
    for what in SOURCES:
        if pk := number(request.GET.get(what, "")):
            return about_of(what, pk, user=request.user, at=request.now)
    return About()


def _rows(request: HttpRequest, posts: PostQuerySet) -> dict[str, QuerySet]:
    """What may be chosen; whom the chosen leader may instruct, the verb says."""
    standing, today = standing_of(request.user, at=request.now), day_of(request.now)
    counties = standing.face_counties or {post.unit.the_county_id for post in posts}
    units = Unit.objects.visible_to(request.user, at=request.now).filter(county__in=counties)
    units = units.exclude(kind=Unit.Kind.COUNTY).standing_on(today).in_order()
    if not standing.face_counties:
        units = units.filter(pk__in=standing.charged_units)
    leaders = leaders_of(counties, at=request.now)
    return {"leader_post": posts, "overall": leaders, "pushing": leaders, "units": units}
