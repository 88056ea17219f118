"""The words of messages: their versions, a new one with its preview, a second person's yes."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alerts.outbox.channel_names import channel_name
from alerts.wording.change import (
    activate_wording,
    enter_template,
    template_channels,
    templates_of,
    why_not_activated,
    write_wording,
)
from alerts.wording.fit import by_key, faults, usual, worst
from alerts.wording.in_use import complete, versions, words_in_use
from alerts.wording.models import Wording
from alerts.wording.words import SHIPPED, shipped_words
from pages.answer import ASK, done, press, status_of
from pages.refused import Refused
from responsibility.organisation.guard import offices_of
from responsibility.wording.forms import TemplateForm, WordingForm
from responsibility.wording.said import said

PAGES = "responsibility/wording"


@require_safe
@login_required
def wording(request: HttpRequest) -> HttpResponse:
    """The versions there are, the newest first; the one shipped is the first."""
    offices_of(request)
    in_use = words_in_use()
    context = {
        "versions": versions(),
        "in_use": in_use.version,
        "shipped": SHIPPED,
        "usual": usual(in_use.words),
        "worst": worst(in_use.words),
    }
    return render(request, f"{PAGES}/versions.html", context)


@require_http_methods(ASK)
@login_required
def wording_new(request: HttpRequest) -> HttpResponse:
    """Write a version, beginning with the words in use."""
    offices_of(request)
    form = WordingForm(request.POST or None, words=words_in_use().words)
    if request.method == "POST":
        made = form.carry_out(write_wording, by=request.actor, now=request.now)
        if made:
            text = _("Kept. A second person puts it to use.")
            return done(request, text, "wording-version", made.version)
    return render(request, f"{PAGES}/new.html", _shown(form), status=status_of(form))


@require_POST
@login_required
def wording_preview(request: HttpRequest) -> HttpResponse:
    """What is typed, as it would be sent; kept nowhere."""
    offices_of(request)
    form = WordingForm(request.POST, words=words_in_use().words)
    form.fields["note"].required = False
    part = "_preview" if request.wants_part else "new"
    if form.is_valid() and (wrong := faults(form.words())):
        form.refuse(Refused.because(by_key(wrong)))
    return render(request, f"{PAGES}/{part}.html", _shown(form))


@require_safe
@login_required
def wording_version(request: HttpRequest, version: int) -> HttpResponse:
    """One version: its words, how long they get, and who wrote it."""
    offices_of(request)
    return _version_page(request, version)


@require_POST
@login_required
def wording_use(request: HttpRequest, version: int) -> HttpResponse:
    """Put a version to use."""
    offices_of(request)
    text = _("In use: messages are written in these words from now on.")
    try:
        used = press(request, activate_wording, version=version, say=text)
    except Wording.DoesNotExist as absent:
        raise Http404 from absent
    return redirect("wording") if used else _version_page(request, version, status=422)


@require_POST
@login_required
def wording_template(request: HttpRequest, version: int) -> HttpResponse:
    """Note the provider's template of a version."""
    offices_of(request)
    form = TemplateForm(request.POST, channels=template_channels())
    fixed = {"version": version, "by": request.actor, "now": request.now}
    try:
        entered = form.carry_out(enter_template, **fixed)
    except Wording.DoesNotExist as absent:
        raise Http404 from absent
    if not entered:
        return _version_page(request, version, form=form, status=422)
    return done(request, _("Noted."), "wording-version", version)


def _shown(form: WordingForm) -> dict:
    """The form with its previews, where what is typed can be read as words."""
    words = words_in_use().words
    if form.is_bound:
        words = form.words() if form.is_valid() else None
    previews = {"usual": usual(words), "worst": worst(words)} if words else {}
    return {"form": form, **previews}


def _version_page(
    request: HttpRequest, version: int, *, form: TemplateForm | None = None, status: int = 200
) -> HttpResponse:
    kept = versions().filter(version=version).first()
    if kept is None and version != SHIPPED:
        raise Http404
    words = complete(kept.words) if kept else shipped_words()
    entered = templates_of(version)
    lacking = [channel for channel in template_channels() if channel not in entered]
    context = {
        "kept": kept,
        "version": version,
        "in_use": words_in_use().version == version,
        "said": said(words),
        "usual": usual(words),
        "worst": worst(words),
        "templates": [(channel_name(key), template) for key, template in entered.items()],
        "form": form or (TemplateForm(channels=lacking) if lacking else None),
        "why_not": why_not_activated(kept, user=request.user) if kept else "",
    }
    return render(request, f"{PAGES}/version.html", context, status=status)
