"""The first floor: organisation, lists, tasks, records, cards."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResponsibilityConfig(AppConfig):
    name = "responsibility"
    verbose_name = _("Responsibility")
    # The rooms that declare something, in the order of their lines and daily duties (alerts/kinds).
    kinds = [
        "responsibility.organisation.units.kind",
        "responsibility.organisation.posts.kind",
        "responsibility.organisation.links.kind",
        "responsibility.organisation.division.kind",
        "responsibility.organisation.people.kind",
        "responsibility.organisation.powers.kind",
        "responsibility.organisation.sign_in.kind",
        "responsibility.organisation.second_factor.kind",
        "responsibility.organisation.devices.kind",
        "responsibility.organisation.account_changes.kind",
        "responsibility.lists.kind",
        "responsibility.lists.versions.kind",
        "responsibility.owed.schemes.kind",
        "responsibility.owed.outages.kind",
        # Days first, then what moves to other posts, what closed posts no longer owe and later ones
        # do, then the notices.
        "responsibility.tasks.publishing.kind",
        "responsibility.tasks.withdrawing.kind",
        "responsibility.tasks.revising.kind",
        "responsibility.tasks.calendar.kind",
        "responsibility.tasks.mergers.kind",
        "responsibility.tasks.closing.kind",
        "responsibility.tasks.joining.kind",
        "responsibility.tasks.kind",
        "responsibility.tasks.appointing.kind",
        "responsibility.tasks.leaving.kind",
        "responsibility.tasks.transfers.kind",
        "responsibility.tasks.organisation_in.kind",
        "responsibility.tasks.people_in.kind",
        "responsibility.tasks.lists_in.kind",
        "responsibility.tasks.dispatches.kind",
        "responsibility.tasks.proposals.kind",
        "responsibility.tasks.own_list.kind",
        "responsibility.records.kind",
        "responsibility.records.bodies.kind",
        "responsibility.files.kind",
        "responsibility.cards.kind",
        "responsibility.cards.approval.kind",
        "responsibility.cards.summaries.kind",
        "responsibility.owed.kind",
        "responsibility.plans.kind",
        "responsibility.announcements.kind",
        "responsibility.outbox.kind",
        "responsibility.agenda.kind",
        "responsibility.notebook.kind",
        "responsibility.agenda.own_reminders.kind",
        "responsibility.agenda.start_list.kind",
    ]
