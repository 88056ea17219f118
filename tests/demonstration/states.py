"""What the demonstration shows, each state with the rows that show it."""

from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef

from alerts.audit.models import AuditEntry
from alerts.decisions.models import Extension
from alerts.reminders.models import Reminder
from alerts.wording.models import Wording
from demonstration.script import SHANGHAI
from pages.lamp import Lamp
from responsibility.announcements.models import Announcement, AnnouncementReceipt
from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.approval.waiting import RETURNED, SUBMITTED
from responsibility.cards.issues import CardIssue
from responsibility.cards.summaries.models import CardSummary, SummaryConfirmation
from responsibility.lists.models import DutyList
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.plans.history import PlanProgress, PlanStep
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.records.likeness.likeness import MANY
from responsibility.records.likeness.models import Passage
from responsibility.records.models import Credit, DutyRecord
from responsibility.tasks.dispatches.models import Dispatch, DispatchChange
from responsibility.tasks.models import Task
from responsibility.tasks.withdrawing.models import PublicationWithdrawal
from supervision.activities.models import Activity, ActivityNote, NoteReply
from supervision.activities.quarter.models import ActivityPlanLine
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.models import Demand
from supervision.problems.models import Problem, ProblemStep


def told(stage: str, *, until: datetime, months: int = 0):
    """Reminders of a stage, told so many months ago or earlier."""
    return Reminder.objects.filter(stage=stage, owed_at__lt=until - timedelta(days=30 * months))


def reds_of_who_left(until: datetime) -> list[Task]:
    """Red tasks that were late before the successor came, in the middle of the running quarter."""
    red = Task.objects.with_lamp(now=until).filter(lamp_now=Lamp.RED)
    return [
        task
        for came in Appointment.objects.filter(period__endswith=None).select_related("post")
        if came.period.lower > until.date() - timedelta(days=30)
        for task in red.filter(post=came.post, late_at__lte=_midnight(came.period.lower))
        if Appointment.objects.filter(post=came.post, period__endswith=came.period.lower).exists()
    ]


def _midnight(day) -> datetime:
    return datetime.combine(day, time(0), SHANGHAI)


def vacant(until: datetime):
    """Personal posts that nobody holds."""
    held = Appointment.objects.filter(post=OuterRef("post"), period__contains=until.date())
    bear = Task.objects.opened(now=until).filter(role_kind__collective=False, exempt=False)
    return bear.filter(~Exists(held))


def corrected_after_return():
    """Records that a holder returned and that were then corrected."""
    returned = Credit.objects.filter(record=OuterRef("pk"), ended_as="declined")
    return DutyRecord.objects.filter(Exists(returned), ended_as="superseded")


def alike():
    """Passages that a few records share."""
    shared = Passage.objects.values("fingerprint").annotate(records=Count("record"))
    return shared.filter(records__range=(2, MANY))


def approved_by_another():
    return CardIssue.objects.filter(approved_by__isnull=False).exclude(approved_by=F("drafted_by"))


def taken_back(what: str):
    return AuditEntry.objects.filter(action=f"{what}.take_back")


