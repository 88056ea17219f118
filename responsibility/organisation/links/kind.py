"""Who is in charge of a unit, and who supervises it."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="link",
    category=Category.ORGANISATION,
    acts={
        "charge.begin": _("put in charge"),
        "charge.end": _("set the last day of a charge"),
        "charge.lengthen": _("let a charge go on for longer"),
        "charge.take_back": _("took back a charge entered by mistake"),
        "charge.restore": _("restored a charge that had been taken back"),
        "supervision.begin": _("entered a supervision link"),
        "supervision.end": _("set the last day of a supervision link"),
        "supervision.lengthen": _("let a supervision link go on for longer"),
        "supervision.take_back": _("took back a supervision link entered by mistake"),
        "supervision.restore": _("restored a supervision link that had been taken back"),
    },
    sentences={
        "charge.begin": _(
            "%(who)s entered a charge of %(post)s from %(first_on)s (%(kind)s): %(unit)s"
        ),
        "charge.end": _(
            "%(who)s set when the charge %(what)s ends: %(was_last_on)s, now %(last_on)s"
        ),
        "charge.lengthen": _(
            "%(who)s let the charge %(what)s go on for longer: %(was_last_on)s, now %(last_on)s"
        ),
        "charge.take_back": _(
            "%(who)s took back the charge %(what)s, which was entered by mistake"
        ),
        "supervision.begin": _(
            "%(who)s entered from %(first_on)s on that %(body)s supervises %(unit)s (%(how)s)"
        ),
        "supervision.end": _(
            "%(who)s set when the supervision %(what)s ends: %(was_last_on)s, now %(last_on)s"
        ),
        "supervision.lengthen": _(
            "%(who)s let the supervision %(what)s go on for longer: %(was_last_on)s, now "
            "%(last_on)s"
        ),
        "supervision.take_back": _(
            "%(who)s took back the supervision link %(what)s, which was entered by mistake"
        ),
    },
    objects=[
        Object(
            "responsibility.Charge",
            _("charge"),
            called="{post__unit__name} · {post__title} → {unit__name}",
            unit="unit__path",
        ),
        Object(
            "responsibility.SupervisionLink",
            _("supervision link"),
            called="{body__name} → {unit__name}",
            unit="unit__path",
        ),
    ],
    fields={
        "post": Field(_("post"), of="post"),
        "unit": Field(_("unit"), of="unit"),
        "body": Field(_("supervising body"), of="unit"),
        "kind": Field(_("kind"), codes="responsibility.organisation.links.models.Charge.Kind"),
        "how": Field(
            _("kind"), codes="responsibility.organisation.links.models.SupervisionLink.How"
        ),
        "first_on": Field(_("from")),
        "last_on": Field(_("last day"), none=_("open-ended")),
        "taken_back": Field(_("taken back"), shown="never"),
        "reason": Field(_("reason"), ground=True),
        "basis": Field(_("basis"), ground=True),
    },
    asks_password=[
        "charge.begin",
        "charge.lengthen",
        "charge.restore",
        "supervision.begin",
        "supervision.lengthen",
        "supervision.restore",
    ],
)
