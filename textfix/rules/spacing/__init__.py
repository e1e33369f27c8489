"""Spaces between words and around punctuation."""
