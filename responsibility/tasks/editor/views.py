"""Pages of the commission office for changing a draft: its items, their order, their rules."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, attempt, done, press, status_of
from pages.days import day_of
from pages.numbers import number
from responsibility.lists.due import ONE_OFF
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.succession import may_take_effect
from responsibility.lists.versions.edit import add_item, change_item
from responsibility.lists.versions.order import move_item, put_back_item, remove_item
from responsibility.lists.versions.review import what_stops, why_not_reviewed
from responsibility.organisation.guard import office_of
from responsibility.tasks.dispatches.reach import units_by_branch
from responsibility.tasks.editor.days import due_days
from responsibility.tasks.editor.forms import ItemForm, initial_of
from responsibility.tasks.editor.page import page_of, year_of

PAGES = "responsibility/tasks/editor"


@require_safe
@login_required
def list_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A version with its items, what they ask, what stops it, and what may be done with it."""
    duty_list = managed_list(request, pk)
    context = page_of(duty_list, now=request.now)
    context["stops"] = what_stops(duty_list, now=request.now) if context["editable"] else []
    context["to_revise"] = may_take_effect(duty_list, since=day_of(request.now).year)
    context["why_not"] = why_not_reviewed(duty_list, request.user)
    page = "_items.html" if request.wants_part else "editor.html"
    return render(request, f"{PAGES}/{page}", context)


@require_http_methods(ASK)
@login_required
def list_item_new(request: HttpRequest, pk: int) -> HttpResponse:
    duty_list = managed_list(request, pk)
    initial = {"required": 1, "cadence": DutyItem.Cadence.QUARTERLY, "rolls_forward": True}
    if category := number(request.GET.get("category", "")):
        initial["category"] = category
    form = _form(request, duty_list, initial)
    if request.method == "POST" and "days_only" not in request.POST:
        acting = {"by": request.actor, "now": request.now}
        if item := form.carry_out(add_item, list_id=duty_list.pk, **acting):
            said = _("Added: %(code)s.") % {"code": item.code}
            return done(request, said, "list-edit", duty_list.pk)
    return _item_page(request, duty_list, form, None)


@require_http_methods(ASK)
@login_required
def list_item(request: HttpRequest, pk: int) -> HttpResponse:
    """An item of a draft with all its rules, and its due days."""
    item = _managed_item(request, pk)
    form = _form(request, item.duty_list, initial_of(item))
    if request.method == "POST" and "days_only" not in request.POST:
        acting = {"by": request.actor, "now": request.now}
        if form.carry_out(change_item, item_id=item.pk, **acting):
            said = _("Saved: %(code)s.") % {"code": item.code}
            return done(request, said, "list-edit", item.duty_list_id)
    return _item_page(request, item.duty_list, form, item)


@require_POST
@login_required
def list_days(request: HttpRequest, pk: int) -> HttpResponse:
    """The real due days of the rule that is typed; kept nowhere."""
    duty_list = managed_list(request, pk)
    form = _form(request, duty_list, {})
    return render(request, f"{PAGES}/_days.html", _days(request, duty_list, form, None))


@require_POST
@login_required
def list_item_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an item stand elsewhere in its category, counted from 0."""
    item = _managed_item(request, pk)
    place = number(request.POST.get("place", "")) or 0
    press(request, move_item, item_id=item.pk, place=place)
    response = redirect("list-edit", item.duty_list_id)
    response["Location"] += f"#item-{item.pk}"
    return response


@require_POST
@login_required
def list_item_remove(request: HttpRequest, pk: int) -> HttpResponse:
    item = _managed_item(request, pk)
    said = _("Taken out: %(code)s. It can be put back below.") % {"code": item.code}
    press(request, remove_item, item_id=item.pk, say=said)
    return redirect("list-edit", item.duty_list_id)


@require_POST
@login_required
def list_item_put_back(request: HttpRequest, pk: int) -> HttpResponse:
    duty_list = managed_list(request, pk)
    code = request.POST.get("code", "")
    said = _("Put back: %(code)s.") % {"code": code}
    press(request, put_back_item, list_id=duty_list.pk, code=code, say=said)
    return redirect("list-edit", duty_list.pk)


def managed_list(request: HttpRequest, pk: int) -> DutyList:
    """The version, for the commission office of its county; for all others there is none."""
    lists = DutyList.objects.managed_by(request.user, at=request.now)
    named = ("role_kind", "county", "source", "drafted_by", "submitted_by", "returned_by")
    return get_object_or_404(lists.select_related(*named, "published_by", "closed_by"), pk=pk)


def _managed_item(request: HttpRequest, pk: int) -> DutyItem:
    lists = DutyList.objects.managed_by(request.user, at=request.now)
    duty_list = get_object_or_404(lists.select_related("role_kind"), items=pk)
    items = duty_list.items.select_related("category").prefetch_related("evidence")
    item = items.get(pk=pk)
    item.duty_list = duty_list
    return item


def _form(request: HttpRequest, duty_list: DutyList, initial: dict) -> ItemForm:
    branches = units_by_branch(county_id=office_of(request), now=request.now)
    data: QueryDict | None = request.POST if request.method == "POST" else None
    chain = duty_list.role_kind.chain
    return ItemForm(data, initial=initial, branches=branches, chain=chain)


def _days(request, duty_list: DutyList, form: ItemForm, item: DutyItem | None) -> dict:
    """The due days of what is typed, else of the item; and why there are none."""
    year = year_of(duty_list, now=request.now)
    rule, rolls = (item.due_rule, item.rolls_forward) if item else ("period_end", True)
    cadence = item.cadence if item else DutyItem.Cadence.QUARTERLY
    if form.is_bound:
        form.is_valid()
        cadence, rule = form.cleaned_data.get("cadence", ONE_OFF), form.rule
        rolls = form.cleaned_data.get("rolls_forward", True)
    days, why_not = attempt(
        due_days,
        county_id=duty_list.county_id,
        cadence=cadence,
        due_rule=rule,
        rolls_forward=rolls,
        year=year,
    )
    return {"days": days, "why_not": why_not, "year": year, "now": request.now}


def _item_page(request, duty_list: DutyList, form: ItemForm, item: DutyItem | None) -> HttpResponse:
    context = _days(request, duty_list, form, item) | {
        "form": form, "item": item, "duty_list": duty_list,
    }  # fmt: skip
    status = 200 if "days_only" in request.POST else status_of(form)
    return render(request, f"{PAGES}/item.html", context, status=status)
