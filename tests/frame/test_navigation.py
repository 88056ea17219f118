"""Who finds what in the menu, and what stands round every page."""

from types import MappingProxyType

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import translation
from django.views.defaults import permission_denied, server_error

from alerts.kinds.collected import collected
from config import menu, navigation
from demonstration.roles import Role
from pages.frame.bar import posts_to_choose
from pages.frame.menu import tabbar
from responsibility.organisation.acting import KEPT_AS
from tests.make import (
    NOW,
    appoint,
    join,
    make_county,
    make_holder,
    make_person,
    make_post,
    make_task,
    make_unit,
    put_in_charge,
    supervise,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.frame.pages")]
HANDLED = {
    "demand-list", "letter-list", "problem-list", "objection-list", "facts-people", "checkup-list",
    "talk-prompts",
}  # fmt: skip
HOLDER = {
    "letter-list",
    "check-list",
    "talk-list",
    "closing-list",
    "objection-list",
    "facts-own",
    "oversight",
    "plan-list",
    "charges",
    "announcement-list",
    "desk",
    "own-list",
    "notebook",
    "record-new",
    "record-list",
    "calendar",
    "card-mine",
    "list-index",
    "inbox",
}
READER = {
    "board", "overview", "problem-pivot", "list-index", "inbox", "announcement-list", "plan-list",
    "charges", "oversight", "closing-list", "instruction-list",
}  # fmt: skip
OFFICE = {
    "check-list", "closing-list", "hearing-list", "instruction-list", "card-summaries",
    "plan-list", "proposal-list", "talk-list",
    "extension-list", "dispatch-new", "announcement-list", "posts-without-tasks", "list-index",
    "card-index", "units", "people", "powers",
    "work-calendar",
    "lamp-rules", "outages",
    "body-grants",
    "inbox", "outbox", "outbox-exceptions", "outbox-health",
}  # fmt: skip
DESK_OF_OFFICE = OFFICE | {
    "board", "overview", "demand-list", "letter-list", "problem-list", "problem-pivot",
    "problem-terms", "oversight",
}  # fmt: skip


@pytest.fixture(autouse=True)
def addresses_anew():
    navigation.address_of.cache_clear()
    yield
    navigation.address_of.cache_clear()


@pytest.fixture
def county():
    return make_county()


def seen_by(user, path="/", session=MappingProxyType({})):
    request = RequestFactory().get(path)
    request.user, request.now, request.session = user, NOW, session
    return navigation.navigation(request)["navigation"]


def names(shown):
    return {item.name for _label, items in shown.groups for item in items}


def someone(kind, county):
    """One person of each kind the menu knows."""
    unit = make_unit(county)
    match kind:
        case "principal officer":
            return make_holder(unit)[1]
        case "team member":
            return make_holder(unit, Role.TEAM_MEMBER)[1]
        case "clerk who may only look":
            return join(make_post(unit), role="clerk", grants=["view"])
        case "stationed group":
            body = make_unit(county, kind="discipline")
            supervise(body, unit)
            return make_holder(body, Role.STATIONED_GROUP)[1]
        case "commission office":
            return make_holder(make_unit(county, kind="office"), Role.COMMISSION_OFFICE)[1]
        case "party leader":
            return make_holder(county, Role.PARTY_LEADER)[1]
        case "leader in charge":
            post, user = make_holder(county, Role.COUNTY_LEADER)
            put_in_charge(post, unit)
            return user
        case "system administrator":
            return make_person(is_system_administrator=True)
        case "auditor":
            return make_person(is_auditor=True)
    return make_person()


ACTIVITIES = {"activity-list", "activity-coverage"}


@pytest.mark.parametrize(
    "kind, wanted",
    [
        (
            "principal officer",
            HOLDER
            | {"team", "demand-list", "dispatch-list", "problem-list", "proposal-list"}
            | {"activity-list", "checkup-list"},
        ),
        ("team member", HOLDER | {"team"}),
        ("clerk who may only look", HOLDER - {"record-new", "objection-list", "facts-own"}),
        ("stationed group", HOLDER | {"board", "morning", "team"} | ACTIVITIES),
        ("commission office", DESK_OF_OFFICE | HANDLED | ACTIVITIES),
        (
            "party leader",
            READER
            | {"card-index", "check-list", "checkup-list", "activity-coverage", "hearing-list"},
        ),
        ("leader in charge", READER),
        ("system administrator", {"people", "powers", "outages", "admin:index", "outbox-health"}),
        ("auditor", {"audit"}),
        ("without appointment", set()),
    ],
)
def test_the_menu_of_each_kind(county, kind, wanted):
    assert names(seen_by(someone(kind, county))) == wanted


@pytest.mark.parametrize("entry", collected().menu, ids=lambda entry: entry.name)
def test_every_entry_leads_to_a_page_of_the_project(entry):
    assert resolve(reverse(entry.name, urlconf="config.urls"), urlconf="config.urls").func
    assert entry.group in menu.GROUPS


def test_a_page_that_is_not_there_is_an_error(county, settings):
    settings.ROOT_URLCONF = "responsibility.organisation.sign_in.urls"
    with pytest.raises(NoReverseMatch):
        names(seen_by(someone("principal officer", county)))


@pytest.mark.parametrize(
    "path, name, current",
    [
        ("/desk/", "desk", "page"),
        ("/desk/deeper/", "desk", "true"),
        ("/log/", "record-new", "page"),
        ("/elsewhere/", None, None),
        ("/", None, None),
    ],
)
def test_the_menu_says_where_one_is(county, path, name, current):
    shown = seen_by(someone("principal officer", county), path)
    marked = {i.name: i.current for _label, items in shown.groups for i in items if i.current}
    assert marked == ({name: current} if name else {})


def test_who_got_a_task_finds_the_desk_whatever_the_post(county):
    post, leader = make_holder(county, Role.PARTY_LEADER)
    make_task(post, opens_at=NOW, warns_at=NOW, lamp="yellow")
    reads = {"board", "overview", "problem-pivot", "card-index", "activity-coverage"}
    reads |= {"checkup-list", "hearing-list", "instruction-list"}
    assert names(seen_by(leader)) == HOLDER | reads


def test_a_summary_is_called_so(county):
    member, officer = (someone(kind, county) for kind in ("team member", "principal officer"))
    with translation.override("en"):
        labels = [
            str(item.label)
            for user in (member, officer)
            for _label, items in seen_by(user).groups
            for item in items
            if item.name == "team"
        ]
    assert labels == ["Unit summary", "Team duties"]


KINDS = ["principal officer", "stationed group", "commission office", "system administrator"]


@pytest.mark.parametrize("kind", KINDS)
def test_at_most_five_tabs_with_logging_in_the_middle(county, kind):
    shown = seen_by(someone(kind, county))
    tabs = len(shown.tabs) + bool(shown.more)
    assert tabs <= menu.MOST_TABS
    raised = [place for place, tab in enumerate(shown.tabs) if tab.raised]
    assert raised in ([], [tabs // 2])


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_no_tab_stands_under_more(county, kind):
    shown = seen_by(someone(kind, county))
    more = [item.name for _label, items in shown.more for item in items]
    tabs = [tab.name for tab in shown.tabs]
    assert sorted(tabs + more) == sorted(names(shown))
    assert len(more) != 1, "one page alone has a tab"


def test_the_last_tab_says_where_one_is(county):
    user = someone("principal officer", county)
    for path, marked in (("/cards/mine/", True), ("/desk/", False)):
        shown = seen_by(user, path)
        bar = tabbar(shown.tabs, shown.more)
        assert ('<summary class="on">' in bar) == marked and 'aria-current="page"' in bar


def test_who_acts_is_shown_under_the_personal_post(county):
    unit = make_unit(county, "Housing Bureau")
    user = make_person("Zhou Mingyuan")
    join(make_post(unit, Role.PARTY_COMMITTEE, "Party group"), user)
    appoint(make_post(unit, Role.PRINCIPAL_OFFICER, "Director"), user)
    with translation.override("en"):
        shown = seen_by(user)
        assert shown.identity == "Housing Bureau · Director (of 2 posts)"
    assert shown.name == "Zhou Mingyuan"
    assert shown.county == county.name


def test_of_several_posts_one_may_be_chosen(county):
    unit = make_unit(county, "Housing Bureau")
    officer, member = make_post(unit, title="Director"), make_post(unit, title="Member")
    user = appoint(officer)
    assert seen_by(user).posts == []
    appoint(member, user)
    del user._standing
    with translation.override("en"):
        assert str(seen_by(user).identity) == "Housing Bureau · Director (of 2 posts)"
    assert seen_by(user).posts == [officer, member]
    narrowed = seen_by(user, session={KEPT_AS: member.pk})
    assert (narrowed.chosen, narrowed.identity) == (member, "Housing Bureau · Member")
    assert seen_by(user, session={KEPT_AS: make_post(unit).pk}).chosen is None


def test_a_stranger_sees_the_county_and_nothing_else(client, county):
    page = client.get("/sign-in/").content.decode()
    assert county.name in page and "<nav" not in page


def test_of_several_counties_none_is_named(county):
    make_county("Another")
    assert seen_by(make_person()).county == ""


def test_a_fragment_pays_nothing(county, django_assert_num_queries):
    user = someone("principal officer", county)
    with django_assert_num_queries(0):
        seen_by(user)


@pytest.mark.parametrize("kind", [*KINDS, "auditor", "without appointment"])
def test_the_menu_with_its_numbers_takes_one_query_beside_the_standing(
    county, kind, django_assert_num_queries
):
    user = someone(kind, county)
    with django_assert_num_queries(2):
        names(seen_by(user))


@pytest.mark.parametrize("entry", collected().menu, ids=lambda entry: entry.name)
def test_menu_words_are_short_in_chinese(entry):
    with translation.override("zh-hans"):
        assert len(str(entry.label)) <= 8 and len(str(entry.short)) <= 4


@pytest.mark.parametrize("path, status", [("/nowhere/", 404)])
def test_an_absent_page_is_a_page_of_ours(client, county, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert "没有这个页面" in response.content.decode()


def test_a_broken_page_is_shown_without_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500 and "<main" in response.content.decode()


def test_a_refusal_is_a_page_of_ours(rf, county):
    request = rf.get("/")
    request.user, request.now = someone("principal officer", county), NOW
    request.session = {}
    page = permission_denied(request, PermissionDenied()).content.decode()
    assert "不能打开" in page and 'href="/desk/"' in page


def test_a_clerk_is_never_addressed_as_the_holder(county):
    """Header, menu: for whom the person acts is said wherever the post stands."""
    unit = make_unit(county, "Housing Bureau")
    director, deputy = make_post(unit, title="Director"), make_post(unit, title="Deputy")
    user = join(director, role="clerk")
    with translation.override("en"):
        assert seen_by(user).identity == "clerk for Housing Bureau · Director"
        join(deputy, user, role="clerk")
        del user._standing
        of_two = seen_by(user, session={KEPT_AS: deputy.pk})
        assert of_two.identity == "clerk for Housing Bureau · Deputy"
        menu = posts_to_choose("/identity/", of_two.posts, of_two.chosen, "")
    assert "clerk for Director<small>" in menu and "clerk for Deputy<small>" in menu
