"""The commission office's pages in a browser: both sizes, both languages, nothing sticks out."""

import pytest
from django.urls import reverse

from alerts.audit.record import record_audit
from demonstration.roles import Role
from responsibility.organisation.account_changes.models import AccountChange
from responsibility.organisation.people.models import User
from responsibility.organisation.people.reset_password import reset_password
from responsibility.organisation.units.models import Unit
from tests import make
from tests.browser.harness import DESKTOP, ENGLISH, PHONE, check, follow, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": DESKTOP, "phone": PHONE}
HEAD = "\u5c40\u515a\u7ec4\u4e66\u8bb0\u3001\u5c40\u957f"


@pytest.fixture
def county():
    county = make.make_county("\u6f9c\u5ddd\u5e02")
    office = make.make_unit(
        county,
        "\u5e02\u7eaa\u59d4\u76d1\u59d4\u515a\u98ce\u653f\u98ce\u76d1\u7763\u5ba4",
        Unit.Kind.OFFICE,
    )
    _, county.keeper = make.make_holder(office, Role.COMMISSION_OFFICE)
    branch = make.make_unit(county, "\u5e02\u7ea7\u90e8\u95e8", Unit.Kind.BRANCH)
    county.bureau = make.make_unit(branch, "\u5e02\u4f4f\u623f\u548c\u57ce\u4e61\u5efa\u8bbe\u5c40")
    make.make_unit(county.bureau, "\u5efa\u7b51\u4e1a\u79d1", Unit.Kind.SECTION)
    make.make_unit(branch, "\u5e02\u6c34\u5229\u5c40")
    county.group = make.make_unit(
        county, "\u9a7b\u5e02\u4f4f\u5efa\u5c40\u7eaa\u68c0\u76d1\u5bdf\u7ec4", Unit.Kind.DISCIPLINE
    )
    county.head = make.make_post(county.bureau, Role.PRINCIPAL_OFFICER, HEAD)
    county.zhou = make.make_person(
        "\u5468\u660e\u8fdc", county=county, phone="+8613800002046", pinyin="zhou ming yuan",
        staff_number="LC0007",
    )  # fmt: skip
    make.appoint(county.head, county.zhou)
    make.join(county.head, make.make_person("\u5b59\u6587"), role="clerk")
    committee = make.make_post(county.bureau, Role.PARTY_COMMITTEE, "\u5c40\u515a\u7ec4")
    make.join(committee, county.zhou, role="head", grants=["log", "view", "approve"])
    make.make_post(county.bureau, Role.TEAM_MEMBER, "\u526f\u5c40\u957f")
    county.leader, _ = make.make_holder(county, Role.COUNTY_LEADER)
    make.put_in_charge(county.leader, county.bureau)
    make.supervise(county.group, county.bureau)
    return county


def addresses(county):
    return {
        "units": reverse("units"),
        "unit": reverse("unit", args=[county.bureau.pk]),
        "unit-found": reverse("unit-found"),
        "unit-change": reverse("unit-change", args=[county.bureau.pk]),
        "post": reverse("post", args=[county.head.pk]),
        "appointment-new": reverse("appointment-new", args=[county.head.pk]),
        "appointment-end": reverse("appointment-end", args=[county.head.appointments.get().pk]),
        "transfers": reverse("transfers"),
        "transfer-new": reverse("transfer-new", args=[county.head.appointments.get().pk]),
        "membership-join": reverse("membership-join", args=[county.head.pk]),
        "charges": reverse("charges"),
        "charges-paper": reverse("charges-paper"),
        "charge-put": reverse("charge-put"),
        "supervision": reverse("supervision"),
        "people": reverse("people"),
        "person": reverse("person", args=[county.zhou.pk]),
        "person-register": reverse("person-register"),
    }


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_in_order(browser_page, county, size):
    page = browser_page(SIZES[size])
    sign_in(page, county.keeper)
    for name, address in addresses(county).items():
        page.goto(page.base + address)
        check(page, f"org-{name}-{size}")


def test_pages_read_in_english_too(browser_page, county):
    page = browser_page(locale=ENGLISH)
    sign_in(page, county.keeper)
    for name in ("units", "unit", "post", "person"):
        page.goto(page.base + addresses(county)[name])
        check(page, f"org-{name}-english")


def test_an_appointment_is_made_from_a_suggestion(browser_page, county):
    page = browser_page(PHONE)
    sign_in(page, county.keeper)
    page.goto(page.base + addresses(county)["appointment-new"])
    page.locator("#id_user").press_sequentially("zmy")
    option = page.locator("#people-found option")
    option.wait_for(state="attached")
    assert option.get_attribute("value") == "\u5468\u660e\u8fdc LC0007"
    page.fill("#id_user", "zmy")
    page.fill("#id_first_on", "2020-01-01")
    follow(page, "button.btn--p")
    check(page, "org-appoint-refused-phone")
    assert page.locator("#id_first_on_error").is_visible()
    assert page.input_value("#id_user") == "zmy"


