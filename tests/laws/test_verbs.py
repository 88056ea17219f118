"""Laws about verbs: functions that write on behalf of somebody (`by`).

A view's check is for the page only. So every page that does something is sent here by one who
may, while the verb is told that a stranger acts: it has to refuse by itself.
"""

import ast

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from alerts.audit.models import AuditEntry
from tests.laws.test_audit import SENT
from tests.laws.test_code import files, tree, views
from tests.pages.conftest import ask, cast  # noqa: F401 - fixtures

# What anybody who has signed in does to what is their own: there is no other's to be refused.
ONES_OWN = {
    "password-change": "the own password, and the old one is asked",
    "device-end-others": "the own other devices",
    "feed-issue": "the own deadlines, of whoever has a post",
    "preferences": "how one wishes to be told",
    "suggestion-new": "anybody suggests something, or complains, to a post not the own",
    "own-reminder-take-back": "the own reminder; another's is absent",
    "file-add": "an upload that nobody else sees before it is bound to a record",
}
# Functions with `by` that no page calls, and why nobody has to be refused there.
STEP = "a step of verbs that have asked"
ASKS = "asks for the right itself and hands out what it is about: the first step of verbs"
CONSOLE = "who gets at the server may do all; a command asks who answers for it"
NOT_OF_A_PAGE = {
    "alerts.audit.keeper.require_keeper": ASKS,
    "alerts.audit.record.record_audit": STEP,
    "alerts.decisions.exempt.exempt_locked": STEP,
    "alerts.decisions.exempt.lift_locked": STEP,
    "alerts.decisions.extend.grant_by_moving": STEP,
    "alerts.decisions.extend.grant_extension": "within decide",
    "alerts.decisions.extend.move_locked": STEP,
    "alerts.decisions.extend.refuse_extension": "within decide",
    "alerts.decisions.rooms.decision_ended": STEP,
    "alerts.decisions.submitted.return_draft": STEP,
    "alerts.decisions.submitted.submit_draft": STEP,
    "alerts.decisions.submitted.take_draft_back": STEP,
    "alerts.installation.adopt.adopt_database": CONSOLE,
    "alerts.lamps.clock_guard.confirm_clock": CONSOLE,
    "alerts.audit.record.record_audit_of_each": STEP,
    "supervision.activities.own_record.correct_own": STEP,
    "supervision.activities.own_record.lodge_own": STEP,
    "supervision.activities.own_record.withdraw_own": STEP,
    "supervision.activities.record.units_named": STEP,
    "supervision.activities.rights.lock_own": ASKS,
    "supervision.closings.prepare.lock_closing": ASKS,
    "supervision.papers.dated.lock_ahead": ASKS,
    "supervision.closings.prepare.reopen": STEP,
    "supervision.closings.prepare.write": STEP,
    "supervision.demands.on_order.demand_on_order": STEP,
    "supervision.hearings.draft.lock_hearing": ASKS,
    "supervision.hearings.draft.write": STEP,
    "responsibility.announcements.locked.lock_managed": ASKS,
    "responsibility.announcements.send.send": STEP,
    "responsibility.organisation.units.reorganise.empty_version": STEP,
    "responsibility.plans.items.note.note_step": STEP,
    "responsibility.tasks.mergers.goes.open_successors": STEP,
    "responsibility.tasks.mergers.move_tasks.move_tasks": STEP,
    "responsibility.tasks.transfers.vacated.exempt_left_open": STEP,
    "responsibility.tasks.transfers.vacated.owe_left_open_again": STEP,
    "responsibility.cards.in_hand.draft_in_hand": ASKS,
    "responsibility.cards.in_hand.locked_issue": ASKS,
    "responsibility.cards.summaries.locked.summary_to_write": ASKS,
    "responsibility.files.attach.files_to_attach": STEP,
    "responsibility.files.store.store_upload": "keeps one's own upload: file-add, one by one",
    "responsibility.lists.versions.locked.locked_draft": ASKS,
    "responsibility.lists.versions.locked.locked_item": ASKS,
    "responsibility.lists.versions.locked.locked_version": ASKS,
    "responsibility.organisation.links.charge.put_in_charge": "within put_in_charge_of_all",
    "responsibility.organisation.account_changes.office.tell_of_office": STEP,
    "responsibility.organisation.account_changes.tell.tell_of_change": STEP,
    "responsibility.organisation.account_changes.tell.tell_of_own_act": STEP,
    "responsibility.organisation.office.audit_office": STEP,
    "responsibility.organisation.people.given.give_password": STEP,
    "responsibility.organisation.people.kept.account_kept": ASKS,
    "responsibility.organisation.posts.appoint.appoint": "within tasks.appointing.appoint",
    "responsibility.organisation.posts.appoint.post_to_fill": ASKS,
    "responsibility.organisation.posts.appoint.refuse_oneself": "refuses, whoever it is",
    "responsibility.organisation.posts.close.close_post": "within tasks.closing.close",
    "responsibility.organisation.posts.close.close_unit": "within tasks.closing.close",
    "responsibility.organisation.posts.last_day.empty": STEP,
    "responsibility.organisation.posts.last_day.end_all": STEP,
    "responsibility.organisation.posts.last_day.refuse_own_office": "refuses, whoever it is",
    "responsibility.organisation.posts.last_day.write_last_day": STEP,
    "responsibility.organisation.posts.seats.leave_seats": STEP,
    "responsibility.organisation.posts.take_seats.take_seats": STEP,
    "responsibility.plans.give.give": STEP,
    "responsibility.plans.locked.locked_draft": ASKS,
    "responsibility.plans.locked.locked_item": ASKS,
    "responsibility.plans.locked.locked_plan": ASKS,
    "responsibility.records.counting.end.end_record": STEP,
    "responsibility.records.counting.losers.tell_losers": STEP,
    "responsibility.records.lodging.enter.write_credits": STEP,
    "responsibility.records.lodging.enter.write_record": STEP,
    "responsibility.tasks.appointing.correct.correct_tasks": STEP,
    "responsibility.tasks.appointing.correct.give_again": STEP,
    "responsibility.tasks.withdrawing.let_go.let_go": STEP,
    "responsibility.tasks.closing.end.exempt_tasks_of_closed_posts": STEP,
    "responsibility.tasks.dispatches.change_due.make_change": STEP,
    "responsibility.tasks.dispatches.locked.lock_act": ASKS,
    "responsibility.tasks.dispatches.send.send": STEP,
    "responsibility.tasks.dispatches.take_back.give_again_locked": STEP,
    "responsibility.tasks.dispatches.take_back.take_back_locked": STEP,
    "responsibility.tasks.joining.give.give": STEP,
    "responsibility.tasks.joining.give.give_of_list": STEP,
    "responsibility.tasks.people_in.accounts.account_of": "registers or changes by the verbs",
    "responsibility.tasks.people_in.accounts.waiting_accounts": ASKS,
    "responsibility.tasks.people_in.sheet.title_choices": ASKS,
    "responsibility.tasks.people_in.sheet.unit_choices": ASKS,
    "responsibility.tasks.calendar.county.lock_calendar": ASKS,
    "supervision.checks.conclude.tell_owner": STEP,
    "supervision.talks.duties.end_duty": STEP,
    "supervision.talks.duties.make_duty": STEP,
    "supervision.talks.duties.tell": STEP,
    "supervision.talks.hold.lodge_side": STEP,
    "supervision.talks.hold.require": STEP,
    "supervision.talks.log.note": STEP,
    "supervision.talks.prompts.attach.attach": STEP,
    "supervision.talks.prompts.attach.detach": STEP,
    "supervision.talks.prompts.attach.end_prompt": STEP,
    "supervision.talks.prompts.attach.lock_prompt": ASKS,
    "supervision.talks.rights.lock_for": ASKS,
    "supervision.checks.draws.draw.lock_draw": ASKS,
    "supervision.checks.duties.end_open": STEP,
    "supervision.checks.duties.make_duty": STEP,
    "supervision.checks.find.write_findings": STEP,
    "supervision.checks.lift.lift_conclusion": STEP,
    "supervision.checks.log.note": STEP,
    "supervision.checks.open.write_check": STEP,
    "supervision.checks.rights.lock_for": ASKS,
    "supervision.demands.asks.asks_of_tasks": ASKS,
    "supervision.demands.asks.asks_of_unit": ASKS,
    "supervision.checkups.duties.call_off": STEP,
    "supervision.checkups.duties.make_duty": STEP,
    "supervision.checkups.log.note": STEP,
    "supervision.checkups.rights.lock_for": ASKS,
    "supervision.checkups.tell.tell_unit": STEP,
    "supervision.checkups.template.write.lock_template": ASKS,
    "supervision.demands.decide.accept": "within decide",
    "supervision.demands.decide.send_back": "within decide",
    "supervision.demands.drafts.draft.lock_draft": ASKS,
    "supervision.demands.groundless.declare_groundless": STEP,
    "supervision.papers.steps.write_step": STEP,
    "supervision.letters.duties.end_open": STEP,
    "supervision.letters.log.note": STEP,
    "supervision.letters.receive.sign_for": STEP,
    "supervision.letters.rights.lock_for": ASKS,
    "supervision.letters.serve.serve": STEP,
    "supervision.activities.tell.tell_of_note": STEP,
    "supervision.oversight.owe.end_decision": STEP,
    "supervision.problems.assigning.owe_answering": STEP,
    "supervision.problems.assigning.owe_assigning": STEP,
    "supervision.problems.deciding.owe_approving": STEP,
    "supervision.problems.deciding.owe_decision": STEP,
    "supervision.problems.deciding.owe_verifying": STEP,
    "supervision.problems.unfounded.declare_unfounded": STEP,
    "supervision.problems.unfounded.restore_application": STEP,
    "supervision.problems.assign.make_assignment": STEP,
    "supervision.problems.log.note": STEP,
    "supervision.problems.rights.lock_for": ASKS,
}
STRANGERS = ["nobody", "other_officer"]


