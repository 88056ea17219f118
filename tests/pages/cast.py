"""The standing cast of the page tests: two counties, and one person of every kind.

Built once per module, at `NOW`. Everything a row of the table points at belongs to the first
county; the people of the second must see nothing of it. What a test does is undone after it.
"""

from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange

from alerts.alarms.beat import beat
from alerts.alarms.signs import LOOPS
from alerts.clock import database_now
from alerts.contacts.flag import flag_number
from alerts.decisions.exempt import exempt
from alerts.decisions.extend import ask_extension
from alerts.outbox.pause import pause_channel
from alerts.outbox.states import State
from alerts.wording.models import Wording
from alerts.wording.words import shipped_words
from alerts.workdays.announce import days_of_year
from alerts.workdays.models import Outage, WorkDay, YearNotice
from demonstration.roles import Role
from pages.quarter import Quarter
from pages.rows_in.uploads import import_upload, keep_upload
from responsibility.agenda.own_reminders.set_day import set_own_reminder
from responsibility.announcements.send import send_at_once as send_announcement
from responsibility.announcements.write import write_announcement
from responsibility.cards.approval.approve import approve_cards
from responsibility.cards.approval.submit import submit_cards
from responsibility.cards.draft import draft_cards
from responsibility.cards.issue import issue_cards
from responsibility.cards.issues import CardIssue
from responsibility.cards.starter import load_card_templates
from responsibility.files.store import store_upload
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.lists.models import DutyList
from responsibility.lists.publications import Publication
from responsibility.lists.starter_data import load_kinds
from responsibility.lists.versions.order import remove_item
from responsibility.lists.versions.start import start_version
from responsibility.notebook.feed.issue import issue_feed
from responsibility.organisation.account_changes.models import AccountChange
from responsibility.organisation.devices.note import note_device
from responsibility.organisation.people.reset_password import reset_password
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.powers.change import propose_power
from responsibility.organisation.second_factor.resets.reset import propose_reset
from responsibility.organisation.units.models import Unit
from responsibility.organisation.units.reorganise import reorganise
from responsibility.plans.draft import draft_plan
from responsibility.plans.issue import issue as issue_plan
from responsibility.plans.issue import send_at_once as send_plan
from responsibility.plans.items.draft import add_to_draft
from responsibility.plans.items.withdraw import withdraw as withdraw_item
from responsibility.plans.plans_in.sheet import PlanSheet
from responsibility.plans.progress import note_progress
from responsibility.plans.submit import submit_plan
from responsibility.records.bodies.give import give_grant
from responsibility.records.credits.confirm import confirm
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import Credit
from responsibility.tasks.dispatches.change import change_text
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.send import send_at_once
from responsibility.tasks.dispatches.take_back import take_back
from responsibility.tasks.lists_in.sheet import ItemSheet
from responsibility.tasks.mergers.merge import merge_units
from responsibility.tasks.organisation_in.book import OrganisationBook
from responsibility.tasks.people_in.sheet import PeopleSheet
from responsibility.tasks.proposals.decide import approve
from responsibility.tasks.proposals.propose import propose
from responsibility.tasks.publishing.publish import publish
from responsibility.tasks.revising.enter import enter_revision
from responsibility.tasks.transfers.take_back import take_back_transfer
from responsibility.tasks.transfers.transfer import transfer
from responsibility.tasks.withdrawing.withdraw import withdraw
from supervision.demands.demand import demand
from supervision.demands.reply import reply
from tests import make
from tests.alerts.outbox.make import make_ended, make_message, make_reminder
from tests.make import NOW
from tests.pages.activities import build_activities
from tests.pages.checks import build_checks
from tests.pages.checkups import build_checkups
from tests.pages.closings import build_closings
from tests.pages.demands import build_demands
from tests.pages.facts import build_facts
from tests.pages.hearings import build_hearings
from tests.pages.instructions import build_instructions
from tests.pages.letters import build_letters
from tests.pages.objections import build_objections
from tests.pages.problems import build_problems
from tests.pages.talks import build_talks
from tests.responsibility.tasks.organisation_books import book_of

