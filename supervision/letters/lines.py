"""What letters have to say on the desk: to sign for, to approve, to verify, to close."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from pages.days import day_of
from pages.line import Line
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from supervision.letters.models import Letter
from supervision.letters.owed import LetterDuty
from supervision.letters.rights import RULES, Case
from supervision.letters.states import Act, Purpose, State

TO_SIGN = ngettext_lazy("%(count)d letter to sign for", "%(count)d letters to sign for", "count")
TO_APPROVE = ngettext_lazy("%(count)d letter to approve", "%(count)d letters to approve", "count")
SENT_BACK = ngettext_lazy(
    "%(count)d draft of a letter sent back", "%(count)d drafts of letters sent back", "count"
)
TO_VERIFY = ngettext_lazy(
    "%(count)d reply to a letter to verify", "%(count)d replies to letters to verify", "count"
)
TO_CLOSE = ngettext_lazy("%(count)d letter to close", "%(count)d letters to close", "count")
UNSIGNED = ngettext_lazy(
    "%(count)d letter not signed for in time", "%(count)d letters not signed for in time", "count"
)
WAITING = {
    State.SUBMITTED: (Act.APPROVE, TO_APPROVE),
    State.RETURNED: (Act.REVISE, SENT_BACK),
    State.REPLIED: (Act.ACCEPT, TO_VERIFY),
    State.VERIFIED: (Act.CLOSE, TO_CLOSE),
}


def letters_on_desk(*, user, now: datetime) -> list[Line]:
    """What waits for the person."""
    standing = standing_of(user, at=now)
    seen = Letter.objects.visible_to(user, at=now).select_related("kind", "made_in__unit")
    unsigned = list(seen.filter(post__in=standing.log_posts, state=State.SERVED).order_by("pk"))
    lines = _line(unsigned, TO_SIGN, "to", urgent=True)
    if not (standing.office_counties or urging_posts(standing)):
        return lines
    rows = list(seen.filter(state__in=[*WAITING, State.SERVED]).order_by("pk"))
    cases = Case.of_each([row for row in rows if row.state in WAITING])
    for state, (act, words) in WAITING.items():
        those = [case for case in cases if case.state == state]
        mine = [case.letter for case in those if _waits(act, case, user, now)]
        lines += _line(mine, words, "waits")
    open_ones = [
        row for row in rows if row.state == State.SERVED and row.is_unsigned(on=day_of(now))
    ]
    return lines + _line([row for row in open_ones if row not in unsigned], UNSIGNED, "unsigned")


def _waits(act: Act, case: Case, user, now: datetime) -> bool:
    return RULES.is_ripe(act, case, at=now) and bool(RULES.post_for(act, user, case, at=now))


def _line(letters: Sequence[Letter], words, show: str, *, urgent: bool = False) -> list[Line]:
    """A line that leads to the only one, or to their list; none where there is none."""
    if not letters:
        return []
    several = f"{reverse('letter-list')}?show={show}"
    address = letters[0].get_absolute_url() if len(letters) == 1 else several
    return [Line("file-text", words % {"count": len(letters)}, address, urgent=urgent)]


def still_waits(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Of which of what is owed the letter is still to be approved."""
    duties = LetterDuty.objects.filter(pk__in=ids, purpose=Purpose.APPROVE).open_still()
    return duties.values_list("pk", flat=True)
