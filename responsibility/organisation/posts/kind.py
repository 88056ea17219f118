"""Posts, and who holds them or belongs to them."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind, Object

PERSON_IN_POST = "{user__name} · {post__unit__name} · {post__title}"

KIND = Kind(
    code="post",
    acts={
        "post.open": _("opened a post"),
        "post.rename": _("retitled a post"),
        "post.close": _("closed a post"),
        "appointment.begin": _("appointed to a post"),
        "appointment.end": _("set the last day of an appointment"),
        "appointment.take_back": _("took back an appointment entered by mistake"),
        "appointment.restore": _("restored an appointment that had been taken back"),
        "membership.join": _("entered a member or clerk"),
        "membership.leave": _("set the last day of a member or clerk"),
        "membership.take_back": _("took back a member or clerk entered by mistake"),
        "membership.restore": _("restored a member or clerk that had been taken back"),
    },
    objects=[
        Object(
            "responsibility.Post",
            _("post"),
            called="{unit__name} · {title}",
            page="post",
            seen_by="managed_by",
        ),
        Object("responsibility.RoleKind", _("role"), called="{name}"),
        Object("responsibility.Appointment", _("appointment"), called=PERSON_IN_POST),
        Object("responsibility.Membership", _("member or clerk"), called=PERSON_IN_POST),
    ],
    fields={
        "unit": Field(_("unit"), of="unit"),
        "role_kind": Field(_("role"), of="rolekind"),
        "title": Field(_("title")),
        "position": Field(_("place in the order")),
        "post": Field(_("post"), of="post"),
        "user": Field(_("person"), of="user"),
        "acting": Field(_("acting")),
        "role": Field(_("as"), codes="responsibility.organisation.posts.models.Membership.Role"),
        "grants": Field(_("may"), codes="responsibility.organisation.posts.models.Grant"),
        "first_on": Field(_("from")),
        "last_on": Field(_("last day")),
        "taken_back": Field(_("taken back")),
        "reason": Field(_("reason")),
        "basis": Field(_("basis")),
    },
)
