"""The look of lamps, icons and dates in templates; a built-in library, no {% load %} needed.

Lamps are named as in the code (unlit yellow green red orange exempt). How each is drawn and
coloured is known here alone. A county with three colours has no orange: give
`colours=task.colours`, and a late entry is drawn as hatched green, with its own word.

Dates and instants of another year carry their year. Which year is "this year" the page says:
`{{ task.due_on|day:request.now }}`; without it the year is always written.
"""

from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from django import template
from django.templatetags.static import static
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from pages.lamp import Lamp
from pages.weekday import weekday

register = template.Library()

TONES = {
    "unlit": "idle", "yellow": "soon", "green": "ok", "red": "late", "orange": "mkup",
    "exempt": "na",
}  # fmt: skip
WORDS = dict(Lamp.choices)


@register.filter
def word(name: str) -> str:
    """The word of a lamp."""
    return _word(str(name), get_language())


@cache
def _word(name: str, language: str) -> str:
    return str(WORDS[name])


@cache
def sprite() -> str:
    """The address of the sprite all lamps and icons are drawn from."""
    return static("vendor/sprite.svg")


def drawing(lamp: str, colours: int) -> tuple[str, str]:
    """The tone (for CSS classes) and the symbol of a lamp in a scheme of 3 or 4 colours."""
    if lamp == "orange" and colours == 3:
        return "ok", "okh"
    return TONES[lamp], TONES[lamp]


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, cls: str = "") -> SafeString:
    """A line icon beside a word; its names stand in config/sprite.py."""
    return format_html(
        '<svg class="i {}" aria-hidden="true"><use href="{}#i-{}"></use></svg>', cls, sprite(), name
    )


@register.simple_tag
def mark(cls: str = "mark") -> SafeString:
    """The platform's own mark."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#mark"></use></svg>', cls, sprite()
    )


@register.simple_tag
def lamp(name: str, cls: str = "", label: str | None = None, colours: int = 4) -> SafeString:
    """A lamp. Beside its word leave `label` out; standing alone, "" speaks the lamp's own word."""
    spoken = None if label is None else label or word(name)
    return _lamp(str(name), cls, spoken, colours)


@lru_cache(maxsize=2048)
def _lamp(name: str, cls: str, spoken: str | None, colours: int) -> SafeString:
    tone, symbol = drawing(name, colours)
    role = mark_safe('aria-hidden="true"')
    if spoken is not None:
        role = format_html('role="img" aria-label="{}"', spoken)
    return format_html(
        '<svg class="lamp lamp--{} {}" {}><use href="{}#l-{}"></use></svg>',
        tone, cls, role, sprite(), symbol,
    )  # fmt: skip


@register.simple_tag
def ring(
    name: str, done: int = 0, need: int = 1, cls: str = "", colours: int = 4, core: str = ""
) -> SafeString:
    """A lamp in a bezel of `need` segments, `done` of them lit. `core` is the lamp's own class:
    "lamp--just" for one lit this moment."""
    need = max(1, int(need))
    done = max(0, min(int(done), need))
    return _ring(str(name), done, need, cls, colours, core, get_language())


@lru_cache(maxsize=2048)
def _ring(
    name: str, done: int, need: int, cls: str, colours: int, core: str, language: str
) -> SafeString:
    tone, _symbol = drawing(name, colours)
    spoken = _word(name, language)
    if need > 1:
        spoken = _("%(lamp)s, %(done)d of %(need)d") % {"lamp": spoken, "done": done, "need": need}
    return format_html(
        '<span class="ring ring--{} {}" role="img" aria-label="{}">'
        '<svg class="ring__b" viewBox="0 0 44 44" aria-hidden="true">{}</svg>'
        '<span class="ring__halo"></span>{}</span>',
        tone, cls, spoken, _bezel(done, need), _lamp(name, core, None, colours),
    )  # fmt: skip


