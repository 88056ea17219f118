"""The access table: every address by every kind of user. See table.py for its language.

>    anonymous                         ..   township commission inside, outside
.    without appointment               .    commission office
...  member, officer, clerk            ..   party leader, leader in charge
..   group inside its scope, outside   ..   system administrator, auditor
                                       ...  the other county's office, officer, party leader
"""

from django.core.files.uploadedfile import SimpleUploadedFile

from alerts.whatif.foresight import Foresight
from responsibility.organisation.second_factor.codes import new_device
from responsibility.organisation.second_factor.factor import factor_of
from responsibility.organisation.sign_in.passed import Passed
from responsibility.tasks.mergers.forms import RowsForm
from responsibility.tasks.mergers.plan import Plan
from tests import make
from tests.pages import talks
from tests.pages.activities import line_typed, seen
from tests.pages.card_summaries import summed_up
from tests.pages.cast import (
    PASSWORD,
    items_file,
    organisation_file,
    people_file,
    picture,
    plans_file,
)
from tests.pages.checks import published
from tests.pages.checkups import entered, first_question, opening, replied, written
from tests.pages.closings import shown_digest, unfinished_code
from tests.pages.hearings import shown
from tests.pages.instructions import typed as instructed
from tests.pages.letters import typed_letter
from tests.pages.objections import STANDS, decided, typed_objection
from tests.pages.problems import problems_file, typed
from tests.pages.table import act, form, show
from tests.responsibility.wording.typed import typed_words

OFFICE = "> . ... .. .. 2 .. .. ..."  # of the first county alone
OFFICES = "> . ... .. .. 2 .. .. 2.."  # each for its own county
KEEPERS = "> . ... .. .. 2 .. 2. ..."  # of accounts
POWERS = "> . ... .. .. 2 .. 2. 2.."  # who proposes and decides powers
DOES = "> . ... .. .. 3 .. .. ..."  # the office of the first county, and is led on
DESK = "> . 222 22 22 2 22 .. 222"  # who has a post
ANYBODY = "> 2 222 22 22 2 22 22 222"  # who has signed in
GIVES = "> . .2. 22 22 2 .. .. 22."  # who gives something out
ENTERS = "> . ... 22 22 2 .. .. 2.."  # who supervises units
SUPERVISES = "> . .xx 2. 2. 2 xx .. ..."  # who supervises the unit, and the office
UNITS_OWN = "> . .22 x. x. x xx .. ..."  # what a unit does about a problem of its own
CHECKS = "> . ... 22 22 . .. .. ..."  # who checks records
BODYS_OWN = "> . .x. 2. .. x x. .. ..."  # what a body does about an activity of its own
REPORTS = "> . ... 22 22 2 2. .. 2.."  # who reads the plan and the report of a body
DESK_OWN = "> . 22. 22 22 2 22 .. 222"  # who has a post and does not only clerk
BOTH_SIDES = "> . .22 2. 2. 2 .. .. ..."  # of an objection, and who supervises
TALK = "> . .2. 2. .. 2 .. .. ..."  # the face of a talk of a group with an officer
TALKS = "> . .x. 2. .. x .. .. ..."  # what who talks does
GRANTED = "> . .x. 2. .. x .x .. ..."  # the same, where the office named one leader
DRAFTS = "> . ... 2. .. 2 .. .. ..."  # of a group, before they are sent
LAID = "> . ... .. .. 2 2. .. ..."  # before the committee
CLOSED = "> . .22 2. 2. 2 22 .. ..."  # whose rows of a closed quarter one sees
LETTER = "> . .22 2. .. 2 .. .. ..."  # whom it is to, who proposed it, the office
LETTER_TO = "> . .22 x. .. x .. .. ..."  # what whom it is to does
LETTER_BY = "> . .xx 2. .. 2 .. .. ..."  # what who proposed it does, or the office
SUPERVISES_ALONE = "> . ... 2. 2. 2 .. .. ..."  # the same, the rest is told of nothing
FACE = "> . .22 2. 2. 2 22 .. ..."  # lamps and faces of records


TEMPLATE = {
    "channel": "aliyun", "code": "SMS_1", "signature": "清廉澜川", "name": "who", "what": "what",
    "reference": "no",
}  # fmt: skip
WRITES = "> . ... .. .. 3 .. .. 3.."  # the words of all counties


def day(offset: int) -> str:
    return str(make.NOW.date() + make.days(offset))


def closed(cast) -> dict:
    mark = Foresight(make.NOW).mark
    days = {"first_on": day(1), "last_on": day(2)}
    return {"reason": "Flood", "scope": "all", "basis": "No. 9", "mark": mark} | days


def merged(cast) -> dict:
    """The section with the one that goes on."""
    into, today = cast.roads, make.NOW.date()
    plan = Plan(
        sources=[cast.section], names=[into.name], ends=True, first_on=today, now=make.NOW,
        into=into,
    )  # fmt: skip
    sent = {"second": into.pk, "into": into.pk, "first_on": today, "basis": "No. 7"}
    return sent | as_offered(plan)


def split(cast) -> dict:
    today = make.NOW.date()
    plan = Plan(
        sources=[cast.section], names=["New works"], ends=False, first_on=today, now=make.NOW,
        is_split=True,
    )  # fmt: skip
    return {"names": "New works", "first_on": today, "basis": "No. 8"} | as_offered(plan)


def as_offered(plan: Plan) -> dict:
    """What the page of a reorganisation sends where nobody chooses otherwise."""
    fields = RowsForm(plan=plan).fields.items()
    return {"seen": plan.mark} | {name: field.initial for name, field in fields if field.initial}


def stopped(cast) -> dict:
    times = {"starts_on": day(30), "starts_time": "20:00", "ends_on": day(30), "ends_time": "23:00"}
    return {"planned": "planned", "reason": "Power", "county": cast.county.pk} | times


def noticed(cast) -> dict:
    """One line: a day off that moves nothing."""
    line = {"line-0-names": "国庆节", "line-0-first_on": day(90), "line-0-last_on": day(90)}
    counts = {"line-TOTAL_FORMS": 1, "line-INITIAL_FORMS": 0}
    says = {"year": 2026, "basis": "No. 7", "act": "try", "mark": Foresight(make.NOW).mark}
    return says | counts | line


def item_proposed(cast) -> dict:
    says = {"text": "巡查堤坝", "category": cast.item.category_id, "required": 1}
    ground = {"ground_kind": "risk", "ground": "坝体渗漏"}
    return {"posts": [cast.head.pk], "due_on": day(20)} | says | ground


def set_up_by_officer(cast) -> dict:
    """The first code of the device that goes with the form's number, for this person alone."""
    number = make.nonce()
    device = new_device(cast.people["officer"], number)
    return {"nonce": number, "code": make.code_of(device, make.NOW)}


def passed_by_leader(cast) -> dict:
    """The code after the password, of the one who has a second factor."""
    leader = cast.people["other_leader"]
    code = make.code_of(factor_of(leader), make.NOW)
    return {"passed": Passed(leader, False).sealed(), "code": code}


def item_typed(cast) -> dict:
    return {
        "text": "Hear the sections",
        "category": cast.version_item.category_id,
        "cadence": "yearly",
        "due_rule": "md",
        "days": "03-31",
        "required": 1,
        "count_basis": "record",
        "sensitivity": "internal",
    }


def dispatched(cast) -> dict:
    return {
        "nonce": make.nonce(),
        "title": "Look at the wells",
        "category": cast.item.category_id,
        "due_on": day(20),
        "required": 1,
        "roles": ["principal_officer"],
        "units": [cast.bureau.pk],
    }


def announced(cast) -> dict:
    return {
        "nonce": make.nonce(),
        "title": "Watch over the holiday",
        "text": "Somebody is there at all times.",
        "roles": ["principal_officer"],
        "units": [cast.bureau.pk],
    }


def planned(cast) -> dict:
    """An item of a plan, or a part: posts are typed."""
    return {
        "text": "Look at the wells",
        "category": cast.item.category_id,
        "due_on": day(36),
        "leads": f"{cast.leader.unit.name} · {cast.leader.title}",
        "carries_out": f"{cast.vacancy.unit.name} · {cast.vacancy.title}",
        "reason": "The flood.",
    }


def lodged(cast) -> dict:
    return {
        "nonce": make.nonce(),
        "tasks": [cast.task.pk],
        "kind": "visit",
        "happened_on": day(0),
        "place": "Reservoir",
        "text": "Walked the dams again.",
    }


def demanded(cast) -> dict:
    return {"nonce": make.nonce(), "text": "Say what keeps you.", "reply_by": day(5)}


def drafted(cast) -> dict:
    """The form of a drafted card as it is shown."""
    issue, lines = cast.card_draft, list(cast.card_draft.lines.all())
    data = {"revision": issue.revision, "lead": issue.lead, "issuer": issue.issuer}
    data |= {"line-TOTAL_FORMS": len(lines), "line-INITIAL_FORMS": len(lines)}
    for number, line in enumerate(lines):
        values = {"key": line.key, "kind": line.kind, "text": line.text}
        data |= {f"line-{number}-{name}": value for name, value in values.items()}
    return data


