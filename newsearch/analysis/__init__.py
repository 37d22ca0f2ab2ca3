"""Vietnamese text to tokens with offsets: spelling, folding, tokens, words."""
