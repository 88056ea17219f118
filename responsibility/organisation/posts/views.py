"""Posts: one post with its people, and what is done to it. Views for the commission office."""

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
from responsibility.organisation.links.models import Charge
from responsibility.organisation.people.forms import MembershipForm
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.join import join, leave
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.posts.open import open_post, rename_post
from responsibility.organisation.sign_in.again import asks_password
from responsibility.organisation.units.forms import OpenPostForm, RenamePostForm
from responsibility.organisation.units.models import Unit
from responsibility.templatetags.organisation import over

PAGES = "responsibility/organisation"


@require_safe
@login_required
def post(request, pk):
    """One post: who holds it and held it, its members and clerks, what it is in charge of."""
    post = _post(request, pk)
    user, now = request.user, request.now
    of_post = {"post__unit", "user"}
    appointments = list(
        Appointment.objects.managed_by(user, at=now)
        .filter(post=post)
        .select_related(*of_post)
        .order_by("-period")
    )
    memberships = Membership.objects.managed_by(user, at=now).filter(post=post)
    others = memberships.exclude(pk__in=memberships.now_or_later(at=now).values("pk"))
    others = list(others.select_related(*of_post).order_by("-period"))
    charges = Charge.objects.managed_by(user, at=now).filter(post=post)
    charges = list(charges.select_related("post__unit", "unit").order_by("unit__order_key"))
    context = {
        "post": post,
        "stands": post.stands_on(day_of(now)),
        "appointments": [row for row in appointments if not row.period.isempty],
        "memberships": memberships.now_or_later(at=now).select_related("user").head_first(),
        "former": [row for row in others if not row.period.isempty],
        "charges": [row for row in charges if not (row.period.isempty or over(row.period, now))],
        "taken_back": taken_back([*appointments, *others, *charges]),
    }
    return render(request, f"{PAGES}/post.html", context)


@require_http_methods(ASK)
@login_required
def post_open(request, pk):
    """A new post in the unit `pk`."""
    managed = Unit.objects.managed_by(request.user, at=request.now)
    unit = get_object_or_404(managed.standing_on(day_of(request.now)), pk=pk)
    form = OpenPostForm(request.POST or None, initial={"first_on": day_of(request.now)})
    if request.method == "POST":
        opened = form.carry_out(open_post, unit_id=pk, by=request.actor, now=request.now)
        if opened:
            return done(request, _("The post is opened."), "post", opened.pk)
    return form_page(
        request,
        form,
        title=_("Open a post in %(unit)s") % {"unit": unit},
        submit=_("Open the post"),
        back=reverse("unit", args=[pk]),
        one_of_many=True,
    )


@require_http_methods(ASK)
@login_required
def post_rename(request, pk):
    post = _post(request, pk)
    initial = {"title": post.title, "position": post.position}
    form = RenamePostForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.carry_out(
        rename_post, post_id=pk, by=request.actor, now=request.now
    ):
        return done(request, _("The title is changed."), "post", pk)
    return form_page(
        request,
        form,
        title=_("Title of %(post)s") % {"post": post},
        submit=_("Change the title"),
        back=reverse("post", args=[pk]),
    )


@require_http_methods(ASK)
@login_required
@asks_password
def membership_join(request, pk):
    """A new member or clerk of the post `pk`."""
    post = _post(request, pk)
    people = User.objects.visible_to(request.user, at=request.now).filter(is_active=True)
    form = MembershipForm(request.POST or None, post=post, people=people, today=day_of(request.now))
    if request.method == "POST" and form.carry_out(
        join, post_id=pk, by=request.actor, now=request.now
    ):
        return done(request, _("The entry is made."), "post", pk)
    return form_page(
        request,
        form,
        title=_("Member or clerk of %(post)s") % {"post": post},
        submit=_("Enter"),
        back=reverse("post", args=[pk]),
        one_of_many=True,
    )


@require_http_methods(ASK)
@login_required
def membership_leave(request, pk):
    """The last day of a member or clerk."""
    kept = Membership.objects.managed_by(request.user, at=request.now).kept()
    row = get_object_or_404(kept.select_related("user", "post"), pk=pk)
    verb = partial(leave, membership_id=pk)
    title = _("Last day of %(person)s as %(post)s") % {"person": row.user, "post": row.post}
    return last_day_page(request, row, entries="memberships", verb=verb, title=title)


def _post(request, pk) -> Post:
    managed = Post.objects.managed_by(request.user, at=request.now)
    return get_object_or_404(managed.select_related("unit", "role_kind"), pk=pk)
