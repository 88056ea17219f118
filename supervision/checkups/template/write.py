"""Making a checking template, and changing it by another version from a day on (M000-23)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of
from supervision.checkups.template.models import (
    CheckupTemplate,
    TemplateQuestion,
    TemplateVersion,
)

MOST_SECTIONS = 6
MOST_QUESTIONS = 60  # of all sections


class SectionText(NamedTuple):
    """A section as it is written: its title, its questions one a line; `place` from 1 on."""

    place: int
    title: str
    questions: Sequence[str]


class Content(NamedTuple):
    """What a version says."""

    name: str
    basis: str
    questions: list[tuple[str, str]]  # section and text, in order


@transaction.atomic
def make_template(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    name: str,
    basis: str,
    sections: Sequence[SectionText],
    first_on: date,
) -> CheckupTemplate:
    """Make a template of the county of the person's office. The same nonce makes it once.

    Raises:
        PermissionDenied: the person works in no commission office.
        Refused: a text is missing or too long, there are too many, or the day lies behind.
    """
    county_id = _county_of(by, now)
    User.objects.select_for_update(no_key=True).get(pk=by.user.pk)  # a second tap waits here
    if first := TemplateVersion.objects.filter(made_by=by.user, nonce=nonce).first():
        return first.template
    content = content_of(name=name, basis=basis, sections=sections)
    _refuse_past(first_on, now)
    template = CheckupTemplate.objects.create(county_id=county_id)
    write_version(
        template, content, number=1, first_on=first_on, nonce=nonce, now=now, user=by.user
    )
    after = {"name": content.name, "first_on": first_on, "questions": len(content.questions)}
    audit_office(action="checkup_template.make", about=template, by=by, now=now, after=after)
    return template


@transaction.atomic
def change_template(
    *,
    by: Actor,
    now: datetime,
    template_id: int,
    nonce: UUID,
    name: str,
    basis: str,
    sections: Sequence[SectionText],
    first_on: date,
) -> CheckupTemplate:
    """Write another version, in force from `first_on` on; what was opened keeps its own.

    Raises: as `lock_template`; Refused also as `make_template`, or where it says the same.
    """
    template = lock_template(template_id, by=by, now=now)
    if TemplateVersion.objects.filter(made_by=by.user, nonce=nonce).exists():
        return template
    content = content_of(name=name, basis=basis, sections=sections)
    _refuse_past(first_on, now)
    newest = template.versions.prefetch_related("questions").latest("number")
    if content == _content_of_version(newest):
        raise Refused(_("It says the same as version %(number)d.") % {"number": newest.number})
    number = newest.number + 1
    write_version(
        template, content, number=number, first_on=first_on, nonce=nonce, now=now, user=by.user
    )
    after = {
        "name": content.name, "version": number, "first_on": first_on,
        "questions": len(content.questions),
    }  # fmt: skip
    audit_office(action="checkup_template.change", about=template, by=by, now=now, after=after)
    return template


@transaction.atomic
def retire_template(*, by: Actor, now: datetime, template_id: int, reason: str) -> CheckupTemplate:
    """Retire a template: nothing more is opened from it, what was opened goes on.

    Raises: as `lock_template`; Refused also without a reason.
    """
    template = lock_template(template_id, by=by, now=now)
    missing = _("Give a reason.")
    reason = fitting(
        reason, of=CheckupTemplate, field="retired_because", missing=missing, at="reason"
    )
    template.retired_by, template.retired_at, template.retired_because = by.user, now, reason
    template.save(update_fields=["retired_by", "retired_at", "retired_because"])
    after = {"name": template.versions.latest("number").name}
    audit_office(action="checkup_template.retire", about=template, by=by, now=now, after=after)
    return template


def lock_template(template_id: int, *, by: Actor, now: datetime) -> CheckupTemplate:
    """The template, locked, for the office of its county.

    Raises:
        CheckupTemplate.DoesNotExist: there is none, or it is not of the person's office.
        Refused: it is retired.
    """
    managed = CheckupTemplate.objects.managed_by(by.user, at=now)
    template = managed.select_for_update(no_key=True).get(pk=template_id)
    if template.retired_at:
        raise Refused(_("This template is retired: make another one."))
    return template


def content_of(*, name: str, basis: str, sections: Sequence[SectionText]) -> Content:
    """What is written, as it fits. Raises Refused with a sentence at each field that does not."""
    errors: dict[str, list[str]] = {}
    questions: list[tuple[str, str]] = []
    for section in sections:
        title, lines = section.title.strip(), _lines(section.questions)
        if not title and not lines:
            continue
        if bad := _why_unfit(title, lines):
            errors[f"questions_{section.place}" if title else f"section_{section.place}"] = [bad]
        questions += [(title, line) for line in lines]
    if not questions and not errors:
        errors["section_1"] = [_("Write one section with a question at least.")]
    if len(questions) > MOST_QUESTIONS:
        errors[""] = [_("Ask %(most)d questions at most.") % {"most": MOST_QUESTIONS}]
    titles = [section.title.strip() for section in sections if section.title.strip()]
    if len(titles) > len(set(titles)):
        errors.setdefault("", []).append(_("Call each section differently."))
    if errors:
        raise Refused.because(errors)
    words = {"of": TemplateVersion}
    name = fitting(name, field="name", missing=_("Name the template."), **words)
    basis = fitting(basis, field="basis", missing=_("Name the basis."), **words)
    return Content(name, basis, questions)


def write_version(
    template: CheckupTemplate, content: Content, *, number: int, first_on: date, nonce: UUID,
    now: datetime, user: User | None,
) -> TemplateVersion:  # fmt: skip
    """Write a version of the locked template; rights and audit are the caller's."""
    version = TemplateVersion.objects.create(
        template=template, number=number, name=content.name, basis=content.basis,
        first_on=first_on, made_by=user, made_at=now, nonce=nonce,
    )  # fmt: skip
    TemplateQuestion.objects.bulk_create(
        TemplateQuestion(version=version, position=place, section=section, text=text)
        for place, (section, text) in enumerate(content.questions, start=1)
    )
    return version


def _lines(texts: Sequence[str]) -> list[str]:
    return [line.strip() for line in texts if line.strip()]


def _why_unfit(title: str, lines: Sequence[str]) -> str:
    most = {
        field: TemplateQuestion._meta.get_field(field).max_length for field in ("section", "text")
    }
    if not title:
        return _("Name the section of these questions.")
    if not lines:
        return _("Write a question for this section, one a line.")
    if len(title) > most["section"] or any(len(line) > most["text"] for line in lines):
        return _("A section has %(section)d characters at most, a question %(text)d.") % most
    return ""


def _content_of_version(version: TemplateVersion) -> Content:
    rows = version.questions.order_by("position").values_list("section", "text")
    return Content(version.name, version.basis, list(rows))


def _refuse_past(first_on: date, now: datetime) -> None:
    if first_on < day_of(now):
        raise Refused(_("It begins today at the earliest."), field="first_on")


def _county_of(by: Actor, now: datetime) -> int:
    counties = standing_of(by.user, at=now).office_counties
    if not counties:
        raise PermissionDenied(_("The commission office makes checking templates."))
    return min(counties)
