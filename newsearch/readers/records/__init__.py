"""Records with named fields: JSON, JSON Lines, CSV, Parquet, SQLite."""
