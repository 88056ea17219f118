"""One's deadlines in a calendar program, by a secret address (iCalendar, RFC 5545)."""