TODAY = {"last_on": day(0)}

# fmt: off
OPERATION = [
    *show("healthz", "2 2 222 22 22 2 22 22 222"),
]

ORGANISATION = [
    *show("units", OFFICES),
    *show("unit", OFFICE, lambda c: [c.bureau.pk]),
    *form("unit-found", OFFICES, sent="> . ... .. .. 3 .. .. 4..",
          data=lambda c: {"name": "New", "kind": "body", "parent": c.county.pk,
                          "first_on": day(0)}),
    *form("unit-change", OFFICE, lambda c: [c.section.pk],
          data=lambda c: {"name": "Works", "parent": c.bureau.pk, "position": 1,
                          "first_on": day(0)}),
    *form("unit-close", OFFICE, lambda c: [c.section.pk], data=lambda c: TODAY),
    *act("unit-take-back", "> . ... .. .. 3 .. .. ...", lambda c: [c.planned.pk]),
    *form("post-open", OFFICE, lambda c: [c.section.pk],
          data=lambda c: {"role_kind": c.head.role_kind_id, "title": "Head", "first_on": day(0)}),
    *show("post", OFFICE, lambda c: [c.head.pk]),
    *form("post-rename", OFFICE, lambda c: [c.head.pk],
          data=lambda c: {"title": "Director", "position": 1}),
    *form("post-close", OFFICE, lambda c: [c.head.pk], data=lambda c: TODAY),
    *form("appointment-new", OFFICE, lambda c: [c.vacancy.pk],
          data=lambda c: {"user": c.person.staff_number, "first_on": day(0)}),
    *form("appointment-end", OFFICE, lambda c: [c.appointment.pk],
          data=lambda c: TODAY | {"seen": day(0)}),
    *form("transfer-new", OFFICE, lambda c: [c.appointment.pk],
          data=lambda c: {"post": c.vacancy.pk, "first_on": day(1), "basis": "No. 86",
                          "seen": f"{c.vacancy.pk}:{day(1)}:", "open_tasks": "stay"}),
    *show("transfers", OFFICES),
    *show("transfer", OFFICE, lambda c: [c.transfer.pk]),
    *form("transfer-take-back", OFFICE, lambda c: [c.transfer.pk],
          data=lambda c: {"reason": "Another day."}),
    *form("transfer-restore", OFFICE, lambda c: [c.transfer_back.pk],
          data=lambda c: {"reason": "It was right."}),
    *form("unit-merge", OFFICE, lambda c: [c.section.pk], data=lambda c: merged(c)),
    *form("unit-split", OFFICE, lambda c: [c.section.pk], data=lambda c: split(c)),
    *show("reorganisations", OFFICES),
    *show("reorganisation", OFFICE, lambda c: [c.reorganisation.pk]),
    *form("reorganisation-take-back", OFFICE, lambda c: [c.reorganisation.pk],
          data=lambda c: {"reason": "Another day."}),
    *form("membership-join", OFFICE, lambda c: [c.committee.pk],
          data=lambda c: {"user": c.person.staff_number, "role": "member", "grants": ["log"],
                          "first_on": day(0)}),
    *form("membership-leave", OFFICE, lambda c: [c.membership.pk], data=lambda c: TODAY),
    *show("charges", DESK),
    *show("charges-paper", DESK),
    *show("charges-docx", DESK),
    *form("charge-put", OFFICES, sent="> . ... .. .. 3 .. .. 4..",
          data=lambda c: {"post": c.leader.pk, "unit": c.elsewhere.pk, "kind": "in_charge",
                          "first_on": day(0)}),
    *form(
        "entry-take-back",
        OFFICE,
        lambda c: ["appointments", c.appointment.pk],
        data=lambda c: {"reason": "Mistyped."},
    ),
    *form(
        "entry-restore",
        OFFICE,
        lambda c: ["appointments", c.mistaken.pk],
        data=lambda c: {"reason": "It was right."},
    ),
    *(row for entries in ("memberships", "charges", "supervision") for row in act(
        "entry-restore", DOES, lambda c, entries=entries: [entries, c.taken_back[entries].pk],
        data=lambda c: {"reason": "It was right."})),
    # a later last day gives rights: it asks for the password, an earlier one does not
    *(row for name, entries in (
        ("appointment-end", "appointments"), ("membership-leave", "memberships"),
        ("charge-end", "charges"), ("supervision-end", "supervision"),
    ) for row in act(name, DOES, lambda c, entries=entries: [c.ending[entries].pk],
                     data=lambda c: {"last_on": day(20), "seen": day(20)})),
    *form("charge-end", OFFICE, lambda c: [c.charge.pk], data=lambda c: TODAY),
    *show("supervision", OFFICES),
    *form("supervision-link", OFFICES, sent="> . ... .. .. 3 .. .. 4..",
          data=lambda c: {"body": c.body.pk, "unit": c.elsewhere.pk, "how": "linked",
                          "first_on": day(0)}),
    *form("supervision-end", OFFICE, lambda c: [c.link.pk], data=lambda c: TODAY),
    *show("people", "> . ... .. .. 2 .. 2. 2.."),
    *show("first-passwords", "> . ... .. .. 2 .. 2. 2.."),
    *act("first-passwords-give", "> . ... .. .. 2 .. 2. 4..",
         data=lambda c: {"nonce": make.nonce(), "people": str(c.person.pk)}),
    *show("people-suggest", "> . ... .. .. 2 .. 2. 2..", query=lambda c: "?user=zhou"),
    *form("person-register", "> . ... .. .. 2 .. 2. 2..", sent="> . ... .. .. 2 .. 2. 4..",
          data=lambda c: {"name": "Wu", "staff_number": "N1", "county": c.county.pk}),
    *show("person", KEEPERS, lambda c: [c.person.pk]),
    *form("person-change", KEEPERS, lambda c: [c.person.pk],
          data=lambda c: {"name": "Wu", "staff_number": "N1"}),
    *form("person-number", KEEPERS, lambda c: [c.person.pk], sent=KEEPERS,
          data=lambda c: {"purpose": "To call about the inspection."}),
    *form("person-password", KEEPERS, lambda c: [c.person.pk], sent=KEEPERS, data=lambda c: {}),
    *act("person-release", "> . ... .. .. 3 .. 3. ...", lambda c: [c.reset.pk]),
    *form("person-close", KEEPERS, lambda c: [c.person.pk],
          data=lambda c: TODAY | {"seen": day(0)}),
    *act("person-sign-out", "> . ... .. .. 3 .. 3. ...", lambda c: [c.person.pk]),
    *show("first-steps", "> . ... .. .. 3 .. .. 2.."),
    *form("organisation-import", OFFICES,
          data=lambda c: {"file": SimpleUploadedFile("new.xlsx", organisation_file())}),
    *show("organisation-import-template", OFFICES),
    *show("organisation-import-export", OFFICES),
    *form("organisation-import-check", OFFICE, lambda c: [c.organisation_file.pk],
          data=lambda c: {}),
    *show("organisation-import-marked", OFFICE, lambda c: [c.organisation_file.pk]),
    *form("people-import", OFFICES,
          data=lambda c: {"file": SimpleUploadedFile("people.csv", people_file("F3"))}),
    *show("people-import-template", OFFICES),
    *form("people-import-check", OFFICE, lambda c: [c.people_file.pk], data=lambda c: {}),
    *show("people-import-marked", OFFICE, lambda c: [c.people_file.pk]),
    *act("person-reopen", "> . ... .. .. 3 .. 3. ...", lambda c: [c.gone.pk]),
    *show("account-change", "> . ... .. .. . .. .2 ...", lambda c: [c.account_change.pk]),
    *show("powers", POWERS),
    *form("power-propose", POWERS,
          data=lambda c: {"account": c.person.staff_number, "power": "is_auditor",
                          "give": "give"}),
    *act("power-decide", POWERS.replace("2", "3"), lambda c: [c.power_change.pk],
         data=lambda c: {"decision": "agree"}),
    *show("factor-resets", POWERS),
    *form("factor-reset-propose", POWERS,
          data=lambda c: {"account": c.people["other_leader"].staff_number,
                          "reason": "Phone lost."}),
    *act("factor-reset-decide", POWERS.replace("2", "3"), lambda c: [c.factor_reset.pk],
         data=lambda c: {"decision": "agree"}),
    *show("audit", "> . ... .. .. . .. .2 ..."),
]

