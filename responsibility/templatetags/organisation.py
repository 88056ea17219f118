"""Words of the organisation in templates: `{% load organisation %}`."""

from datetime import datetime

from django import template

from pages.days import day_of
from responsibility.organisation.periods import last_day
from responsibility.organisation.span import span

register = template.Library()


@register.filter(name="span")
def span_filter(period, now: datetime | None = None) -> str:
    """A period in words: {{ appointment.period|span:request.now }}."""
    return span(period, now)


@register.filter
def ahead(period, now: datetime) -> bool:
    """Whether a period is still to begin."""
    return period.lower > day_of(now)


@register.filter
def over(period, now: datetime) -> bool:
    """Whether a period has ended."""
    last = last_day(period)
    return last is not None and last < day_of(now)
