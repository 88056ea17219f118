"""Every list with how to fill it. A list without a case breaks the build."""

from alerts.audit.listing import AuditListing
from alerts.audit.record import record_audit
from alerts.decisions.extend import ask_extension
from alerts.outbox.states import State
from alerts.workdays.models import Outage
from demonstration.roles import Role
from responsibility.announcements.listing import AnnouncementListing, ReceiptListing
from responsibility.announcements.send import send_at_once
from responsibility.announcements.write import write_announcement
from responsibility.cards.issues import CardIssue
from responsibility.cards.office.listing import CardListing
from responsibility.cards.summaries.listing import SummaryListing
from responsibility.organisation.division.listing import Division
from responsibility.organisation.first_passwords.listing import NotSignedInListing
from responsibility.organisation.people.listing import PeopleListing
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.listing import UnitListing
from responsibility.outbox.exceptions.listing import ExceptionListing
from responsibility.outbox.listing import MessageListing
from responsibility.owed.extensions.listing import RequestListing
from responsibility.owed.outages.listing import OutageListing
from responsibility.plans.draft import draft_plan
from responsibility.plans.issue import issue as issue_plan
from responsibility.plans.issue import send_at_once as send_plan
from responsibility.plans.items.draft import add_to_draft
from responsibility.plans.listing import PlanItemListing, PlanListing
from responsibility.plans.submit import submit_plan
from responsibility.records.bodies.give import give_grant
from responsibility.records.bodies.listing import GrantListing
from responsibility.records.lodging.lodge import lodge
from responsibility.records.record.listing import RecordListing
from responsibility.tasks.dispatches.listing import DispatchListing
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.mergers.listing import ReorganisationListing
from responsibility.tasks.proposals.listing import ProposalListing
from responsibility.tasks.proposals.propose import propose
from responsibility.tasks.transfers.listing import TransferListing
from supervision.activities.coverage import CoverageListing
from supervision.activities.listing import ActivityListing
from supervision.checks.draws.draw import publish_draw
from supervision.checks.draws.listing import DrawListing
from supervision.checks.listing import CheckListing
from supervision.checks.open import open_check
from supervision.checks.record_listing import RecordsToCheck
from supervision.checkups.listing import CheckupListing
from supervision.checkups.template.listing import TemplateListing
from supervision.closings.listing import ClosingListing
from supervision.closings.row_listing import ClosedTaskListing
from supervision.demands.demand import demand
from supervision.demands.drafts.listing import DraftListing
from supervision.demands.listing import DemandListing
from supervision.demands.reply import reply
from supervision.facts.listing import PersonListing, SuggestionListing
from supervision.facts.suggest import suggest
from supervision.hearings.listing import HearingListing
from supervision.instructions.listing import InstructionListing
from supervision.letters.listing import LetterListing
from supervision.objections.listing import ObjectionListing
from supervision.oversight.listing import BodyListing, DutyListing
from supervision.oversight.task_listing import BodyTaskListing
from supervision.problems.listing import ProblemListing
from supervision.talks.listing import TalkListing
from supervision.talks.prompts.listing import PromptListing
from tests import make
from tests.alerts.outbox.make import make_ended
from tests.make import NOW
from tests.pages.activities import record as record_activity_of
from tests.pages.card_summaries import card_summaries
from tests.pages.cast import make_reorganisation, make_transfer
from tests.pages.checks import published
from tests.pages.checkups import opened as open_checkup_of
from tests.pages.checkups import template as checkup_template_of
from tests.pages.closings import closed_tasks, closings
from tests.pages.demands import draft
from tests.pages.hearings import hearings, instructions
from tests.pages.letters import letters
from tests.pages.listings.case import Case
from tests.pages.objections import assigned, object_to
from tests.pages.problems import enter as enter_problem_of
from tests.pages.talks import prompts, talks


def people(cast, count, word):
    for _ in range(count):
        person = make.make_person(f"{word} {make.nonce().int}", county=cast.county)
        make.appoint(make.make_post(cast.bureau), person)
        make.join(cast.committee, person)


def units(cast, count, word):
    for _ in range(count):
        make.make_holder(make.make_unit(cast.bureau.parent, f"{word} {make.nonce().int}"))


