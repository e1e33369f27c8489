"""Punctuation marks that are wrong, missing or out of place."""