DOOR = [
    *form("sign-in", "2 3 333 33 33 3 33 33 333", sent="3 3 333 33 33 3 33 33 333",
          data=lambda c: {"account": c.person.staff_number, "password": PASSWORD}),
    *form("sign-in-code", "> 3 333 33 33 3 33 33 333", sent="3 3 333 33 33 3 33 33 333",
          data=passed_by_leader),
    *form("second-factor", ANYBODY, sent="> 4 424 44 44 4 44 44 443", data=set_up_by_officer),
    *act("second-factor-codes", "> . ... .. .. . .. .. ..2"),
    *act("second-factor-off", "> . ... .. .. . .. .. ..3"),
    *act("second-factor-everywhere", "> . ... .. .. . .. .. ..3"),
    *act("sign-out", "> > >>> >> >> > >> >> >>>"),
    *act("language", "3 3 333 33 33 3 33 33 333", data=lambda c: {"language": "en"}),
    *act("text-size", "3 3 333 33 33 3 33 33 333", data=lambda c: {"size": "large"}),
    *show("devices", ANYBODY),
    *act("device-end", "> . .3. .. .. . .. .. ...", lambda c: [c.device.pk]),
    *act("device-end-others", "> 3 333 33 33 3 33 33 333"),
    *form("password-change", "> 2 222 22 22 2 22 22 222",
          data=lambda c: {"old_password": PASSWORD, "new_password1": "another long one",
                          "new_password2": "another long one"}),
]

LISTS = [
    *show("list-index", "> . 222 22 22 2 22 .. 222"),
    *show("list", "> . 222 22 22 2 22 .. ...", lambda c: [c.duty_list.pk]),
    *show("list", OFFICE, lambda c: [c.draft_list.pk]),
    *show("list-paper", "> . 222 22 22 2 22 .. ...", lambda c: [c.duty_list.pk]),
    *show("list-paper", OFFICE, lambda c: [c.draft_list.pk]),
    *show("list-xlsx", OFFICE, lambda c: [c.duty_list.pk]),
    *form("lists-import", OFFICES,
          data=lambda c: {"file": SimpleUploadedFile("items.csv", items_file("A later item"))}),
    *show("lists-import-template", OFFICES),
    *show("lists-import-export", OFFICES),
    *form("lists-import-check", OFFICE, lambda c: [c.items_file.pk], data=lambda c: {}),
    *show("lists-import-marked", OFFICE, lambda c: [c.items_file.pk]),
    *show("list-docx", "> . 222 22 22 2 22 .. ...", lambda c: [c.duty_list.pk]),
    *show("list-edit", OFFICE, lambda c: [c.list_version.pk]),
    *form("list-item-new", OFFICE, lambda c: [c.list_version.pk], data=item_typed),
    *form("list-item", OFFICE, lambda c: [c.version_item.pk], data=item_typed),
    *act("list-days", OFFICE, lambda c: [c.list_version.pk], data=item_typed),
    *act("list-item-move", DOES, lambda c: [c.version_item.pk], data=lambda c: {"place": 1}),
    *act("list-item-remove", DOES, lambda c: [c.version_item.pk]),
    *act("list-item-put-back", DOES, lambda c: [c.list_version.pk],
         data=lambda c: {"code": c.removed_code}),
    *show("list-difference", OFFICE, lambda c: [c.list_version.pk]),
    *form("list-start", OFFICE, lambda c: [c.later_list.pk], data=lambda c: {"year": 2026}),
    *act("list-submit", DOES, lambda c: [c.list_version.pk]),
    *act("list-take-back", DOES, lambda c: [c.list_reviewed.pk]),
    *form("list-send-back", OFFICE, lambda c: [c.list_reviewed.pk],
          data=lambda c: {"reason": "Say who does it."}),
    *form("list-publish-version", OFFICE, lambda c: [c.list_reviewed.pk],
          data=lambda c: {"document_number": "No. 3", "committee": "The committee"}),
    *form("list-close", OFFICE, lambda c: [c.duty_list.pk], data=lambda c: {"reason": "Over."}),
    *form("list-revise", OFFICE, lambda c: [c.next_list.pk],
          data=lambda c: {"first_on": day(7)}),
    *act("list-revise-try", OFFICE, lambda c: [c.next_list.pk],
         data=lambda c: {"first_on": day(7)}),
    *show("list-revision", "> . 222 22 22 2 22 .. ...", lambda c: [c.revision.pk]),
    *act("list-revision-take-back", DOES, lambda c: [c.revision.pk]),
    *show("lamp-rules", OFFICES),
    *form("lamp-rules-change", OFFICES, sent="> . ... .. .. 3 .. .. 4..",
          data=lambda c: {"name": "Three", "colours": 3, "warn_days": 5, "first_on": day(1)}),
    *act("lamp-rules-try", "> . ... .. .. 2 .. .. 4..",
         data=lambda c: {"name": "Three", "colours": 3, "warn_days": 5, "first_on": day(1)}),
    *act("lamp-rules-take-back", "> . ... .. .. . .. .. 3..",
         lambda c: [c.scheme_ahead.pk]),
    *show("outages", POWERS),
    *show("outage-new", POWERS),
    *act("outage-try", POWERS, data=stopped),
    *act("outage-enter", "> . ... .. .. 3 .. 3. 3..", data=stopped),
    *form("outage-agree", KEEPERS, lambda c: [c.fault.pk], data=lambda c: {}),
    *form("outage-take-back", KEEPERS, lambda c: [c.fault.pk],
          data=lambda c: {"reason": "No."}),
    *show("work-calendar", OFFICES),
    *act("closure-try", OFFICES, data=closed),
    *act("closure-enter", "> . ... .. .. 3 .. .. 3..", data=closed),
    *form("closure-take-back", OFFICE, lambda c: [c.closure.pk], data=lambda c: {"reason": "No."}),
    *show("notice-new", OFFICES),
    *act("notice-try", OFFICES, data=noticed),
    *act("notice-enter", "> . ... .. .. 3 .. .. 3..", data=noticed),
    *form("notice-take-back", OFFICE, lambda c: [c.notice.pk], data=lambda c: {"reason": "No."}),
    *form("list-publish", OFFICE, lambda c: [c.duty_list.pk],
          data=lambda c: {"year": 2026, "codes": [c.item.code]}),
    *show("list-publish-check", OFFICE, lambda c: [c.duty_list.pk],
          query=lambda c: f"?year=2026&codes={c.item.code}"),
    *show("publication", OFFICE, lambda c: [c.publication.pk]),
    *act("publication-resume", DOES, lambda c: [c.publication.pk]),
    *form("posts-without-tasks", OFFICES, sent="> . ... .. .. 3 .. .. 4..",
          data=lambda c: {"posts": [c.later_post.pk]}),
]

TASKS = [
    *show("home", "> 2 333 33 33 3 33 33 333"),
    *show("desk", DESK),
    *show("desk-duties", DESK),
    *show("own-list", DESK),
    *show("own-list-paper", "> . .22 .. .. . .. .. ...", lambda c: [c.head.pk]),
    *show("own-list-docx", "> . .22 .. .. . .. .. ...", lambda c: [c.head.pk]),
    *show("notebook", DESK),
    *show("notebook-paper", "> . .22 .. .. . .. .. ...", lambda c: [c.head.pk]),
    *show("notebook-docx", "> . .22 .. .. . .. .. ...", lambda c: [c.head.pk]),
    *show("feed", DESK),
    *act("feed-issue", DESK, data=lambda c: {"nonce": make.nonce()}),
    *form("feed-revoke", DESK, data=lambda c: {}, sent="> . 434 44 44 4 44 .. 444"),
    *show("calendar-feed", "2 2 222 22 22 2 22 22 222", query=lambda c: f"?key={c.feed_secret}"),
    *show("start-list", "> . .22 .. .. . .. .. ...", lambda c: [c.head.pk]),
    *show("calendar", DESK),
    *act("identity", "> 3 333 33 33 3 33 33 333", data=lambda c: {"post": c.head.pk}),
    *form("publication-withdraw", OFFICE, lambda c: [c.publication.pk],
          data=lambda c: {"codes": [c.item.code], "reason": "Asked twice."}),
    *act("withdrawal-give-again", DOES, lambda c: [c.withdrawal.pk]),
    *show("proposal-list", "> . .22 .. .. 2 .. .. 22."),
    *form("proposal-new", "> . .22 .. .. . .. .. .2.", sent="> . .33 .. .. . .. .. .4.",
          data=item_proposed),
    *show("proposal", "> . .22 .. .. 2 .. .. ...", lambda c: [c.proposal.pk]),
    *act("proposal-approve", DOES, lambda c: [c.proposal.pk]),
    *form("proposal-send-back", OFFICE, lambda c: [c.proposal.pk],
          data=lambda c: {"reason": "清单已有"}),
    *act("proposal-take-back", "> . .3. .. .. . .. .. ...", lambda c: [c.proposal.pk]),
    *show("task", FACE, lambda c: [c.task.pk]),
    *form("extension-ask", "> . .22 x. x. x xx .. ...", lambda c: ["task", c.task.pk],
          data=lambda c: {"wanted_on": day(40), "reason": "The audit comes first."}),
    *form("own-reminder", "> . .22 x. x. x xx .. ...", lambda c: ["task", c.task.pk],
          data=lambda c: {"on": day(5)}),
    *act("own-reminder-take-back", "> . ..3 .. .. . .. .. ...", lambda c: [c.own_reminder.pk]),
    *show("extension-list", "> . ... 22 22 2 .. .. 2.."),
    *form("extension", "> . .xx 2. 2. 2 xx .. ...", lambda c: [c.extension.pk],
          data=lambda c: {"decision": "grant", "due_on": day(30)}),
    *act("extension-decide-many", "> . ... 33 33 3 .. .. 3..",
         data=lambda c: {"request": [c.extension.pk], "decision": "grant"}),
    *act("extension-take-back", "> . .33 x. x. x xx .. ...", lambda c: [c.extension.pk]),
    *form("exempt", "> . .xx x. x. 2 xx .. ...", lambda c: ["task", c.task.pk],
          data=lambda c: {"reason": "Posted abroad.", "document": "No. 12"}),
    *form("exempt-lift", "> . .xx x. x. 2 xx .. ...", lambda c: ["task", c.exempt_task.pk],
          data=lambda c: {}),
    *show("dispatch-list", GIVES),
    *show("dispatch-new", GIVES),
    *act("dispatch-reach", GIVES, data=dispatched),
    *act("dispatch-check", "> . .2. 24 24 2 .. .. 44.", data=dispatched),
    *act("dispatch-do", "> . .4. 34 34 3 .. .. 44.", data=dispatched),
    *show("dispatch", OFFICE, lambda c: [c.dispatch.pk]),
    *show("dispatch", OFFICE, lambda c: [c.waiting_dispatch.pk]),
    *act("dispatch-send", DOES, lambda c: [c.waiting_dispatch.pk]),
    *form("dispatch-take-back", OFFICE, lambda c: [c.dispatch.pk],
          data=lambda c: {"reason": "Meant for others."}),
    *form("dispatch-give-again", OFFICE, lambda c: [c.dispatch_taken_back.pk],
          data=lambda c: {"reason": "It was right."}),
    *form("dispatch-move-day", OFFICE, lambda c: [c.dispatch.pk],
          data=lambda c: {"due_on": day(29), "reason": "The flood comes first."}),
    *form("dispatch-change-text", OFFICE, lambda c: [c.dispatch.pk],
          data=lambda c: {"text": "In a few lines."}),
    *act("dispatch-change-send", DOES, lambda c: [c.changing_dispatch.pk]),
    *act("dispatch-change-back", DOES, lambda c: [c.changing_dispatch.pk]),
    *show("dispatch-file", OFFICE, lambda c: [c.dispatch.pk, c.paper_to_work_from.pk]),
    *show("task-file", FACE, lambda c: [c.dispatched_task.pk, c.paper_to_work_from.pk]),
]

