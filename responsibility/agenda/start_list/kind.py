"""The start list of who takes up a post."""

from alerts.kinds.declared import Kind

KIND = Kind(
    code="start_list",
    desk_lines=["responsibility.agenda.start_list.start.start_on_desk"],
)
