"""What the corpus taught: which words there are, how they are accented, which stand together."""
