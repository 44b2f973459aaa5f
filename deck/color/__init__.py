"""Inks, profiles and contrast."""
