"""The exceptions, and what the office does about them in one go."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alerts.contacts.flag import lift_flag
from alerts.outbox.storm import release_held
from pages.listing.views import list_page
from responsibility.organisation.guard import offices_of
from responsibility.outbox.exceptions.listing import ExceptionListing
from responsibility.outbox.exceptions.open import alarms_of, flagged_of, flags_of


@require_safe
@login_required
def exceptions(request: HttpRequest) -> HttpResponseBase:
    """All that is not moving, waiting or well."""
    counties = offices_of(request)
    alarms, flagged = alarms_of(counties), flagged_of(request.user, at=request.now)
    return list_page(request, ExceptionListing, alarms=alarms, flagged=flagged)


@require_POST
@login_required
def release(request: HttpRequest) -> HttpResponse:
    """Let what the storm breaker held go on."""
    counties = offices_of(request)
    let_go = sum(
        release_held(county_id=county, by=request.actor, now=request.now) for county in counties
    )
    said = ngettext("%(count)d text is released.", "%(count)d texts are released.", let_go)
    messages.success(request, said % {"count": let_go})
    return redirect("outbox-exceptions")


@require_POST
@login_required
def flag_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Let texts go to a number again."""
    offices_of(request)
    flag = get_object_or_404(flags_of(request.user, at=request.now), pk=pk)
    lift_flag(flag=flag, by=request.actor, now=request.now)
    messages.success(request, _("Texts go to this number again."))
    return redirect("outbox-exceptions")
