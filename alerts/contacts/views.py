"""How I am told: a person's own wishes, and what always comes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alerts.contacts.forms import PreferenceForm
from alerts.contacts.models import Preference
from alerts.contacts.prefer import NotPreferred, prefer
from alerts.kinds.declared import Stage
from alerts.reminders.stages import stages, stages_where


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """The own wishes: of what no text is wanted, and whether mails are."""
    wishes = Preference.objects.visible_to(request.user, at=request.now).first()
    form = PreferenceForm(request.POST or None, initial=_initial(request.user, wishes))
    if form.is_valid() and _done(request, form, wishes):
        messages.success(request, _("Saved. It holds from the next text on."))
        return redirect("preferences")
    always = [(stage.label, why_always(stage)) for stage in stages() if not stage.optional]
    context = {"form": form, "always": always, "phone": request.user.masked_phone}
    status = 422 if request.method == "POST" else 200
    return render(request, "alerts/contacts/preferences.html", context, status=status)


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


def _done(request: HttpRequest, form: PreferenceForm, wishes: Preference | None) -> bool:
    """Where no mails go out, the wish for them stays as it was."""
    optional = {stage.code for stage in stages_where("optional")}
    before = _initial(request.user, wishes)
    try:
        prefer(
            by=request.actor,
            now=request.now,
            quiet_stages=optional - set(form.cleaned_data["texts"]),
            mail=form.cleaned_data.get("mail", before["mail"]),
            email=form.cleaned_data.get("email", before["email"]),
        )
    except NotPreferred as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True
