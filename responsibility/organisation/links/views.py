"""Charges and supervision links as the commission office enters them."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page
from pages.days import day_of
from responsibility.organisation.dated.taken_back import taken_back
from responsibility.organisation.dated.views import last_day_page
from responsibility.organisation.guard import units_of_office
from responsibility.organisation.links.charge import end_charge, put_in_charge_of_all
from responsibility.organisation.links.forms import ChargeForm, SupervisionForm
from responsibility.organisation.links.link_supervision import end_link, link_supervision
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.posts.models import Post
from responsibility.organisation.sign_in.again import asks_password
from responsibility.organisation.units.models import Unit

PAGES = "responsibility/organisation"


@require_http_methods(ASK)
@login_required
@asks_password
def charge_put(request):
    units = units_of_office(request)
    posts = Post.objects.managed_by(request.user, at=request.now)
    posts = posts.standing_on(day_of(request.now)).filter(role_kind__collective=False)
    initial = {
        "post": request.GET.get("post"),
        "unit": [request.GET.get("unit")],
        "first_on": day_of(request.now),
    }
    form = ChargeForm(
        request.POST or None,
        posts=posts.with_people(at=request.now),
        units=units,
        initial=initial,
    )
    if request.method == "POST":
        charges = form.carry_out(put_in_charge_of_all, by=request.actor, now=request.now)
        if charges:
            again = f"post={charges[0].post_id}"
            return done(request, _("The charge is entered."), "charges", again=again)
    return form_page(
        request,
        form,
        title=_("Put a post in charge"),
        submit=_("Enter"),
        back=reverse("charges"),
        one_of_many=True,
        lead=_("A leader in charge sees the lamps of the unit and of what stands beneath it."),
    )


@require_http_methods(ASK)
@login_required
def charge_end(request, pk):
    kept = Charge.objects.managed_by(request.user, at=request.now).kept()
    row = get_object_or_404(kept.select_related("post", "unit"), pk=pk)
    title = _("Last day of %(post)s for %(unit)s") % {"post": row.post, "unit": row.unit}
    verb = partial(end_charge, charge_id=pk)
    return last_day_page(request, row, entries="charges", verb=verb, title=title)


@require_safe
@login_required
def supervision(request):
    """Which discipline body supervises which units, body by body."""
    units = units_of_office(request)
    rows = SupervisionLink.objects.managed_by(request.user, at=request.now)
    rows = rows.now_or_later(at=request.now).select_related("unit").order_by("unit__order_key")
    links = list(rows)
    bodies = [
        (body, [link for link in links if link.body_id == body.pk])
        for body in units
        if body.kind == Unit.Kind.DISCIPLINE
    ]
    watched = [link.unit.path for link in links]
    mistaken = SupervisionLink.objects.managed_by(request.user, at=request.now).restorable()
    context = {
        "taken_back": taken_back(mistaken.select_related("body", "unit")),
        "bodies": bodies,
        "nobodys": [
            unit
            for unit in units
            if unit.kind == Unit.Kind.BODY and not unit.path.startswith(tuple(watched))
        ],
    }
    return render(request, f"{PAGES}/supervision.html", context)


@require_http_methods(ASK)
@login_required
@asks_password
def supervision_link(request):
    units = units_of_office(request)
    form = SupervisionForm(
        request.POST or None,
        bodies=units.filter(kind=Unit.Kind.DISCIPLINE),
        units=units,
        initial={
            "body": request.GET.get("body"),
            "unit": request.GET.get("unit"),
            "first_on": day_of(request.now),
        },
    )
    if request.method == "POST":
        link = form.carry_out(link_supervision, by=request.actor, now=request.now)
        if link:
            return done(
                request, _("The link is entered."), "supervision", again=f"body={link.body_id}"
            )
    return form_page(
        request,
        form,
        title=_("Link a supervised unit"),
        submit=_("Enter"),
        back=reverse("supervision"),
        one_of_many=True,
    )


@require_http_methods(ASK)
@login_required
def supervision_end(request, pk):
    kept = SupervisionLink.objects.managed_by(request.user, at=request.now).kept()
    row = get_object_or_404(kept.select_related("body", "unit"), pk=pk)
    return last_day_page(
        request,
        row,
        entries="supervision",
        verb=partial(end_link, link_id=pk),
        title=_("Last day of %(body)s for %(unit)s") % {"body": row.body, "unit": row.unit},
        lead=_("What was checked before stays visible to who checked it."),
    )
