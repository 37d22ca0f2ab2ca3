"""What a ranking is worth: nDCG and reciprocal rank, and whether two ways to search differ."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

DEPTH = 10

DRAWS = 10_000


def ndcg(ranked: Sequence[str], relevant: frozenset[str], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain of a ranking with binary relevance.

    The gain of a hit is discounted by log2(rank + 1) (Järvelin and Kekäläinen 2002).
    """
    gain = sum(
        1 / math.log2(rank + 1)
        for rank, identity in enumerate(ranked[:depth], start=1)
        if identity in relevant
    )
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(relevant), depth) + 1))
    return gain / ideal if ideal else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: frozenset[str], depth: int = DEPTH) -> float:
    """One divided by the rank of the first relevant hit; 0 if it is deeper than ``depth``."""
    for rank, identity in enumerate(ranked[:depth], start=1):
        if identity in relevant:
            return 1 / rank
    return 0.0


def halves(values: Sequence[float]) -> tuple[float, float]:
    """The means of the even and of the odd places: how much a mean owes to the queries drawn."""
    return mean(values[::2]), mean(values[1::2])


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return math.fsum(values) / len(values) if values else 0.0


def p_value(one: Sequence[float], other: Sequence[float], draws: int = DRAWS) -> float:
    """How often chance alone makes the means of two ways differ as much as they do.

    Two-sided paired randomization test over the queries (Smucker, Allan and Carterette 2007), with
    a fixed seed.
    """
    differences = [mine - theirs for mine, theirs in zip(one, other, strict=True)]
    told_apart = [abs(difference) for difference in differences if difference]
    seen = abs(math.fsum(differences)) - 1e-12
    chance = random.Random(len(told_apart))
    as_far = 0
    for _ in range(draws):
        signs = chance.getrandbits(len(told_apart) or 1)
        drawn = sum(size if signs >> place & 1 else -size for place, size in enumerate(told_apart))
        as_far += abs(drawn) >= seen
    return (as_far + 1) / (draws + 1)
