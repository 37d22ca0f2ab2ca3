"""Writers that are killed, get errors from the disk, or lose power: what the next reader finds."""
