"""Numbers, dates and times that cannot be."""