# The kinds of user, in the order of a row's letters; a blank stands between the groups.
KINDS = [
    "anonymous",
    "nobody",
    *("member", "officer", "clerk"),
    *("group_inside", "group_outside"),
    *("township_inside", "township_outside"),
    "office",
    *("party_leader", "leader_in_charge"),
    *("system_administrator", "auditor"),
    *("other_office", "other_officer", "other_leader"),
]
PASSWORD = "long enough to be one"
GRANTS = ["log", "view", "urge", "spot_check", "draft", "approve"]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cf"
    "c0000003010100c9fe92ef0000000049454e44ae426082"
)


def build() -> SimpleNamespace:
    """The whole cast. Its `people` are by kind (no one for anonymous)."""
    load_kinds()
    load_card_templates()
    WorkDay.objects.bulk_create(day for year in (2026, 2027) for day in days_of_year(year))
    cast = SimpleNamespace(people={})
    _people_of_the_first_county(cast)
    _people_of_the_second_county(cast)
    _organisation(cast)
    _tasks(cast)
    _demands(cast)
    _announcements(cast)
    _plans(cast)
    _records(cast)
    _cards(cast)
    _texts(cast)
    _files(cast)
    cast.store = lambda kind: _store(cast, kind)
    build_demands(cast)
    build_problems(cast)
    build_checks(cast)
    build_checkups(cast)
    build_activities(cast)
    build_objections(cast)
    build_facts(cast)
    build_letters(cast)
    build_closings(cast)
    build_hearings(cast)
    build_instructions(cast)
    build_talks(cast)
    session = SessionStore()
    session.create()
    cast.device = note_device(
        session=session, user=cast.people["officer"], agent="", trusted=True, now=NOW
    )
    by = make.actor(cast.people["officer"])
    cast.feed_secret = issue_feed(nonce=make.nonce(), by=by, now=NOW)
    for loop in LOOPS:
        beat(loop=loop, now=database_now() + make.days(1))
    password = make_password(PASSWORD)
    for user in [*cast.people.values(), cast.person]:
        user.password = password
        user.save(update_fields=["password"])
    return cast


def _people_of_the_first_county(cast) -> None:
    people = cast.people
    cast.county = county = make.make_county("Lanchuan")
    branch = make.make_unit(county, "Bureaus", Unit.Kind.BRANCH)
    cast.bureau = make.make_unit(branch, "Bureau of housing")
    cast.elsewhere = make.make_unit(branch, "Bureau of water")
    cast.section = make.make_unit(cast.bureau, "Section of works", Unit.Kind.SECTION)
    office = make.make_unit(county, "Commission office", Unit.Kind.OFFICE)
    cast.head, people["officer"] = make.make_holder(cast.bureau)
    people["clerk"] = make.join(cast.head, role="clerk")
    cast.seat, people["member"] = make.make_holder(cast.bureau, Role.TEAM_MEMBER)
    for kind, unit in (("inside", cast.bureau), ("outside", cast.elsewhere)):
        people[f"group_{kind}"] = _supervisor(county, Role.STATIONED_GROUP, unit)
        people[f"township_{kind}"] = _supervisor(county, Role.TOWNSHIP_COMMISSION, unit)
    cast.desk = make.make_post(office, Role.COMMISSION_OFFICE)
    people["office"] = make.join(cast.desk, role="head", grants=GRANTS)
    cast.colleague = make.join(cast.desk, grants=GRANTS)
    _, people["party_leader"] = make.make_holder(county, Role.PARTY_LEADER)
    cast.leader, people["leader_in_charge"] = make.make_holder(county, Role.COUNTY_LEADER)
    cast.charge = make.put_in_charge(cast.leader, cast.bureau)
    people["nobody"] = make.make_person("Nobody", county=county)
    people["system_administrator"] = make.make_person("Admin", is_system_administrator=True)
    people["auditor"] = make.make_person("Auditor", is_auditor=True)


def _supervisor(county: Unit, role: str, unit: Unit):
    body = make.make_unit(county, kind=Unit.Kind.DISCIPLINE)
    make.supervise(body, unit)
    return make.join(make.make_post(body, role), role="head", grants=GRANTS)


