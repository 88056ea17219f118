"""The page of one supervising body: its duties, its coverage, how it kept its own days."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from django.urls import reverse

from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from supervision.oversight.about import SupervisorDuty
from supervision.oversight.body_tasks import lamps_of
from supervision.oversight.coverage import BodyCoverage
from supervision.oversight.figures import BodyFigures, first_ones
from supervision.oversight.named import name_duties
from supervision.oversight.rights import Named


@dataclass(frozen=True)
class BodyPage:
    """As the person sees it, of one quarter: `lamps` of its own duties with their addresses,
    `figures` of what it decides, `first` of what the person may know by name."""

    body: Post
    quarter: Quarter
    lamps: list[tuple[str, int, str]]
    coverage: BodyCoverage | None
    figures: BodyFigures
    first: list[SupervisorDuty]
    reads_coverage: bool

    @classmethod
    def of(cls, body: Post, quarter: Quarter, *, user, now: datetime) -> Self:
        visible = SupervisorDuty.objects.visible_to(user, at=now).filter(post=body)
        duties = list(visible.within(quarter).with_lamp(now=now).select_related("concerned_unit"))
        names, standing = Named.to(user, at=now), standing_of(user, at=now)
        first = first_ones(duty for duty in duties if names.covers(duty))
        name_duties(first, user=user, now=now)
        lamps = lamps_of(body.pk, quarter, user=user, now=now)
        return cls(
            body=body,
            quarter=quarter,
            lamps=[
                (lamp, lamps[lamp], _tasks(body, quarter, lamp)) for lamp in Lamp if lamps[lamp]
            ],
            coverage=BodyCoverage.of(body, user=user, now=now),
            figures=BodyFigures.of(duties, body, quarter),
            first=first,
            reads_coverage=bool(standing.face_counties) or body.pk in standing.own_posts,
        )

    @property
    def tasks(self) -> int:
        return sum(n for _lamp, n, _address in self.lamps)

    @property
    def quarters(self) -> list[Quarter]:
        """The one before, this one, the next."""
        return [self.quarter.shifted(by) for by in (-1, 0, 1)]


def _tasks(body: Post, quarter: Quarter, lamp: str) -> str:
    query = urlencode({"body": body.pk, "quarter": str(quarter), "lamp": lamp})
    return f"{reverse('oversight-tasks')}?{query}"
