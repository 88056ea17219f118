from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from demonstration.accounts import PASSWORD
from demonstration.names import NAMES
from responsibility.organisation.people.given import end_given
from responsibility.organisation.people.models import User


class Command(BaseCommand):
    help = "Open an empty county to try with one's own data. Does nothing where there are people."

    @transaction.atomic
    def handle(self, **options):
        if settings.LIANGZE_ENV == "production":
            raise CommandError("Its password is published: not in production. Use open_county.")
        if User.objects.exists():
            self.stdout.write("There are people in this database already: nothing done.")
            return
        call_command("open_county", **NAMES["empty"], stdout=self.stdout)
        for user in User.objects.all():
            end_given(user, now=user.given_passwords.get().given_at)
            user.set_password(PASSWORD)
            user.must_change_password = False
            user.save(update_fields=["password", "must_change_password"])