def _people_of_the_second_county(cast) -> None:
    cast.fault = Outage.objects.create(
        county_id=cast.county.pk,
        planned=False,
        starts_at=NOW - make.days(2),
        ends_at=NOW - make.days(1),
        reason="停电",
        entered_by=make.make_person("周记"),
        entered_at=NOW,
    )
    cast.closure = make.shut(cast.county.pk, NOW.date() + make.days(40), reason="暴雪")
    cast.notice = YearNotice.objects.create(
        county_id=cast.county.pk,
        year=2027,
        version=1,
        days={},
        entered_by=cast.people["office"],
        entered_at=NOW,
    )
    county = make.make_county("Qingshan")
    office = make.make_unit(county, kind=Unit.Kind.OFFICE)
    cast.scheme_ahead = LampScheme.objects.create(
        county_id=county.pk, name="Ahead", period=from_day(NOW.date() + make.days(9))
    )
    post = make.make_post(office, Role.COMMISSION_OFFICE)
    cast.people["other_office"] = make.join(post, role="head", grants=GRANTS)
    _, cast.people["other_officer"] = make.make_holder(make.make_unit(county))
    _, cast.people["other_leader"] = make.make_holder(county, Role.PARTY_LEADER)


def people_file(number: str) -> bytes:
    """A file of people that can be imported: one new person."""
    return f"Staff number,Name\n{number},Wu\n".encode()


def items_file(text: str) -> bytes:
    """A file of list items that can be imported: one new item of the draft."""
    role = make.make_role(Role.TEAM_MEMBER).name
    return f"Borne by,Category,Item,How often\n{role},C06,{text},yearly\n".encode()


def organisation_file() -> bytes:
    """A workbook that can be imported: one new unit."""
    return book_of(Units=[{"name": "Canteen", "kind": "section"}])


def plans_file(cast, text: str) -> bytes:
    """A file of plans that can be imported: a new plan with one item."""
    posts = PlanSheet(by=make.actor(cast.people["office"]), now=NOW).names.words
    heads = "Work plan,Year,Issued by,Number,Item,Category,Deadline,Leads overall,Carries out"
    leads, carries_out = posts[cast.leader.pk], posts[cast.head.pk]
    row = f"Roads,2026,Lanchuan,1,{text},C06,2026-10-30,{leads},{carries_out}"
    return f"{heads}\n{row}\n".encode()


def _plans(cast) -> None:
    """Of the colleague a draft, one submitted, one that waits, and one that is out: led by the
    leader in charge, an item of the officer with a part and progress, and one withdrawn."""
    colleague, office = make.actor(cast.colleague), cast.by
    titles = ("Draft", "Submitted", "Waiting", "Roads and dams")
    plans = [_plan(cast, colleague, title) for title in titles]
    cast.plan_draft, cast.plan_submitted, cast.plan_waiting, cast.plan = plans
    for plan in plans[1:]:
        submit_plan(by=colleague, now=NOW, plan_id=plan.pk)
    for plan in plans[2:]:
        issue_plan(by=office, now=NOW, plan_id=plan.pk)
    send_plan(by=office, now=NOW, plan_id=cast.plan.pk)
    cast.draft_item = cast.plan_draft.items.get(parent=None, number=1)
    cast.plan_item, cast.withdrawn_item = cast.plan.items.filter(parent=None).order_by("number")
    withdraw_item(by=office, now=NOW, item_id=cast.withdrawn_item.pk, reason="Done by others.")
    officer = make.actor(cast.people["officer"])
    cast.progress = note_progress(
        by=officer, now=NOW, item_id=cast.plan_item.pk, on=NOW.date(), text="Half."
    )
    sheet = PlanSheet(by=make.actor(cast.people["office"]), now=NOW)
    cast.plans_file = keep_upload(
        book=sheet, name="plans.csv", content=plans_file(cast, "Mend the roads")
    )


def _plan(cast, by, title):
    """A draft with two items of the officer's post, the first with a part."""
    acts = {"by": by, "now": NOW}
    plan = draft_plan(unit_id=cast.county.pk, year=2026, title=title, **acts)
    values = {
        "category_id": cast.item.category_id, "due_on": NOW.date() + make.days(36),
        "carries_out_id": cast.head.pk,
    }  # fmt: skip
    leads = {"leads_id": cast.leader.pk, "pushes_id": cast.seat.pk}
    for text in ("Mend the roads", "Walk the dams"):
        item = add_to_draft(plan_id=plan.pk, text=text, **leads, **values, **acts)
        if text == "Mend the roads":
            values_of_part = values | {"carries_out_id": cast.vacancy.pk}
            add_to_draft(
                plan_id=plan.pk, parent_id=item.pk, text="One road", **values_of_part, **acts
            )  # fmt: skip
    return plan