@pytest.fixture
def acted_by_a_stranger(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.laws.stranger.acts"]


@pytest.mark.usefixtures("acted_by_a_stranger")
@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("name", [name for name in SENT if name not in ONES_OWN])
def test_a_verb_refuses_a_stranger_though_the_page_did_not(ask, cast, name, stranger):  # noqa: F811
    row, person = SENT[name], cast.people[stranger]
    kind = row.kind_that("3", "2")
    before = AuditEntry.objects.filter(user=person).count()
    try:
        answer = ask(
            kind, "post", row.path(cast), row.data(cast), HTTP_X_ACTS=str(person.pk),
            look=lambda: AuditEntry.objects.filter(user=person).count(),
        )  # fmt: skip
    except (ObjectDoesNotExist, PermissionDenied):
        return
    assert answer.looked == before, "it was done"


def verbs() -> set[str]:
    """Public functions that take `by`, by their full names."""
    return {
        f"{file.removesuffix('.py').replace('/', '.')}.{node.name}"
        for file in files()
        for node in tree(file).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if "by" in {argument.arg for argument in node.args.kwonlyargs}
    }


def named_in_views() -> set[str]:
    """What the views import, and the tables of their acts, by its full name."""
    return {
        f"{node.module}.{alias.name}"
        for file in [*views(), *(file for file in files() if file.endswith("/act_pages.py"))]
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_every_verb_is_one_of_a_page_or_named_with_its_reason():
    """Every page that does something is in SENT, and so is refused above."""
    assert verbs() - named_in_views() == set(NOT_OF_A_PAGE)