def test_a_password_is_shown_once(browser_page, county):
    page = browser_page(PHONE)
    sign_in(page, county.keeper)
    page.goto(page.base + addresses(county)["person-register"])
    page.fill("#id_name", "\u66fe\u82e5\u8c37")
    page.fill("#id_staff_number", "LC0100")
    page.fill("#id_phone", "13900007715")
    follow(page, "button.btn--p")
    assert page.locator(".once").is_visible()
    check(page, "org-password-phone")


@pytest.mark.parametrize("size", SIZES)
def test_the_audit_log_is_in_order(browser_page, county, size):
    office = {"by": make.actor(county.keeper), "now": make.NOW}
    was, is_now = {"name": "A", "position": 1}, {"name": "B", "first_on": "2026-10-01"}
    record_audit(**office, action="unit.reorganise", about=county, before=was, after=is_now)
    post, wang = make.make_holder(make.make_unit(county, "\u5e02\u6797\u4e1a\u5c40"))
    begun = {"post": post.pk, "user": wang.pk, "first_on": "2026-03-01", "basis": "No. 84"}
    record_audit(**office, action="appointment.begin", about=post, after=begun)
    page = browser_page(SIZES[size])
    sign_in(page, make.make_person(is_auditor=True))
    page.goto(page.base + reverse("audit"))
    check(page, f"org-audit-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_a_transfer_is_shown_entered_and_taken_back(browser_page, county, size):
    """Zhou leaves, Gu follows: what changes is shown, chosen, entered, and taken back."""
    gu = make.make_person("\u987e\u6e05\u626c", county=county, staff_number="LC0031")
    make.appoint(county.bureau.posts.get(role_kind__code=Role.TEAM_MEMBER), gu)
    red = make.make_task(county.head)
    page = browser_page(SIZES[size])
    sign_in(page, county.keeper)
    page.goto(page.base + reverse("transfer-new", args=[county.head.appointments.get().pk]))
    page.fill("[name=basis]", "\u6f9c\u59d4\u5e72\u30142026\u301586\u53f7")
    page.fill("[name=follower]", gu.staff_number)
    follow(page, "main .formbar button[type=submit]")
    check(page, f"org-transfer-plan-{size}")
    follow(page, "main .formbar button[type=submit]")
    check(page, f"org-transfer-{size}")
    assert red.post.appointments.filter(user=gu).exists()


@pytest.mark.parametrize("size", SIZES)
def test_units_are_merged_row_by_row(browser_page, county, size):
    """Two bureaus become one: each row is shown, chosen, entered, and taken back."""
    other = make.make_unit(county.bureau.parent, "\u5e02\u6c34\u5229\u5c40")
    head = make.make_post(other, Role.PRINCIPAL_OFFICER, "\u515a\u7ec4\u4e66\u8bb0")
    make.appoint(head, make.make_person("\u987e\u6e05\u626c", county=county))
    page = browser_page(SIZES[size])
    sign_in(page, county.keeper)
    page.goto(page.base + reverse("unit-merge", args=[county.bureau.pk]))
    check(page, f"org-merge-first-{size}")
    page.select_option("[name=second]", str(other.pk))
    page.fill("[name=name]", "\u5e02\u6c34\u52a1\u5efa\u8bbe\u5c40")
    page.fill("[name=basis]", "\u6f9c\u7f16\u53d1\u30142026\u301521\u53f7")
    follow(page, "main .formbar button[type=submit]")
    check(page, f"org-merge-rows-{size}")
    follow(page, "main .formbar button[type=submit]")
    check(page, f"org-merged-{size}")
    founded = Unit.objects.get(name="\u5e02\u6c34\u52a1\u5efa\u8bbe\u5c40")
    page.goto(page.base + reverse("reorganisations"))
    check(page, f"org-reorganisations-{size}")
    page.goto(page.base + reverse("unit-split", args=[founded.pk]))
    page.fill("[name=names]", "\u5e02\u6c34\u52a1\u5c40\n\u5e02\u4f4f\u5efa\u5c40")
    page.fill("[name=basis]", "\u6f9c\u7f16\u53d1\u30142026\u301522\u53f7")
    follow(page, "main .formbar button[type=submit]")
    check(page, f"org-split-rows-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_who_is_concerned_reads_what_was_done_to_the_account(browser_page, county, size):
    make.make_person("\u8bb8\u5609\u8a00", is_auditor=True)
    person = make.make_person("\u66fe\u82e5\u8c37", county=county, last_login=make.NOW)
    reset_password(user_id=person.pk, by=make.actor(county.keeper), now=make.NOW)
    User.objects.update(must_change_password=False)
    page = browser_page(SIZES[size])
    sign_in(page, User.objects.get(pk=person.pk))
    page.goto(page.base + reverse("account-change", args=[AccountChange.objects.get().pk]))
    check(page, f"account-change-{size}")
    assert county.keeper.name in page.inner_text("main")
