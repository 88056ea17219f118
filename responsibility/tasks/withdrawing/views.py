"""Pages of the commission office for withdrawing published items."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, done, form_page, press
from responsibility.lists.publications import Publication
from responsibility.tasks.withdrawing.choices import choices_of
from responsibility.tasks.withdrawing.forms import WithdrawForm
from responsibility.tasks.withdrawing.models import PublicationWithdrawal
from responsibility.tasks.withdrawing.withdraw import give_again, withdraw


@require_http_methods(ASK)
@login_required
def publication_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose items, with how many of their tasks would go and how many stay."""
    publications = Publication.objects.visible_to(request.user, at=request.now)
    publication = get_object_or_404(publications.select_related("duty_list__role_kind"), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(data, choices=choices_of(publication))
    act = {"publication_id": publication.pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and (withdrawal := form.carry_out(withdraw, **act)):
        said = ngettext(
            "%(count)d task is owed no longer.", "%(count)d tasks are owed no longer.",
            withdrawal.tasks,
        )  # fmt: skip
        return done(request, said % {"count": withdrawal.tasks}, "publication", publication.pk)
    notes = [
        _("Tasks about which nothing was done are owed no longer; each person gets one message."),
        _("A task with a record or a request stays and says so. What was red stays in the ledger."),
        _("No task of these items is made for anybody until they are given out again."),
    ]
    words = _("Withdraw items")
    back = redirect("publication", publication.pk).url
    return form_page(
        request, form, title=words, submit=words, back=back,
        lead=f"{publication.duty_list} · {publication.year}", notes=notes,
    )  # fmt: skip


@require_POST
@login_required
def withdrawal_give_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the items of one withdrawal out again."""
    seen = PublicationWithdrawal.objects.visible_to(request.user, at=request.now)
    withdrawal = get_object_or_404(seen, pk=pk)
    press(request, give_again, withdrawal_id=withdrawal.pk, say=_("Given out again."))
    return redirect("publication", withdrawal.publication_id)
