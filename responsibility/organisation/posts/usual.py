"""What a membership usually allows, by its role: where nobody says otherwise."""

from responsibility.organisation.posts.models import Grant, Membership

USUAL: dict[str, list[Grant]] = {
    Membership.Role.HEAD: [Grant.APPROVE, Grant.LOG, Grant.URGE, Grant.VIEW],
    Membership.Role.DEPUTY: [Grant.LOG, Grant.URGE, Grant.VIEW],
    Membership.Role.MEMBER: [Grant.LOG, Grant.VIEW],
    Membership.Role.CLERK: [Grant.LOG, Grant.VIEW],
}
