"""What a timeline gives back: periods with their articles, and the peaks among them."""

from __future__ import annotations

from dataclasses import dataclass

from newsearch.results import Hit


@dataclass(frozen=True, slots=True)
class TimelinePeriod:
    """A day, a week from Monday on, a month or a year, and how many articles it has.

    ``start`` and ``end`` are its first and last day (ISO). ``articles`` counts those that match,
    ``all_articles`` all that the filters let through.
    """

    start: str
    end: str
    articles: int
    all_articles: int

    @property
    def share(self) -> float | None:
        """The share of all articles that match, from 0 to 1; None where there is no article."""
        return self.articles / self.all_articles if self.all_articles else None


@dataclass(frozen=True, slots=True)
class Peak:
    """Periods side by side in which far more of all articles match than usually.

    ``start`` and ``end`` are the first and last day (ISO), ``highest`` is the ``start`` of the
    period with the most articles. ``share`` is that of the peak, ``usual_share`` that of the
    periods outside all peaks. ``top`` is the best hit within the peak, without snippets.
    """

    start: str
    end: str
    articles: int
    all_articles: int
    usual_share: float
    highest: str
    top: Hit

    @property
    def share(self) -> float:
        """The share of all articles of the peak that match, from 0 to 1."""
        return self.articles / self.all_articles

    @property
    def ratio(self) -> float | None:
        """How many times the usual share this is; None where outside of peaks nothing matches."""
        return self.share / self.usual_share if self.usual_share else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many articles match in each period, without a gap from the first to the last.

    ``by`` is ``day``, ``week``, ``month`` or ``year``. ``total`` counts all articles that match:
    those of the periods, ``undated`` ones without a date, and ``vague`` ones whose date is known
    less precisely than ``by``. ``peaks`` stand in the order of time. ``reading``, ``notices`` and
    ``suggestion`` are those of `newsearch.results.SearchResults`.
    """

    query: str
    by: str
    periods: tuple[TimelinePeriod, ...]
    peaks: tuple[Peak, ...]
    total: int
    undated: int
    vague: int
    reading: str = ""
    notices: tuple[str, ...] = ()
    suggestion: str = ""

    def peak_number(self, period: TimelinePeriod) -> int | None:
        """The number of the peak that a period is in, from 1, or None."""
        for number, peak in enumerate(self.peaks, 1):
            if peak.start <= period.start <= peak.end:
                return number
        return None