RECORDS = [
    *form("record-new", DESK, sent="> . 433 44 44 4 44 .. 444", data=lodged),
    *show("record-preview", "2 2 222 22 22 2 22 22 222", query=lambda c: f"?tasks={c.task.pk}"),
    *act("record-draft", "> 3 333 33 33 3 33 33 333", data=lodged),
    *show("record-list", "> 2 222 22 22 2 22 22 222"),
    *show("record", FACE, lambda c: [c.record.pk]),
    *show("record", FACE, lambda c: [c.sealed_record.pk]),
    *act("record-read", "> . .xx 3. x. x xx .. ...", lambda c: [c.sealed_record.pk],
         data=lambda c: {"purpose": "To check the talk."}),
    *show("body-grants", OFFICES),
    *form("body-grant-new", OFFICES, sent="> . ... .. .. 3 .. .. 4..",
          data=lambda c: {"user": c.people["leader_in_charge"].staff_number, "post": c.head.pk,
                          "first_on": day(0), "last_on": day(9), "basis": "No. 41"}),
    *show("body-grant-new", OFFICE, query=lambda c: f"?record={c.sealed_record.pk}"),
    *form("body-grant-end", OFFICE, lambda c: [c.grant.pk], data=lambda c: {}),
    *form("record-correct", "> . .22 x. x. . .. .. ...", lambda c: [c.record.pk], data=lodged),
    *form("record-withdraw", "> . .2x x. x. x xx .. ...", lambda c: [c.record.pk],
          data=lambda c: {"reason": "Entered twice."}),
    *act("credit-confirm", "> . .3. .. .. . .. .. ...", lambda c: [c.credit.pk]),
    *form("credit-take-back", "> . .2. .. .. . .. .. ...", lambda c: [c.confirmed_credit.pk],
          data=lambda c: {"reason": "It was another meeting."}),
    *form("confirmations", ANYBODY, sent="> . .3. .. .. . .. .. ...",
          data=lambda c: {"credit": [c.credit.pk]}),
    *form("zero-reports", "> . .22 .. .. . .. .. ...", lambda c: [c.head.pk],
          sent="> . .33 .. .. . .. .. ...",
          data=lambda c: {"tasks": [c.zero_task.pk], "nonce": str(make.nonce())}),
    *act("credit-decline", "> . .3. .. .. . .. .. ...", lambda c: [c.credit.pk],
         data=lambda c: {"reason": "Another meeting."}),
    *act("file-add", "> 2 222 22 22 2 22 22 222", data=lambda c: {"upload": picture()}),
    *show("file", "> . .22 2. 2. . .. .. ...", lambda c: [c.evidence.pk]),
    *show("file", "> . .2. .. .. . .. .. ...", lambda c: [c.upload.pk]),
    *show("file", "> . .22 2. 2. . .. .. ...", lambda c: [c.evidence.pk],
          query=lambda c: "?page=1"),
    *show("demand-file", "> . .22 2. .. 2 .. .. ...",
          lambda c: [c.demand.pk, c.demand_file.pk], query=lambda c: "?page=1"),
    *show("check-file", "> . .22 2. 2. . .. .. ...",
          lambda c: [c.check_replied.pk, c.check_file.pk], query=lambda c: "?page=1"),
    *show("file-small", "> . .22 2. 2. . .. .. ...", lambda c: [c.evidence.pk]),
    *show("file-small", "> . .2. .. .. . .. .. ...", lambda c: [c.upload.pk]),
    *show("file-waiting", "> 2 222 22 22 2 22 22 222"),
    *act("file-remove", "> . .3. .. .. . .. .. ...", lambda c: [c.upload.pk]),
]

ANNOUNCEMENTS = [
    *show("announcement-list", ANYBODY),
    *form("announcement-new", GIVES, sent="> . .4. 34 34 3 .. .. 44.", data=announced),
    *act("announcement-reach", GIVES, data=announced),
    *show("announcement", "> . .22 .. .. 2 .. .. ...", lambda c: [c.announcement.pk]),
    *show("announcement", OFFICE, lambda c: [c.waiting_announcement.pk]),
    *act("announcement-read", "> . .33 .. .. . .. .. ...", lambda c: [c.announcement.pk]),
    *act("announcement-send", DOES, lambda c: [c.waiting_announcement.pk]),
    *act("announcement-remind", DOES, lambda c: [c.announcement.pk]),
    *form("announcement-take-back", OFFICE, lambda c: [c.announcement.pk],
          data=lambda c: {"reason": "The day is wrong."}),
    *show("announcement-receipts", GIVES),
    *show("announcement-print", OFFICE, lambda c: [c.announcement.pk]),
    *show("announcement-file", "> . .22 .. .. 2 .. .. ...",
          lambda c: [c.announcement.pk, c.paper.pk]),
]

