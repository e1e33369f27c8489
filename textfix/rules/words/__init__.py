"""Words too many: said twice, or left over from a sentence that has already ended."""