def _files(cast) -> None:
    """Files of the office: one that was tried out, one that is imported."""
    sheet = PeopleSheet(by=make.actor(cast.people["office"]), now=NOW)
    kept = [
        keep_upload(book=sheet, name=f"{number}.csv", content=people_file(number))
        for number in ("F1", "F2")
    ]
    cast.people_file = kept[0]
    book = OrganisationBook(by=make.actor(cast.people["office"]), now=NOW)
    cast.organisation_file = keep_upload(book=book, name="county.xlsx", content=organisation_file())
    items, content = ItemSheet(by=make.actor(cast.people["office"]), now=NOW), items_file("An item")
    cast.items_file = keep_upload(book=items, name="items.csv", content=content)
    cast.people_imported = import_upload(book=sheet, upload_id=kept[1].pk)


def _dated(cast) -> None:
    """Of each kind of dated entry one that ends, `ending`, and one taken back, `taken_back`."""
    until = NOW.date() + make.days(9)
    body = make.make_unit(cast.county, "Old group", Unit.Kind.DISCIPLINE)
    post = make.make_post(body, Role.TEAM_MEMBER)
    make.appoint(post, make.make_person("Ending", county=cast.county), end=until)
    committee = make.make_post(body, Role.PARTY_COMMITTEE)
    make.join(committee, make.make_person("Leaving", county=cast.county), end=until)
    leader = make.make_post(cast.county, Role.COUNTY_LEADER)
    cast.ending = {
        "appointments": post.appointments.get(),
        "memberships": committee.memberships.get(),
        "charges": make.put_in_charge(leader, body, end=until),
        "supervision": make.supervise(body, cast.section, end=until),
    }
    cast.taken_back = {"appointments": cast.mistaken}
    for name, row in list(cast.ending.items())[1:]:
        copy = type(row).objects.get(pk=row.pk)
        copy.pk, copy.taken_back, copy.period = None, row.period, DateRange(empty=True)
        if name == "memberships":
            copy.user = make.make_person("Left", county=cast.county)
        if name == "charges":
            copy.unit = cast.section
        if name == "supervision":
            copy.unit = cast.elsewhere
        copy.save(force_insert=True)
        cast.taken_back[name] = copy


def _organisation(cast) -> None:
    """Something of everything that can be changed or ended."""
    cast.by = make.actor(cast.people["office"])
    cast.body = cast.people["group_inside"].memberships.get().post.unit
    cast.link = cast.body.supervises.get()
    cast.appointment = cast.people["officer"].appointments.get()
    cast.membership = cast.people["clerk"].memberships.get()
    cast.committee = make.make_post(cast.bureau, Role.PARTY_COMMITTEE)
    cast.vacancy = make.make_post(cast.section, Role.SECTION_HEAD)
    cast.person = make.make_person("Zhou", county=cast.county, phone="+8613800002046")
    cast.mistaken = Appointment.objects.create(
        post=cast.vacancy,
        user=cast.person,
        period=DateRange(empty=True),
        taken_back=DateRange(NOW.date(), None),
        entered_at=NOW,
    )
    _dated(cast)
    cast.gone = make.make_person("Gone", county=cast.county, is_active=False)
    cast.reset = make.make_person("Reset", county=cast.county, last_login=NOW)
    reset_password(user_id=cast.reset.pk, by=make.actor(cast.colleague), now=NOW)
    cast.account_change = AccountChange.objects.get(user=cast.reset)
    cast.power_change = propose_power(
        user_id=cast.reset.pk,
        power="is_auditor",
        give=True,
        by=make.actor(cast.colleague),
        now=NOW,
    )
    make.with_factor(cast.people["other_leader"])
    make.with_factor(cast.reset)
    cast.at_the_door = {"sign-in": cast.person, "sign-in-code": cast.people["other_leader"]}
    cast.factor_reset = propose_reset(
        user_id=cast.reset.pk, reason="Phone lost.", by=make.actor(cast.colleague), now=NOW
    )
    cast.planned = reorganise(
        unit_id=cast.elsewhere.pk,
        name="Bureau of water affairs",
        parent_id=cast.elsewhere.parent_id,
        position=cast.elsewhere.position,
        first_on=NOW.date() + make.days(30),
        by=cast.by,
        now=NOW,
    )
    cast.transfer = make_transfer(cast, "Mover")
    cast.transfer_back = make_transfer(cast, "Stayer")
    take_back_transfer(transfer_id=cast.transfer_back.pk, reason="Wrong day.", by=cast.by, now=NOW)
    cast.reorganisation = make_reorganisation(cast, "Section of bridges")
    cast.roads = make.make_unit(cast.bureau, "Section of roads", Unit.Kind.SECTION)


