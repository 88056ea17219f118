"""The pages of the acts on a letter that have one form each, in one table."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.forms import RuleForm
from supervision.letters import forms
from supervision.letters.models import Letter
from supervision.letters.states import Act


@dataclass(frozen=True)
class ActPage:
    """The page of one act. `name` is in its address and URL name; `label` its button, `icon` its
    sign; `done` what is said once it is done. A form `beside` stands on the letter's page too."""

    act: Act
    name: str
    label: str | Promise
    title: str | Promise
    form: type[RuleForm]
    done: str | Promise
    notes: tuple[str | Promise, ...] = ()
    icon: str = ""
    beside: bool = False

    @property
    def url(self) -> str:
        return f"letter-{self.name}"

    def form_for(self, letter: Letter, data=None) -> RuleForm:
        if self.form is forms.CloseForm:
            return forms.CloseForm(data, letter=letter)
        return self.form(data)


PAGES = [
    ActPage(
        Act.SUBMIT,
        "submit",
        pgettext_lazy("letter", "Submit"),
        _("Submit the letter"),
        forms.PressForm,
        _("Submitted."),
        icon="send",
        notes=(_("Another person approves it; then it is numbered and served."),),
    ),
    ActPage(
        Act.RECEIVE,
        "receive",
        _("Sign for it"),
        _("Sign for the letter"),
        forms.PressForm,
        _("Signed for."),
        icon="check",
        notes=(_("The day and your name are the receipt. The reply is owed all the same."),),
    ),
    ActPage(
        Act.APPROVE,
        "approve",
        pgettext_lazy("letter", "Approve"),
        _("Approve the letter"),
        forms.ApproveForm,
        _("Decided. Who drafted it is told."),
        icon="check",
        beside=True,
        notes=(_("Approved, it takes the next number and is served at once."),),
    ),
    ActPage(
        Act.ACCEPT,
        "verify",
        pgettext_lazy("letter", "Verify"),
        _("Verify the reply"),
        forms.VerifyForm,
        _("Decided. Whom the letter is to sees it."),
        icon="check",
        beside=True,
        notes=(_("It is closed by another person, once every measure is done."),),
    ),
    ActPage(
        Act.CLOSE,
        "close",
        pgettext_lazy("verb", "Close the letter"),
        _("End the letter"),
        forms.CloseForm,
        _("Ended. Whom it was to is told."),
        icon="check",
        beside=True,
        notes=(_("It can be opened again with a reason. Nothing is decided beyond the letter."),),
    ),
    ActPage(
        Act.INSUFFICIENT,
        "insufficient",
        _("It does not do after all"),
        _("Take the verdict back"),
        forms.AgainForm,
        _("A new reply is owed."),
        icon="arrow-back-up",
    ),
    ActPage(
        Act.REOPEN,
        "reopen",
        _("Open it again"),
        _("Open the letter again"),
        forms.ReasonForm,
        _("It is open again."),
        icon="arrow-back-up",
        notes=(_("It stands as before it ended; that stays in the log."),),
    ),
    ActPage(
        Act.WITHDRAW,
        "withdraw",
        pgettext_lazy("verb", "Withdraw"),
        _("Withdraw the letter"),
        forms.ReasonForm,
        _("Withdrawn. Whom it was to is told."),
        icon="x",
        notes=(_("It keeps its number; nothing is owed of it from now on."),),
    ),
    ActPage(
        Act.DISCARD,
        "discard",
        pgettext_lazy("verb", "Discard"),
        _("Discard the draft"),
        forms.ReasonForm,
        _("The draft is discarded."),
        icon="x",
        notes=(_("It stays readable with the reason, and takes no number."),),
    ),
]
PAGE_OF = {page.act: page for page in PAGES}
