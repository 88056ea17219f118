"""Mergers and splits: entering one, one that was entered, all of them; for the office."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.days import day_of
from pages.listing.views import list_page
from responsibility.organisation.dated.forms import TakeBackForm
from responsibility.organisation.guard import offices_of, units_of_office
from responsibility.organisation.sign_in.again import asks_password
from responsibility.organisation.units.models import Unit
from responsibility.tasks.mergers.forms import MergeForm, RowsForm, SplitForm
from responsibility.tasks.mergers.listing import ReorganisationListing, before_and_after, state_of
from responsibility.tasks.mergers.merge import merge_units
from responsibility.tasks.mergers.models import Reorganisation
from responsibility.tasks.mergers.plan import Plan
from responsibility.tasks.mergers.split import split_unit
from responsibility.tasks.mergers.take_back import take_back_reorganisation, what_happened_since

PAGES = "responsibility/tasks/mergers"


@require_safe
@login_required
def reorganisations(request: HttpRequest) -> HttpResponse:
    """All mergers and splits of the county."""
    offices_of(request)
    return list_page(request, ReorganisationListing)


@require_http_methods(ASK)
@login_required
@asks_password
def unit_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge the unit `pk` with others; where each post goes is confirmed row by row."""
    unit = _unit(request, pk)
    units = units_of_office(request).exclude(kind=Unit.Kind.COUNTY)
    form = MergeForm(request.POST or None, unit=unit, units=units, today=day_of(request.now))
    title = _("Merge %(unit)s") % {"unit": unit}
    return _page(request, form, unit, merge_units, title=title)


@require_http_methods(ASK)
@login_required
@asks_password
def unit_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Split the unit `pk`; where each post goes is confirmed row by row."""
    unit = _unit(request, pk)
    form = SplitForm(request.POST or None, unit=unit, today=day_of(request.now))
    title = _("Split %(unit)s") % {"unit": unit}
    return _page(request, form, unit, split_unit, title=title, unit_id=pk)


def _unit(request: HttpRequest, pk: int) -> Unit:
    managed = Unit.objects.managed_by(request.user, at=request.now).exclude(kind=Unit.Kind.COUNTY)
    return get_object_or_404(managed, pk=pk, closed_on=None)


def _page(request, form, unit: Unit, verb, *, title: str, **fixed) -> HttpResponse:
    rows = None
    if request.method == "POST" and form.is_valid():
        rows, made = _answer(request, form, verb, **fixed)
        if made:
            return done(request, _("The reorganisation is entered."), "reorganisation", made.pk)
    shown = [form] if rows is None else [form, rows]
    context = {"form": form, "rows": rows, "unit": unit, "title": title}
    return render(request, f"{PAGES}/new.html", context, status=status_of(*shown))


def _answer(request, form, verb, **fixed):
    """The rows of what was sent, and what was made of them if they had been shown. What is refused
    as it is first shown is not shown."""
    plan = _plan(request, form)
    shown = form.cleaned_data["seen"] == plan.mark
    rows = RowsForm(request.POST if shown else None, plan=plan)
    if shown and not rows.is_valid():
        return rows, None
    chosen = rows.as_chosen(rows.cleaned_data) if shown else rows.as_shown
    with transaction.atomic():
        made = form.carry_out(verb, by=request.actor, now=request.now, **chosen, **fixed)
        transaction.set_rollback(not shown)
    if not made and not shown:
        return None, None
    return rows, made if shown else None


def _plan(request, form) -> Plan:
    values = form.cleaned_data
    about = {"first_on": values["first_on"], "now": request.now}
    if isinstance(form, SplitForm):
        names, ends = values["names"], values["ends"]
        return Plan(sources=[form.unit], names=names, ends=ends, is_split=True, **about)
    into = values["into"]
    names = [into.name if into else values["name"]]
    return Plan(sources=form.merged, names=names, ends=True, into=into, **about)


@require_safe
@login_required
def reorganisation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One reorganisation: its units, where each post went with how many tasks."""
    made = _made(request, pk)
    before, after = before_and_after(made)
    posts = made.posts.select_related("post__unit", "to_post__unit").annotate(n=Count("tasks"))
    context = {
        "title": f"{before} → {after}",
        "made": made,
        "state": state_of(made, request.now),
        "posts": posts,
        "against": "" if made.taken_back_at else what_happened_since(made),
    }
    return render(request, f"{PAGES}/reorganisation.html", context)


@require_http_methods(ASK)
@login_required
@asks_password
def reorganisation_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the reorganisation `pk` back as one act, with a reason."""
    made = _made(request, pk, taken_back_at=None)
    form = TakeBackForm(request.POST or None)
    act = {"reorganisation_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back_reorganisation, **act):
        return done(request, _("The reorganisation is taken back."), "reorganisation", pk)
    return form_page(
        request,
        form,
        title=_("Take back the reorganisation"),
        submit=_("Take back"),
        back=reverse("reorganisation", args=[pk]),
        lead=" → ".join(before_and_after(made)),
        notes=[
            _("Units, posts, people and open tasks are where they were before."),
            _("What it founded and opened stands no more. It stays to be read as taken back."),
        ],
    )


def _made(request: HttpRequest, pk: int, **which) -> Reorganisation:
    rows = Reorganisation.objects.managed_by(request.user, at=request.now).with_names()
    return get_object_or_404(rows, pk=pk, **which)
