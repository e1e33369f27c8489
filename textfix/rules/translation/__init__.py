"""What is wrong with the words and scripts of a translation: left untranslated, or of no language at all."""