def make_reorganisation(cast, name: str):
    """A section called `name` that comes to another next month."""
    ends, goes_on = (make.make_unit(cast.bureau, word, Unit.Kind.SECTION) for word in (name, ""))
    return merge_units(
        unit_ids=[ends.pk, goes_on.pk],
        into_id=goes_on.pk,
        first_on=NOW.date() + make.days(30),
        basis="No. 7",
        goes={},
        by=cast.by,
        now=NOW,
    )


def make_transfer(cast, name: str):
    """Somebody who leaves a post of the section next month, and another who follows."""
    post = make.make_post(cast.section, Role.SECTION_HEAD)
    make.appoint(post, make.make_person(name, county=cast.county))
    return transfer(
        appointment_id=post.appointments.get().pk,
        follower_id=make.make_person(county=cast.county).pk,
        first_on=NOW.date() + make.days(30),
        basis="No. 86",
        by=cast.by,
        now=NOW,
    )


def _later_post(cast):
    """A post filled today, after its list was published without regard to such."""
    item = make.make_item(cast.county, "later_role")
    publish(
        duty_list_id=item.duty_list_id, year=2026, later_joiners=True, by=cast.by,
        now=NOW - make.days(30),
    )  # fmt: skip
    Publication.objects.filter(duty_list=item.duty_list).update(later_joiners=False)
    cast.later_list = item.duty_list
    post = make.make_post(cast.elsewhere, "later_role")
    make.appoint(post, start=NOW.date())
    return post


def _versions(cast) -> None:
    """A next version of the published list, and one that somebody else has submitted."""
    cast.list_version = start_version(list_id=cast.duty_list.pk, year=2026, by=cast.by, now=NOW)
    cast.version_item = cast.list_version.items.first()
    gone = make.make_item(cast.county)  # goes into the draft
    cast.removed_code = remove_item(item_id=gone.pk, by=cast.by, now=NOW)
    cast.list_reviewed = make.make_item(cast.county, Role.STATIONED_GROUP).duty_list
    writer = cast.people["officer"]
    DutyList.objects.filter(pk=cast.list_reviewed.pk).update(
        drafted_by=writer, drafted_at=NOW, authors=[writer.pk], submitted_by=writer,
        submitted_at=NOW,
    )  # fmt: skip


def _revised(cast, role: str) -> DutyList:
    """The published version 2 of a list that is published for the year."""
    item = make.make_item(cast.county, role)
    publish(
        duty_list_id=item.duty_list_id, year=2026, codes=[item.code], later_joiners=True,
        by=cast.by, now=NOW - make.days(30),
    )  # fmt: skip
    item.duty_list.refresh_from_db()
    draft = start_version(list_id=item.duty_list_id, year=2026, by=cast.by, now=NOW)
    DutyList.objects.filter(pk=draft.pk).update(
        published_by=cast.people["officer"], published_at=NOW, document_number="No. 2",
        committee="The committee",
    )  # fmt: skip
    return draft


def _revisions(cast) -> None:
    """A version that may take effect, and one that waits for its day."""
    cast.next_list = _revised(cast, "R1")
    act = {"first_on": NOW.date() + make.days(7), "codes": [], "by": cast.by, "now": NOW}
    cast.revision = enter_revision(list_id=_revised(cast, "R2").pk, **act)


def _proposals(cast) -> None:
    """One of the officer that waits, one that is approved, and one that the office proposed."""
    cast.proposal, cast.approved_proposal = (
        propose(
            posts=[cast.head.pk], text=text, measure="", category_id=cast.item.category_id,
            due_on=NOW.date() + make.days(20), required=1, ground_kind="risk",
            ground="坝体渗漏", by=make.actor(cast.people["officer"]), now=NOW,
        )
        for text in ("巡查水库", "整修水库")
    )  # fmt: skip
    approve(proposal_id=cast.approved_proposal.pk, by=cast.by, now=NOW)