SEES_PLAN = "> . 222 2. 2. 2 22 .. ..."
CARRIES_OUT = "> . .22 .. .. . .. .. ..."
PLANS = [
    *show("plan-list", ANYBODY),
    *show("plan-items", ANYBODY),
    *show("plan", SEES_PLAN, lambda c: [c.plan.pk]),
    *show("plan", OFFICE, lambda c: [c.plan_draft.pk]),
    *show("plan", OFFICE, lambda c: [c.plan_submitted.pk]),
    *show("plan", OFFICE, lambda c: [c.plan_waiting.pk]),
    *show("plan-paper", SEES_PLAN, lambda c: [c.plan.pk]),
    *show("plan-docx", SEES_PLAN, lambda c: [c.plan.pk]),
    *show("plan-xlsx", OFFICE, lambda c: [c.plan.pk]),
    *form("plan-new", OFFICES, sent="> . ... .. .. 3 .. .. 4..",
          data=lambda c: {"unit": c.county.pk, "year": 2026, "title": "Another plan"}),
    *form("plan-change", OFFICE, lambda c: [c.plan_draft.pk],
          data=lambda c: {"unit": c.county.pk, "year": 2026, "title": "Another title"}),
    *form("plan-item-new", OFFICE, lambda c: [c.plan_draft.pk], data=planned),
    *form("plan-item-new", OFFICE, lambda c: [c.plan.pk], data=planned),
    *act("plan-submit", DOES, lambda c: [c.plan_draft.pk]),
    *act("plan-take-back", DOES, lambda c: [c.plan_submitted.pk]),
    *form("plan-return", OFFICE, lambda c: [c.plan_submitted.pk],
          data=lambda c: {"reason": "No day."}),
    *form("plan-issue", OFFICE, lambda c: [c.plan_submitted.pk], data=lambda c: {}),
    *act("plan-stop", DOES, lambda c: [c.plan_waiting.pk]),
    *act("plan-send", DOES, lambda c: [c.plan_waiting.pk]),
    *show("plan-item", SEES_PLAN, lambda c: [c.plan_item.pk]),
    *show("plan-item", OFFICE, lambda c: [c.draft_item.pk]),
    *form("plan-item-part", "> . .22 .. .. 2 .. .. ...", lambda c: [c.plan_item.pk],
          data=planned),
    *form("plan-item-part", OFFICE, lambda c: [c.draft_item.pk], data=planned),
    *form("plan-progress", CARRIES_OUT, lambda c: [c.plan_item.pk],
          data=lambda c: {"on": day(0), "text": "Three of four."}),
    *form("plan-progress-take-back", CARRIES_OUT, lambda c: [c.progress.pk],
          data=lambda c: {"reason": "Miscounted."}),
    *form("plan-item-change", OFFICE, lambda c: [c.draft_item.pk], data=planned),
    *act("plan-item-take-out", DOES, lambda c: [c.draft_item.pk]),
    *form("plan-item-move-day", OFFICE, lambda c: [c.plan_item.pk],
          data=lambda c: {"due_on": day(54), "reason": "The flood."}),
    *form("plan-item-words", OFFICE, lambda c: [c.plan_item.pk], data=planned),
    *form("plan-item-hand-over", OFFICE, lambda c: [c.plan_item.pk], data=planned),
    *form("plan-item-leaders", OFFICE, lambda c: [c.plan_item.pk], data=planned),
    *form("plan-item-withdraw", OFFICE, lambda c: [c.plan_item.pk], data=planned),
    *form("plan-item-again", OFFICE, lambda c: [c.withdrawn_item.pk], data=planned),
    *form("plans-import", OFFICES,
          data=lambda c: {"file": SimpleUploadedFile("p.csv", plans_file(c, "Mend the dams"))}),
    *show("plans-import-template", OFFICES),
    *show("plans-import-export", OFFICES),
    *form("plans-import-check", OFFICE, lambda c: [c.plans_file.pk], data=lambda c: {}),
    *show("plans-import-marked", OFFICE, lambda c: [c.plans_file.pk]),
]

CARDS = [
    *show("card-mine", "> 2 222 22 22 2 22 22 222"),
    *show("card", "> . .22 .. .. 2 .. .. ...", lambda c: [c.card.uuid]),
    *show("card-docx", "> . .22 .. .. 2 .. .. ...", lambda c: [c.card.uuid]),
    *act("card-receive", "> . .3. .. .. . .. .. ...", lambda c: [c.card.uuid]),
    *show("card-qr", "> . .22 .. .. 2 .. .. ...", lambda c: [c.card.uuid]),
    *show("card-open", "> . .33 .. .. 3 .. .. ...", lambda c: [c.card.token]),
    *show("card-index", "> . ... .. .. 2 2. .. 2.2"),
    *form("card-new", OFFICES, sent="> . ... .. .. 3 .. .. 3..",
          data=lambda c: {"quarter": "2026-4", "audience": "team_member"}),
    *show("card-issue", OFFICE, lambda c: [c.card_issue.pk]),
    *act("card-submit", DOES, lambda c: [c.card_draft.pk]),
    *act("card-take-back", DOES, lambda c: [c.card_submitted.pk]),
    *form("card-return", OFFICE, lambda c: [c.card_submitted.pk],
          data=lambda c: {"reason": "Say by which day."}),
    *form("card-approve", OFFICE, lambda c: [c.card_submitted.pk],
          data=lambda c: {"approver": "The Secretary", "document": "No. 8",
                          "approved_on": day(0)}),
    *act("card-reopen", DOES, lambda c: [c.card_approved.pk]),
    *form("card-give", OFFICE, lambda c: [c.card_approved.pk], data=lambda c: {}),
    *show("card-print", OFFICE, lambda c: [c.card_issue.pk]),
    *form("card-draft", OFFICE, lambda c: [c.card_draft.pk], data=drafted),
    *act("card-preview", OFFICE, lambda c: [c.card_draft.pk], data=drafted),
    *act("card-personal", DOES, lambda c: [c.card_draft.pk],
         data=lambda c: {"key": make.nonce(), "target": f"p{c.seat.pk}", "text": "Come."}),
    *act("card-discard", DOES, lambda c: [c.card_draft.pk]),
    *show("card-summaries", OFFICES),
    *show("card-summary", FACE, lambda c: [c.card.summary.pk]),
    *act("card-summary-write", "> . .33 x. x. x xx .. ...", lambda c: [c.card.summary.pk],
         data=lambda c: {"edition": 0, "text": "Walked the dams."}),
    *form("card-summary-take-back", "> . .2x x. x. x xx .. ...", lambda c: [summed_up(c).pk],
          data=lambda c: {"reason": "A figure was wrong."}),
    *form("card-line-answer", "> . .22 x. x. x xx .. ...", lambda c: [c.card.lines.first().pk],
          data=lambda c: {"nonce": make.nonce(), "text": "Walked the dams."}),
]