def texts(cast, count, word):
    """Texts that did not arrive, to somebody whose name is the word."""
    for _ in range(count):
        person = make.appoint(make.make_post(cast.bureau), make.make_person(word))
        to = {"county_id": cast.county.pk, "recipient": person, "window": f"w{person.pk}"}
        make_ended(State.FAILED, **to)


def acts(cast, count, word):
    for _ in range(count):
        by = make.actor(make.make_person(word))
        record_audit(by=by, now=NOW, action="unit.found", about=cast.county)


def dispatches(cast, count, word):
    for _ in range(count):
        Dispatch.objects.create(
            county=cast.county, title=word, category=cast.item.category, due_on=NOW.date(),
            nonce=make.nonce(), dispatched_by=cast.person, dispatched_at=NOW,
            goes_at=NOW, sent_at=NOW,
        )  # fmt: skip


def records(cast, count, word):
    for _ in range(count):
        lodge(
            by=make.actor(cast.people["officer"]), now=NOW, nonce=make.nonce(),
            task_ids=[make.make_task(cast.head, make.make_item(cast.county, text=word)).pk],
            happened_on=NOW.date(), text=word,
        )  # fmt: skip


def issues(cast, count, word):
    """The word is the name of the audience."""
    for _ in range(count):
        code = f"r{make.nonce().int}"
        audience = make.make_role(code)
        RoleKind.objects.filter(pk=audience.pk).update(name=word, name_en=word)
        CardIssue.objects.create(
            county=cast.county, year=2026, quarter_number=3, audience=audience,
            drafted_by=cast.person, drafted_at=NOW, written_by=cast.person,
        )  # fmt: skip


def requests(cast, count, word):
    """The word is the reason."""
    for _ in range(count):
        ask_extension(
            by=make.actor(cast.people["officer"]), now=NOW, reason=word,
            deadline=make.make_task(cast.head, make.make_item(cast.county)),
            wanted_on=NOW.date() + make.days(30),
        )  # fmt: skip


def grants(cast, count, word):
    for _ in range(count):
        reader = make.appoint(make.make_post(cast.bureau), make.make_person(word))
        give_grant(
            user_id=reader.pk, post_id=cast.head.pk, first_on=NOW.date(), last_on=NOW.date(),
            basis="No. 1", by=cast.by, now=NOW,
        )  # fmt: skip


def demands(cast, count, word):
    for _ in range(count):
        demand(
            by=make.actor(cast.people["group_inside"]), now=NOW, nonce=make.nonce(), text=word,
            task_ids=[make.make_task(cast.head, make.make_item(cast.county)).pk],
            reply_by=NOW.date() + make.days(5),
        )  # fmt: skip


def drafts(cast, count, word):
    for _ in range(count):
        draft(cast, text=word)


def problems(cast, count, word):
    for _ in range(count):
        enter_problem_of(cast, title=word)


def activities(cast, count, word):
    for _ in range(count):
        record_activity_of(cast, place=word)


def covered(cast, count, word):
    """The word is the name of a unit that the group supervises."""
    group = cast.people["group_inside"].memberships.get().post.unit
    for _ in range(count):
        unit = make.make_unit(cast.county, word)
        make.supervise(group, unit)
    cast.people["group_inside"].__dict__.pop("_standing", None)


def checks(cast, count, word):
    """The word is the name of the unit."""
    by = make.actor(cast.people["group_inside"])
    for _ in range(count):
        record = _lodged_in(cast, word)
        open_check(by=by, now=NOW, record_id=record.pk, findings={"evidence": "Which?"})


def checkups(cast, count, word):
    """The word is the name of the template."""
    for _ in range(count):
        open_checkup_of(cast, checkup_template_of(cast, word))


def checkup_templates(cast, count, word):
    for _ in range(count):
        checkup_template_of(cast, word)


def records_to_check(cast, count, word):
    """The word is the name of the unit."""
    for _ in range(count):
        _lodged_in(cast, word)


def _lodged_in(cast, name):
    """A record of a new unit below the bureau, which the group supervises."""
    unit = make.make_unit(cast.bureau, name)
    make.supervise(cast.body, unit)
    cast.people["group_inside"].__dict__.pop("_standing", None)
    post, holder = make.make_holder(unit)
    return lodge(
        by=make.actor(holder), now=NOW, nonce=make.nonce(), happened_on=NOW.date(), text="Met.",
        task_ids=[make.make_task(post, make.make_item(cast.county)).pk],
    )  # fmt: skip


