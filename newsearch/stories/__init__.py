"""Stories: articles that are copies of one another, found when an index is built."""
