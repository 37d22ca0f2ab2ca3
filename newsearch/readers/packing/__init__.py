"""Files as they are packed: compressed streams, archives, archives of the web."""
