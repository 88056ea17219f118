"""Changing a draft: its texts, its lines, whom it is for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.cards.in_hand import draft_in_hand
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.cards.recipients import Recipient
from responsibility.cards.texts import MOST_LINES, LineKind
from responsibility.organisation.office import audit_office
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit


@dataclass(frozen=True)
class Wording:
    """A line as it is asked for. `key` says which line it is; a key not yet there is a new one."""

    key: UUID
    text: str
    kind: str = LineKind.PROMPT
    until_on: date | None = None
    duty_codes: Sequence[str] = field(default_factory=list)

    @property
    def columns(self) -> dict:
        return {
            "kind": self.kind,
            "text": self.text,
            "until_on": self.until_on,
            "duty_codes": list(self.duty_codes),
        }


@transaction.atomic
def change_draft(
    *,
    issue_id: int,
    revision: int,
    lead: str,
    issuer: str,
    lines: Sequence[Wording],
    by: Actor,
    now: datetime,
    post_ids: Iterable[int] | None = None,
) -> CardIssue:
    """Write the draft anew: its lines in this order, those not named are deleted.

    `revision` is the one the writer saw; `post_ids` are the posts named, where no role is. A text
    that is changed loses its English gloss. The same change twice is one.

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: approved, issued, changed by another meanwhile, or too many lines.
    """
    issue = draft_in_hand(issue_id, by=by, now=now)
    was = _content(issue)
    asked = (lead, issuer, [(one.key, one.columns) for one in lines], _named(issue, post_ids))
    if was == asked:
        return issue
    if issue.revision != revision:
        raise Refused(_("Somebody else changed this draft meanwhile. Look at it again."))
    _write_face(issue, lead=lead, issuer=issuer)
    _write_lines(issue, lines)
    if post_ids is not None and not issue.audience_id:
        issue.named.set(_posts(issue, post_ids))
    refuse_too_many(issue)
    _note(issue, "card.change", by=by, now=now, after={"lines": len(lines)})
    return issue


@transaction.atomic
def add_personal_line(
    *,
    issue_id: int,
    wording: Wording,
    by: Actor,
    now: datetime,
    post_id: int | None = None,
    unit_id: int | None = None,
) -> CardLine:
    """Add a line for one post, or for all recipients of one unit (M003-12). One key, one line.

    Raises:
        CardIssue.DoesNotExist, Post.DoesNotExist, Unit.DoesNotExist: not of `by`'s county.
        Refused: approved, issued, or too many lines.
    """
    issue = draft_in_hand(issue_id, by=by, now=now)
    if found := issue.lines.filter(key=wording.key).first():
        return found
    county = Unit.objects.of_county(issue.county_id)
    line = issue.lines.create(
        key=wording.key,
        position=issue.lines.count() + 1,
        for_post=Post.objects.get(pk=post_id, unit__in=county) if post_id else None,
        for_unit=county.get(pk=unit_id) if unit_id else None,
        **wording.columns,
    )
    refuse_too_many(issue)
    after = {"line": line.pk, "post": post_id, "unit": unit_id}
    _note(issue, "card.add_personal_line", by=by, now=now, after=after)
    return line


def refuse_too_many(issue: CardIssue) -> None:
    """No card holds more lines than fit its page, whoever it is for."""
    lines = list(issue.lines.select_related("for_post"))
    units = {line.for_unit_id for line in lines if line.for_unit_id}
    marks = {(line.for_post_id, line.for_post.unit_id) for line in lines if line.for_post_id}
    marks |= {(0, unit) for unit in units} | {(0, 0)}  # 0: nobody a personal line is for
    for post_id, unit_id in marks:
        someone = Recipient(post=Post(pk=post_id, unit_id=unit_id), holder=None)
        if len(someone.lines_of(lines)) > MOST_LINES:
            raise Refused(
                _("A card holds at most %(most)d lines, personal ones included.")
                % {"most": MOST_LINES}
            )


def _content(issue: CardIssue) -> tuple:
    lines = [
        (line.key, {name: getattr(line, name) for name in Wording(line.key, "").columns})
        for line in issue.lines.all()
    ]
    return issue.lead, issue.issuer, lines, set(issue.named.values_list("pk", flat=True))


def _named(issue: CardIssue, post_ids: Iterable[int] | None) -> set[int]:
    if post_ids is None or issue.audience_id:
        return set(issue.named.values_list("pk", flat=True))
    return set(post_ids)


def _posts(issue: CardIssue, post_ids: Iterable[int]) -> list[Post]:
    """The personal posts of the county among those named."""
    county = Unit.objects.of_county(issue.county_id)
    return list(
        Post.objects.filter(pk__in=list(post_ids), unit__in=county, role_kind__collective=False)
    )


def _write_face(issue: CardIssue, **texts: str) -> None:
    for name, text in texts.items():
        if getattr(issue, name) != text:
            setattr(issue, name, text)
            setattr(issue, f"{name}_en", "")


def _write_lines(issue: CardIssue, lines: Sequence[Wording]) -> None:
    there = {line.key: line for line in issue.lines.all()}
    issue.lines.exclude(key__in=[one.key for one in lines]).delete()
    for position, one in enumerate(lines, start=1):
        line = there.get(one.key) or CardLine(issue=issue, key=one.key)
        if line.text != one.text:
            line.text_en = ""
        line.position = position
        for name, value in one.columns.items():
            setattr(line, name, value)
        line.save()


def _note(issue: CardIssue, action: str, *, by: Actor, now: datetime, after: dict) -> None:
    """Count the change, remember who wrote last, and audit."""
    issue.revision += 1
    issue.written_by = by.user
    issue.save(update_fields=["revision", "written_by", "lead", "lead_en", "issuer", "issuer_en"])
    audit_office(action=action, about=issue, by=by, now=now, after=after)
