"""Links, tags and placeholders that translation took apart."""
