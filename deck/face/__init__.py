"""Compose a card's front and back from its layout and its set text."""