def draws(cast, count, word):
    for _ in range(count):
        by = make.actor(cast.people["group_inside"])
        publish_draw(by=by, now=NOW, **published(cast, title=word))


def objections(cast, count, word):
    for _ in range(count):
        object_to(cast, assigned(cast, title=word))


def persons_supervised(cast, count, word):
    for _ in range(count):
        make.appoint(make.make_post(cast.bureau), make.make_person(word, county=cast.county))


def suggestions(cast, count, word):
    for _ in range(count):
        suggest(
            by=make.actor(cast.people["officer"]), now=NOW, nonce=make.nonce(),
            post_id=cast.desk.pk, text=word,
        )  # fmt: skip


def bodies(cast, count, word):
    """The word is the name of the body."""
    for _ in range(count):
        body = make.make_unit(cast.county, word)
        make.make_post(body, Role.STATIONED_GROUP)
        make.supervise(body, cast.bureau)


def decisions(cast, count, word):
    """The word stands in the demand whose answer waits."""
    for _ in range(count):
        (made,) = demand(
            by=make.actor(cast.people["group_inside"]), now=NOW, nonce=make.nonce(), text=word,
            task_ids=[make.make_task(cast.head, make.make_item(cast.county)).pk],
            reply_by=NOW.date() + make.days(5),
        )  # fmt: skip
        by = make.actor(cast.people["officer"])
        reply(by=by, now=NOW, nonce=make.nonce(), demand_id=made.pk, text="So it is.")


def tasks_of_a_body(cast, count, word):
    post = cast.people["group_inside"].memberships.get().post
    for _ in range(count):
        item = make.make_item(cast.county, Role.STATIONED_GROUP, text=word, text_en=word)
        make.make_task(post, item)


def transfers(cast, count, word):
    """The word is the name of who goes."""
    for _ in range(count):
        make_transfer(cast, word)


def charges(cast, count, word):
    """The word is the name of the unit."""
    for _ in range(count):
        post, _holder = make.make_holder(cast.county, Role.COUNTY_LEADER)
        make.put_in_charge(post, make.make_unit(cast.bureau, word))


def reorganisations(cast, count, word):
    """The word is the name of the unit that ends."""
    for _ in range(count):
        make_reorganisation(cast, word)


def outages(cast, count, word):
    """The word is the reason."""
    for number in range(count):
        starts = NOW - make.days(number + 1)
        Outage.objects.create(
            county_id=cast.county.pk, planned=False, reason=word, entered_by=cast.person,
            entered_at=NOW, starts_at=starts, ends_at=starts + make.days(0.1),
        )  # fmt: skip


def proposals(cast, count, word):
    for _ in range(count):
        propose(
            posts=[cast.head.pk], text=f"{word} {next(make.numbers)}", measure="", required=1,
            category_id=cast.item.category_id, due_on=NOW.date() + make.days(20),
            ground_kind="risk", ground="It leaks.", by=make.actor(cast.people["officer"]), now=NOW,
        )  # fmt: skip


def announcements(cast, count, word):
    for _ in range(count):
        _announced(cast, word, cast.people["officer"])


def receipts(cast, count, word):
    """The word is the name of the recipient."""
    for _ in range(count):
        person = make.make_person(word)
        make.appoint(make.make_post(cast.bureau), person)
        _announced(cast, "Watch over the holiday", person)


def _announced(cast, title, person):
    one = write_announcement(
        by=cast.by, now=NOW, nonce=make.nonce(), county_id=cast.county.pk, title=title,
        text="Somebody is there.", people=[person],
    )  # fmt: skip
    send_at_once(by=cast.by, now=NOW, announcement_id=one.pk)


def plans(cast, count, word):
    for _ in range(count):
        _planned(cast, f"{word} {make.nonce()}", "Mend the roads")


def plan_items(cast, count, word):
    for _ in range(count):
        _planned(cast, f"Roads {make.nonce()}", word)


