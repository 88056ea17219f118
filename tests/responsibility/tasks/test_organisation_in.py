"""The organisation from one workbook: what its rows do, what is said to wrong ones, export."""

from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.utils import translation

from alerts.audit.models import AuditEntry
from pages.rows_in.run import carry_out, try_out
from pages.rows_in.template import export_of, template_of
from responsibility.lists.starter_data import load_kinds
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.organisation_in.book import OrganisationBook
from tests.make import NOW, actor, make_county, make_holder, make_unit
from tests.responsibility.tasks.organisation_books import DOCUMENT, FROM, book_of, edited, small

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield NOW


@pytest.fixture
def by():
    load_kinds()
    county = make_county("Lan")
    _post, keeper = make_holder(make_unit(county, "Office", Unit.Kind.OFFICE), "commission_office")
    return actor(keeper)


def tried(by, content: bytes):
    return try_out(OrganisationBook(by=by, now=NOW), content)


def imported(by, content: bytes):
    with transaction.atomic():
        outcome = carry_out(OrganisationBook(by=by, now=NOW), content)
        assert outcome.wrong == []
    return outcome


def exported(by) -> bytes:
    return export_of(OrganisationBook(by=by, now=NOW))[0]


def wrong(outcome) -> dict[str, str]:
    return {cell.place: cell.text for cell in outcome.wrong}


def counts(outcome) -> tuple[int, ...]:
    return tuple(outcome.counts[name] for name in ("made", "changed", "ended", "unchanged"))


def sheet_counts(outcome) -> dict[str, int]:
    return {part.title: part.counts["made"] for part in outcome.parts}


# What the rows do


def test_a_county_comes_from_one_workbook(by):
    outcome = imported(by, small())
    assert sheet_counts(outcome) == {
        "Units": 4, "Posts": 4, "People": 3, "Appointments": 2, "Members and clerks": 2,
        "Responsibilities": 1, "Supervision": 1,
    }  # fmt: skip
    section = Unit.objects.get(name="Planning section")
    assert (section.parent.name, section.parent.parent.name) == ("Water bureau", "Departments")
    head = Appointment.objects.get(user__staff_number="W1")
    assert (head.post.title, head.period.lower, head.basis) == ("Head", FROM, DOCUMENT)
    committee = Post.objects.get(role_kind__code="party_committee")
    assert (committee.title, committee.opened_on) == ("党委（党组）", date(2026, 1, 1))
    clerk = Membership.objects.get(user__staff_number="W3")
    assert (clerk.role, sorted(clerk.grants)) == ("clerk", ["log", "view"])
    assert Charge.objects.get().post == Appointment.objects.get(user__name="Wu Wei").post
    assert SupervisionLink.objects.get().how == "stationed"


def test_everything_is_audited_as_by_hand(by):
    imported(by, small())
    acts = set(AuditEntry.objects.values_list("action", flat=True))
    assert acts >= {
        "unit.found", "post.open", "person.register", "appointment.begin", "membership.join",
        "charge.begin", "supervision.begin",
    }  # fmt: skip


def test_the_same_file_again_changes_nothing(by):
    imported(by, small())
    entries = AuditEntry.objects.count()
    assert counts(imported(by, small())) == (0, 0, 0, 17)
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_is_exported_comes_in_again_and_changes_nothing(by, language):
    imported(by, small())
    with translation.override(language):
        content = exported(by)
    entries = AuditEntry.objects.count()
    outcome = imported(by, content)
    assert counts(outcome)[:3] == (0, 0, 0)
    assert outcome.rows == 17 + 4, "and the office, its post, its keeper and that she is there"
    assert AuditEntry.objects.count() == entries
    with translation.override(language):
        assert _cells(exported(by)) == _cells(content)


def _cells(content: bytes) -> list:
    seen = []
    edited(content, lambda book: seen.extend(
        [cell.value for row in table.iter_rows() for cell in row] for table in book.worksheets
    ))  # fmt: skip
    return seen


def test_nothing_ends_because_a_row_is_missing(by):
    imported(by, small())
    nothing = small(
        Units=[], Posts=[], People=[], Appointments=[], Members=[], Charges=[], Links=[]
    )
    assert counts(imported(by, nothing)) == (0, 0, 0, 0)
    assert Appointment.objects.in_force(at=NOW).count() == 2


