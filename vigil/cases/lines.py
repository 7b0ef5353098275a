"""What is known of a case without opening its file: what lists show of it, and what other cases are held against."""

from __future__ import annotations

from vigil.cases.alike import charges_of, forums_of
from vigil.cases.material import UNDATED
from vigil.cases.silence import news_of
from vigil.model.case import Case, CaseLine


def line_of(case: Case) -> CaseLine:
    """Return the line of a case."""
    forms = dict.fromkeys(form for person in case.people_at_risk for form in person.names)
    days = [s.published.start.isoformat() for s in case.sources if s.published and s.published.start]
    return CaseLine(
        id=case.id,
        people=tuple(p.name for p in case.people_at_risk),
        called=tuple(forms),
        status=case.status,
        next_date=case.next_date,
        host=case.host,
        origin=case.origin,
        reports=len(case.sources),
        news=news_of(case),
        began=min(days, default=UNDATED),
        charges=tuple(sorted(charges_of(case.timeline))),
        forums=tuple(sorted(forums_of(case.timeline))),
        ethnicities=tuple(sorted({p.ethnicity for p in case.people_at_risk if p.ethnicity})),
    )


def sides_of(line: CaseLine) -> tuple[str, ...]:
    """Return the keys by which cases in the same country, or with the same country of return, are found."""
    sides = (("host", line.host), ("origin", line.origin))
    return tuple(f"{side}:{country}" for side, country in sides if country)
