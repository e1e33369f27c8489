"""What tokenizers, models and markup leave behind in a text."""
