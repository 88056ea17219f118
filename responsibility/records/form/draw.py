"""Drawing the tasks to tick. A form offers some sixty; as nodes of a template they would cost
more than the rest of the page."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pages.templatetags.look import day, days_left, ring
from responsibility.lists.models import DutyItem
from responsibility.tasks.models import Task


def picks(
    tasks: Iterable[Task], *, ticked: Iterable[int], now: datetime, with_posts: bool, wrong: bool
) -> SafeString:
    """Boxes to tick; `with_posts` names the post of each, `wrong` marks the first."""
    today, drawn = timezone.localtime(now), []
    about = _About(now=now, today=today, with_posts=with_posts)
    for task in tasks:
        drawn.append(about.pick(task, ticked=task.pk in ticked, wrong=wrong and not drawn))
    return mark_safe("".join(drawn))


def grouped_picks(tasks: Iterable[Task], **about) -> SafeString:
    """The same under the names of their categories, in order."""
    drawn = []
    by_category = groupby(sorted(tasks, key=_place), key=lambda task: task.category)
    for category, group in by_category:
        drawn.append(f'<p class="f__l">{escape(str(category))}</p>{picks(group, **about)}')
    return mark_safe("".join(drawn))


def _place(task: Task) -> int:
    return task.category.position


class _About:
    """What is the same for all boxes."""

    def __init__(self, *, now: datetime, today: datetime, with_posts: bool):
        self._now, self._today, self._with_posts = now, today, with_posts
        self._kinds = {kind.value: escape(kind.label) for kind in DutyItem.TaskKind}
        self._due, self._logged = _("due %(day)s"), _("%(done)s of %(need)s logged")

    def pick(self, task: Task, *, ticked: bool, wrong: bool) -> str:
        title = escape(task.title)
        drawn = ring(task.lamp_now, task.done, task.required, "ring--s", task.colours)
        return (
            f'<label class="pick{" is-on" if ticked else ""}"><input type="checkbox" name="tasks"'
            f' value="{task.pk}" id="task-{task.pk}"{" checked" if ticked else ""}'
            f'{_INVALID if wrong else ""}>{drawn}<span class="grow">'
            f'<b class="clip blk" title="{title}">{title}</b>'
            f'<span class="xs mut">{self._facts(task)}</span></span></label>'
        )

    def _facts(self, task: Task) -> str:
        facts = [escape(_who(task))] if self._with_posts else []
        if task.lamp_now == "red":
            left = escape(days_left(task.late_at, self._now))
            facts.append(f'<span class="t-late">{left}</span>')
        if task.required > 1:
            facts.append(escape(self._logged % {"done": task.done, "need": task.required}))
        else:
            facts.append(str(self._kinds[task.shown_kind]))
        facts.append(escape(self._due % {"day": day(task.due_on, self._today)}))
        return " · ".join(facts)


def _who(task: Task) -> str:
    """The post, and of colleagues by name who is in it."""
    return " ".join([task.post.title, *getattr(task, "in_post", [])])


_INVALID = ' aria-invalid="true"'