def _planned(cast, title, text):
    """A plan with one item that the leader in charge leads, gone out."""
    colleague = {"by": make.actor(cast.colleague), "now": NOW}
    plan = draft_plan(unit_id=cast.county.pk, year=2026, title=title, **colleague)
    add_to_draft(
        plan_id=plan.pk, text=text, category_id=cast.item.category_id,
        due_on=NOW.date() + make.days(36), leads_id=cast.leader.pk,
        carries_out_id=cast.head.pk, **colleague,
    )  # fmt: skip
    submit_plan(plan_id=plan.pk, **colleague)
    issue_plan(by=cast.by, now=NOW, plan_id=plan.pk)
    send_plan(by=cast.by, now=NOW, plan_id=plan.pk)


CASES = [
    Case(NotSignedInListing, "office", people, 10, blind="other_office"),
    Case(OutageListing, "office", outages, 7, blind="other_office"),
    Case(TransferListing, "office", transfers, 6, blind="other_office"),
    Case(Division, "office", charges, 10),
    Case(ReorganisationListing, "office", reorganisations, 8, blind="other_office"),
    Case(ProposalListing, "office", proposals, 6, blind="other_office"),
    Case(AnnouncementListing, "officer", announcements, 6, blind="other_officer"),
    Case(PlanListing, "office", plans, 6, blind="other_office"),
    Case(PlanItemListing, "leader_in_charge", plan_items, 9, blind="other_leader"),
    Case(ReceiptListing, "office", receipts, 6, blind="other_office"),
    Case(RequestListing, "office", requests, 7, blind="group_outside"),
    Case(GrantListing, "office", grants, 6, blind="other_office"),
    Case(DraftListing, "group_inside", drafts, 6, blind="group_outside"),
    Case(DemandListing, "group_inside", demands, 6, blind="group_outside"),
    Case(ProblemListing, "group_inside", problems, 12, blind="group_outside"),
    Case(ActivityListing, "group_inside", activities, 9, blind="group_outside"),
    Case(CoverageListing, "group_inside", covered, 9, blind="group_outside"),
    Case(LetterListing, "group_inside", letters, 9, blind="group_outside"),
    Case(CheckListing, "group_inside", checks, 8, blind="group_outside"),
    Case(CheckupListing, "group_inside", checkups, 9, blind="group_outside"),
    Case(TemplateListing, "group_inside", checkup_templates, 8, blind="other_office"),
    Case(RecordsToCheck, "group_inside", records_to_check, 11, blind="group_outside"),
    Case(DrawListing, "group_inside", draws, 6, blind="group_outside"),
    Case(ClosingListing, "office", closings, 6, blind="other_office"),
    Case(HearingListing, "office", hearings, 6, blind="other_office"),
    Case(InstructionListing, "office", instructions, 6, blind="other_office"),
    Case(ClosedTaskListing, "officer", closed_tasks, 9, blind="other_officer"),
    Case(ObjectionListing, "officer", objections, 6, blind="group_outside"),
    Case(PersonListing, "group_inside", persons_supervised, 9, blind="group_outside"),
    Case(SuggestionListing, "officer", suggestions, 6, blind="member"),
    Case(TalkListing, "group_inside", talks, 10, blind="group_outside"),
    Case(PromptListing, "group_inside", prompts, 8, blind="group_outside"),
    Case(BodyListing, "officer", bodies, 8, blind="other_officer"),
    Case(
        DutyListing, "group_inside", decisions, 9, blind="group_outside", query={"about": "answer"}
    ),  # fmt: skip
    Case(BodyTaskListing, "group_inside", tasks_of_a_body, 9, blind="group_outside"),
    Case(UnitListing, "office", units, 8, blind="other_office"),
    Case(AuditListing, "auditor", acts, 10, query={"kind": "unit"}),
    Case(DispatchListing, "office", dispatches, 7, blind="other_office"),
    Case(RecordListing, "officer", records, 8, blind="other_officer"),
    Case(CardListing, "office", issues, 6, blind="other_office"),
    Case(SummaryListing, "office", card_summaries, 6, blind="other_office"),
    Case(PeopleListing, "office", people, 9, blind="other_office"),
    Case(MessageListing, "office", texts, 11, blind="other_office"),
    Case(ExceptionListing, "office", texts, 13, blind="other_office"),
]
