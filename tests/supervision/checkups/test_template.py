"""Checking templates: made, changed as dated versions, retired; and the one that is shipped."""

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist

from pages.refused import Refused
from supervision.checkups.template.models import CheckupTemplate, TemplateVersion
from supervision.checkups.template.starter import load_checkup_templates
from supervision.checkups.template.write import MOST_QUESTIONS, SectionText, retire_template
from tests import make
from tests.make import NOW
from tests.supervision.checkups import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def sections_of(version) -> list[tuple[str, int]]:
    return [(section.title, len(section.questions)) for section in version.sections]


def retire(shire, who="office", reason="It is over."):
    by = make.actor(shire.people[who])
    return retire_template(by=by, now=NOW, template_id=shire.template.pk, reason=reason)


def test_the_starter_template_has_the_three_sections_and_is_loaded_once(shire):
    for _again in range(2):
        load_checkup_templates(county_id=shire.county.pk, now=NOW)
    template = CheckupTemplate.objects.get(code="political_checkup")
    version = template.versions.get()
    assert (version.name, version.first_on) == ("政治体检", date(2025, 1, 1))
    titles = [title for title, _count in sections_of(version)]
    assert titles == ["履行主体责任", "贯彻上级决策部署", "班子建设"]
    assert sum(count for _title, count in sections_of(version)) == 16


def test_a_checkup_keeps_the_version_it_was_made_with(shire):
    before = play.opened(shire)
    play.change(shire)
    (after,) = play.open_all(shire, 2)
    assert (before.version.number, after.version.number) == (1, 2)
    assert sections_of(before.version) == [("Responsibility", 2), ("Decisions", 1)]
    assert sections_of(after.version) == [("Responsibility", 2)]


def test_a_version_is_in_force_from_its_day_on(shire):
    tomorrow = NOW + make.days(1)
    play.change(shire, first_on=tomorrow.date())
    assert [play.version(shire, day).number for day in (NOW, tomorrow)] == [1, 2]


def test_the_same_form_writes_once(shire):
    number = make.nonce()
    play.change(shire, nonce=number)
    play.change(shire, nonce=number)
    assert shire.template.versions.count() == 2
    play.template(shire, nonce=number)
    assert CheckupTemplate.objects.count() == 1


@pytest.mark.parametrize(
    "over, field",
    [
        ({"sections": play.SECTIONS}, ""),  # as before
        ({"sections": []}, "section_1"),
        ({"sections": [SectionText(1, "", ["What?"])]}, "section_1"),
        ({"sections": [SectionText(2, "Titles", [" "])]}, "questions_2"),
        ({"sections": [SectionText(1, "A", ["x" * 301])]}, "questions_1"),
        ({"sections": [SectionText(1, "A", ["x"]), SectionText(2, "A", ["y"])]}, ""),
        ({"sections": [SectionText(1, "A", ["x"] * (MOST_QUESTIONS + 1))]}, ""),
        ({"name": " "}, "name"),
        ({"basis": "x" * 201}, "basis"),
        ({"first_on": date(2026, 9, 23)}, "first_on"),
    ],
)
def test_what_will_not_do_is_refused_at_its_field(shire, over, field):
    with pytest.raises(Refused) as refusal:
        play.change(shire, **over)
    assert list(refusal.value.errors) == [field]
    assert TemplateVersion.objects.count() == 1


def test_retired_nothing_more_is_opened_and_what_was_goes_on(shire):
    checkup, version = play.opened(shire), play.version(shire)
    with pytest.raises(Refused):
        retire(shire, reason=" ")
    retire(shire)
    with pytest.raises(Refused, match="in force"):
        play.open_all(shire, 2, version_id=version.pk)
    with pytest.raises(Refused, match="retired"):
        play.change(shire)
    play.answer(shire, checkup)


def test_another_county_s_office_neither_sees_nor_changes_it(shire):
    other = make.make_unit(make.make_county("Qingshan"), kind="office")
    _post, shire.people["other office"] = make.make_holder(other, "commission_office")
    for verb in (play.change, retire):
        with pytest.raises(ObjectDoesNotExist):
            verb(shire, who="other office")
    seen = CheckupTemplate.objects.visible_to(shire.people["other office"], at=NOW)
    assert not seen.exists()
