"""What becomes of what a post owes where its holder leaves."""

from alerts.kinds.declared import Kind

KIND = Kind(code="leaving", leaving=["responsibility.tasks.leaving.owed.changes_of_owed"])