def test_a_last_day_ends_and_a_successor_follows(by):
    imported(by, small())
    unit, end = {"unit": "Water bureau"}, date(2026, 9, 30)
    update = book_of(
        Appointments=[
            unit | {"post": "Head", "person": "W3", "first_on": date(2026, 10, 1), "basis": "13"},
            unit | {"post": "Head", "person": "W1", "first_on": FROM, "last_on": end},
        ],
        Members=[unit | {"post": "Head", "person": "W3", "role": "clerk", "first_on": FROM,
                         "last_on": end}],
        Charges=[unit | {"post": "Deputy#1", "of": "Planning section", "kind": "in charge of",
                         "first_on": FROM, "last_on": end}],
        Links=[{"body": "Seventh group", "unit": "Water bureau", "how": "stationed in",
                "first_on": FROM, "last_on": end}],
    )  # fmt: skip
    outcome = imported(by, update)
    assert counts(outcome) == (1, 0, 4, 0)
    told = {change: meaning for change, _count, meaning in outcome.consequences}
    assert "Zhou Ming (Water bureau · Head)" in told["Appointments that end"]
    assert "Li Na (Water bureau · Head)" in told["Who leaves"]
    assert counts(imported(by, update)) == (0, 0, 0, 5)


@pytest.mark.parametrize("says_who_leaves", [True, False])
def test_a_successor_takes_the_seat_that_went_with_the_post(by, says_who_leaves):
    imported(by, small())
    head = {"unit": "Water bureau", "post": "Head"}
    rows = [head | {"person": "W3", "first_on": date(2026, 10, 1), "basis": "13"}]
    if says_who_leaves:
        rows.append(head | {"person": "W1", "first_on": FROM, "last_on": date(2026, 9, 30)})
    imported(by, book_of(Appointments=rows))
    heads = Membership.objects.kept().filter(role="head", post__unit__name="Water bureau")
    assert {seat.user.staff_number: (seat.period.lower, seat.period.upper) for seat in heads} == {
        "W1": (FROM, date(2026, 10, 1)),
        "W3": (date(2026, 10, 1), None),
    }
    assert counts(imported(by, book_of(Appointments=rows)))[0] == 0


def test_a_number_lets_a_unit_be_renamed_and_moved_from_a_day(by):
    imported(by, small())
    unit = Unit.objects.get(name="Planning section")
    row = {"unit_number": str(unit.pk), "name": "Works section", "kind": "section",
           "parent": "Water bureau", "first_on": date(2026, 9, 1)}  # fmt: skip
    assert counts(imported(by, book_of(Units=[row]))) == (0, 1, 0, 0)
    unit.refresh_from_db()
    assert unit.name == "Works section"
    names = unit.versions.order_by("period").values_list("name", "period__startswith")
    assert list(names)[-1] == ("Works section", date(2026, 9, 1))
    assert counts(imported(by, book_of(Units=[row]))) == (0, 0, 0, 1)


def test_a_unit_and_a_post_close_by_their_last_day(by):
    imported(by, small())
    update = book_of(
        Units=[{"name": "Planning section", "kind": "section", "parent": "Water bureau",
                "last_on": date(2026, 8, 31)}],
        Posts=[{"unit": "Water bureau", "post": "Head", "role": "Principal officer",
                "last_on": date(2026, 8, 31)}],
    )  # fmt: skip
    outcome = imported(by, update)
    assert counts(outcome) == (0, 0, 2, 0)
    assert "Units and posts that close" in [told[0] for told in outcome.consequences]
    assert not Appointment.objects.in_force(at=NOW).filter(post__title="Head").exists()
    assert counts(imported(by, update)) == (0, 0, 0, 2)
    assert counts(imported(by, small()))[:3] != (0, 0, 0), "an older file opens them again"


def test_a_trial_leaves_nothing(by):
    before = Unit.objects.count(), User.objects.count(), AuditEntry.objects.count()
    assert tried(by, small()).to_import == 17
    assert (Unit.objects.count(), User.objects.count(), AuditEntry.objects.count()) == before


def test_the_template_is_read_again(by):
    content = template_of(OrganisationBook(by=by, now=NOW))
    assert counts(tried(by, content)) == (0, 0, 0, 0)
    seen = {}
    edited(content, lambda book: seen.update({table.title: table for table in book.worksheets}))
    assert list(seen)[:3] == ["Units", "Posts", "People"]
    offered = seen["Posts"].data_validations.dataValidation
    assert "='Units'!$B$2:$B$1001" in [each.formula1 for each in offered]


# Edge cases 1 to 16 and 67


def one_unit(name, parent=None, kind="branch", **more):
    return {"name": name, "parent": parent, "kind": kind, **more}


