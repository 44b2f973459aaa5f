"""deckpress: turn a folder of words, colours and pictograms into a printed card deck."""

__version__ = "0.1.0"
