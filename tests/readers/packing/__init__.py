"""Files as they are packed."""
