"""Signing in and out."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object
from pages.frame.places import OwnPage, Place

KIND = Kind(
    code="sign_in",
    category=Category.ACCOUNTS,
    acts={
        "sign_in.admit": _("signed in"),
        "sign_in.refuse": _("was refused at the door"),
        "sign_in.unknown": _("tried accounts that do not exist"),
        "sign_in.wrong_code": _("was refused with a wrong code"),
        "sign_in.wait": _("had to wait at the door after too many attempts"),
        "sign_in.leave": _("signed out"),
        "password.change": _("changed the own password"),
        "password.mistake": _("entered a wrong password, signed in"),
    },
    sentences={
        "sign_in.admit": _("%(who)s signed in"),
        "sign_in.refuse": _("Somebody was refused at the door who gave the account of %(what)s"),
        "sign_in.unknown": _("Somebody tried accounts that do not exist"),
        "sign_in.wrong_code": _(
            "Somebody gave the password of %(what)s, and a code that was not right"
        ),
        "sign_in.wait": _(
            "After too many attempts at the account of %(what)s somebody had to wait"
        ),
        "sign_in.leave": _("%(who)s signed out"),
        "password.change": _("%(who)s changed the own password"),
        "password.mistake": _("%(who)s, signed in, entered a wrong password"),
    },
    objects=[Object("responsibility.SignInAttempt", _("attempt to sign in"))],
    fields={
        "trusted": Field(_("trusted device"), shown="true"),
        "factor": Field(
            _("second factor"), codes="responsibility.organisation.second_factor.factor.WAYS"
        ),
    },
    own_pages=[OwnPage("password-change", _("Change the password"), "key", order=50)],
    frame={
        Place.LANGUAGE: "language",
        Place.TEXT_SIZE: "text-size",
        Place.SIGN_OUT: "sign-out",
    },
)