def _tasks(cast) -> None:
    cast.item = make.make_item(cast.county)
    cast.duty_list = cast.item.duty_list
    cast.task = make.make_task(cast.head, cast.item)
    cast.own_task = make.make_task(cast.head, make.make_item(cast.county))
    cast.clerks_task = make.make_task(cast.head, make.make_item(cast.county))
    nothing = make.make_item(cast.county, zero_report=True)
    cast.zero_task = make.make_task(cast.head, nothing)
    cast.own_reminder = set_own_reminder(
        owed=cast.task, on=NOW.date() + make.days(4), by=make.actor(cast.people["clerk"]), now=NOW
    )
    cast.extension = ask_extension(
        by=make.actor(cast.people["officer"]),
        now=NOW,
        deadline=make.make_task(cast.head, make.make_item(cast.county)),
        wanted_on=NOW.date() + make.days(30),
        reason="The audit comes first.",
    )
    cast.exempt_task = make.make_task(cast.head, make.make_item(cast.county))
    exempt(by=cast.by, now=NOW, deadline=cast.exempt_task, reason="Posted abroad.")
    published = publish(
        duty_list_id=cast.duty_list.pk, year=2026, codes=[cast.item.code], by=cast.by, now=NOW
    )
    cast.publication = published
    withdrawn = make.make_item(cast.county)
    act = {"by": cast.by, "now": NOW}
    asked = publish(duty_list_id=withdrawn.duty_list_id, year=2026, codes=[withdrawn.code], **act)
    cast.withdrawal = withdraw(
        publication_id=asked.pk, codes=[withdrawn.code], reason="Asked twice.", **act
    )
    cast.later_post = _later_post(cast)
    cast.draft_list = make.make_item(cast.county, Role.TEAM_MEMBER).duty_list
    _versions(cast)
    _revisions(cast)
    _proposals(cast)
    cast.dispatch, cast.waiting_dispatch, cast.dispatch_taken_back = (
        _dispatch(cast) for _ in range(3)
    )
    send_at_once(by=cast.by, now=NOW, dispatch_id=cast.dispatch.pk)
    take_back(by=cast.by, now=NOW, dispatch_id=cast.dispatch_taken_back.pk)


def _dispatch(cast):
    return dispatch(
        by=cast.by,
        now=NOW,
        nonce=make.nonce(),
        county_id=cast.county.pk,
        title="Check the reservoirs",
        text="",
        category=cast.item.category,
        due_on=NOW.date() + make.days(20),
        required=1,
        basis="",
        posts=[cast.head],
    )


def _announcements(cast) -> None:
    """One sent to the officer with a paper and one that waits, of the office; a change that waits;
    papers of a dispatch."""
    cast.paper, cast.paper_to_work_from = _store(cast, "office"), _store(cast, "office")
    cast.announcement, cast.waiting_announcement = (
        write_announcement(
            by=cast.by,
            now=NOW,
            nonce=make.nonce(),
            county_id=cast.county.pk,
            title="Watch over the holiday",
            text="Somebody is there at all times.",
            asks_reading=True,
            posts=[cast.head],
            file_ids=files,
        )
        for files in ([cast.paper.pk], [])
    )
    send_announcement(by=cast.by, now=NOW, announcement_id=cast.announcement.pk)
    cast.dispatch.files.add(cast.paper_to_work_from)
    cast.dispatched_task = cast.dispatch.tasks.get()
    cast.changing_dispatch = _dispatch(cast)
    send_at_once(by=cast.by, now=NOW, dispatch_id=cast.changing_dispatch.pk)
    change_text(by=cast.by, now=NOW, dispatch_id=cast.changing_dispatch.pk, text="All of them.")


def _demands(cast) -> None:
    """Two of the group, each about a task of the officer; the second is answered."""
    cast.demand, cast.answered = (
        demand(
            by=make.actor(cast.people["group_inside"]),
            now=NOW,
            nonce=make.nonce(),
            task_ids=[make.make_task(cast.head, make.make_item(cast.county)).pk],
            text="Say what keeps you.",
            reply_by=NOW.date() + make.days(5),
        )[0]
        for _ in range(2)
    )
    reply(
        by=make.actor(cast.people["officer"]),
        now=NOW,
        nonce=make.nonce(),
        demand_id=cast.answered.pk,
        text="The audit came first.",
    )


