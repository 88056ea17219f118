"""Units: the tree, one unit, and what is done to it. Views for the commission office."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page
from pages.days import day_of
from pages.listing.views import list_page
from pages.numbers import number
from responsibility.organisation.guard import offices_of, units_of_office
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.forms import ChangeUnitForm, FoundUnitForm
from responsibility.organisation.units.found import found_unit
from responsibility.organisation.units.listing import UnitListing
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.reorganise import reorganise, take_back_change

PAGES = "responsibility/organisation"


@require_safe
@login_required
def units(request):
    """The tree in the organisation's order, with how many posts there are and how many vacant."""
    offices_of(request)
    return list_page(request, UnitListing)


@require_safe
@login_required
def unit(request, pk):
    """One unit: its posts and who is in them, its relations, its names and places over time."""
    unit = _unit(request, pk)
    user, now, today = request.user, request.now, day_of(request.now)
    posts = Post.objects.managed_by(user, at=now).filter(unit=unit).with_people(at=now)
    charges = Charge.objects.managed_by(user, at=now).now_or_later(at=now)
    links = SupervisionLink.objects.managed_by(user, at=now).now_or_later(at=now)
    links = links.select_related("body", "unit").order_by("body__order_key", "unit__order_key")
    parts = Unit.objects.managed_by(user, at=now).filter(parent=unit).standing_on(today)
    versions = UnitVersion.objects.managed_by(user, at=now).filter(unit=unit)
    context = {
        "unit": unit,
        "today": today,
        "posts": [post for post in posts if post.stands_on(today)],
        "closed_posts": [post for post in posts if not post.stands_on(today)],
        "parts": parts.with_post_counts(at=now).in_order(),
        "charges": charges.filter(unit=unit).select_related("post__unit"),
        "supervised_by": links.filter(unit=unit),
        "supervises": links.filter(body=unit),
        "versions": versions.kept().select_related("parent").order_by("-period"),
    }
    return render(request, f"{PAGES}/unit.html", context)


@require_http_methods(ASK)
@login_required
def unit_found(request):
    units = units_of_office(request)
    initial = {
        "parent": number(request.GET.get("under")) or units[0].pk,
        "first_on": day_of(request.now),
    }
    form = FoundUnitForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST":
        founded = form.carry_out(found_unit, by=request.actor, now=request.now)
        if founded:
            text = _("%(unit)s is founded.") % {"unit": founded}
            return done(request, text, "unit", founded.pk, again=f"under={founded.parent_id}")
    title, back = _("Found a unit"), reverse("units")
    return form_page(request, form, title=title, submit=title, back=back, one_of_many=True)


@require_http_methods(ASK)
@login_required
def unit_change(request, pk):
    """Another name, parent or place from a day on."""
    unit = _unit(request, pk)
    is_county = unit.kind == Unit.Kind.COUNTY
    initial = {
        "name": unit.name,
        "parent": unit.parent_id,
        "position": unit.position,
        "first_on": day_of(request.now),
    }
    units = None if is_county else units_of_office(request).exclude(path__startswith=unit.path)
    form = ChangeUnitForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST":
        fixed = {"parent_id": None, "position": unit.position} if is_county else {}
        version = form.carry_out(reorganise, unit_id=pk, by=request.actor, now=request.now, **fixed)
        if version:
            return done(request, _("The change is entered."), "unit", pk)
    return form_page(
        request,
        form,
        title=_("Rename or move %(unit)s") % {"unit": unit},
        submit=_("Enter the change"),
        back=reverse("unit", args=[pk]),
    )


@require_POST
@login_required
def unit_take_back(request, pk):
    """Take back a change whose day has not come; `pk` is the version's."""
    ahead = UnitVersion.objects.managed_by(request.user, at=request.now).ahead(at=request.now)
    version = get_object_or_404(ahead, pk=pk)
    take_back_change(version_id=pk, by=request.actor, now=request.now)
    return done(request, _("The change is taken back."), "unit", version.unit_id)


def _unit(request, pk) -> Unit:
    managed = Unit.objects.managed_by(request.user, at=request.now).select_related("parent")
    return get_object_or_404(managed, pk=pk)