def test_people_of_one_name_are_told_apart_by_number(by):  # 14
    people = [{"staff_number": number, "name": "Wu Wei"} for number in ("W2", "W4")]
    outcome = tried(by, small(People=[{"staff_number": "W1", "name": "Zhou Ming"}, *people,
                                      {"staff_number": "W3", "name": "Li Na"}]))  # fmt: skip
    assert wrong(outcome) == {
        "Appointments C3": "2 people have this name. Write the staff number: W2, W4."
    }
    assert any("Wu Wei" in remark for remark in outcome.remarks)


def test_a_number_of_somebody_else_is_not_believed(by):  # 14
    row = {"unit": "Water bureau", "post": "Head", "person": "W1", "name": "Li Na",
           "first_on": FROM, "basis": DOCUMENT}  # fmt: skip
    assert (
        "This is the number of Zhou Ming"
        in wrong(tried(by, small(Appointments=[row])))["Appointments C2"]
    )


def test_rare_characters_survive_there_and_back(by):  # 14
    rare = [
        "\u4dae",
        "\U0002b36d\u4e3d",
        "\u963f\u529b\u00b7\u5e93\u5c14\u73ed",
        "\u738b\U00030edd",
    ]
    people = [{"staff_number": f"R{n}", "name": name} for n, name in enumerate(rare)]
    imported(by, book_of(People=people, Units=[one_unit("\U0002b36d\u53bf\u5c40")]))
    assert [User.objects.get(staff_number=f"R{n}").name for n in range(4)] == rare
    assert counts(imported(by, exported(by)))[:3] == (0, 0, 0)
    assert Unit.objects.filter(name="\U0002b36d\u53bf\u5c40").exists()


def test_a_name_of_200_characters_gets_a_sentence_and_is_not_cut(by):
    outcome = tried(by, book_of(Units=[one_unit("\u5c40" * 200), one_unit("\u5c40" * 80)]))
    assert wrong(outcome) == {"Units B2": "This is too long: 200 characters, at most 80 are kept."}
    assert counts(outcome) == (1, 0, 0, 0)


def test_a_tree_too_deep_is_refused_at_the_unit_that_is(by):
    rows = [one_unit("Level 1")]
    rows += [one_unit(f"Level {n}", f"Level {n - 1}") for n in range(2, 9)]
    outcome = tried(by, book_of(Units=rows[::-1]))
    text = "The organisation has at most 6 levels under the county."
    assert wrong(outcome) == {"Units D3": text}, "what hangs on it is not called wrong too"
    assert outcome.parts[0].waiting == 1


def test_units_in_a_ring_are_refused(by):
    outcome = tried(by, book_of(Units=[one_unit("A", "B"), one_unit("B", "A")]))
    assert len(wrong(outcome)) == 1
    assert counts(outcome) == (0, 0, 0, 0)


def test_lost_zeros_are_seen(by):  # 67
    people = [{"staff_number": "0112", "name": "Zhou Ming"}, {"staff_number": 113, "name": "Wu"}]
    text = "The leading zeros are lost: probably 0113. Format the column as text."
    assert wrong(tried(by, book_of(People=people))) == {"People A3": text}


def test_days_as_serial_numbers_and_words_are_days(by):  # 67
    serial, words = [dict(row) for row in [{"unit": "Water bureau"}] * 2]
    serial |= {"post": "Head", "person": "W1", "first_on": 46082, "basis": DOCUMENT}
    words |= {"post": "Deputy", "person": "W2", "first_on": "2026\u5e743\u67081\u65e5",
              "basis": DOCUMENT}  # fmt: skip
    imported(by, small(Appointments=[serial, words]))
    assert {held.period.lower for held in Appointment.objects.filter(basis=DOCUMENT)} == {FROM}


def test_moved_columns_are_found_by_their_names(by):  # 67
    def turn(book):
        for table in book.worksheets:
            rows = [[cell.value for cell in row][::-1] for row in table.iter_rows()]
            table.delete_rows(1, table.max_row)
            for row in rows:
                table.append(row)

    assert counts(imported(by, edited(small(), turn)))[0] == 17


def test_the_same_file_in_part_is_carried_on(by):  # 67
    imported(by, small(Appointments=[], Members=[], Charges=[], Links=[]))
    assert counts(imported(by, small())) == (6, 0, 0, 11)


def test_an_appointment_before_today_and_two_posts_of_one_person(by):  # 2, 3
    rows = [{"unit": "Water bureau", "post": post, "person": "W1", "first_on": date(2019, 5, 6),
             "basis": DOCUMENT} for post in ("Head", "Deputy")]  # fmt: skip
    outcome = imported(by, small(Appointments=rows))
    assert Post.objects.get(title="Head").opened_on == date(2019, 5, 6)
    assert ("First days gone by", 2) in [tuple(told[:2]) for told in outcome.consequences]


