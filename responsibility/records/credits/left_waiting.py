"""What waits for the confirmation of a holder who leaves the post."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.templatetags.look import day
from responsibility.organisation.posts.leaving import Change, Leaving
from responsibility.records.models import Credit


def changes_of_credits(leaving: Leaving) -> list[Change]:
    """Confirming is of who holds the post: until the last day the one, then the other."""
    waiting = Credit.objects.filter(post=leaving.post).awaiting().values("record").distinct()
    count = waiting.count()
    if not count:
        return []
    said = ngettext("%(count)d record waits", "%(count)d records wait", count)
    after = _("%(person)s confirms until %(day)s, from then on %(next)s.")
    words = {"person": leaving.person, "next": leaving.next_one}
    words["day"] = day(leaving.last_on, leaving.now)
    return [Change(_("To be confirmed"), said % {"count": count}, after % words)]
