"""What is wrong with a text as a translation: left untranslated, of no language at all, or not what its source says."""
