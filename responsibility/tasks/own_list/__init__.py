"""The list of one post (明责): what its holder answers for, and how it stands this year."""
