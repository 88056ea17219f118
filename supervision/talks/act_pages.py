"""The pages of the acts in a talk that have one form each, in one table."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.forms import RuleForm
from supervision.talks import forms
from supervision.talks.close import close_talk, look_back_at_talk, reopen_talk
from supervision.talks.follow import (
    accept_reply,
    add_requirement,
    drop_requirement,
    reply_to_requirement,
    send_reply_back,
)
from supervision.talks.plan import cancel_talk, put_off_talk
from supervision.talks.sign import note_refusal
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
        Act.CLOSE, "close", close_talk, _("Close the talk"), forms.CloseForm,
        _("The talk is closed."), "check",
    ),
    ActPage(
        Act.LOOK_BACK, "look-back", look_back_at_talk, pgettext_lazy("talk", "Look back"),
        forms.LookBackForm, _("Noted."), "eye",
    ),
    ActPage(
        Act.PUT_OFF, "put-off", put_off_talk, _("Put off"), forms.PutOffForm,
        _("Put off. Those who take part are told."), "calendar",
    ),
    ActPage(
        Act.CANCEL, "cancel", cancel_talk, _("Cancel the talk"), forms.ReasonForm,
        _("The talk is cancelled."), "x",
        notes=(_("What led to it is on the list again, to be decided."),),
    ),
    ActPage(
        Act.REOPEN, "reopen", reopen_talk, _("Take it up again"), forms.ReasonForm,
        _("Taken up again."), "arrow-back-up",
    ),
    ActPage(
        Act.REFUSAL, "refusal", note_refusal, _("Note a refusal"), forms.RefusalForm,
        _("Noted."), "edit", row="person_id",
        notes=(_("The record holds all the same; the person may still sign."),),
    ),
    ActPage(
        Act.REQUIRE, "require", add_requirement, _("Add a requirement"), forms.RequireForm,
        _("Added. The person is told."), "plus", row="person_id",
    ),
    ActPage(
        Act.DROP, "drop", drop_requirement, _("Drop"), forms.ReasonForm,
        _("Dropped."), "x", row="duty_id",
        notes=(_("It stays readable, with the reason; nothing is awaited of it any more."),),
    ),
    ActPage(
        Act.REPLY, "reply", reply_to_requirement, _("Report on it"), forms.ReplyForm,
        _("Reported. Who talked verifies it."), "send", row="duty_id",
    ),
    ActPage(
        Act.ACCEPT, "accept", accept_reply, _("Verified"), forms.FoundForm,
        _("The requirement is met."), "check", row="reply_id",
    ),
    ActPage(
        Act.SEND_BACK, "send-back", send_reply_back, _("Send back"), forms.ReasonForm,
        _("Sent back. The person is told."), "arrow-back-up", row="reply_id",
        notes=(_("The requirement is owed again, on its old day."),),
    ),
]
# fmt: on
PAGE_OF = {page.act: page for page in PAGES}
