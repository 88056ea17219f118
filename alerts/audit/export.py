"""What is taken out of the platform as a file is noted: who, what list, which rows, how many."""

from alerts.audit.models import AuditEntry


def record_export(
    *, request, listing: str, title: str, form: str, filters: str, rows: int
) -> AuditEntry:
    """Note that the list `listing` (its URL name) was exported as `form` ("xlsx", "csv").

    `filters` says in words what its `rows` rows were chosen by. In the caller's transaction.
    """
    by = request.actor
    return AuditEntry.objects.create(
        user=by.user,
        address=by.address,
        at=request.now,
        action="list.export",
        kind="listing",
        object_id=listing,
        after={"title": title, "format": form, "filter": filters, "rows": rows},
    )
