"""The pages of the acts in a spot check that have one form each, in one table."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.forms import RuleForm
from supervision.checks import forms
from supervision.checks.states import Act


@dataclass(frozen=True)
class ActPage:
    """The page of one act. `name` is in its address and URL name; `label` its button, `icon` its
    sign; `done` what is said once it is done."""

    act: Act
    name: str
    label: str | Promise
    title: str | Promise
    form: type[RuleForm]
    done: str | Promise
    notes: tuple[str | Promise, ...] = ()
    icon: str = ""

    @property
    def url(self) -> str:
        return f"check-{self.name}"


PAGES = [
    ActPage(
        Act.FIND,
        "find",
        _("State a finding"),
        _("State a finding"),
        forms.FindingForm,
        _("Sent. The owner replies."),
        icon="message",
        notes=(_("The owner replies within the county’s time limit; until then nothing weighs."),),
    ),
    ActPage(
        Act.CONCLUDE,
        "conclude",
        pgettext_lazy("spot check", "Conclude"),
        _("Conclusion of the spot check"),
        forms.ConcludeForm,
        _("Concluded. The owner is told."),
        icon="check",
        notes=(_("It can be taken back with a reason; what it ended then counts again."),),
    ),
    ActPage(
        Act.CORRECT,
        "correct",
        _("Report it made good"),
        _("Report the record made good"),
        forms.CorrectedForm,
        _("Reported. The body that checks looks at it again."),
        icon="send",
    ),
    ActPage(
        Act.LIFT,
        "lift",
        _("Take the conclusion back"),
        _("Take the conclusion back"),
        forms.LiftForm,
        _("Taken back. What it ended counts again."),
        icon="arrow-back-up",
        notes=(_("The conclusion stays readable, with the reason for which it was taken back."),),
    ),
]
PAGE_OF = {page.act: page for page in PAGES}
