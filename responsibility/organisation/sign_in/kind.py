"""Signing in and out."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="sign_in",
    acts={
        "sign_in.admit": _("signed in"),
        "sign_in.refuse": _("was refused at the door"),
        "sign_in.unknown": _("tried accounts that do not exist"),
        "sign_in.wait": _("had to wait at the door after too many attempts"),
        "sign_in.leave": _("signed out"),
        "password.change": _("changed the own password"),
        "password.mistake": _("entered a wrong password, signed in"),
    },
    objects=[Object("responsibility.SignInAttempt", _("attempt to sign in"))],
    fields={"trusted": Field(_("trusted device"))},
)
