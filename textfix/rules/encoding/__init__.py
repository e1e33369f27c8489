"""Text that was decoded with the wrong character encoding."""
