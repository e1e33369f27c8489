"""What a language model says around a translation: preambles, notes, wrappers, thinking, refusals."""
