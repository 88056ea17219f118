"""Pages of plans: the list, drafting, issuing."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, press
from pages.days import day_of
from pages.forms import RuleForm
from pages.listing.views import list_page
from responsibility.organisation.guard import units_of_office
from responsibility.plans.draft import change_draft, draft_plan
from responsibility.plans.draw import draw_form
from responsibility.plans.forms import ItemForm, PlanForm, ReasonForm
from responsibility.plans.issue import issue, send_at_once, stop
from responsibility.plans.items.draft import add_to_draft
from responsibility.plans.items.grow import add_item
from responsibility.plans.items.values import posts_of_county
from responsibility.plans.listing import PlanListing
from responsibility.plans.models import WorkPlan
from responsibility.plans.post_names import PostNames
from responsibility.plans.submit import return_plan, submit_plan, take_submission_back


@require_safe
@login_required
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """The plans that the person sees."""
    return list_page(request, PlanListing)


@require_http_methods(ASK)
@login_required
def plan_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan by hand."""
    data = request.POST if request.method == "POST" else None
    units, year = units_of_office(request), day_of(request.now).year
    form = PlanForm(data, units=units, initial={"year": year})
    if request.method == "POST" and (
        plan := form.carry_out(draft_plan, by=request.actor, now=request.now)
    ):
        return done(request, _("Drafted: %(title)s") % {"title": plan.title}, plan)
    notes = [_("Items are added next, or brought in from a workbook.")]
    return form_page(
        request, form, title=_("Draft a plan"), submit=_("Draft it"), notes=notes,
        back=redirect("plan-list").url,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def plan_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the head of a draft."""
    plan = _plan(request, pk)
    if not plan.is_draft:
        raise Http404
    names = ("year", "title", "document_number")
    initial = {"unit": plan.unit_id} | {name: getattr(plan, name) for name in names}
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, units=units_of_office(request), initial=initial)
    acts = {"plan_id": plan.pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(change_draft, **acts):
        return done(request, _("Changed."), plan)
    return form_page(
        request, form, title=_("Change the head of the plan"), submit=_("Save"),
        back=plan.get_absolute_url(), lead=plan.title,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def item_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item: to a draft, or given out at once where the plan has gone out."""
    plan = _plan(request, pk)
    if plan.waits or plan.is_submitted:
        raise Http404
    posts = posts_of_county(plan.county_id, at=request.now).select_related("unit")
    names = PostNames(posts.order_by("unit__order_key", "position", "pk"))
    form = ItemForm(request.POST if request.method == "POST" else None, names=names)
    verb = add_to_draft if plan.is_draft else add_item
    acts = {"plan_id": plan.pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and (item := form.carry_out(verb, **acts)):
        return done(request, _("Added: %(item)s") % {"item": item.text}, plan)
    notes = [] if plan.is_draft else [_("It goes out at once: the post owes it as a task.")]
    return draw_form(
        request, form, title=_("Add the item"), submit=_("Add the item"),
        back=plan.get_absolute_url(), lead=plan.title, notes=notes, one_of_many=True,
    )  # fmt: skip


@require_POST
@login_required
def plan_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit a draft to another person of the office."""
    plan = _plan(request, pk)
    say = _("Submitted. Somebody else of the office issues it.")
    press(request, submit_plan, plan_id=plan.pk, say=say)
    return redirect(plan)


@require_POST
@login_required
def plan_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the submission back."""
    plan = _plan(request, pk)
    say = _("Taken back: it is a draft again.")
    press(request, take_submission_back, plan_id=plan.pk, say=say)
    return redirect(plan)


@require_http_methods(ASK)
@login_required
def plan_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a submitted plan with a reason."""
    plan = _plan(request, pk)
    if not plan.is_submitted:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    acts = {"plan_id": plan.pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(return_plan, **acts):
        return done(request, _("Returned."), plan)
    return form_page(
        request, form, title=_("Return the plan"), submit=_("Return the plan"),
        back=plan.get_absolute_url(), lead=plan.title,
        notes=[_("Whoever wrote it reads the reason, changes the draft and submits it again.")],
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def plan_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The last look before it is issued."""
    plan = _plan(request, pk)
    if not plan.is_submitted:
        raise Http404
    form = RuleForm(request.POST if request.method == "POST" else None)
    acts = {"plan_id": plan.pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(issue, **acts):
        return done(request, _("Issued: it goes out in ten minutes."), plan)
    count = plan.items.count()
    notes = [
        ngettext(
            "%(count)d item becomes a task of the post that carries it out.",
            "%(count)d items become tasks of the posts that carry them out.",
            count,
        ) % {"count": count},
        _("It goes out in ten minutes; until then the issue can be taken back as a whole."),
        _("Afterwards each item is changed with a reason, and its people are told."),
    ]  # fmt: skip
    return form_page(
        request, form, title=_("Issue the plan"), submit=_("Issue the plan"),
        back=plan.get_absolute_url(), lead=plan.title, notes=notes,
    )  # fmt: skip


@require_POST
@login_required
def plan_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an issue that waits."""
    plan = _plan(request, pk)
    press(request, stop, plan_id=plan.pk, say=_("Taken back. Nobody was told of it."))
    return redirect(plan)


@require_POST
@login_required
def plan_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send at once what waits."""
    plan = _plan(request, pk)
    press(request, send_at_once, plan_id=plan.pk, say=_("It has gone out."))
    return redirect(plan)


def _plan(request: HttpRequest, pk: int) -> WorkPlan:
    return get_object_or_404(WorkPlan.objects.managed_by(request.user, at=request.now), pk=pk)
