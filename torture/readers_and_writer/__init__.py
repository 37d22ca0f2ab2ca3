"""Processes and threads that search without pause while an index is changed again and again."""
