"""Findings and decisions to ask for, drafted from the figures: a person writes what is laid."""

from collections import defaultdict
from datetime import datetime

from django.utils.translation import gettext as _

from supervision.hearings.compose import MOST_LINES
from supervision.hearings.models import Hearing
from supervision.hearings.report import Report
from supervision.problems.models import Problem

FEW = 2


def proposed_findings(hearing: Hearing, report: Report) -> list[str]:
    """About items and kinds of problems, never about people or a unit; five at most."""
    lines = [
        _("“%(item)s” was late in %(late)d of %(units)d units: look at the item")
        % {"item": item.title, "late": item.late, "units": item.units}
        for item in report.late_items[:FEW]
    ]
    lines += [
        _("%(type)s: %(count)d problems found in %(units)d units")
        % {"type": name, "count": count, "units": units}
        for name, count, units in _problems_by_type(hearing)[:FEW]
    ]
    untold = sum(red.untold for red in report.reds)
    if untold:
        lines.append(_("%(n)d of the reds had no notice delivered in time") % {"n": untold})
    return lines[:MOST_LINES]


def proposed_requests(report: Report) -> list[str]:
    """What the committee might decide about the items."""
    return [
        _("Whether “%(item)s” is asked for less often, or by a later day") % {"item": item.title}
        for item in report.late_items[:FEW]
    ]


def _problems_by_type(hearing: Hearing) -> list[tuple[str, int, int]]:
    """Type, how many problems of it were found in the quarter, in how many units."""
    quarter = hearing.of_quarter
    made: tuple[datetime, datetime] = (quarter.shifted(-1).ends_at, quarter.ends_at)
    problems = Problem.objects.counted().filter(county_id=hearing.county_id)
    problems = problems.filter(made_at__gte=made[0], made_at__lt=made[1]).select_related("type")
    units = defaultdict(list)
    for problem in problems:
        units[str(problem.type)].append(problem.unit_id)
    counted = [(name, len(of), len(set(of))) for name, of in units.items()]
    return sorted(counted, key=lambda row: (-row[1], row[0]))