def _bezel(done: int, need: int) -> SafeString:
    """The segments as dashes of two circles, 100 units round: all of them, and the lit ones."""
    circle = '<circle{} cx="22" cy="22" r="19.4" pathLength="100"{}/>'
    if need == 1:
        return mark_safe(circle.format("", "") + circle.format(' class="on"', "") * done)
    gap = min(6, 50 / need)
    dash = 100 / need - gap
    dashes = ' stroke-dasharray="{}" stroke-dashoffset="' + f'{-gap / 2:.2f}"'
    track = circle.format("", dashes.format(f"{dash:.2f} {gap:.2f}"))
    if not done:
        return mark_safe(track)
    lit = [f"{dash:.2f}", f"{gap:.2f}"] * done
    lit[-1] = f"{gap + 100 - done * 100 / need:.2f}"
    return mark_safe(track + circle.format(' class="on"', dashes.format(" ".join(lit))))


@register.simple_tag
def tag(name: str, text: str = "", colours: int = 4) -> SafeString:
    """A lamp and a word on a tint: the lamp's own word, or `text` ("6 days left")."""
    return _tag(str(name), str(text) or word(name), colours)


@lru_cache(maxsize=2048)
def _tag(name: str, text: str, colours: int) -> SafeString:
    tone, _symbol = drawing(name, colours)
    drawn = _lamp(name, "", None, colours)
    return format_html('<span class="tag tag--{}">{}{}</span>', tone, drawn, text)


STATUS = {
    "ok": ("ok", "check"),
    "wait": ("idle", "clock"),
    "fail": ("late", "alert-circle"),
    "none": ("idle", "dots"),
}


@register.simple_tag
def status(kind: str, text: str) -> SafeString:
    """Where a process stands (message, spot check): ok, wait, fail, none. Never a lamp."""
    tone, name = STATUS[kind]
    return format_html('<span class="tag tag--{}">{}{}</span>', tone, icon(name), text)


@register.filter
def tone(name: str) -> str:
    """The CSS tone of a lamp, for classes such as t-late, is-soon, pbar's <i class="ok">."""
    return TONES[name]


@register.filter
def control(field, cls: str = "in"):
    """A form field's widget with the class of our inputs."""
    return field.as_widget(attrs={"class": f"{field.field.widget.attrs.get('class', '')} {cls}"})


@register.filter(expects_localtime=True)
def day(value: date | None, now: date | None = None) -> str:
    """A day: 30 Sep; 30 Sep 2025 in another year than `now`."""
    return _day(_date(value), _this_year(_date(value), now), get_language()) if value else ""


@register.filter(expects_localtime=True)
def day_week(value: date | None, now: date | None = None) -> str:
    """A day with its day of the week: Tue 30 Sep."""
    return _day_week(_date(value), _this_year(_date(value), now), get_language()) if value else ""


def _date(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def _local(value: datetime) -> datetime:
    """An instant as the clocks here show it: rows give it in UTC."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _this_year(value: date, now: date | None) -> bool:
    if isinstance(now, datetime):
        now = timezone.localtime(now)
    return now is not None and value.year == now.year


@lru_cache(maxsize=2048)
def _day(value: date, this_year: bool, language: str) -> str:
    if this_year:
        return dateformat.format(value, pgettext("day, as a date format", "j M"))
    return dateformat.format(value, pgettext("day and year, as a date format", "j M Y"))


@lru_cache(maxsize=2048)
def _day_week(value: date, this_year: bool, language: str) -> str:
    named = {"weekday": weekday(value), "day": _day(value, this_year, language)}
    return _("%(weekday)s %(day)s") % named


@register.filter(expects_localtime=True)
def instant(value: datetime | None, now: date | None = None) -> str:
    """An instant to the minute: 22 Sep 16:32."""
    return f"{day(value, now)} {_local(value):%H:%M}" if value else ""


@register.filter
def days_left(until: date | datetime, now: datetime) -> str:
    """How long until a deadline: "6 days left", "due today", "overdue by 9 days".

    `until` is a deadline's `late_at` (the instant it ends; it may lie past days off) or, where
    there is no such instant, a last day.
    """
    last = until
    if isinstance(until, datetime):
        last = timezone.localdate(until - timedelta(microseconds=1))
    days = (last - timezone.localdate(now)).days
    if days == 0:
        return _("due today")
    if days > 0:
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return ngettext("overdue by %(days)d day", "overdue by %(days)d days", -days) % {"days": -days}
