"""Drafting the quarter's card from its template (M003-02, M003-04)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.quarter import Quarter
from pages.refused import Refused
from responsibility.cards.in_hand import draft_in_hand, locked_issue
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.cards.texts import CardTemplate, FaceText
from responsibility.organisation.office import audit_office
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.models import Unit

TEXTS = [field.name for field in FaceText._meta.get_fields()]
LINE = ["position", "kind", "text", "text_en", "until_on", "duty_codes"]


@transaction.atomic
def draft_cards(
    *,
    county_id: int,
    quarter: Quarter,
    audience: RoleKind | None,
    by: Actor,
    now: datetime,
) -> CardIssue:
    """Begin the card of `quarter` for a role, or (None) for posts named later.

    It starts from the quarter's template; after an issue for the same audience it is a correction
    and starts from what was issued. One that is in hand already is returned as it is, so a double
    click drafts once.

    Raises:
        Unit.DoesNotExist: `by` does not work in that county's commission office.
        Refused: the quarter is over, or there is no template.
    """
    offices = Unit.objects.managed_by(by.user, at=now)
    county = offices.select_for_update(no_key=True).get(pk=county_id, kind=Unit.Kind.COUNTY)
    same = CardIssue.objects.filter(
        county=county, year=quarter.year, quarter_number=quarter.number, audience=audience,
        discarded_at=None,
    )  # fmt: skip
    if found := same.filter(issued_at=None).first():
        return found
    if now >= quarter.ends_at:
        raise Refused(_("This quarter is over."), field="quarter")
    before = same.order_by("-edition").first() if audience else None
    issue = CardIssue.objects.create(
        county=county,
        year=quarter.year,
        quarter_number=quarter.number,
        audience=audience,
        edition=(same.aggregate(last=Max("edition"))["last"] or 0) + 1,
        drafted_by=by.user,
        drafted_at=now,
        written_by=by.user,
        **(_texts(before) if before else _filled(_template(quarter, audience), county, quarter)),
    )
    _copy_lines(before or _template(quarter, audience), issue)
    after = {"year": quarter.year, "quarter": quarter.number, "edition": issue.edition}
    audit_office(action="card.draft", about=issue, by=by, now=now, after=after)
    return issue


@transaction.atomic
def discard_draft(*, issue_id: int, by: Actor, now: datetime) -> None:
    """Give a draft up: it stays to be read. No number was taken, so none is lost.

    Discarded already, nothing happens.

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: it is submitted, approved or issued.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    if issue.state == CardIssue.State.DISCARDED:
        return
    issue = draft_in_hand(issue_id, by=by, now=now)
    audit_office(
        action="card.discard",
        about=issue,
        by=by,
        now=now,
        before={"year": issue.year, "quarter": issue.quarter_number, "edition": issue.edition},
    )
    issue.discarded_by, issue.discarded_at = by.user, now
    issue.save(update_fields=["discarded_by", "discarded_at"])


def _template(quarter: Quarter, audience: RoleKind | None) -> CardTemplate:
    """The template for the role; for other roles and named posts that of the principal officers."""
    templates = CardTemplate.objects.filter(quarter=quarter.number)
    own = templates.filter(audience=audience).first() if audience else None
    found = own or templates.filter(audience__leads_unit=True).first()
    if found is None:
        raise Refused(_("There is no template for this quarter. Load the starter data."))
    return found


def _texts(source: FaceText) -> dict[str, str]:
    return {name: getattr(source, name) for name in TEXTS}


def _filled(template: CardTemplate, county: Unit, quarter: Quarter) -> dict[str, str]:
    """The template's texts with the county's name and the year set in."""
    named = {"{county}": county.name, "{year}": str(quarter.year)}
    texts = _texts(template)
    for mark, value in named.items():
        texts = {name: text.replace(mark, value) for name, text in texts.items()}
    return texts


def _copy_lines(source: CardTemplate | CardIssue, issue: CardIssue) -> None:
    lines = []
    for line in source.lines.all():
        copied = {name: getattr(line, name) for name in LINE}
        if isinstance(line, CardLine):
            copied |= {"for_post_id": line.for_post_id, "for_unit_id": line.for_unit_id}
        lines.append(CardLine(issue=issue, **copied))
    CardLine.objects.bulk_create(lines)
