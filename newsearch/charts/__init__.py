"""Charts of results as PNG and SVG, drawn by matplotlib (``newsearch[charts]``)."""

from newsearch.charts.files import draw_timeline as draw_timeline
from newsearch.charts.files import require_matplotlib as require_matplotlib
