"""Read a project's files into a Deck and its layouts, with the position of every value."""
