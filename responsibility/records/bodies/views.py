"""Grants to read text and files of records. Views for the commission office."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page
from pages.days import day_of
from pages.forms import RuleForm
from pages.listing.views import list_page
from pages.numbers import numbers_or_404
from pages.templatetags.look import day
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.sign_in.again import asks_password
from responsibility.organisation.standing import standing_of
from responsibility.records.bodies.forms import BodyGrantForm
from responsibility.records.bodies.give import end_grant, give_grant
from responsibility.records.bodies.listing import GrantListing
from responsibility.records.bodies.models import BodyGrant
from responsibility.records.models import DutyRecord


@require_safe
@login_required
def body_grants(request: HttpRequest) -> HttpResponseBase:
    """The grants of the county, newest first, with how often each was used."""
    _check_office(request)
    return list_page(request, GrantListing)


@require_http_methods(ASK)
@login_required
@asks_password
def body_grant_new(request: HttpRequest) -> HttpResponse:
    """A grant to read one `record`, or all records of a post that is chosen (`post`)."""
    _check_office(request)
    record = _record(request)
    posts = Post.objects.managed_by(request.user, at=request.now).with_people(at=request.now)
    form = BodyGrantForm(
        request.POST or None,
        people=User.objects.visible_to(request.user, at=request.now).filter(is_active=True),
        posts=None if record else posts.standing_on(day_of(request.now)),
        initial={"first_on": day_of(request.now), "post": request.GET.get("post")},
    )
    if request.method == "POST":
        about = {"record_id": record.pk} if record else {}
        if form.carry_out(give_grant, by=request.actor, now=request.now, **about):
            return done(request, _("The grant is entered."), "body-grants")
    return form_page(
        request,
        form,
        title=_title(request, record),
        submit=_("Give the grant"),
        back=record.get_absolute_url() if record else reverse("body-grants"),
        lead=_("The person states a purpose at each reading, and each reading is logged."),
    )


@require_http_methods(ASK)
@login_required
def body_grant_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a grant at once."""
    grants = BodyGrant.objects.managed_by(request.user, at=request.now)
    grant = get_object_or_404(grants.select_related("user"), pk=pk)
    if request.method == "POST":
        end_grant(grant_id=pk, by=request.actor, now=request.now)
        return done(request, _("The grant is ended."), "body-grants")
    return form_page(
        request,
        RuleForm(),
        title=_("End the grant"),
        submit=_("End the grant"),
        back=reverse("body-grants"),
        lead=grant.user.name,
        notes=[_("It allows no reading from now on. What was read stays in the log.")],
    )


def _check_office(request: HttpRequest) -> None:
    if not standing_of(request.user, at=request.now).office_counties:
        raise Http404


def _record(request: HttpRequest) -> DutyRecord | None:
    if not request.GET.get("record"):
        return None
    (record,) = numbers_or_404([request.GET["record"]])
    counties = standing_of(request.user, at=request.now).office_counties
    visible = DutyRecord.objects.visible_to(request.user, at=request.now)
    of_office = visible.filter(county_id__in=counties).select_related("post__unit")
    return get_object_or_404(of_office, pk=record)


def _title(request: HttpRequest, record: DutyRecord | None) -> str:
    if record is None:
        return _("Let somebody read records")
    return _("Let somebody read the record of %(day)s, %(unit)s %(post)s") % {
        "day": day(record.happened_on, request.now),
        "unit": record.post.unit.name,
        "post": record.post.title,
    }
