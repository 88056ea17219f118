"""People from a file: accounts, with the posts they hold."""
