"""Pairs of neighbouring terms as short codes.

Terms of a pair would need a space between them, and written out they make a large dictionary. A
pair becomes a code of 40 bits instead: among the millions of pairs of a large collection a few
share one, which only adds a little to a score.
"""

from __future__ import annotations

from hashlib import blake2b

CODE_LENGTH = 8
DIGITS = b"0123456789abcdefghijklmnopqrstuv"
DIGIT_BITS = 5

# Multipliers of 64 bits that mix well (Knuth's golden ratio; one of MurmurHash3's).
FIRST_FACTOR = 0x9E3779B97F4A7C15
FACTOR = 0xFF51AFD7ED558CCD
SHIFT = 64 - CODE_LENGTH * DIGIT_BITS
MASK = 0xFFFFFFFFFFFFFFFF


def term_hash(term: str) -> int:
    """A term's part in the code of its pairs, 64 bits."""
    return int.from_bytes(blake2b(term.encode("utf-8"), digest_size=8).digest(), "little")


def pair_code(first: str, second: str) -> str:
    """The code of a pair.

    >>> pair_code("bầu", "cử") == pair_code("cử", "bầu")
    False
    """
    mixed = ((term_hash(first) * FIRST_FACTOR & MASK) ^ term_hash(second)) * FACTOR & MASK
    code = mixed >> SHIFT
    digits = bytearray()
    for _ in range(CODE_LENGTH):
        digits.append(DIGITS[code % len(DIGITS)])
        code >>= DIGIT_BITS
    return digits.decode("ascii")
