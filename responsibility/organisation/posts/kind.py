"""Posts, and who holds them or belongs to them."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

PERSON_IN_POST = "{user__name} · {post__unit__name} · {post__title}"

KIND = Kind(
    code="post",
    category=Category.ORGANISATION,
    acts={
        "post.open": _("opened a post"),
        "post.rename": _("retitled a post"),
        "post.close": _("closed a post"),
        "appointment.begin": _("appointed to a post"),
        "appointment.end": _("set the last day of an appointment"),
        "appointment.lengthen": _("let an appointment go on for longer"),
        "appointment.take_back": _("took back an appointment entered by mistake"),
        "appointment.restore": _("restored an appointment that had been taken back"),
        "membership.join": _("entered a member or clerk"),
        "membership.leave": _("set the last day of a member or clerk"),
        "membership.lengthen": _("let a member or clerk go on for longer"),
        "membership.take_back": _("took back a member or clerk entered by mistake"),
        "membership.restore": _("restored a member or clerk that had been taken back"),
    },
    sentences={
        "post.open": _("%(who)s opened the post %(what)s from %(first_on)s"),
        "post.rename": _("%(who)s retitled the post %(what)s: %(was_title)s is now %(title)s"),
        "post.close": _("%(who)s closed the post %(what)s after %(last_on)s"),
        "appointment.begin": _("%(who)s appointed %(user)s to %(post)s from %(first_on)s"),
        "appointment.end": _(
            "%(who)s set when the appointment %(what)s ends: %(was_last_on)s, now %(last_on)s"
        ),
        "appointment.lengthen": _(
            "%(who)s let the appointment %(what)s go on for longer: %(was_last_on)s, now "
            "%(last_on)s"
        ),
        "appointment.take_back": _(
            "%(who)s took back the appointment %(what)s, which was entered by mistake"
        ),
        "membership.join": _("%(who)s entered %(user)s as %(role)s of %(post)s from %(first_on)s"),
        "membership.leave": _(
            "%(who)s set when the member or clerk %(what)s ends: %(was_last_on)s, now %(last_on)s"
        ),
        "membership.lengthen": _(
            "%(who)s let the member or clerk %(what)s go on for longer: %(was_last_on)s, now "
            "%(last_on)s"
        ),
        "membership.take_back": _(
            "%(who)s took back the member or clerk %(what)s, entered by mistake"
        ),
    },
    objects=[
        Object(
            "responsibility.Post",
            _("post"),
            called="{unit__name} · {title}",
            page="post",
            seen_by="managed_by",
            unit="unit__path",
        ),
        Object("responsibility.RoleKind", _("role"), called="{name}"),
        Object(
            "responsibility.Appointment",
            _("appointment"),
            called=PERSON_IN_POST,
            unit="post__unit__path",
            person="user",
        ),
        Object(
            "responsibility.Membership",
            _("member or clerk"),
            called=PERSON_IN_POST,
            unit="post__unit__path",
            person="user",
        ),
    ],
    fields={
        "unit": Field(_("unit"), of="unit"),
        "role_kind": Field(_("role"), of="rolekind"),
        "title": Field(_("title")),
        "position": Field(_("place in the order"), shown="changed"),
        "post": Field(_("post"), of="post"),
        "user": Field(_("person"), of="user"),
        "acting": Field(_("acting"), shown="true"),
        "role": Field(_("as"), codes="responsibility.organisation.posts.models.Membership.Role"),
        "grants": Field(_("grants"), codes="responsibility.organisation.posts.models.Grant"),
        "first_on": Field(_("from")),
        "last_on": Field(_("last day"), none=_("open-ended")),
        "taken_back": Field(_("taken back"), shown="never"),
        "reason": Field(_("reason"), ground=True),
        "basis": Field(_("basis"), ground=True),
    },
    asks_password=[
        "appointment.begin",
        "membership.join",
        "appointment.lengthen",
        "appointment.restore",
        "membership.lengthen",
        "membership.restore",
    ],
)