def _confirmed(cast, record) -> Credit:
    by, credit = make.actor(cast.people["officer"]), Credit.objects.get(record=record)
    return confirm(by=by, now=NOW, credit_id=credit.pk)


def _records(cast) -> None:
    """One record by the officer, with a file, and one by the clerk, waiting for confirmation."""
    cast.upload = _store(cast, "officer")
    cast.evidence = _store(cast, "officer")
    cast.record = _lodge(cast, "officer", cast.own_task, file_ids=[cast.evidence.pk])
    cast.clerks_record = _lodge(cast, "clerk", cast.clerks_task)
    cast.credit = Credit.objects.get(record=cast.clerks_record)
    confirmed = _lodge(cast, "clerk", make.make_task(cast.head))
    cast.confirmed_credit = _confirmed(cast, confirmed)
    sealed = make.make_item(cast.county, sensitivity="restricted")
    cast.sealed_record = _lodge(cast, "officer", make.make_task(cast.head, sealed))
    cast.grant = give_grant(
        user_id=cast.people["group_inside"].pk,
        record_id=cast.sealed_record.pk,
        first_on=NOW.date(),
        last_on=NOW.date() + make.days(10),
        basis="No. 40",
        by=cast.by,
        now=NOW,
    )


def _store(cast, kind: str):
    return store_upload(upload=picture(), by=make.actor(cast.people[kind]), now=NOW)


def _lodge(cast, kind: str, task, **over):
    return lodge(
        by=make.actor(cast.people[kind]),
        now=NOW,
        nonce=make.nonce(),
        task_ids=[task.pk],
        happened_on=NOW.date(),
        text="Walked the dams.",
        **over,
    )


def _cards(cast) -> None:
    """A card in each state: drafted by a colleague, approved, issued."""
    cast.card_draft = _draft(cast, Role.TEAM_MEMBER)
    cast.card_submitted = _submit(cast, _draft(cast, Role.SECTION_HEAD))
    cast.card_approved = _approve(cast, _draft(cast, Role.COUNTY_LEADER))
    issued = _approve(cast, _draft(cast, Role.PRINCIPAL_OFFICER))
    cast.card_issue = issue_cards(issue_id=issued.pk, by=cast.by, now=NOW)
    cast.card = cast.card_issue.cards.get(post=cast.head)


def _draft(cast, role: str) -> CardIssue:
    return draft_cards(
        county_id=cast.county.pk,
        quarter=Quarter(2026, 3),
        audience=make.make_role(role),
        by=make.actor(cast.colleague),
        now=NOW,
    )


def _submit(cast, issue: CardIssue) -> CardIssue:
    return submit_cards(issue_id=issue.pk, by=make.actor(cast.colleague), now=NOW)


def _approve(cast, issue: CardIssue) -> CardIssue:
    _submit(cast, issue)
    return approve_cards(
        issue_id=issue.pk,
        approver="The Secretary",
        document="No. 31",
        approved_on=NOW.date(),
        by=cast.by,
        now=NOW,
    )


def _texts(cast) -> None:
    """Texts to the officer in several states, one about a yellow task; a flag, a pause."""
    to = {"county_id": cast.county.pk, "recipient": cast.people["officer"], "made_at": NOW}
    cast.waiting_text = make_message(window="1", **to)
    cast.held_text = make_message(window="2", state=State.HELD, reason="storm", **to)
    cast.may_resend = make_ended(State.RESEND_OK, window="3", to="+8613900000003", **to)
    cast.failed_text = make_ended(State.FAILED, reason="30005", window="4", **to)
    make_reminder(cast.task, cast.people["officer"], text=cast.failed_text)
    cast.wording = Wording.objects.create(
        template="notice",
        version=2,
        words=shipped_words(),
        note="Shorter.",
        written_by=cast.person,
        written_at=NOW,
    )
    cast.flag = flag_number(number=cast.person.phone, reason="30005", now=NOW)
    reason = "Checks its account."
    county = cast.county.pk
    cast.pause = pause_channel(
        channel="twilio", county_id=county, reason=reason, by=cast.by, now=NOW
    )


def picture():
    """A small photo as a browser sends it."""
    return SimpleUploadedFile("dam.png", PNG, content_type="image/png")
