"""Engines keep terms and articles and answer queries; each stands behind one small protocol."""
