"""The notebook of a post (履责记录本): the map of its list, a month, talks, and the feed."""
