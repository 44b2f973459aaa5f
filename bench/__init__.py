"""How long decks of all sizes take and how much memory, beside the same decks set by other programs."""
