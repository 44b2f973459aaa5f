"""Place faces on sheets: grid, duplex, marks."""
