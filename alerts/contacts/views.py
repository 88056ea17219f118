"""How I am told: a person's own wishes, and what always comes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alerts.contacts.forms import PreferenceForm
from alerts.contacts.models import Preference
from alerts.contacts.prefer import prefer
from alerts.kinds.declared import Stage
from alerts.kinds.stages import stages, stages_where
from pages.answer import ASK, done, status_of


@require_http_methods(ASK)
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """The own wishes: of what no text is wanted, and whether mails are."""
    wishes = Preference.objects.visible_to(request.user, at=request.now).first()
    form = PreferenceForm(request.POST or None, initial=_initial(request.user, wishes))
    if request.method == "POST" and _prefer(request, form, wishes):
        return done(request, _("Saved. It holds from the next text on."), "preferences")
    always = [(stage.label, why_always(stage)) for stage in stages() if not stage.optional]
    context = {"form": form, "always": always, "phone": request.user.masked_phone}
    return render(request, "alerts/contacts/preferences.html", context, status=status_of(form))


def why_always(stage: Stage) -> Promise:
    """Why nobody does without the text of a stage that is not optional."""
    if stage.urgent:
        return gettext_lazy("somebody waits for your answer")
    if stage.despite_quota:
        return gettext_lazy("something is overdue")
    if stage.news_at:
        return gettext_lazy("a deadline runs")
    return gettext_lazy("your receipt is asked for")


def _initial(user, wishes: Preference | None) -> dict:
    quiet = wishes.quiet_stages if wishes else []
    wanted = [stage.code for stage in stages_where("optional") if stage.code not in quiet]
    return {"texts": wanted, "mail": bool(wishes and wishes.mail), "email": user.email}


def _prefer(request: HttpRequest, form: PreferenceForm, wishes: Preference | None):
    """Where no mails go out, the wish for them stays as it was."""
    before = _initial(request.user, wishes)
    unasked = {name: before[name] for name in ("mail", "email") if name not in form.fields}
    return form.carry_out(prefer, by=request.actor, now=request.now, **unasked)
