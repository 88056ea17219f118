"""What is changed about an account or its rights: the person concerned hears of it."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Audience, Kind, Stage, to

ACCOUNT_CHANGED = "account_changed"
RESET, RELEASED, POWER_GIVEN, POWER_WITHDRAWN, OFFICE_JOINED, FACTOR_RESET, FEED_MADE = (
    "reset", "released", "power_given", "power_withdrawn", "office_joined", "factor_reset",
    "feed_made",
)  # fmt: skip
CHANGES = {
    RESET: _("password given anew"),
    RELEASED: _("new password released for any device"),
    POWER_GIVEN: _("power given"),
    POWER_WITHDRAWN: _("power withdrawn"),
    OFFICE_JOINED: _("place in the commission office given"),
    FACTOR_RESET: _("second factor reset"),
    FEED_MADE: _("calendar address made"),
}

KIND = Kind(
    code="account",
    # nobody does without it: it may be that somebody else took the account over
    stages=[Stage(ACCOUNT_CHANGED, _("account or rights changed"), to(Audience.NAMED), order=155)],
)
