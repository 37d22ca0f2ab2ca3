"""Who publishes news: hosts, names of papers, and which belong together."""
