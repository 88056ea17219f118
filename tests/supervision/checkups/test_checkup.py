"""A checkup from its template to its report: states, lamps, who is told and who reads what."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from docx import Document

from alerts.decisions.extend import ask_extension, grant_extension
from alerts.reminders.models import Reminder
from pages.lamp import Lamp
from pages.refused import Refused
from supervision.checkups.answers import typed_replies
from supervision.checkups.findings import CheckupAnswer
from supervision.checkups.lines import checkups_on_desk
from supervision.checkups.models import Checkup, CheckupDuty
from supervision.checkups.page import CheckupPage
from supervision.checkups.read import sections_read
from supervision.checkups.report.report import CheckupReport, report_document
from supervision.checkups.rights import Case
from supervision.checkups.states import State
from supervision.problems.look_back import withdraw_problem
from supervision.problems.models import Problem
from supervision.problems.page import ProblemPage
from tests import make
from tests.make import NOW, at
from tests.supervision.checkups import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TOO_LATE = at("2026-10-10 09:00")


def stages_told(shire, who) -> list[str]:
    reminders = Reminder.objects.filter(recipient=shire.people[who], kind="checkup")
    return list(reminders.order_by("pk").values_list("stage", flat=True))


def lamp(checkup, now) -> Lamp:
    return CheckupDuty.objects.with_lamp(now=now).get(pk=play.duty(checkup).pk).lamp_now


def read(shire, checkup, who):
    case = Case.of(play.fresh(checkup))
    return sections_read(case, user=shire.people[who], at=play.CONCLUDED_ON)


def test_several_units_get_one_each_with_numbers_in_order(shire):
    first, second = play.open_all(shire, 0, 2)
    assert [first.called, second.called] == ["TJ-2026-0001", "TJ-2026-0002"]
    assert {first.unit, second.unit} == {shire.bodies[0], shire.bodies[2]}
    assert first.state == State.AWAITED
    assert (play.duty(first).post, play.duty(first).due_on) == (shire.posts[play.HEAD], play.BY)


def test_the_same_form_opens_once(shire):
    number = make.nonce()
    made = play.open_all(shire, 0, 2, nonce=number)
    assert play.open_all(shire, 0, 2, nonce=number) == made
    assert Checkup.objects.count() == 2


@pytest.mark.parametrize(
    "over, field",
    [
        ({"due_on": date(2026, 9, 23)}, "due_on"),
        ({"due_on": date(2026, 12, 24)}, "due_on"),
        ({"version_id": 0}, "version"),
        ({"unit_ids": []}, "units"),
        ({"text": "x" * 501}, "text"),
    ],
)
def test_what_will_not_do_is_refused_at_its_field(shire, over, field):
    with pytest.raises(Refused) as refusal:
        play.open_all(shire, **over)
    assert refusal.value.field == field
    assert not Checkup.objects.exists()


def test_one_by_the_same_template_is_open_already(shire):
    open_still = play.opened(shire)
    with pytest.raises(Refused, match=open_still.called):
        play.open_all(shire, 0, 2)
    play.withdraw(shire, open_still)
    play.open_all(shire, 0, 2)


def test_a_unit_that_no_post_leads_is_named(shire):
    post = shire.posts[play.HEAD]
    post.closed_on = NOW.date()
    post.save()
    with pytest.raises(Refused, match="Body 1"):
        play.open_all(shire)


def test_answers_turn_the_lamp_and_both_sides_are_told(shire):
    checkup = play.opened(shire)
    assert lamp(checkup, NOW) == Lamp.UNLIT
    assert stages_told(shire, "officer") == ["checkup_opened"]
    play.answer(shire, checkup, "partly", "no")
    assert lamp(checkup, play.ANSWERED_ON) == Lamp.GREEN
    assert stages_told(shire, "group") == ["checkup_submitted"]
    values = CheckupAnswer.objects.order_by("question__position").values_list("value", "remark")
    assert list(values) == [("partly", "Once."), ("no", "Once."), ("yes", "")]


def test_no_answers_by_the_day_is_red_and_late_ones_orange(shire):
    checkup = play.opened(shire)
    assert lamp(checkup, TOO_LATE) == Lamp.RED
    play.answer(shire, checkup, now=TOO_LATE)
    assert lamp(checkup, TOO_LATE) == Lamp.ORANGE


def test_more_time_is_asked_for_as_of_anything_owed(shire):
    checkup = play.opened(shire)
    wanted = date(2026, 10, 16)
    request = ask_extension(
        by=make.actor(shire.people["officer"]), now=NOW, deadline=play.duty(checkup),
        wanted_on=wanted, reason="Minutes are bound.",
    )  # fmt: skip
    grant_extension(by=make.actor(shire.people["group"]), now=NOW, extension_id=request.pk)
    assert play.duty(checkup).due_on == wanted


@pytest.mark.parametrize(
    "values, remark, wrong",
    [(["", "yes", "yes"], "", "value"), (["no", "yes", "yes"], " ", "remark"),
     (["partly", "yes"], "", "remark"), (["maybe"], "x", "value"),
     (["no"], "x" * 301, "remark")],
)  # fmt: skip
def test_an_answer_that_lacks_something_is_told_at_its_field(shire, values, remark, wrong):
    checkup = play.opened(shire)
    first = checkup.version.questions.get(position=1)
    replies = play.replies(checkup, *values, remark=remark)
    with pytest.raises(Refused) as refusal:
        play.answer(shire, checkup, replies=replies)
    assert list(refusal.value.errors) == [f"{wrong}_{first.pk}"]
    assert play.fresh(checkup).state == State.AWAITED


def test_what_is_saved_stands_in_the_form_for_the_next_of_the_unit(shire):
    checkup = play.opened(shire)
    play.save(shire, checkup, "partly", replies=dict(play.replies(checkup, "partly")))
    case = Case.of(play.fresh(checkup))
    assert [reply.value for reply in typed_replies(case).values()] == ["partly", "yes", "yes"]
    assert not CheckupAnswer.objects.exists()
    play.answer(shire, checkup, who="clerk")
    assert play.fresh(checkup).typed == {}


def test_sent_back_they_are_owed_anew_and_stand_in_the_form(shire):
    checkup = play.opened(shire)
    play.answer(shire, checkup, "no")
    play.back(shire, checkup)
    again = play.fresh(checkup)
    assert (again.state, checkup.duties.count()) == (State.RETURNED, 2)
    assert lamp(checkup, play.CONCLUDED_ON) == Lamp.UNLIT
    assert stages_told(shire, "officer")[-1] == "checkup_returned"
    assert [reply.value for reply in typed_replies(Case.of(again)).values()] == ["no", "yes", "yes"]
    play.answer(shire, checkup, now=play.CONCLUDED_ON)
    assert CheckupAnswer.objects.count() == 6


def test_sent_back_needs_a_reason_and_a_day(shire):
    checkup = play.opened(shire)
    play.answer(shire, checkup)
    for over, field in [({"reason": " "}, "reason"), ({"due_on": None}, "due_on")]:
        with pytest.raises(Refused) as refusal:
            play.back(shire, checkup, **over)
        assert refusal.value.field == field


def test_on_site_the_body_owes_the_visit_and_answers(shire):
    checkup = play.opened(shire, way="on_site")
    assert (checkup.state, play.duty(checkup).post) == (State.ON_SITE, shire.posts[play.GROUP])
    assert stages_told(shire, "officer") == ["checkup_announced"]
    with pytest.raises(PermissionDenied):
        play.answer(shire, checkup)
    play.answer(shire, checkup, "no", who="group")
    assert lamp(checkup, play.ANSWERED_ON) == Lamp.GREEN
    play.back(shire, checkup, due_on=None)
    assert play.fresh(checkup).state == State.ON_SITE
    play.answer(shire, checkup, who="second", now=play.CONCLUDED_ON)


def test_findings_are_read_by_the_unit_once_it_is_concluded(shire):
    checkup = play.opened(shire)
    play.answer(shire, checkup, "no")
    dropped = play.drop(shire, play.find(shire, checkup, text="A slip."))
    standing = play.find(shire, checkup)
    assert [finding.number for finding in (dropped, standing)] == [1, 2]

    def texts(who):
        return [item.finding.text for item in read(shire, checkup, who)[0].rows[0].findings]

    assert (texts("group"), texts("officer")) == (["A slip.", "No minutes."], [])
    page = CheckupPage.of(play.fresh(checkup), user=shire.people["officer"], now=play.CONCLUDED_ON)
    assert {step.act for step in page.log} == {"checkup.open", "checkup.submit"}
    play.finish(shire, checkup)
    assert (texts("officer"), texts("party leader")) == (["No minutes."], ["No minutes."])
    assert stages_told(shire, "officer")[-1] == "checkup_concluded"


def test_a_finding_becomes_a_problem_in_one_act_and_each_leads_to_the_other(shire):
    checkup = play.concluded(shire)
    finding = checkup.findings.get()
    problem = play.enter(shire, finding)
    assert (problem.origin, problem.unit) == (f"{checkup.called}-1", shire.bodies[0])
    assert (problem.found_by, problem.basis) == ("Group", "Rules, article 9")
    group, officer = shire.people["group"], shire.people["officer"]
    problem = Problem.objects.get(pk=problem.pk)
    assert ProblemPage.of(problem, user=group, now=play.CONCLUDED_ON).checkup == checkup
    (item,) = read(shire, checkup, "group")[0].rows[0].findings
    assert item.problem == problem
    (seen,) = read(shire, checkup, "officer")[0].rows[0].findings
    assert seen.problem is None, "it is not assigned to the unit yet"
    assert not Problem.objects.visible_to(officer, at=play.CONCLUDED_ON).exists()
    with pytest.raises(Refused, match="no longer"):
        play.enter(shire, finding)


def test_what_is_a_problem_is_taken_back_after_the_problem_is(shire):
    checkup = play.concluded(shire)
    finding = checkup.findings.get()
    problem = play.enter(shire, finding)
    play.take_back(shire, checkup)
    other = play.find(shire, checkup, place=2)
    with pytest.raises(Refused, match="withdraw the problem first"):
        play.drop(shire, finding)
    withdraw_problem(
        by=make.actor(shire.people["group"]), now=play.CONCLUDED_ON, problem_id=problem.pk,
        reason="Twice.",
    )  # fmt: skip
    play.drop(shire, finding)
    play.drop(shire, other)


def test_a_conclusion_is_taken_back_and_there_is_no_report_until_the_next(shire):
    checkup = play.concluded(shire)
    user = shire.people["officer"]
    assert CheckupReport.of(checkup, user=user, now=play.CONCLUDED_ON)
    play.take_back(shire, checkup)
    again = play.fresh(checkup)
    assert again.state == State.ANSWERED
    assert CheckupReport.of(again, user=user, now=play.CONCLUDED_ON) is None
    assert stages_told(shire, "officer")[-1] == "checkup_reopened"
    play.finish(shire, checkup, text="Anew.")
    report = CheckupReport.of(play.fresh(checkup), user=user, now=play.CONCLUDED_ON)
    assert report.conclusion.text == "Anew."


def test_withdrawn_nothing_is_owed_and_its_number_stays(shire):
    checkup = play.opened(shire)
    play.withdraw(shire, checkup, who="office")
    assert (play.fresh(checkup).state, lamp(checkup, NOW)) == (State.WITHDRAWN, Lamp.EXEMPT)
    assert play.opened(shire).called == "TJ-2026-0002"
    assert stages_told(shire, "officer")[1] == "checkup_withdrawn"


def test_the_report_counts_answers_and_findings_by_section(shire):
    checkup = play.concluded(shire)
    play.enter(shire, checkup.findings.get())
    report = CheckupReport.of(checkup, user=shire.people["group"], now=play.CONCLUDED_ON)
    assert [
        ([count for _value, count in section.counts], section.finding_count)
        for section in report.sections
    ] == [([1, 0, 1, 0], 1), ([1, 0, 0, 0], 0)]
    content = report_document(report, now=play.CONCLUDED_ON)
    paper = Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "No minutes. WT-2026-0001" in cells
    assert "It is in order." in [paragraph.text for paragraph in paper.paragraphs]


def test_the_desk_leads_to_what_is_to_be_concluded(shire):
    user = shire.people["group"]
    assert checkups_on_desk(user=user, now=play.ANSWERED_ON) == []
    checkup = play.opened(shire)
    play.answer(shire, checkup)
    (line,) = checkups_on_desk(user=user, now=play.ANSWERED_ON)
    assert line.address == checkup.get_absolute_url()
    assert checkups_on_desk(user=shire.people["officer"], now=play.ANSWERED_ON) == []


@pytest.mark.parametrize("table", ["checkupanswer", "checkupstep", "templatequestion"])
def test_what_was_written_is_neither_changed_nor_deleted(shire, table):
    play.concluded(shire)
    model = next(
        model for model in Checkup._meta.apps.get_models() if model._meta.model_name == table
    )
    row = model.objects.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.filter(pk=row.pk).delete()
