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
    "county.open": _("opened the county"),
    "account.change": _("changed an account in the administration"),
    "account.password": _("set a password in the administration"),
    "list.publish": _("published a duty list"),
    "task.dispatch": _("dispatched a task"),
    "task.ask_extension": _("asked for an extension"),
    "task.grant_extension": _("granted an extension"),
    "task.refuse_extension": _("refused an extension"),
    "task.exempt": _("exempted a task"),
    "task.lift_exemption": _("lifted an exemption"),
    "task.reschedule": _("worked deadlines out anew"),
    "task.urge": _("reminded of a task"),
    "record.lodge": _("lodged a record"),
    "record.correct": _("corrected a record"),
    "record.withdraw": _("withdrew a record"),
    "record.read_body": _("read the text of a record"),
    "credit.confirm": _("confirmed a record logged by another"),
    "credit.decline": _("declined a record logged by another"),
    "file.store": _("uploaded a file"),
    "file.remove": _("removed an upload"),
    "message.call": _("told somebody by telephone"),
    "card.draft": _("drafted reminder cards"),
    "card.change": _("changed drafted reminder cards"),
    "card.add_personal_line": _("added a personal line to reminder cards"),
    "card.discard": _("discarded drafted reminder cards"),
    "card.approve": _("entered the approval of reminder cards"),
    "card.reopen": _("took back the approval of reminder cards"),
    "card.issue": _("issued reminder cards"),
    "card.issue_to_newcomer": _("issued a reminder card to a newcomer"),
    "card.receive": _("received a reminder card"),
    "channel.pause": _("paused a channel"),
    "channel.resume": _("resumed a channel"),
    "message.resend": _("let a message be sent again"),
    "number.lift_flag": _("lifted the flag on a number"),
}
KINDS = {
    "user": _("person"),
    "unit": _("unit"),
    "post": _("post"),
    "appointment": _("appointment"),
    "membership": _("member or clerk"),
    "charge": _("charge"),
    "supervisionlink": _("supervision link"),
    "publication": _("publication of a list"),
    "dutyitem": _("duty item"),
    "dispatch": _("dispatch"),
    "task": _("task"),
    "dutyrecord": _("record"),
    "credit": _("record counted for a task"),
    "storedfile": _("file"),
    "message": _("message"),
    "channelpause": _("pause of a channel"),
    "numberflag": _("flag on a number"),
    "cardissue": _("issue of reminder cards"),
    "remindercard": _("reminder card"),
}


def act_in_words(action: str) -> str:
    """What was done, in words; the code itself where there is none."""
    return str(ACTS.get(action, action))


def kind_in_words(kind: str) -> str:
    """What it was done to."""
    return str(KINDS.get(kind, kind))
