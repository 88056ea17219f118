"""The secret of a feed's address: worked out from a form's number, kept nowhere."""

from hashlib import sha256
from uuid import UUID

from django.utils.crypto import salted_hmac

from responsibility.organisation.people.models import User

LENGTH = 64  # hexadecimal digits: 256 bits


def secret_for(user: User, nonce: UUID) -> str:
    """The secret that goes with a form's number: the same each time, so that a form sent twice
    shows the same address; to work it out takes the server's secret key and the number, which is
    not kept."""
    return salted_hmac("calendar feed", f"{nonce} {user.pk}", algorithm="sha256").hexdigest()


def digest_of(secret: str) -> str:
    """What is kept of a secret: whoever reads the database cannot read a calendar by it."""
    return sha256(secret.encode()).hexdigest()
