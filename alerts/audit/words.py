"""The words of the audit log: what was done, and to what. A law test keeps them complete."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "sign_in.admit": _("signed in"),
    "sign_in.refuse": _("was refused at the door"),
    "password.change": _("changed the own password"),
    "unit.found": _("founded a unit"),
    "unit.reorganise": _("renamed or moved a unit"),
    "unit.take_back": _("took back a change of a unit"),
    "unit.close": _("closed a unit"),
    "post.open": _("opened a post"),
    "post.rename": _("retitled a post"),
    "post.close": _("closed a post"),
    "appointment.begin": _("appointed to a post"),
    "appointment.end": _("set the last day of an appointment"),
    "membership.join": _("entered a member or clerk"),
    "membership.leave": _("set the last day of a member or clerk"),
    "charge.begin": _("put in charge"),
    "charge.end": _("set the last day of a charge"),
    "supervision.begin": _("entered a supervision link"),
    "supervision.end": _("set the last day of a supervision link"),
    "person.register": _("registered a person"),
    "person.change": _("changed a person"),
    "person.reset_password": _("gave a new password"),
    "person.close": _("closed an account"),
    "person.reopen": _("opened an account again"),
    "account.change": _("changed an account in the administration"),
    "account.password": _("set a password in the administration"),
}
KINDS = {
    "user": _("person"),
    "unit": _("unit"),
    "post": _("post"),
    "appointment": _("appointment"),
    "membership": _("member or clerk"),
    "charge": _("charge"),
    "supervisionlink": _("supervision link"),
}


def act_in_words(action: str) -> str:
    """What was done, in words; the code itself where there is none."""
    return str(ACTS.get(action, action))


def kind_in_words(kind: str) -> str:
    """What it was done to."""
    return str(KINDS.get(kind, kind))
