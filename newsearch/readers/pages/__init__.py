"""The text of a saved page to one article."""