BOARDS = [
    *show("board", "> . .2. 22 22 2 22 .. 222"),
    *show("board-rows", "> . .2. 22 22 2 22 .. 222"),
    *show("board-cell", "> . .2. 2. 2. 2 22 .. ...",
          lambda c: [c.bureau.pk, c.task.category_id]),
    *act("board-remind", "> . .xx 3. 3. 3 xx .. ...", data=lambda c: {"task": c.task.pk}),
    *show("demand-list", DESK),
    *act("demand-choose", "> 3 333 33 33 3 33 33 333", data=lambda c: {"task": c.task.pk}),
    *show("demand-new", "> . .xx 2. 2. 2 xx .. ...", query=lambda c: f"?task={c.task.pk}"),
    *act("demand-new", "> . .xx 3. 3. 3 xx .. ...", data=demanded,
         query=lambda c: f"?task={c.task.pk}"),
    *show("demand", "> . .22 2. .. 2 .. .. ...", lambda c: [c.demand.pk]),
    *act("demand-reply", "> . .33 x. .. x .. .. ...", lambda c: [c.demand.pk],
         data=lambda c: {"nonce": make.nonce(), "text": "The dams are safe."}),
    *act("demand-decide", "> . .xx 3. .. x .. .. ...", lambda c: [c.answered.pk],
         data=lambda c: {"decision": "send_back", "reason": "That is no answer."}),
    *form("demand-withdraw", "> . .xx 2. .. x .. .. ...", lambda c: [c.demand.pk],
          data=lambda c: {"reason": "It was settled by telephone."}),
    *show("demand-paper", "> . .22 2. .. 2 .. .. ...", lambda c: [c.demand.pk]),
    *show("demand-docx", "> . .22 2. .. 2 .. .. ...", lambda c: [c.demand.pk]),
    *show("demand-file", "> . .22 2. .. 2 .. .. ...",
          lambda c: [c.demand.pk, c.demand_file.pk]),
    *form("demand-measure", "> . .22 x. .. x .. .. ...", lambda c: [c.demand.pk],
          data=lambda c: {"nonce": make.nonce(), "text": "Publish", "person": "Qiao",
                          "due_on": day(9)}),
    *form("demand-measure-drop", "> . .22 x. .. x .. .. ...",
          lambda c: [c.demand.pk, c.demand_measure.pk],
          data=lambda c: {"reason": "It is said twice."}),
    *show("demand-drafts", ENTERS),
    *show("demand-draft", DRAFTS, lambda c: [c.demand_draft.pk]),
    *act("demand-draft-decide", "> . ... x. .. 3 .. .. ...", lambda c: [c.demand_draft.pk],
         data=lambda c: {"decision": "accept", "reason": ""}),
    *form("demand-draft-revise", "> . ... 2. .. x .. .. ...", lambda c: [c.demand_draft.pk],
          data=lambda c: {"text": "Say why.", "reply_by": day(6)}),
    *form("demand-draft-discard", "> . ... 2. .. x .. .. ...", lambda c: [c.demand_draft.pk],
          data=lambda c: {"reason": "It was settled by telephone."}),
    *form("paper-rule-set", OFFICES, lambda c: ["demand"],
          data=lambda c: {"word": "督办", "approved": "on", "first_on": day(1),
                          "basis": "Decision 3"}),
    *act("paper-rule-take-back", DOES, lambda c: [c.paper_rule_ahead.pk]),
    *show("check-list", DESK),
    *show("check-records", CHECKS),
    *form("check-new", "> . ... 2. 2. . .. .. ...", lambda c: [c.record_to_check.pk],
          data=lambda c: {"evidence": "Where is the roll?"}),
    *show("check", FACE, lambda c: [c.check_replied.pk]),
    *show("check-file", "> . .22 2. 2. . .. .. ...",
          lambda c: [c.check_replied.pk, c.check_file.pk]),
    *form("check-reply", UNITS_OWN, lambda c: [c.check_asked.pk],
          data=lambda c: {"nonce": make.nonce(), "text": "The roll is attached."}),
    *form("check-find", "> . .xx 2. 2. x xx .. ...", lambda c: [c.check_drawn.pk],
          data=lambda c: {"evidence": "Where is the roll?"}),
    *form("check-conclude", "> . .xx 2. 2. x xx .. ...", lambda c: [c.check_replied.pk],
          data=lambda c: {"outcome": "untrue", "reason": "Asked those present."}),
    *form("check-correct", UNITS_OWN, lambda c: [c.check_corrected.pk],
          data=lambda c: {"text": "The roll is attached now."}),
    *form("check-lift", "> . .xx 2. 2. 2 xx .. ...", lambda c: [c.check_untrue.pk],
          data=lambda c: {"reason": "It was another meeting."}),
    *show("draw-list", DESK),
    *form("draw-new", CHECKS, sent="> . ... 34 34 . .. .. ...", data=published),
    *show("draw", "> . 222 2. 2. 2 22 .. ...", lambda c: [c.draw.pk]),
    *show("draw-file", "> . 222 2. 2. 2 22 .. ...", lambda c: [c.draw.pk]),
    *form("draw-withdraw", "> . xxx 2. x. x xx .. ...", lambda c: [c.draw.pk],
          data=lambda c: {"reason": "The wrong quarter."}),
    *act("draw-do", "> . xxx 3. x. x xx .. ...", lambda c: [c.draw.pk]),
    *show("letter-list", DESK),
    *show("letter-counts", DESK),
    *form("letter-choose", ENTERS, sent="> . ... 34 34 3 .. .. 4..",
          data=lambda c: {"kind": c.letter_kind.pk, "unit": c.bureau.pk}),
    *show("letter-new", SUPERVISES_ALONE, lambda c: [c.letter_kind.pk],
          query=lambda c: f"?unit={c.bureau.pk}"),
    *act("letter-new", SUPERVISES_ALONE.replace("2", "3"), lambda c: [c.letter_kind.pk],
         data=typed_letter, query=lambda c: f"?unit={c.bureau.pk}"),
    *show("letter", LETTER, lambda c: [c.letter_replied.pk]),
    *show("letter-paper", LETTER, lambda c: [c.letter_replied.pk]),
    *show("letter-docx", LETTER, lambda c: [c.letter_replied.pk]),
    *show("letter-file", LETTER, lambda c: [c.letter_replied.pk, c.letter_file.pk]),
    *form("letter-revise", "> . ... 2. .. . .. .. ...", lambda c: [c.letter_draft.pk],
          data=lambda c: {"title": "Cars", "text": "No log.", "asks": "Keep one."}),
    *form("letter-submit", "> . ... 2. .. . .. .. ...", lambda c: [c.letter_draft.pk],
          data=lambda c: {}),
    *form("letter-discard", "> . ... 2. .. . .. .. ...", lambda c: [c.letter_draft.pk],
          data=lambda c: {"reason": "It was settled by telephone."}),
    *form("letter-approve", "> . ... x. .. 2 .. .. ...", lambda c: [c.letter_submitted.pk],
          data=lambda c: {"decision": "accept", "reason": ""}),
    *form("letter-receive", LETTER_TO, lambda c: [c.letter_served.pk], data=lambda c: {}),
    *form("letter-reply", LETTER_TO, lambda c: [c.letter_served.pk],
          data=lambda c: {"nonce": make.nonce(), "text": "It is done so."}),
    *form("letter-enter", LETTER_BY, lambda c: [c.letter_served.pk],
          sent="> . .xx 3. .. 4 .. .. ...",  # the scan is the group's own
          data=lambda c: {"nonce": make.nonce(), "text": "On paper.", "received_on": day(0),
                          "files": [c.letter_scan.pk]}),
    *form("letter-measure", LETTER_TO, lambda c: [c.letter_served.pk],
          data=lambda c: {"nonce": make.nonce(), "text": "Sign", "person": "Lu",
                          "due_on": day(3)}),
    *form("letter-measure-drop", LETTER_TO,
          lambda c: [c.letter_served.pk, c.letter_measure.pk],
          data=lambda c: {"reason": "Not needed."}),
    *form("letter-measure-report", LETTER_TO,
          lambda c: [c.letter_served.pk, c.letter_measure.pk],
          data=lambda c: {"text": "Signed."}),
    *form("letter-verify", LETTER_BY, lambda c: [c.letter_replied.pk],
          data=lambda c: {"decision": "accept", "reason": "Looked at it."}),
    *form("letter-insufficient", LETTER_BY, lambda c: [c.letter_verified.pk],
          data=lambda c: {"reason": "Not so."}),
    *form("letter-close", "> . .xx x. .. 2 .. .. ...", lambda c: [c.letter_verified.pk],
          data=lambda c: {"outcome": "closed", "reason": "All done."}),
    *form("letter-reopen", "> . .xx x. .. 2 .. .. ...", lambda c: [c.letter_closed.pk],
          data=lambda c: {"reason": "Not done."}),
    *form("letter-withdraw", LETTER_BY, lambda c: [c.letter_served.pk],
          data=lambda c: {"reason": "The figures were wrong."}),
    *show("checkup-list", DESK),
    *show("checkup-new", ENTERS),
    *act("checkup-new", "> . ... 34 34 3 .. .. 4..", data=opening),
    *show("checkup", FACE, lambda c: [c.checkup_answered.pk]),
    *form("checkup-answers", UNITS_OWN, lambda c: [c.checkup_awaited.pk], data=replied),
    *act("checkup-save", "> . .33 x. x. x xx .. ...", lambda c: [c.checkup_awaited.pk],
         data=replied),
    *show("checkup-report", FACE, lambda c: [c.checkup_concluded.pk]),
    *show("checkup-report-docx", FACE, lambda c: [c.checkup_concluded.pk]),
    *form("checkup-find", SUPERVISES,
          lambda c: [c.checkup_answered.pk, first_question(c.checkup_answered)],
          data=lambda c: {"nonce": make.nonce(), "text": "The minutes say nothing."}),
    *form("checkup-drop", SUPERVISES, lambda c: [c.checkup_answered.pk, c.checkup_finding.pk],
          data=lambda c: {"reason": "They are there."}),
    *form("checkup-enter", SUPERVISES, lambda c: [c.checkup_answered.pk, c.checkup_finding.pk],
          data=entered),
    *form("checkup-conclude", SUPERVISES, lambda c: [c.checkup_answered.pk],
          data=lambda c: {"text": "It is in order."}),
    *form("checkup-send-back", SUPERVISES, lambda c: [c.checkup_answered.pk],
          data=lambda c: {"reason": "Say which.", "due_on": day(9)}),
    *form("checkup-take-over", SUPERVISES, lambda c: [c.checkup_awaited.pk],
          data=lambda c: {"reason": "They do not answer.", "due_on": day(9)}),
    *form("checkup-reopen", SUPERVISES, lambda c: [c.checkup_concluded.pk],
          data=lambda c: {"reason": "Too early."}),
    *form("checkup-withdraw", "> . .xx 2. x. 2 xx .. ...", lambda c: [c.checkup_answered.pk],
          data=lambda c: {"reason": "Twice."}),
    *show("checkup-templates", ENTERS),
    *show("checkup-template", "> . ... 22 22 2 .. .. ...", lambda c: [c.checkup_template.pk]),
    *form("checkup-template-new", OFFICES, data=written("Checkup of fords")),
    *form("checkup-template-change", OFFICE, lambda c: [c.checkup_template.pk], data=written()),
    *form("checkup-template-retire", OFFICE, lambda c: [c.checkup_template.pk],
          data=lambda c: {"reason": "It is over."}),
    *show("problem-list", DESK),
    *show("problem-pivot", DESK),
    *show("problem-terms", OFFICES),
    *form("problem-term-new", OFFICES, lambda c: ["type"],
          data=lambda c: {"name": "Archives", "nonce": make.nonce()}),
    *act("problem-term-use", DOES, lambda c: [c.problem_term.pk], data=lambda c: {"in_use": "no"}),
    *form("time-limit-set", OFFICES, lambda c: ["look_back"],
          data=lambda c: {"days": "60", "basis": "Decision 3", "first_on": day(1)}),
    *act("time-limit-take-back", DOES, lambda c: [c.limit_ahead.pk]),
    *show("problem-new", ENTERS),
    *act("problem-new", "> . ... 34 34 3 .. .. 4..", data=typed),
    *show("problem", "> . .22 2. 2. 2 22 .. ...", lambda c: [c.problem.pk]),
    *show("problem-file", "> . .22 2. 2. 2 22 .. ...",
          lambda c: [c.problem.pk, c.problem_file.pk]),
    *form("problem-report", UNITS_OWN, lambda c: [c.problem.pk, c.measure.pk],
          data=lambda c: {"nonce": make.nonce(), "text": "Published.", "done_on": day(0)}),
    *form("problem-drop", UNITS_OWN, lambda c: [c.problem.pk, c.measure_dropped.pk],
          data=lambda c: {"reason": "It is said twice."}),
    *form("problem-measure", UNITS_OWN, lambda c: [c.problem.pk],
          data=lambda c: {"nonce": make.nonce(), "text": "Publish", "person": "Qiao",
                          "due_on": day(9)}),
    *form("problem-claim", UNITS_OWN, lambda c: [c.problem.pk],
          data=lambda c: {"text": "It is ours to mend."}),
    *form("problem-apply", UNITS_OWN, lambda c: [c.problem_done.pk],
          data=lambda c: {"text": "All bills have a contract."}),
    *form("problem-pass-on", UNITS_OWN, lambda c: [c.problem_given_away.pk],
          data=lambda c: {"unit": c.other_head.unit_id, "reason": "The well is theirs."}),
    *form("problem-take-over", "> . .2. x. x. x xx .. ...", lambda c: [c.problem_offered.pk],
          data=lambda c: {"decision": "yes", "reason": ""}),
    *form("problem-assign-body", "> . ... x. x. 2 x. .. ...", lambda c: [c.problem_found.pk],
          data=lambda c: {"post": c.people["group_inside"].memberships.get().post_id,
                          "due_on": day(20)}),
    *form("problem-assign", "> . ... 2. 2. 2 x. .. ...", lambda c: [c.problem_found.pk],
          data=lambda c: {"post": c.head.pk, "due_on": day(20)}),
    *form("problem-ask", "> . ... 2. x. x x. .. ...", lambda c: [c.problem_given.pk],
          data=lambda c: {"text": "Which canteen is it?"}),
    *form("problem-decline", "> . ... 2. x. x x. .. ...", lambda c: [c.problem_given.pk],
          data=lambda c: {"reason": "It is not ours."}),
    *form("problem-answer", "> . ... x. x. 2 x. .. ...", lambda c: [c.problem_asked.pk],
          data=lambda c: {"text": "The one of the harbour."}),
    *form("problem-verify", "> . .xx 2. 2. 2 xx .. ...", lambda c: [c.problem_applied.pk],
          data=lambda c: {"decision": "yes", "reason": "Looked at the contract."}),
    *form("problem-approve", "> . .xx x. 2. 2 xx .. ...", lambda c: [c.problem_verified.pk],
          data=lambda c: {"decision": "yes", "reason": ""}),
    *form("problem-look-back", "> . .xx 2. x. x xx .. ...", lambda c: [c.problem_closed.pk],
          data=lambda c: {"decision": "no", "reason": "Bills again.", "due_on": day(30)}),
    *form("problem-withdraw", "> . .xx 2. x. 2 xx .. ...", lambda c: [c.problem.pk],
          data=lambda c: {"reason": "Entered by mistake."}),
    *form("problems-import", ENTERS,
          data=lambda c: {"file": SimpleUploadedFile("found.csv", problems_file("A lid"))}),
    *show("problems-import-template", ENTERS),
    *form("problems-import-check", "> . ... 2. .. . .. .. ...", lambda c: [c.problems_file.pk],
          data=lambda c: {}),
    *show("problems-import-marked", "> . ... 2. .. . .. .. ...",
          lambda c: [c.problems_file.pk]),
    *show("morning", "> . ... 22 22 . .. .. ..."),
    *show("activity-list", DESK),
    *show("activity-coverage", "> . ... 22 22 2 2. .. 2.2"),
    *show("activity-new", ENTERS),
    *act("activity-new", "> . ... 34 34 3 .. .. 4..", data=seen),
    *show("activity", "> . .2. 2. .. 2 2. .. ...", lambda c: [c.activity.pk]),
    *show("activity-file", "> . ... 2. .. 2 .. .. ...",
          lambda c: [c.activity.pk, c.activity_file.pk]),
    *form("activity-note", BODYS_OWN, lambda c: [c.activity.pk],
          data=lambda c: {"nonce": make.nonce(), "unit": c.bureau.pk, "text": "No lid."}),
    *form("activity-note-withdraw", BODYS_OWN, lambda c: [c.activity.pk, c.activity_note.pk],
          data=lambda c: {"reason": "It has a lid."}),
    *form("activity-reply", "> . .2. x. .. x .. .. ...",
          lambda c: [c.activity.pk, c.activity_note.pk],
          data=lambda c: {"nonce": make.nonce(), "text": "It has one since."}),
    *form("activity-correct", BODYS_OWN, lambda c: [c.activity.pk],
          data=lambda c: seen(c, reason="The day was wrong.")),
    *form("activity-withdraw", BODYS_OWN, lambda c: [c.activity.pk],
          data=lambda c: {"reason": "It was put off."}),
    *show("activity-plan", REPORTS),
    *form("activity-line-new", ENTERS, sent="> . ... 34 34 3 .. .. 4..", data=line_typed),
    *form("activity-line-drop", "> . ... 2. .. x x. .. ...", lambda c: [c.activity_line.pk],
          data=lambda c: {"reason": "It is put off."}),
    *show("activity-report", REPORTS),
    *show("activity-report-docx", REPORTS),
    *show("objection-list", DESK),
    *form("objection-new", "> . .22 .. .. . .. .. ...",
          lambda c: ["problem", c.contestable.pk], data=typed_objection),
    *show("objection", BOTH_SIDES, lambda c: [c.objection.pk]),
    *show("objection-file", BOTH_SIDES, lambda c: [c.objection.pk, c.objection_file.pk]),
    *form("objection-state", "> . .22 2. x. x .. .. ...", lambda c: [c.objection.pk],
          data=lambda c: {"nonce": make.nonce(), "text": "There are twelve bills."}),
    *act("objection-try", "> . .xx x. 2. x .. .. ...", lambda c: [c.objection.pk],
         data=lambda c: STANDS),
    *act("objection-decide", "> . .xx x. 3. x .. .. ...", lambda c: [c.objection.pk],
         data=decided),
    *form("objection-withdraw", "> . .22 x. x. x .. .. ...", lambda c: [c.objection.pk],
          data=lambda c: {"reason": "It was settled."}),
    *form("objection-review", "> . .22 x. x. x .. .. ...", lambda c: [c.objected.pk],
          data=typed_objection),
    *show("facts-own", DESK_OWN),
    *show("facts-people", ENTERS),
    *form("facts", "> . ... 2. 2. 2 .. .. ...", lambda c: [c.people["officer"].pk],
          data=lambda c: {"purpose": "A talk is prepared."}),
    *show("suggestion-list", ANYBODY),
    *form("suggestion-new", "> 2 222 22 22 . 22 .. .22", sent="> 3 333 33 33 . 33 .. .44",
          data=lambda c: {"nonce": make.nonce(), "post": c.desk.pk, "text": "Fewer texts."}),
    *show("suggestion", "> . .2. .. .. 2 .. .. ...", lambda c: [c.suggestion.pk]),
    *act("suggestion", "> . .x. .. .. 3 .. .. ...", lambda c: [c.suggestion.pk],
         data=lambda c: {"text": "So be it."}),
    *show("talk-list", DESK),
    *show("talk-new", "> . .2. 22 22 2 .. .. 22."),
    *act("talk-new", "> . .4. 34 34 3 .. .. 44.", data=talks.planned),
    *show("talk", TALK, lambda c: [c.talk_signed.pk]),
    *show("talk-brief", GRANTED, lambda c: [c.talk.pk]),
    *act("talk-brief-open", GRANTED.replace("2", "3"), lambda c: [c.talk.pk]),
    *form("talk-hold", GRANTED, lambda c: [c.talk.pk], data=lambda c: talks.held(c, c.talk)),
    *form("talk-sign", "> . .2. x. .. x .. .. ...", lambda c: [c.talk_held.pk],
          data=lambda c: {"view": "Right."}),
    *form("talk-put-off", GRANTED, lambda c: [c.talk.pk],
          data=lambda c: {"planned_on": day(5), "reason": "Away."}),
    *form("talk-cancel", GRANTED, lambda c: [c.talk.pk], data=lambda c: {"reason": "Ill."}),
    *form("talk-refusal", TALKS, lambda c: [c.talk_held.pk, talks.person(c.talk_held)],
          data=lambda c: {"reason": "Did not agree."}),
    *form("talk-require", TALKS, lambda c: [c.talk_held.pk, talks.person(c.talk_held)],
          data=lambda c: {"text": "Write it.", "due_on": day(9)}),
    *form("talk-drop", TALKS, lambda c: [c.talk_signed.pk, talks.required(c.talk_signed)],
          data=lambda c: {"reason": "Others did it."}),
    *form("talk-reply", "> . .2. x. .. x .. .. ...",
          lambda c: [c.talk_signed.pk, talks.required(c.talk_signed)],
          data=lambda c: {"text": "It is written.", "nonce": make.nonce()}),
    *form("talk-accept", TALKS, lambda c: [c.talk_reported.pk, c.talk_reply.pk],
          data=lambda c: {"reason": "Seen."}),
    *form("talk-send-back", TALKS, lambda c: [c.talk_reported.pk, c.talk_reply.pk],
          data=lambda c: {"reason": "No names."}),
    *form("talk-claim", TALKS, lambda c: [c.talk_signed.pk, talks.claim(c.talk_signed)],
          data=entered),
    *form("talk-close", TALKS, lambda c: [c.talk_done.pk], data=lambda c: {"reason": "Done."}),
    *form("talk-reopen", TALKS, lambda c: [c.talk_closed.pk], data=lambda c: {"reason": "Not."}),
    *form("talk-look-back", TALKS, lambda c: [c.talk_closed.pk], data=lambda c: {"reason": "So."}),
    *form("talk-grant", "> . .x. x. .. 2 .. .. ...", lambda c: [c.talk_signed.pk],
          data=lambda c: {"user": c.people["party_leader"].staff_number, "last_on": day(9),
                          "basis": "No. 4"}),
    *act("talk-grant-end", "> . .x. x. .. 3 .x .. ...", lambda c: [c.talk.pk, c.talk_grant.pk]),
    *form("talk-read", "> . .x. x. .. x .2 .. ...", lambda c: [c.talk.pk],
          data=lambda c: {"purpose": "The committee."}),
    *show("talk-prompts", ENTERS),
    *show("talk-prompt", "> . ... 2. 2. 2 .. .. ...", lambda c: [c.prompt.pk]),
    *form("talk-prompt-merge", "> . ... 2. 2. 2 .. .. ...", lambda c: [c.prompt.pk],
          sent="> . ... 3. 4. 3 .. .. ...", data=lambda c: {"talk": c.talk_held.pk}),
    *form("talk-prompt-drop", "> . ... 2. 2. 2 .. .. ...", lambda c: [c.prompt.pk],
          data=lambda c: {"reason": "Away."}),
    *show("oversight", DESK),
    *show("oversight-rows", DESK),
    *show("oversight-tasks", DESK),
    *show("oversight-body", "> . 222 2. .. 2 22 .. ...",
          lambda c: [c.people["group_inside"].memberships.get().post_id]),
    *show("decision", FACE, lambda c: [c.extension.duties.get().pk]),
    *show("closing-list", DESK),
    *show("closed-tasks", DESK),
    *form("closing-open", OFFICES, data=lambda c: {"quarter": "2024-4"}),
    *show("closing", CLOSED, lambda c: [c.closed.pk]),
    *show("closing", OFFICE, lambda c: [c.closing_spring.pk]),
    *show("closing", OFFICE, lambda c: [c.closing_waits.pk]),
    *act("closing-carry", DOES, lambda c: [c.closing_spring.pk],
         data=lambda c: {"codes": [unfinished_code(c)], "reason": "Later."}),
    *act("carried-take-back", DOES, lambda c: [c.carried.pk]),
    *act("closing-submit", DOES, lambda c: [c.closing_open.pk]),
    *form("closing-take-back", OFFICE, lambda c: [c.closing_own.pk],
          data=lambda c: {"reason": "Too soon."}),
    *act("closing-decide", DOES, lambda c: [c.closing_waits.pk],
         data=lambda c: {"decision": "accept", "digest": shown_digest(c)}),
    *show("closing-paper", CLOSED, lambda c: [c.closed.pk]),
    *show("closing-content", "> . ... .. .. 2 2. .. ...", lambda c: [c.closed.pk]),
    *form("closing-note", OFFICE, lambda c: [c.closed.pk],
          data=lambda c: {"rows": [c.difference.pk], "reason": "Exempted."}),
    *form("closing-note-take-back", OFFICE, lambda c: [c.closing_note.pk],
          data=lambda c: {"reason": "Wrong row."}),
    *show("hearing-list", "> . ... .. .. 2 2. .. 2.2"),
    *form("hearing-open", OFFICES, data=lambda c: {"quarter": "2025-4"}),
    *show("hearing", OFFICE, lambda c: [c.hearing_draft.pk]),
    *show("hearing", LAID, lambda c: [c.hearing.pk]),
    *form("hearing-edit", OFFICE, lambda c: [c.hearing_draft.pk],
          data=lambda c: {"meeting_on": day(3), "findings": "Two forms.", "requests": ""}),
    *show("hearing-docx", LAID, lambda c: [c.hearing.pk]),
    *form("hearing-lay", OFFICE, lambda c: [c.hearing_draft.pk],
          data=lambda c: {"digest": shown(c.hearing_draft)}),
    *show("hearing-content", LAID, lambda c: [c.hearing.pk]),
    *form("hearing-take-back", OFFICE, lambda c: [c.hearing_laid.pk],
          data=lambda c: {"reason": "Another day."}),
    *form("hearing-note", OFFICE, lambda c: [c.hearing.pk], data=lambda c: {"text": "Done."}),
    *form("hearing-note-take-back", OFFICE, lambda c: [c.hearing_note.pk],
          data=lambda c: {"reason": "Wrong."}),
    *form("hearing-heard", OFFICE, lambda c: [c.hearing_laid.pk],
          data=lambda c: {"heard_on": day(0)}),
    *form("hearing-decide", OFFICE, lambda c: [c.hearing.pk],
          data=lambda c: {"text": "Fewer forms.", "units": [c.bureau.pk], "reply_by": day(9),
                          "nonce": make.nonce()}),
    *form("hearing-decision-take-back", OFFICE, lambda c: [c.hearing_decision.pk],
          data=lambda c: {"reason": "Wrong."}),
    *show("instruction-list", "> . ... .. .. 2 22 .. 2.2"),
    *form("instruction-new", "> . ... .. .. 2 22 .. 2.2", data=instructed,
          sent="> . ... .. .. 3 34 .. 4.4"),
    *show("instruction", "> . ... .. .. 2 2. .. ...", lambda c: [c.instruction.pk]),
    *form("instruction-take-back", "> . ... .. .. 2 2. .. ...", lambda c: [c.instruction.pk],
          data=lambda c: {"reason": "Told already."}),
    *show("team", "> . 22. 22 22 . .. .. .2."),
    *show("team-unit", "> . 2.. .. .. . .. .. ..."),
    *show("team-rows", "> . .2. 22 22 . .. .. .2."),
    *show("team-post", "> . .2. 2. 2. . .. .. ...", lambda c: [c.task.post_id]),
    *show("team-cell", "> . .2. 2. 2. . .. .. ...",
          lambda c: [c.task.post_id, c.task.category_id]),
    *show("overview", "> . ... .. .. 2 22 .. 2.2"),
    *show("search", ANYBODY),
    *show("search", ANYBODY, query=lambda c: "?q=works"),
    *show("search", ANYBODY, query=lambda c: f"?kind=record&unit={c.bureau.pk}"),
]

