"""The pages of the acts in a talk that have one form each, in one table."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.forms import RuleForm
from supervision.talks import close, follow, forms, plan, sign
from supervision.talks.states import Act


@dataclass(frozen=True)
class ActPage:
    """The page of one act: `name` is in its address and URL name, `label` its button. `row` is the
    argument of the verb that takes the number at the end of the address, where it is about a
    person, a requirement or a report of the talk."""

    act: Act
    name: str
    verb: Callable
    label: str | Promise
    form: type[RuleForm]
    done: str | Promise
    icon: str
    notes: tuple[str | Promise, ...] = ()
    row: str = ""

    @property
    def url(self) -> str:
        return f"talk-{self.name}"

    @property
    def address(self) -> str:
        return f"talks/<int:pk>/{self.name}/" + ("<int:row>/" if self.row else "")


# fmt: off
PAGES = [
    ActPage(
        Act.CLOSE, "close", close.close_talk, _("Close the talk"), forms.CloseForm,
        _("The talk is closed."), "check",
    ),
    ActPage(
        Act.LOOK_BACK, "look-back", close.look_back_at_talk, pgettext_lazy("talk", "Look back"),
        forms.LookBackForm, _("Noted."), "eye",
    ),
    ActPage(
        Act.PUT_OFF, "put-off", plan.put_off_talk, _("Put off"), forms.PutOffForm,
        _("Put off. Those who take part are told."), "calendar",
    ),
    ActPage(
        Act.CANCEL, "cancel", plan.cancel_talk, _("Cancel the talk"), forms.ReasonForm,
        _("The talk is cancelled."), "x",
        notes=(_("What led to it is on the list again, to be decided."),),
    ),
    ActPage(
        Act.REOPEN, "reopen", close.reopen_talk, _("Take it up again"), forms.ReasonForm,
        _("Taken up again."), "arrow-back-up",
    ),
    ActPage(
        Act.REFUSAL, "refusal", sign.note_refusal, _("Note a refusal"), forms.RefusalForm,
        _("Noted."), "edit", row="person_id",
        notes=(_("The record holds all the same; the person may still sign."),),
    ),
    ActPage(
        Act.REQUIRE, "require", follow.add_requirement, _("Add a requirement"), forms.RequireForm,
        _("Added. The person is told."), "plus", row="person_id",
    ),
    ActPage(
        Act.DROP, "drop", follow.drop_requirement, _("Drop"), forms.ReasonForm,
        _("Dropped."), "x", row="duty_id",
        notes=(_("It stays readable, with the reason; nothing is awaited of it any more."),),
    ),
    ActPage(
        Act.REPLY, "reply", follow.reply_to_requirement, _("Report on it"), forms.ReplyForm,
        _("Reported. Who talked verifies it."), "send", row="duty_id",
    ),
    ActPage(
        Act.ACCEPT, "accept", follow.accept_reply, _("Verified"), forms.FoundForm,
        _("The requirement is met."), "check", row="reply_id",
    ),
    ActPage(
        Act.SEND_BACK, "send-back", follow.send_reply_back, _("Send back"), forms.ReasonForm,
        _("Sent back. The person is told."), "arrow-back-up", row="reply_id",
        notes=(_("The requirement is owed again, on its old day."),),
    ),
]
# fmt: on
PAGE_OF = {page.act: page for page in PAGES}
