"""The page of one item of a plan; its parts and its progress."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page
from pages.days import day_of
from pages.listing.views import list_page
from responsibility.organisation.standing import standing_of
from responsibility.owed.page import decisions_open_to
from responsibility.plans.draw import draw_form
from responsibility.plans.forms import PartForm, ProgressForm, ReasonForm
from responsibility.plans.history import PlanProgress, PlanStep
from responsibility.plans.items.draft import add_to_draft
from responsibility.plans.items.grow import break_down, parts_go_to
from responsibility.plans.items.page import ItemPage
from responsibility.plans.listing import PlanItemListing
from responsibility.plans.models import PlanItem
from responsibility.plans.page.steps import lines_of
from responsibility.plans.post_names import PostNames
from responsibility.plans.progress import note_progress, take_back_progress

SHOWN = ("plan", "parent", "category", "leads__unit", "pushes__unit", "carries_out__unit")
WHOLE = ("parent__leads__unit", "parent__pushes__unit", "dispatch")


@require_safe
@login_required
def plan_items(request: HttpRequest) -> HttpResponseBase:
    """The items one leads, pushes, carries out, or sees."""
    return list_page(request, PlanItemListing)


@require_safe
@login_required
def item_page(request: HttpRequest, pk: int) -> HttpResponse:
    """An item with its lamp, why it is lit so, its parts and all progress."""
    item = seen_item(request, pk)
    page = ItemPage.of(item, request.user, now=request.now)
    standing = standing_of(request.user, at=request.now)
    mine = bool(item.plan.sent_at) and item.carries_out_id in standing.log_posts
    office = item.plan.county_id in standing.office_counties
    open_still = bool(item.dispatch_id) and not item.withdrawn_at
    done = page.task and page.task.fulfilled_at
    steps = PlanStep.objects.visible_to(request.user, at=request.now).filter(item=item)
    context = {
        "item": item,
        "page": page,
        "mine": mine,
        "office": office,
        "open_still": open_still,
        "breaks_down": (mine or office) and open_still and not item.parent_id and not done,
        "lines": lines_of(steps, now=request.now),
    }
    if page.task_page and page.sees_task:
        context |= decisions_open_to(request.user, page=page.task_page, now=request.now)
    return render(request, "responsibility/plans/item.html", context)


@require_http_methods(ASK)
@login_required
def item_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a part to an item: in a draft, or given out at once to a lower unit."""
    item = seen_item(request, pk)
    if item.parent_id or not _may_break_down(request, item):
        raise Http404
    posts, _given_in = parts_go_to(item, request.user, at=request.now)
    names = PostNames(posts.select_related("unit").order_by("unit__order_key", "position", "pk"))
    data = request.POST if request.method == "POST" else None
    form = PartForm(data, names=names, initial={"due_on": item.due_on, "text": item.text})
    to = {"by": request.actor, "now": request.now}
    if request.method == "POST":
        if item.plan.is_draft:
            to |= {"plan_id": item.plan_id, "parent_id": item.pk, "category_id": item.category_id}
            part = form.carry_out(add_to_draft, **to)
        else:
            part = form.carry_out(break_down, item_id=item.pk, **to)
        if part:
            return done(request, _("Added: %(item)s") % {"item": part.text}, item)
    notes = [_("It is due no later than the item, and turns nothing of it.")]
    notes += [] if item.plan.is_draft else [_("It goes out at once: the post owes it as a task.")]
    return draw_form(
        request, form, title=_("Break down to a lower unit"), submit=_("Add the part"),
        back=item.get_absolute_url(), lead=f"{item.label} {item.text}", notes=notes,
        one_of_many=True,
    )  # fmt: skip


def _may_break_down(request: HttpRequest, item: PlanItem) -> bool:
    seen = PlanItem.objects.visible_to(request.user, at=request.now).filter(pk=item.pk)
    if seen.managed_by(request.user, at=request.now).exists():
        return not item.plan.waits
    return seen.carried_out_by(request.user, at=request.now).exists()


@require_http_methods(ASK)
@login_required
def item_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Write how far it is, for who carries it out."""
    rows = PlanItem.objects.visible_to(request.user, at=request.now)
    rows = rows.carried_out_by(request.user, at=request.now).select_related("parent")
    item = get_object_or_404(rows, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = ProgressForm(data, initial={"on": day_of(request.now)})
    acts = {"by": request.actor, "now": request.now, "item_id": item.pk}
    if request.method == "POST" and form.carry_out(note_progress, **acts):
        return done(request, _("Progress noted."), item)
    notes = [
        _("Who leads and who pushes reads it. It can be taken back, and stays on the page."),
        _("It turns no lamp: log a record when the item is carried out."),
    ]
    return form_page(
        request, form, title=_("Note progress"), submit=_("Note progress"),
        back=item.get_absolute_url(), lead=f"{item.label} {item.text}", notes=notes,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def progress_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry back by another one with a reason, for who carries the item out."""
    mine = PlanItem.objects.visible_to(request.user, at=request.now)
    mine = mine.carried_out_by(request.user, at=request.now)
    entries = PlanProgress.objects.visible_to(request.user, at=request.now)
    entries = entries.filter(item__in=mine.values("pk")).select_related("item__parent")
    entry = get_object_or_404(entries, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    acts = {"by": request.actor, "now": request.now, "progress_id": entry.pk}
    if request.method == "POST" and form.carry_out(take_back_progress, **acts):
        return done(request, _("Taken back."), entry.item)
    return form_page(
        request, form, title=_("Take the entry back"), submit=_("Take the entry back"),
        back=entry.item.get_absolute_url(), lead=entry.text,
        notes=[_("The entry stays on the page, struck out, with the reason.")],
    )  # fmt: skip


def seen_item(request: HttpRequest, pk: int) -> PlanItem:
    """The item, where the person sees it. Raises Http404."""
    seen = PlanItem.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(seen.select_related(*SHOWN, *WHOLE), pk=pk)
