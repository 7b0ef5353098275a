"""From degrees to the units of the drawing ``web/static/world.svg``; ``docs/world.py`` made it by the same function."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, pi, radians, tan

UNITS = 10
"""Units of one degree of longitude."""
WIDTH = 360 * UNITS
NORTH, SOUTH = 84.0, -57.0
"""Degrees of latitude where the drawing ends."""


@dataclass(frozen=True, slots=True)
class Window:
    """What of the drawing is shown, in its units: left, top, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def box(self) -> str:
        """The ``viewBox`` of an SVG element."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"

    def shows(self, x: float, y: float) -> bool:
        """Whether a point stands in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


def _height(latitude: float) -> float:
    """Return Miller's cylindrical projection of a latitude, in degrees of longitude from the equator northwards.

    Snyder, "Map Projections: A Working Manual" (USGS 1395, 1987), equation 11-2.
    """
    return 1.25 * log(tan(pi / 4 + 0.4 * radians(latitude))) * 180 / pi


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Return where a place stands in the drawing: units from its left and from its top."""
    inside = min(max(latitude, SOUTH), NORTH)
    return (longitude + 180) * UNITS, (_height(NORTH) - _height(inside)) * UNITS


WORLD = Window(0, 0, WIDTH, round((_height(NORTH) - _height(SOUTH)) * UNITS))
"""The whole drawing."""
