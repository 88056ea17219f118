"""The page on which the commission office appoints somebody to a post."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, done, form_page
from pages.days import day_of
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.posts.take_seats import seats_offered
from responsibility.organisation.sign_in.again import asks_password
from responsibility.tasks.appointing.appoint import appoint
from responsibility.tasks.appointing.forms import AppointForm
from responsibility.tasks.appointing.late import effects_of


@require_http_methods(ASK)
@login_required
@asks_password
def appointment_new(request, pk):
    """Appoint somebody to the post `pk`; a day gone by shows its effects first."""
    managed = Post.objects.managed_by(request.user, at=request.now).with_people(at=request.now)
    post = get_object_or_404(managed, pk=pk, role_kind__collective=False)
    form = AppointForm(
        request.POST or None,
        holder=next(iter(post.holders), None),
        people=User.objects.visible_to(request.user, at=request.now).filter(is_active=True),
        today=day_of(request.now),
        seats=seats_offered(post, now=request.now),
    )
    notes = []
    if request.method == "POST":
        with transaction.atomic():
            made = form.carry_out(_appoint, post_id=pk, by=request.actor, now=request.now)
            notes = _unseen_effects(request, form, post) if made else []
            transaction.set_rollback(bool(notes))
        if made and not notes:
            return done(request, _said(*made), "post", pk)
    return form_page(
        request,
        form,
        title=_("Appoint to %(post)s") % {"post": post},
        submit=_("Appoint as shown") if notes else _("Appoint"),
        back=reverse("post", args=[pk]),
        lead=post.unit.name,
        notes=notes,
    )


def _unseen_effects(request, form, post) -> list[str]:
    """What a first day gone by does, if it was not shown yet; it then stands in the form."""
    chosen = form.cleaned_data
    if chosen["seen"] == chosen["first_on"]:
        return []
    form.data = form.data.copy()
    form.data["seen"] = chosen["first_on"].isoformat()
    return effects_of(post=post, holders=post.holders, first_on=chosen["first_on"], now=request.now)


def _appoint(*, seen, **values):
    return appoint(**values)


def _said(appointment, tasks: int) -> str:
    said = _("%(person)s is appointed.") % {"person": appointment.user}
    if seats := [f"{seat.get_role_display()} · {seat.post}" for seat in appointment.seats.all()]:
        between = pgettext("between items", ", ")
        said += " " + _("Seats taken with it: %(seats)s.") % {"seats": between.join(seats)}
    if tasks:
        said += " " + ngettext(
            "%(count)d task came with it.", "%(count)d tasks came with it.", tasks
        ) % {"count": tasks}
    return said