def test_a_vacant_post_and_an_acting_holder(by):  # 4, 5
    row = {"unit": "Water bureau", "post": "Head", "person": "W1", "acting": "yes",
           "first_on": FROM, "last_on": date(2026, 12, 31), "basis": DOCUMENT}  # fmt: skip
    imported(by, small(Appointments=[row], Charges=[]))
    held = Appointment.objects.get(post__title="Head")
    assert (held.acting, held.period.upper) == (True, date(2027, 1, 1))
    assert not Appointment.objects.filter(post__title="Deputy").exists()
    assert counts(imported(by, exported(by)))[:3] == (0, 0, 0)


def test_who_left_and_came_back_is_the_same_person(by):  # 13
    row = {"unit": "Water bureau", "post": "Head", "person": "W1", "basis": DOCUMENT}
    rows = [row | {"first_on": date(2024, 1, 1), "last_on": date(2024, 12, 31)},
            row | {"first_on": FROM}]  # fmt: skip
    imported(by, small(Appointments=rows))
    assert Appointment.objects.filter(user__staff_number="W1").count() == 2
    assert counts(imported(by, small(Appointments=rows)))[:3] == (0, 0, 0)


def test_a_group_goes_to_other_units_from_a_day(by):  # 10
    imported(by, small())
    link = {"body": "Seventh group", "how": "stationed in"}
    imported(by, book_of(Links=[
        link | {"unit": "Water bureau", "first_on": FROM, "last_on": date(2026, 9, 30)},
        link | {"unit": "Departments", "first_on": date(2026, 10, 1)},
    ]))  # fmt: skip
    assert SupervisionLink.objects.in_force(at=NOW).get().unit.name == "Water bureau"


def test_two_people_may_share_a_clerks_number(by):  # 15
    people = [{"staff_number": f"P{n}", "name": f"P {n}", "phone": "13800002046"} for n in (1, 2)]
    assert counts(imported(by, book_of(People=people)))[0] == 2


def test_nobody_gives_themselves_a_post(by):  # 11
    row = {"unit": "Water bureau", "post": "Head", "person": by.user.staff_number,
           "first_on": FROM, "basis": DOCUMENT}  # fmt: skip
    assert (
        "Nobody gives themselves a post"
        in wrong(tried(by, small(Appointments=[row])))["Appointments C2"]
    )


def test_a_wrong_unit_is_said_once_and_not_for_all_that_hangs_on_it(by):
    units = [{"name": "Water bureau", "kind": "party committee (group)", "parent": "Departmnts"},
             {"name": "Departments", "kind": "branch"}]  # fmt: skip
    outcome = tried(by, small(Units=units, Charges=[], Links=[]))
    assert wrong(outcome) == {
        "Units D2": "There is no such unit. The nearest is Departments: write that."
    }
    assert sum(part.waiting for part in outcome.parts) == 8


def test_a_new_appointment_rests_on_a_document(by):
    row = {"unit": "Water bureau", "post": "Head", "person": "W1", "first_on": FROM}
    text = "A new appointment rests on a document. Write its number."
    assert wrong(tried(by, small(Appointments=[row]))) == {"Appointments H2": text}


def test_a_worksheet_nobody_knows_is_said(by):
    content = edited(small(), lambda book: book.create_sheet("Canteen").append(["Menu"]))
    assert "Worksheets that are not used: Canteen." in tried(by, content).remarks


def test_only_the_own_county_is_reached(by):
    make_unit(make_county("Far"), "Far bureau")
    row = {"unit": "Far bureau", "post": "Head", "role": "Principal officer"}
    assert list(wrong(tried(by, book_of(Posts=[row])))) == ["Posts B2"]


def test_a_last_day_means_the_post_that_stands_not_an_older_one_of_its_title(by):
    """Without "#n": the closed one of that title is history, and the same file changes nothing."""
    imported(by, small())
    old, other = Post.objects.filter(title="Deputy").order_by("position", "pk")
    Post.objects.filter(pk=old.pk).update(closed_on=date(2026, 4, 1))
    row = {"unit": "Water bureau", "post": "Deputy", "role": "Member of the leading team"}
    closing = book_of(Posts=[row | {"last_on": date(2026, 8, 31)}])
    assert counts(imported(by, closing)) == (0, 0, 1, 0)
    other.refresh_from_db()
    assert other.closed_on == date(2026, 9, 1)
    assert counts(imported(by, closing)) == (0, 0, 0, 1)
