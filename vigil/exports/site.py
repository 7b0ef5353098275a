"""A folder of self-contained pages: an index and one page a case.

No script, no request to anywhere, and the same bytes for the same cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from vigil.exports import phrases
from vigil.languages.spoken import spoken_date
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
    made.filters["spoken"] = spoken_date
    made.filters["names"] = phrases.names
    made.globals["about"] = phrases.about
    made.globals["title_of"] = phrases.title_of
    made.globals["standing_of"] = phrases.standing_of
    made.globals["what"] = phrases.what
    made.globals["circumstances"] = phrases.circumstances
    made.globals["asked"] = phrases.asked
    made.globals["status_words"] = phrases.STATUS_WORDS
    return made


def site(cases: Sequence[Case]) -> Mapping[str, bytes]:
    """Return the pages by file name. One case is the index itself; several have an index and ``case-ID.html`` each."""
    if len(cases) == 1:
        return {"index.html": case_page(cases[0]).encode()}
    pages = {f"case-{case.id}.html": case_page(case, index="index.html").encode() for case in cases}
    index = _environment().get_template("index.html").render(cases=cases)
    return {"index.html": index.encode()} | pages


def case_page(case: Case, *, index: str | None = None) -> str:
    """Return one case file as a self-contained page; ``index`` is the address of the list it belongs to."""
    numbers = {source.report: n for n, source in enumerate(case.sources, start=1)}
    return _environment().get_template("case.html").render(case=case, numbers=numbers, index=index)
