"""The rules, one file each, by group. Nothing is registered: files are found by scanning."""
