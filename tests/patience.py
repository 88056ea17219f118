"""How long a test looks for what must come. Only a busy machine takes anything near it."""

LONG = 180  # seconds
