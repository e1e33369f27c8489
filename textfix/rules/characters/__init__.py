"""Characters that cannot be seen and do not belong."""
