"""Pages of a version's way: started, submitted, returned, published by another person, closed."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, done, form_page, press
from pages.days import day_of
from responsibility.lists.models import DutyList
from responsibility.lists.succession import years_to_revise
from responsibility.lists.versions.review import (
    close_version,
    publish_version,
    send_back,
    submit,
    take_submission_back,
)
from responsibility.lists.versions.start import start_version
from responsibility.tasks.editor.forms import PublishVersionForm, StartForm, VersionReasonForm
from responsibility.tasks.editor.views import managed_list


@require_http_methods(ASK)
@login_required
def list_start(request: HttpRequest, pk: int) -> HttpResponse:
    """A new version as a copy, for this year or the next."""
    source, this_year = managed_list(request, pk), day_of(request.now).year
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, years=[this_year, this_year + 1], initial={"year": this_year + 1})
    acting = {"by": request.actor, "now": request.now}
    if request.method == "POST" and (
        draft := form.carry_out(start_version, list_id=source.pk, **acting)
    ):
        sentence = _("Version %(number)d is started.") % {"number": draft.version}
        return done(request, sentence, "list-edit", draft.pk)
    return form_page(
        request,
        form,
        title=_("Start a new version"),
        submit=_("Start it"),
        back=reverse("list", args=[source.pk]),
        lead=str(source),
        notes=[
            _("All items are copied. This version stays as it is."),
            _("Another person of the office reviews and publishes the new one."),
        ],
    )


@require_POST
@login_required
def list_submit(request: HttpRequest, pk: int) -> HttpResponse:
    duty_list = managed_list(request, pk)
    sentence = _("Submitted. Another person of the office reviews it.")
    press(request, submit, list_id=duty_list.pk, say=sentence)
    return redirect("list-edit", duty_list.pk)


@require_POST
@login_required
def list_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    duty_list = managed_list(request, pk)
    sentence = _("Taken back: it is a draft again.")
    press(request, take_submission_back, list_id=duty_list.pk, say=sentence)
    return redirect("list-edit", duty_list.pk)


@require_http_methods(ASK)
@login_required
def list_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    duty_list = managed_list(request, pk)
    notes = [_("Whoever works on it reads the reason, mends it and submits it again.")]
    words = _("Return the list"), _("Returned.")
    return _act(request, duty_list, VersionReasonForm, send_back, *words, notes)


@require_http_methods(ASK)
@login_required
def list_publish_version(request: HttpRequest, pk: int) -> HttpResponse:
    duty_list = managed_list(request, pk)
    notes = [
        _("From now on it no longer changes, and everybody who reads lists reads it."),
        _("Its tasks are made in the next step, for the items and the year you choose."),
    ]
    sentence = _("The version is published. Now publish its items.")
    to = "list-publish"
    if years_to_revise(duty_list, since=day_of(request.now).year):
        sentence, to = (
            _("The version is published. Now let it take effect from a day."),
            "list-revise",
        )
    words = _("Publish the version"), sentence
    return _act(request, duty_list, PublishVersionForm, publish_version, *words, notes, to=to)


@require_http_methods(ASK)
@login_required
def list_close(request: HttpRequest, pk: int) -> HttpResponse:
    duty_list = managed_list(request, pk)
    notes = [_("Nothing more is made from it. Tasks there are stay, with their lamps.")]
    if not duty_list.published_at:
        notes = [_("The draft is given up. It stays readable for the office.")]
    words = _("Close the version"), _("Closed.")
    return _act(request, duty_list, VersionReasonForm, close_version, *words, notes)


def _act(
    request: HttpRequest,
    duty_list: DutyList,
    form_class: type,
    verb: Callable,
    title: str,
    say: str,
    notes: list[str],
    *,
    to: str = "list-edit",
) -> HttpResponse:
    form = form_class(request.POST if request.method == "POST" else None)
    acting = {"by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(verb, list_id=duty_list.pk, **acting):
        return done(request, say, to, duty_list.pk)
    back = reverse("list-edit", args=[duty_list.pk])
    lead = f"{duty_list.role_kind} · v{duty_list.version}"
    return form_page(request, form, title=title, submit=title, back=back, lead=lead, notes=notes)
