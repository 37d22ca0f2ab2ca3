"""MinHash signatures of many sets at once.

A signature holds, for each of some permutations of all hash values, the least value of the set
under it; two sets agree at a place with the probability of their resemblance, the share of their
union that both hold (Broder, *On the resemblance and containment of documents*, 1997). Of each
value eight bits are kept (b-bit minwise hashing: Li and König, WWW 2010).

The values are those of ``datasketch.MinHash(scheme="affine32")``, which the tests compare. Its
objects take one set each, at ten times the time that a row of sets takes here, and importing it
takes half a second, in each process of a build and with each small update.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from newsearch.stories.storage import PLACES

Hashes = NDArray[np.uint32]
# 2**32 divided by the golden ratio: brings all bits of a product into its highest byte.
_SPREAD = np.uint32(0x9E3779B1)


def _permutations() -> tuple[Hashes, Hashes]:
    """The factors (odd: so that they permute) and the summands of ``factor * hash + summand``."""
    drawn = b"".join(
        blake2b(number.to_bytes(4, "little"), digest_size=8, person=b"minhash").digest()
        for number in range(PLACES)
    )
    factors, summands = np.frombuffer(drawn, "<u4").astype(np.uint32).reshape(PLACES, 2).T
    return factors | np.uint32(1), summands.copy()


FACTORS, SUMMANDS = _permutations()


def mixed(hashes: Hashes) -> Hashes:
    """Hash values with each bit dependent on all: the last step of MurmurHash3 (32 bits)."""
    hashes = hashes ^ (hashes >> np.uint32(16))
    hashes *= np.uint32(0x85EBCA6B)
    hashes ^= hashes >> np.uint32(13)
    hashes *= np.uint32(0xC2B2AE35)
    hashes ^= hashes >> np.uint32(16)
    return hashes


def least_values(hashes: Hashes, starts: NDArray[np.intp], places: int = PLACES) -> Hashes:
    """The least values of sets that follow one another, none empty: one row for each set.

    ``starts`` tells where each begins; so many of the permutations are taken, from the first
    one on. What occurs twice in a set counts once.
    """
    values = mixed(hashes)
    least = np.empty((places, len(starts)), np.uint32)
    permuted = np.empty_like(values)
    for place in range(places if len(starts) else 0):
        np.multiply(values, FACTORS[place], out=permuted)
        np.add(permuted, SUMMANDS[place], out=permuted)
        np.minimum.reduceat(permuted, starts, out=least[place])
    return least.T


def minhash(hashes: Hashes, starts: NDArray[np.intp], places: int = PLACES) -> NDArray[np.uint8]:
    """The signatures of sets that follow one another, like `least_values`, one byte a place."""
    spread = least_values(hashes, starts, places) * _SPREAD
    return (spread >> np.uint32(24)).astype(np.uint8)


def resemblance(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The estimated resemblance of pairs of sets: that of each row with the other's.

    Different values have the same byte once in 256 times, which is taken off.
    """
    agreeing: NDArray[np.float64] = np.count_nonzero(one == other, axis=1) / one.shape[1]
    return np.maximum(0, agreeing * 256 - 1) / 255
