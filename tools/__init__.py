"""Scripts for whoever works on deckpress; each is run by itself: python tools/NAME.py."""
