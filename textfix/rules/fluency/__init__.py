"""Passages that no fluent writer leaves: words that cannot meet, quotations and sentences out of joint."""
