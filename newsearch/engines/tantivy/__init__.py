"""The tantivy engine: a search library in Rust, for large collections."""
