"""Who reads a talk: a grant given and ended by the office, and opening it for a purpose."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, done, form_page, press
from responsibility.organisation.people.models import User
from supervision.talks.forms import GrantForm, ReadForm
from supervision.talks.grants.give import end_talk_grant, give_talk_grant, may_grant, read_talk
from supervision.talks.grants.models import grants_of
from supervision.talks.models import Talk
from supervision.talks.rights import Case


@require_http_methods(ASK)
@login_required
def talk_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Name somebody who may read the talk."""
    talk = _granted(request, pk)
    people = User.objects.visible_to(request.user, at=request.now).filter(is_active=True)
    form = GrantForm(request.POST or None, people=people)
    act = {"talk_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(give_talk_grant, **act):
        return done(request, _("The person may read it; each reading asks the purpose."), talk)
    return form_page(
        request, form, title=_("Let somebody read the talk"), submit=_("Decide"),
        back=talk.get_absolute_url(), lead=talk.called,
    )  # fmt: skip


@require_POST
@login_required
def talk_grant_end(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """End a grant at once."""
    talk = _granted(request, pk)
    get_object_or_404(talk.grants, pk=row)
    press(request, end_talk_grant, talk_id=pk, grant_id=row, say=_("The grant is ended."))
    return redirect(talk)


@require_http_methods(ASK)
@login_required
def talk_read(request: HttpRequest, pk: int) -> HttpResponse:
    """State the purpose, and read it for some minutes."""
    talk = _visible(request, pk)
    if not grants_of(request.user, at=request.now).filter(talk=talk).exists():
        raise PermissionDenied
    form = ReadForm(request.POST or None)
    act = {"talk_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(read_talk, **act):
        return done(request, _("Noted. It may be read for half an hour."), talk)
    return form_page(
        request, form, title=_("Read the talk"), submit=_("Read"), back=talk.get_absolute_url(),
        lead=talk.called,
    )  # fmt: skip


def _visible(request: HttpRequest, pk: int) -> Talk:
    return get_object_or_404(Talk.objects.visible_to(request.user, at=request.now), pk=pk)


def _granted(request: HttpRequest, pk: int) -> Talk:
    """The talk, for who decides who reads it."""
    talk = _visible(request, pk)
    if not may_grant(request.user, Case.of(talk, at=request.now), at=request.now):
        raise PermissionDenied
    return talk
