"""People from a file: what a row does, what is said to a wrong one, and the pages."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.rows_in.models import Upload
from pages.rows_in.run import carry_out, try_out
from pages.rows_in.uploads import forget_old_uploads
from responsibility.organisation.people.models import User
from responsibility.organisation.people.reset_password import reset_password
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.units.models import Unit
from responsibility.tasks.people_in.sheet import PeopleSheet
from tests.make import NOW, appoint, days, make_person, make_post, make_unit
from tests.pages.rows_in.files import opened, text_file, workbook
from tests.responsibility.organisation.conftest import build_county

pytestmark = pytest.mark.django_db
HEAD = ["Staff number", "Name", "Mobile number", "Unit", "Post", "First day", "Document number"]
DAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield NOW


@pytest.fixture
def county():
    return build_county("Lan")


def row(number="LC1", name="Zhou Ming", phone="13800002046", *post):
    return [number, name, phone, *post]


def holding(number="LC1", name="Zhou Ming", phone="13800002046", post="Head", first=DAY, basis=""):
    return [number, name, phone, "Lan bureau", post, first, basis]


def tried(county, *rows, head=HEAD):
    return try_out(PeopleSheet(by=county.by, now=NOW), workbook(head, *rows))


def imported(county, *rows, head=HEAD):
    with transaction.atomic():
        outcome = carry_out(PeopleSheet(by=county.by, now=NOW), workbook(head, *rows))
        assert outcome.wrong == []
    return outcome


def counts(outcome) -> tuple[int, int, int]:
    return tuple(outcome.counts[name] for name in ("made", "changed", "unchanged"))


def wrong(outcome) -> dict[str, str]:
    return {cell.cell: cell.text for cell in outcome.wrong}


# What a row does


def test_a_row_registers_and_appoints_as_by_hand(county):
    outcome = imported(county, holding(basis="No. 12"))
    person = User.objects.get(staff_number="LC1")
    held = Appointment.objects.get(user=person)
    assert (person.name, person.phone, person.county) == (
        "Zhou Ming", "+8613800002046", county.unit,
    )  # fmt: skip
    assert (held.post, held.period.lower, held.basis) == (county.head, DAY, "No. 12")
    assert counts(outcome) == (1, 0, 0)
    acts = AuditEntry.objects.order_by("pk").values_list("action", "user")
    assert list(acts) == [
        ("person.register", county.by.user.pk), ("appointment.begin", county.by.user.pk),
    ]  # fmt: skip


def test_the_same_file_again_changes_nothing(county):
    rows = [holding(), row("LC2", "Wu Wei", ""), holding("LC3", "Li Na", post="Deputy")]
    make_post(county.bureau, Role.TEAM_MEMBER, "Deputy")
    imported(county, *rows)
    entries = AuditEntry.objects.count()
    assert counts(imported(county, *rows)) == (0, 0, 3)
    assert AuditEntry.objects.count() == entries


def test_another_name_or_number_is_a_change_by_the_verb(county):
    imported(county, row("LC1", "Zhou Ming", "13800002046"), row("LC2", "Wu Wei", "13800002047"))
    before = AuditEntry.objects.count()
    outcome = imported(
        county, row("LC1", "Zhou Min", "13800002046"), row("LC2", "Wu Wei", "13900000000")
    )
    assert counts(outcome) == (0, 2, 0)
    assert User.objects.get(staff_number="LC1").name == "Zhou Min"
    assert User.objects.get(staff_number="LC2").phone == "+8613900000000"
    assert AuditEntry.objects.filter(action="person.change").count() == 2
    assert AuditEntry.objects.count() == before + 2
    assert [tuple(told)[:2] for told in outcome.consequences] == [
        ("Names changed", 1), ("Numbers changed", 1),
    ]  # fmt: skip


def test_an_empty_cell_leaves_what_is_there(county):
    imported(county, holding())
    assert counts(imported(county, row("LC1", "Zhou Ming", None))) == (0, 0, 1)
    assert User.objects.get(staff_number="LC1").phone == "+8613800002046"


def test_pinyin_put_right_by_hand_outlives_another_number(county):
    imported(county, row())
    User.objects.filter(staff_number="LC1").update(pinyin="zhou mang")
    imported(county, row(phone="13900000000"))
    assert User.objects.get(staff_number="LC1").pinyin == "zhou mang"


def test_who_held_the_post_ends_the_day_before_and_is_named(county):
    appoint(county.head, make_person("Sun Li"))
    outcome = imported(county, holding())
    ended, begun = county.head.appointments.order_by("period")
    assert (ended.period.upper, begun.period.lower) == (DAY, DAY)
    told = {change: meaning for change, _count, meaning in outcome.consequences}
    assert "Sun Li (Lan bureau · Head)" in told["Appointments that end"]


def test_one_person_may_have_two_posts(county):
    make_post(county.bureau, Role.TEAM_MEMBER, "Deputy")
    outcome = imported(county, holding(), holding(post="Deputy"))
    assert counts(outcome) == (1, 1, 0)
    assert Appointment.objects.filter(user__staff_number="LC1").count() == 2


def test_of_posts_with_one_title_a_vacant_one_is_taken_and_kept(county):
    posts = [make_post(county.bureau, Role.TEAM_MEMBER, "Deputy") for _ in range(3)]
    appoint(posts[0])
    rows = [holding("LC1", post="Deputy"), holding("LC2", "Wu Wei", post="Deputy")]
    imported(county, *rows)
    holders = [post.appointments.get().user.staff_number for post in posts[1:]]
    assert holders == ["LC1", "LC2"]
    assert counts(imported(county, *reversed(rows))) == (0, 0, 2)
    outcome = tried(county, holding("LC3", "Li Na", post="Deputy"))
    assert wrong(outcome) == {
        "E2": "The unit has 3 posts of this title, all of them held. Appoint by hand."
    }


def test_blanks_that_align_a_name_are_no_part_of_it(county):
    imported(county, row(name="\u738b\u3000\u4f1f"))
    assert User.objects.get(staff_number="LC1").name == "\u738b\u4f1f"


def test_a_first_password_made_here_signs_in_and_is_hashed_anew(county, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    imported(county, row())
    person = User.objects.get(staff_number="LC1")
    rounds = int(person.password.split("$")[1])
    password = reset_password(user_id=person.pk, by=county.by, now=NOW)
    assert authenticate(username="LC1", password=password) == person
    person.refresh_from_db()
    assert int(person.password.split("$")[1]) == rounds * 1000


# What is said


def said(county, *values, head=HEAD) -> dict[str, str]:
    return wrong(tried(county, list(values), head=head))


def test_nothing_is_left_of_a_trial(county):
    people, entries = User.objects.count(), AuditEntry.objects.count()
    outcome = tried(county, holding())
    assert outcome.to_import == 1
    assert (User.objects.count(), AuditEntry.objects.count()) == (people, entries)
    assert not Appointment.objects.filter(post=county.head).exists()


def test_all_that_is_wrong_is_said_at_once(county):
    outcome = tried(
        county, ["", "A", "1", None, None, "soon"], ["LC2", "", None], ["LC3", "C", "138"], row()
    )
    assert list(wrong(outcome)) == ["A2", "C2", "F2", "B3", "C4"]
    assert counts(outcome) == (1, 0, 0)
    assert outcome.wrong[2].value == "soon"


def test_an_unknown_unit_names_the_nearest(county):
    text = said(county, "LC1", "Zhou", "", "Lan bureu", "Head", DAY)["D2"]
    assert text == "There is no such unit. The nearest is Lan bureau: write that."


def test_an_unknown_post_names_those_there_are(county):
    text = said(county, "LC1", "Zhou", "", "Lan bureau", "Chief", DAY)["E2"]
    assert text == "Lan bureau has no post of this title. It has: Head, Committee."


def test_units_of_one_name_are_told_apart_by_the_one_above(county):
    twin = make_unit(make_unit(county.branch, "Water"), "Lan section", Unit.Kind.SECTION)
    post = make_post(twin, Role.SECTION_HEAD, "Head")
    text = said(county, "LC1", "Zhou", "", "Lan section", "Head", DAY)["D2"]
    assert (
        text == "Several units have this name. Write Lan bureau/Lan section or Water/Lan section."
    )
    imported(county, ["LC1", "Zhou", "", "Water/Lan section", "Head", DAY])
    assert post.appointments.get().user.staff_number == "LC1"


def test_a_collective_post_has_members(county):
    text = said(county, "LC1", "Zhou", "", "Lan bureau", "Committee", DAY)["E2"]
    assert text == "This post belongs to its members. Add a member instead."


def test_unit_post_and_day_belong_together(county):
    text = "Unit, post and first day belong together. Write this too."
    assert said(county, "LC1", "Zhou", "", "Lan bureau", "Head") == {"F2": text}
    assert said(county, "LC1", "Zhou", "", None, None, DAY) == {"D2": text}


def test_who_has_the_post_from_another_day(county):
    imported(county, holding())
    outcome = tried(county, holding(first=date(2026, 9, 2)))
    assert wrong(outcome) == {"F2": "Zhou Ming has this post from 1 Sep 2026 on. Write that day."}


def test_a_post_not_yet_free_is_refused_by_the_verb(county):
    imported(county, holding("LC9", "Sun Li", first=date(2026, 9, 10)))
    assert "Sun Li holds this post" in wrong(tried(county, holding()))["F2"]


def test_one_number_for_two_people(county):
    outcome = tried(county, row("LC1", "Zhou Ming"), row("LC1", "Wu Wei"))
    assert list(wrong(outcome)) == ["A3"]
    assert "Row 2 gives this number to Zhou Ming" in wrong(outcome)["A3"]


def test_a_number_of_another_county(county):
    make_person("Far", staff_number="Q1", county=build_county("Qing").unit)
    assert "Another person has this staff number" in said(county, "Q1", "Far", "")["A2"]


def test_a_closed_account(county):
    make_person("Gone", staff_number="LC1", county=county.unit, is_active=False)
    assert "This account is closed" in said(county, "LC1", "Gone", "")["A2"]


def test_who_also_has_a_post_elsewhere_is_appointed_and_not_changed(county):
    person = make_person(
        "Zhou Ming", staff_number="LC1", county=county.unit, phone="+8613800002046"
    )
    appoint(build_county("Qing").head, person)
    imported(county, holding())
    assert "Another office keeps this account" in said(county, "LC1", "Zhou Min", "")["A2"]


@pytest.mark.parametrize("guess", ["13800002046", "13800002047"])
def test_a_guessed_number_is_answered_alike_right_or_wrong(county, guess):
    person = make_person(
        "Zhou Ming", staff_number="LC1", county=county.unit, phone="+8613800002046"
    )
    appoint(build_county("Qing").head, person)
    counts = carry_out(
        PeopleSheet(by=county.by, now=NOW), workbook(HEAD, row("LC1", "Zhou Ming", guess))
    )
    assert counts.wrong == []
    assert counts.counts["unchanged"] == 1
    person.refresh_from_db()
    assert person.phone == "+8613800002046"


def test_lost_zeros_and_shortened_numbers(county):
    make_person("Zhou", staff_number="0112", county=county.unit)
    outcome = tried(county, [112, "Zhou", 13800002046], ["LC2", "Wu", "1.38E+10"])
    assert wrong(outcome) == {
        "A2": "The leading zeros are lost: probably 0112. Format the column as text.",
        "C3": "A spreadsheet shortened this number, its last digits are lost. Format the column as "
        "text and write all digits.",
    }


def test_only_the_own_county_is_reached(county):
    other = build_county("Qing")
    outcome = tried(county, ["LC1", "Zhou", "", "Qing bureau", "Head", DAY])
    assert list(wrong(outcome)) == ["D2"]
    assert other.head.appointments.count() == 0


# The pages


@pytest.fixture
def office(client, county):
    client.force_login(county.by.user)
    client.cookies["django_language"] = "en"
    return client


def send(office, content: bytes, name="people.xlsx"):
    file = SimpleUploadedFile(name, content)
    return office.post(reverse("people-import"), {"file": file})


def text(response) -> str:
    return response.content.decode()


def test_a_file_is_tried_looked_over_and_imported_once(office, county):
    checked = send(office, workbook(HEAD, holding()))
    shown = text(office.get(checked.url))
    assert "Import 1 row" in shown
    assert not User.objects.filter(staff_number="LC1").exists()
    assert office.post(checked.url).status_code == 302
    assert office.post(checked.url).status_code == 302, "sent twice"
    assert User.objects.filter(staff_number="LC1").count() == 1
    entry = AuditEntry.objects.get(action="people.import")
    assert entry.after | {"sha256": ""} == {
        "file": "people.xlsx", "sha256": "", "rows": 1, "made": 1, "changed": 0, "unchanged": 0,
    }  # fmt: skip
    assert bytes(Upload.objects.get().content) == b""
    assert "First password of 1 person" in text(office.get(checked.url))


def test_one_wrong_row_imports_nothing(office, county):
    checked = send(office, workbook(HEAD, holding(), row("LC2", "", "")))
    shown = text(office.get(checked.url))
    for part in ("1 cell to put right", "B3", "Download the marked workbook"):
        assert part in shown
    assert office.post(checked.url).status_code == 422
    assert not User.objects.filter(staff_number="LC1").exists()
    assert not AuditEntry.objects.filter(action="people.import").exists()


def test_what_has_become_wrong_since_is_said(office, county):
    checked = send(office, workbook(HEAD, holding()))
    make_person("Somebody", staff_number="LC1", is_active=False, county=county.unit)
    response = office.post(checked.url)
    assert response.status_code == 422
    assert "This account is closed" in text(response)
    assert Upload.objects.get().imported_at is None


def test_a_file_that_is_no_longer_read_gets_a_sentence(office, county, monkeypatch):
    checked = send(office, workbook(HEAD, *(row(f"LC{number}") for number in range(30))))
    monkeypatch.setattr(PeopleSheet, "most_rows", 2)
    response = office.post(checked.url, follow=True)
    assert "Divide it" in text(response)
    assert not User.objects.filter(staff_number="LC1").exists()


def test_the_marked_copy_says_what_to_write(office, county):
    checked = send(office, workbook(HEAD, row("LC1", "Zhou", "138")))
    response = office.get(f"{checked.url}marked/")
    marked = opened(b"".join(response.streaming_content))["C2"]
    assert "11 digits" in marked.comment.text
    assert marked.value == "138"
    assert 'filename="people, marked.xlsx"' in response["Content-Disposition"]


def test_a_file_that_is_none_gets_a_sentence(office):
    for content in (b"", b"PK\x03\x04broken", b"\xff\xfe\xff\xff\x00", b"a,b\n1,2"):
        response = send(office, content)
        assert response.status_code == 422
        assert 'role="alert"' in text(response)
    assert office.post(reverse("people-import")).status_code == 422


def test_the_template_is_read_again(office, county):
    response = office.get(reverse("people-import-template"))
    content = b"".join(response.streaming_content)
    book = load_workbook(BytesIO(content))
    table = book.worksheets[0]
    assert [cell.value for cell in table[1]][:3] == ["Staff number *", "Name *", "Mobile number"]
    assert table.column_dimensions["A"].number_format == "@"
    offered = {str(each.sqref).split(":")[0] for each in table.data_validations.dataValidation}
    assert offered == {"D2", "E2"}
    for column, value in enumerate(holding(), 1):
        table.cell(2, column, value)
    again = BytesIO()
    book.save(again)
    outcome = try_out(PeopleSheet(by=county.by, now=NOW), again.getvalue())
    assert (outcome.wrong, counts(outcome)) == ([], (1, 0, 0))


def test_another_of_the_office_does_not_see_the_file(office, client, county):
    checked = send(office, workbook(HEAD, holding()))
    colleague = appoint(make_post(county.office, Role.COMMISSION_OFFICE))
    client.force_login(colleague)
    assert client.get(checked.url).status_code == 404
    assert client.post(checked.url).status_code == 404


def test_the_first_passwords_of_an_import_wait_in_the_list_of_who_has_not_signed_in(office):
    checked = send(office, workbook(HEAD, holding(), row("LC2", "Wu Wei", "")))
    assert reverse("first-passwords") not in text(office.get(checked.url)), "not imported yet"
    office.post(checked.url)
    assert reverse("first-passwords") in text(office.get(checked.url))
    waiting = text(office.get(reverse("first-passwords")))
    assert "LC1" in waiting and "LC2" in waiting
    User.objects.update(last_login=NOW)
    assert reverse("first-passwords") not in text(office.get(checked.url))


def test_a_text_file_of_a_chinese_spreadsheet_is_read(office, county):
    with translation.override("zh-hans"):
        head = [str(column.label) for column in PeopleSheet.columns]
    content = text_file(head, ["LC1", "\u5468\u660e", "13800002046", "", "", "", ""],
                        encoding="gb18030")  # fmt: skip
    office.post(send(office, content, "people.csv").url)
    assert User.objects.get(staff_number="LC1").name == "\u5468\u660e"


def test_files_are_forgotten(office, county):
    checked = send(office, workbook(HEAD, holding()))
    moment = NOW + days(4)
    with time_machine.travel(moment, tick=False):
        office.force_login(county.by.user)
        assert office.get(checked.url).status_code == 404
    assert (forget_old_uploads(now=NOW), forget_old_uploads(now=moment)) == (0, 1)
