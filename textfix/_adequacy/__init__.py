"""A translation beside its source: which words answer which, and what that says of the translation."""
