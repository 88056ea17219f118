"""The page of the first steps."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from pages.lamp import Lamp
from responsibility.agenda.first_steps.steps import steps_of
from responsibility.organisation.guard import office_of
from responsibility.organisation.powers.models import holders
from responsibility.organisation.units.models import Unit


@require_safe
@login_required
def first_steps(request: HttpRequest) -> HttpResponse:
    """What the office's county still needs; the board where nothing is missing."""
    county = get_object_or_404(
        Unit.objects.managed_by(request.user, at=request.now), pk=office_of(request)
    )
    steps = steps_of(county, now=request.now)
    done = sum(step.is_done for step in steps)
    if done == len(steps):
        return redirect("board")
    context = {
        "county": county,
        "steps": steps,
        "done": done,
        "in_hand": next(step for step in steps if not step.is_done),
        "lamps": [Lamp.UNLIT, Lamp.YELLOW, Lamp.GREEN, Lamp.RED, Lamp.ORANGE],
        "powers": [(label, list(people.filter(is_active=True))) for label, people in holders()],
    }
    return render(request, "responsibility/agenda/first_steps.html", context)
