"""The conclusion of a spot check contested, by the post whose record it is about."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.deadlines.readers import DeadlineQuerySet
from pages.days import day_of
from responsibility.records.record.chain import chain_of
from responsibility.tasks.models import Task
from supervision.checks.duties import make_duty
from supervision.checks.findings import Conclusion
from supervision.checks.lift import lift_conclusion
from supervision.checks.models import CheckDuty, SpotCheck
from supervision.checks.states import Outcome, Purpose
from supervision.objections.about.base import Contested, Verdict, read_one
from supervision.objections.states import Correction, Ruling, What

OF_OWNER = [Purpose.REPLY, Purpose.CORRECT]


class ContestedConclusion(Contested):
    """A conclusion that weighs on the owner and that nobody lifted; `deadline` is what the owner
    owed last of the spot check."""

    what = What.CONCLUSION
    lifted: ClassVar = gettext_lazy("Upheld: the conclusion is lifted, the record is judged anew")
    row: Conclusion
    deadline: CheckDuty

    @classmethod
    def find(cls, pk: int, *, now: datetime, lock: bool) -> Self | None:
        conclusion = Conclusion.objects.filter(pk=pk).select_related("spot_check").first()
        if conclusion is None:
            return None
        if lock:
            checks = SpotCheck.objects.select_for_update(of=("self",), no_key=True)
            checks.get(pk=conclusion.spot_check_id)
            conclusion.refresh_from_db()
        owed = CheckDuty.objects.filter(spot_check=conclusion.spot_check_id, purpose__in=OF_OWNER)
        newest = owed.order_by("-pk").values_list("pk", flat=True).first()
        duty = read_one(CheckDuty, newest, now=now, lock=lock) if newest else None
        return cls(conclusion, duty) if duty else None

    @property
    def subject(self) -> str:
        words = {"check": self.row.spot_check.called, "outcome": self.row.get_outcome_display()}
        return _("spot check %(check)s: %(outcome)s") % words

    @property
    def since(self) -> date:
        return day_of(self.row.made_at)

    def people(self, *, now: datetime) -> set[int]:
        return super().people(now=now) | {self.row.record.lodged_by_id}

    def makers(self) -> set[int]:
        return {self.row.made_by_id}

    def maker_posts(self) -> set[int]:
        return {self.row.made_in_id}

    def touched(self) -> list[DeadlineQuerySet]:
        versions = [version.pk for version in chain_of(self.row.record)]
        tasks = Task.objects.filter(credits__record__in=versions).distinct()
        return [*super().touched(), tasks]

    def why_not(self, *, now: datetime) -> str:
        if self.row.lifted_at:
            return _("The conclusion was taken back: there is nothing to contest.")
        if self.row.outcome == Outcome.CONFIRMED:
            return _("The record was confirmed: there is nothing to contest.")
        if self.row.spot_check.conclusions.filter(pk__gt=self.row.pk).exists():
            return _("It was concluded anew: there is nothing to contest here.")
        return ""

    def rulings(self) -> Sequence[Ruling]:
        return [Ruling.LIFTED, Ruling.STANDS]

    def lift(self, verdict: Verdict) -> None:
        """What it ended counts again; the body that checks concludes anew."""
        check, ended = self.row.spot_check, self.row.credits.values("task")
        was = dict(Task.objects.filter(pk__in=ended).values_list("pk", "lamp"))
        act = {"by": verdict.by, "now": verdict.now}
        lift_conclusion(
            self.row, post_id=verdict.decision.decided_in_id,
            reason=f"{verdict.objection.name} {verdict.decision.reason}"[:MOST], **act,
        )  # fmt: skip
        make_duty(check, Purpose.CONCLUDE, check.made_in, made_in=check.made_in_id, **act)
        verdict.note(Correction.CONCLUSION, subject=self.subject, address=self.address)
        for task in Task.objects.filter(pk__in=was).order_by("pk"):
            verdict.note(
                Correction.LAMP, subject=task.title, address=task.get_absolute_url(),
                was=was[task.pk], becomes=task.lamp,
            )  # fmt: skip


MOST = Conclusion._meta.get_field("lifted_because").max_length
