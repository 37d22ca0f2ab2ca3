"""Building: corpus files are read, analysed and written into a new generation of an index."""
