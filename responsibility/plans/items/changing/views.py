"""Pages on which the office changes one item: in a draft, or after it was given out."""

from collections.abc import Callable, Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, done, press
from pages.forms import RuleForm
from responsibility.plans.draw import draw_form
from responsibility.plans.forms import (
    HandOverForm,
    ItemForm,
    LeadersForm,
    MoveDayForm,
    PartForm,
    PostsForm,
    ReasonForm,
    WordsForm,
)
from responsibility.plans.items.draft import change_in_draft, take_out
from responsibility.plans.items.revise import change_leaders, change_words, hand_over, move_day
from responsibility.plans.items.values import posts_of_county
from responsibility.plans.items.withdraw import give_again, withdraw
from responsibility.plans.models import PlanItem
from responsibility.plans.post_names import PostNames


@require_http_methods(ASK)
@login_required
def item_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an item of a draft."""
    item = _item(request, pk)
    if not item.plan.is_draft:
        raise Http404
    form_class = PartForm if item.parent_id else ItemForm
    words = _("Change the item"), _("Changed: %(item)s") % {"item": item.text}
    return _page(request, item, form_class, change_in_draft, *words)


@require_POST
@login_required
def item_take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item out of a draft."""
    item = _item(request, pk)
    say = _("Taken out: %(item)s") % {"item": item.text}
    press(request, take_out, item_id=item.pk, say=say)
    return redirect(item.plan)


@require_http_methods(ASK)
@login_required
def item_move_day(request: HttpRequest, pk: int) -> HttpResponse:
    notes = [_("Who still owes it is told. Never to an earlier day.")]
    words = _("Move the deadline"), _("The deadline is moved.")
    return _page(request, _given(request, pk), MoveDayForm, move_day, *words, notes)


@require_http_methods(ASK)
@login_required
def item_words(request: HttpRequest, pk: int) -> HttpResponse:
    notes = [_("Who still owes it is told. What it was stays on this page.")]
    words = _("Change the words"), _("It is changed.")
    return _page(request, _given(request, pk), WordsForm, change_words, *words, notes)


@require_http_methods(ASK)
@login_required
def item_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    notes = [
        _("The former post owes it no longer and is told; the other one gets it as a new task."),
        _("What was red stays in the ledger."),
    ]
    words = _("Give it to another post"), _("Given to another post.")
    return _page(request, _given(request, pk), HandOverForm, hand_over, *words, notes)


@require_http_methods(ASK)
@login_required
def item_leaders(request: HttpRequest, pk: int) -> HttpResponse:
    item = _given(request, pk)
    if item.parent_id:
        raise Http404
    words = _("Change who leads and who pushes"), _("It is changed.")
    return _page(request, item, LeadersForm, change_leaders, *words)


@require_http_methods(ASK)
@login_required
def item_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    notes = [
        _("With its parts: what is open is owed no longer; each person gets one message."),
        _("What is done stands. What was red stays in the ledger."),
        _("It can be given out again."),
    ]
    words = _("Withdraw the item"), _("Withdrawn.")
    return _page(request, _given(request, pk), ReasonForm, withdraw, *words, notes)


@require_http_methods(ASK)
@login_required
def item_give_again(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    if not item.withdrawn_at:
        raise Http404
    notes = [_("It is owed again from now on, and its people are told.")]
    words = _("Give it out again"), _("Given out again.")
    return _page(request, item, ReasonForm, give_again, *words, notes)


def _item(request: HttpRequest, pk: int) -> PlanItem:
    managed = PlanItem.objects.managed_by(request.user, at=request.now)
    return get_object_or_404(managed.select_related("plan", "parent"), pk=pk)


def _given(request: HttpRequest, pk: int) -> PlanItem:
    """One that has gone out and is not withdrawn."""
    item = _item(request, pk)
    if item.dispatch_id is None or item.withdrawn_at:
        raise Http404
    return item


def _page(
    request: HttpRequest,
    item: PlanItem,
    form_class: type[RuleForm],
    verb: Callable,
    title: str,
    say: str,
    notes: Sequence[str] = (),
) -> HttpResponse:
    names = ["text", "goal", "measures", "due_on"]
    initial = {name: getattr(item, name) for name in names}
    posts = ["category_id", "leads_id", "pushes_id", "carries_out_id"]
    initial |= {name.removesuffix("_id"): getattr(item, name) for name in posts}
    more = {}
    if issubclass(form_class, PostsForm):
        rows = posts_of_county(item.plan.county_id, at=request.now).select_related("unit")
        more["names"] = PostNames(rows.order_by("unit__order_key", "position", "pk"))
    form = form_class(request.POST if request.method == "POST" else None, initial=initial, **more)
    if request.method == "POST" and form.carry_out(
        verb, item_id=item.pk, by=request.actor, now=request.now
    ):
        return done(request, say, item)
    return draw_form(
        request, form, title=title, submit=title, back=item.get_absolute_url(),
        lead=f"{item.label} {item.text}", notes=notes,
    )  # fmt: skip