MESSAGES = [
    *show("inbox", ANYBODY),
    *form("preferences", ANYBODY, data=lambda c: {"texts": ["extension"]}),
    *show("short-link", "> . .3. .. .. . .. .. ...", lambda c: [c.failed_text.reference]),
    *show("short-link", "> . .2. .. .. . .. .. ...", lambda c: [c.held_text.reference]),
    *show("short-link-typed", "> 3 333 33 33 3 33 33 333"),
    *act("receipt", ". . ... .. .. . .. .. ...", lambda c: ["twilio", make.nonce()]),
    *show("sandbox-phone", ANYBODY),
    *show("outbox", OFFICES),
    *show("wording", OFFICES),
    *form("wording-new", OFFICES, data=lambda c: typed_words()),
    *act("wording-preview", OFFICES, data=lambda c: typed_words()),
    *show("wording-version", OFFICES, lambda c: [c.wording.version]),
    *act("wording-use", WRITES, lambda c: [c.wording.version]),
    *act("wording-template", WRITES, lambda c: [c.wording.version], data=lambda c: TEMPLATE),
    *show("outbox-message", OFFICE, lambda c: [c.failed_text.pk]),
    *act("outbox-number", OFFICE, lambda c: [c.failed_text.pk]),
    *act("outbox-resend", DOES, lambda c: [c.may_resend.pk]),
    *act("outbox-cancel", DOES, lambda c: [c.waiting_text.pk]),
    *act("outbox-call", DOES, lambda c: [c.failed_text.pk], data=lambda c: {"note": "Told."}),
    *show("outbox-exceptions", OFFICES),
    *act("outbox-release", "> . ... .. .. 3 .. .. 3.."),
    *act("number-flag-lift", DOES, lambda c: [c.flag.pk]),
    *show("outbox-calls", OFFICES),
    *act("outbox-call-numbers", OFFICES),
    *act("outbox-called", DOES, lambda c: [c.people["officer"].pk]),
    *show("outbox-health", "> . ... .. .. 2 .. 2. 2.."),
    *act("channel-pause", "> . ... .. .. 3 .. .. 3..", lambda c: ["sandbox"],
         data=lambda c: {"reason": "The account is checked."}),
    *act("channel-resume", "> . ... .. .. 3 .. .. 3..", lambda c: [c.pause.key]),
    *show("notice", FACE, lambda c: ["task", c.task.pk]),
    *show("notice-docx", FACE, lambda c: ["task", c.task.pk]),
]
# fmt: on

TABLE = [
    *OPERATION, *ORGANISATION, *DOOR, *LISTS, *TASKS, *RECORDS, *ANNOUNCEMENTS, *PLANS,
    *CARDS, *BOARDS, *MESSAGES,
]  # fmt: skip
