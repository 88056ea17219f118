"""The pages of the acts in a checkup that have one form each, in one table."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.forms import RuleForm
from supervision.checkups import forms
from supervision.checkups.models import Checkup
from supervision.checkups.states import Act


@dataclass(frozen=True)
class ActPage:
    """The page of one act. `name` is in its address and URL name; `label` its button, `icon` its
    sign; `done` what is said once it is done; `on_site` its form where the unit does not answer."""

    act: Act
    name: str
    label: str | Promise
    title: str | Promise
    form: type[RuleForm]
    done: str | Promise
    notes: tuple[str | Promise, ...] = ()
    icon: str = ""
    on_site: type[RuleForm] | None = None

    @property
    def url(self) -> str:
        return f"checkup-{self.name}"

    def form_for(self, checkup: Checkup, data=None) -> RuleForm:
        return (self.form if checkup.is_by_unit or not self.on_site else self.on_site)(data)


PAGES = [
    ActPage(
        Act.CONCLUDE,
        "conclude",
        pgettext_lazy("checkup", "Conclude"),
        _("Conclusion of the checkup"),
        forms.ConcludeForm,
        _("Concluded. The unit is told."),
        icon="check",
        notes=(
            _("The unit then reads the findings and the report."),
            _("It can be taken back with a reason."),
        ),
    ),
    ActPage(
        Act.SEND_BACK,
        "send-back",
        _("Send the answers back"),
        _("Send the answers back"),
        forms.SendBackForm,
        _("Sent back. They stand in the form to be changed."),
        icon="arrow-back-up",
        notes=(_("What was handed in stays readable, and stands in the form to be changed."),),
        on_site=forms.ReasonForm,
    ),
    ActPage(
        Act.REOPEN,
        "reopen",
        _("Take the conclusion back"),
        _("Take the conclusion of the checkup back"),
        forms.ReasonForm,
        _("Taken back. It is to be concluded anew; the unit is told."),
        icon="arrow-back-up",
        notes=(
            _("The conclusion stays readable, with the reason for which it was taken back."),
            _("What became a problem of the ledger stays one."),
        ),
    ),
    ActPage(
        Act.TAKE_OVER,
        "take-over",
        pgettext_lazy("checkup", "Take it over"),
        _("Answer on site instead of the unit"),
        forms.TakeOverForm,
        _("Taken over. The unit is told."),
        icon="map-pin",
        notes=(
            _("From now on the unit owes no answers; that it was overdue stays in the ledger."),
            _("What the unit saved and did not hand in is not shown to you."),
        ),
    ),
    ActPage(
        Act.WITHDRAW,
        "withdraw",
        _("Withdraw the checkup"),
        _("Withdraw the checkup"),
        forms.ReasonForm,
        _("Withdrawn. The unit is told."),
        icon="ban",
        notes=(_("Nothing is owed of it any more; its number and all steps stay."),),
    ),
]
PAGE_OF = {page.act: page for page in PAGES}
