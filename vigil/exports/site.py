"""A folder of self-contained pages: an index and one page a case.

No script, no request to anywhere, and the same bytes for the same cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined

from vigil.exports.phrases import ENGLISH, inside
from vigil.model.beside import Beside
from vigil.model.case import Case


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("vigil.exports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["spoken"] = ENGLISH.date
    made.filters["names"] = ENGLISH.names
    made.globals["phrases"] = ENGLISH
    made.globals["inside"] = inside
    made.globals["numbers_of"] = lambda reports, numbers: [numbers[r] for r in reports]
    return made


NOTHING = Beside()
NOBODY: Mapping[str, Beside] = MappingProxyType({})


def site(cases: Sequence[Case], beside: Mapping[str, Beside] = NOBODY) -> Mapping[str, bytes]:
    """Return the pages by file name. One case is the index itself; several have an index and ``case-ID.html`` each.

    ``beside`` is what is shown beside each case, by its id.
    """
    if len(cases) == 1:
        return {"index.html": case_page(cases[0], beside.get(cases[0].id, NOTHING)).encode()}
    pages = {
        f"case-{case.id}.html": case_page(case, beside.get(case.id, NOTHING), index="index.html").encode()
        for case in cases
    }
    index = _environment().get_template("index.html").render(cases=cases, beside=beside)
    return {"index.html": index.encode()} | pages


def case_page(case: Case, beside: Beside = NOTHING, *, index: str | None = None) -> str:
    """Return one case file as a self-contained page; ``index`` is the address of the list it belongs to."""
    numbers = {source.report: n for n, source in enumerate(case.sources, start=1)}
    return _environment().get_template("case.html").render(case=case, beside=beside, numbers=numbers, index=index)