STATES = {
    "an activity with its own duty record": lambda until: Activity.objects.in_force().exclude(
        record=None
    ),
    "an activity corrected": lambda until: Activity.objects.filter(ended_as="corrected"),
    "an activity withdrawn": lambda until: Activity.objects.filter(ended_as="withdrawn"),
    "an activity at several units": lambda until: Activity.objects.annotate(
        n=Count("at_units")
    ).filter(n__gt=1),
    "a note withdrawn": lambda until: ActivityNote.objects.filter(ended_at__isnull=False),
    "a note answered": lambda until: NoteReply.objects.all(),
    "a planned activity done": lambda until: ActivityPlanLine.objects.filter(
        activities__ended_at=None, activities__isnull=False
    ),
    "a planned activity open": lambda until: ActivityPlanLine.objects.standing().filter(
        activities=None
    ),
    "a planned activity dropped": lambda until: ActivityPlanLine.objects.exclude(dropped_at=None),
    "a plan in draft": lambda until: WorkPlan.objects.filter(issued_at=None),
    "a plan about to go out": lambda until: WorkPlan.objects.filter(
        goes_at__gt=until, sent_at=None
    ),
    "an item of a plan withdrawn": lambda until: PlanItem.objects.filter(
        withdrawn_at__isnull=False
    ),
    **{
        f"an item of a plan, {lamp}": lambda until, lamp=lamp: Task.objects.with_lamp(
            now=until
        ).filter(dispatch__planned=True, lamp_now=lamp)
        for lamp in (Lamp.UNLIT, Lamp.YELLOW, Lamp.RED, Lamp.GREEN, Lamp.EXEMPT)
    },
    "a part of an item carried out": lambda until: PlanItem.objects.filter(
        parent__isnull=False, dispatch__tasks__fulfilled_at__isnull=False
    ),
    "progress taken back": lambda until: PlanProgress.objects.filter(takes_back__isnull=False),
    **{
        f"a plan: {step}": lambda until, step=step: PlanStep.objects.filter(step=step)
        for step in ("broken_down", "day_moved", "words_changed", "handed_over", "leaders_changed")
    },
    "an announcement opened by some": lambda until: AnnouncementReceipt.objects.filter(
        opened_at__isnull=False
    ),
    "an announcement not opened": lambda until: AnnouncementReceipt.objects.unopened(),
    "an announcement taken back": lambda until: Announcement.objects.filter(
        taken_back_at__isnull=False, sent_at__isnull=False
    ),
    "a dispatch with a paper": lambda until: Dispatch.objects.filter(files__isnull=False),
    "a dispatch about to change": lambda until: DispatchChange.objects.filter(ended_at=None),
    "a dispatch of a supervising body": lambda until: Dispatch.objects.filter(
        given_in__role_kind__supervises=True
    ),
    "an item withdrawn": lambda until: PublicationWithdrawal.objects.in_force(),
    "an item given out again": lambda until: PublicationWithdrawal.objects.filter(
        ended_at__isnull=False
    ),
    "a list under review": lambda until: DutyList.objects.filter(submitted_at__isnull=False).filter(
        published_at=None
    ),
    "a list returned": lambda until: DutyList.objects.filter(
        returned_at__isnull=False, submitted_at=None
    ),
    "a list published by a second person": lambda until: DutyList.objects.filter(
        published_by__isnull=False
    ),
    "a demand (督办)": lambda until: Demand.objects.all(),
    "a demand approved by another person": lambda until: Demand.objects.filter(
        approved_by__isnull=False, number__isnull=False
    ),
    "a draft of a demand to be approved": lambda until: DemandDraft.objects.filter(state="waits"),
    "a draft sent back": lambda until: DemandDraft.objects.filter(state="returned"),
    "a draft discarded": lambda until: DemandDraft.objects.filter(state="discarded"),
    "an answer with measures": lambda until: Demand.objects.filter(measures__isnull=False),
    "a problem open again after a look back": lambda until: ProblemStep.objects.filter(
        act="problem.reopen"
    ),
    "a problem that came back": lambda until: Problem.objects.filter(recurs__isnull=False),
    "a problem that another unit is asked to take over": lambda until: Problem.objects.filter(
        offered_to__isnull=False
    ),
    "told upwards within the unit": lambda until: told("overdue_principal", until=until),
    "told upwards to the supervisor": lambda until: told("overdue_supervisor", until=until),
    "months in figures": lambda until: told("monthly", until=until),
    "months in figures, two quarters back": lambda until: told("monthly", until=until, months=6),
    "periods that opened": lambda until: told("period_opened", until=until),
    "reds of two quarters back": lambda until: Task.objects.with_lamp(now=until).filter(
        lamp_now=Lamp.RED, late_at__lt=until - timedelta(days=180)
    ),
    "a red of one who left": reds_of_who_left,
    "a vacant post that owes something": vacant,
    "an extension that waits": lambda until: Extension.objects.filter(
        decided_at=None, taken_back_at=None
    ),
    "an extension granted": lambda until: Extension.objects.filter(granted=True),
    "an extension refused": lambda until: Extension.objects.filter(granted=False),
    "a request taken back": lambda until: Extension.objects.filter(taken_back_at__isnull=False),
    "a record returned and corrected": lambda until: corrected_after_return(),
    "records with the same passages": lambda until: alike(),
    "a clerk entered by mistake": lambda until: taken_back("membership"),
    "cards approved by a second person": lambda until: approved_by_another(),
    "cards submitted for approval": lambda until: CardIssue.objects.filter(SUBMITTED),
    "a draft of cards returned": lambda until: CardIssue.objects.filter(RETURNED),
    **{
        f"a quarterly summary, {lamp}": lambda until, lamp=lamp: CardSummary.objects.with_lamp(
            now=until
        ).filter(lamp_now=lamp)
        for lamp in (Lamp.UNLIT, Lamp.RED, Lamp.GREEN, Lamp.ORANGE)
    },
    "a line answered with a figure": lambda until: CardAnswer.objects.exclude(figure=""),
    "a summary taken back": lambda until: SummaryConfirmation.objects.exclude(taken_back_at=None),
    "words that wait for a second person": lambda until: Wording.objects.filter(activated_at=None),
    "a second person of the office": lambda until: Membership.objects.filter(
        post__role_kind__keeps_office=True, user__staff_number="office2"
    ),
}
