"""Tests: what makes large decks fast must not change what is printed."""
