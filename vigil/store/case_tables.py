"""The tables of case files and of what they and reports are found by: made from readings and decisions by ``vigil.upkeep``.

They can be dropped and are made anew, but for those that are said to be kept for good.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from vigil.store.schema import (
    casts,
    common_names,
    identities,
    metadata,
    name_keys,
    pending,
    proposals,
    tallies,
    traces,
)  # fmt: skip

cases = Table(
    "cases",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("case", Text),
    Column("fault", Text),  # why it is not shown, where an invariant is broken
    Column("line", Text),  # what the list of cases shows
)


def _of_cases(name: str, column: str) -> Table:
    table = Table(
        name,
        metadata,
        Column(column, Text, primary_key=True),
        Column("case_id", String(12), primary_key=True),
        sqlite_with_rowid=False,
    )
    Index(f"{name}_by_case", table.c.case_id)
    return table


case_anchors = _of_cases("case_anchors", "anchor")
case_reports = _of_cases("case_reports", "report_id")
case_names = _of_cases("case_names", "key")
case_sides = _of_cases("case_sides", "side")  # the country that they are in, and the one of return

case_people = _of_cases("case_people", "identity")
"""Whom each case has at risk."""

case_sounds = _of_cases("case_sounds", "key")
"""How each word of a name of somebody at risk sounds, and its keys: for a name that is still being typed."""

case_charges = _of_cases("case_charges", "charge")

case_list = Table(
    "case_list",
    metadata,
    Column("case_id", String(12), primary_key=True),
    Column("host", Text),
    Column("origin", Text),
    Column("status", Text, nullable=False),
    Column("name", Text, nullable=False),  # as it sorts
    Column("next_day", Text, nullable=False),  # the first possible day of the next date; see ``listing.py``
    Column("next_end", Text, nullable=False),  # the last possible one
    Column("news", Text, nullable=False),  # "" where no report has a day
    Column("reports", Integer, nullable=False),
    Column("reviewed", Boolean, nullable=False),
)
"""What the list of cases is filtered and sorted by; narrow, for it is what the list goes through."""
for _column in ("name", "next_day", "news", "reports", "host", "origin", "status"):
    Index(f"case_list_by_{_column}", case_list.c[_column], case_list.c.case_id)

case_entries = Table(
    "case_entries",
    metadata,
    Column("case_id", String(12), primary_key=True),
    Column("entry", Integer, primary_key=True),
    Column("status", Text, nullable=False),
    Column("first_day", Text),  # the first and the last possible day, where both are known
    Column("last_day", Text),
    Column("told", Text, nullable=False),  # the TimelineEntry through the codec, without its words
    sqlite_with_rowid=False,
)
"""The timelines of cases."""
Index("case_entries_ahead", case_entries.c.status, case_entries.c.last_day)

case_months = Table(
    "case_months",
    metadata,
    Column("month", Text, primary_key=True),  # "2020-03", or "2020" for an entry of which no more is known
    Column("case_id", String(12), primary_key=True),
    Column("entry", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
Index("case_months_by_case", case_months.c.case_id)

case_places = Table(
    "case_places",
    metadata,
    Column("spot", Text, primary_key=True),  # a Spot as text; "?" where nothing on the map is known by the words
    Column("case_id", String(12), primary_key=True),
    Column("entry", Integer, primary_key=True),
    Column("words", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    sqlite_with_rowid=False,
)
"""Where the events of cases were."""
Index("case_places_by_case", case_places.c.case_id)

case_silences = Table(
    "case_silences",
    metadata,
    Column("first_day", Text, primary_key=True),
    Column("case_id", String(12), primary_key=True),
    Column("until", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""From which day on, and until before which, silence about a case is a warning."""
Index("case_silences_by_case", case_silences.c.case_id)

case_disagreements = Table(
    "case_disagreements",
    metadata,
    Column("case_id", String(12), primary_key=True),
    Column("mark", String(16), primary_key=True),
    Column("told", Text, nullable=False),  # the Disagreement through the codec, without its words
    Column("looked", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
Index("case_disagreements_by_look", case_disagreements.c.looked, case_disagreements.c.case_id)


# What follows is kept for good.

looks = Table(
    "looks",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("anchor", String(12), nullable=False),
    Column("mark", String(16), nullable=False),
    Column("looked", Boolean, nullable=False),
    Column("looked_by", Text, nullable=False),
    Column("looked_at", Text, nullable=False),
)
"""Who looked at which disagreement of a case, or took that back: the last row of an anchor and a mark counts."""
Index("looks_by_anchor", looks.c.anchor, looks.c.mark)

turns = Table(
    "turns",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("anchor", String(12), nullable=False),
    Column("turned_at", Text, nullable=False),
    Column("status_was", Text),
    Column("status", Text, nullable=False),
    Column("next_was", Text),
    Column("next", Text),
)
"""When a report or decision made a case (``status_was`` is null), or gave it another standing or next date."""
Index("turns_by_day", turns.c.turned_at)

case_words = Table(
    "case_words",
    metadata,
    Column("word", Text, primary_key=True),  # a plain word of a name, or a key of one: see ``case_words.py``
    Column("case_id", String(12), primary_key=True),
    Column("place", Integer, primary_key=True),  # of the person among those at risk in the case
    sqlite_with_rowid=False,
)
Index("case_words_by_case", case_words.c.case_id)

items = Table(
    "items",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),  # orders by day: see ``items.py``
    Column("report_id", String(16), nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("first", Integer),  # days of the proleptic calendar, the last one excluded
    Column("last", Integer),
    Column("item", Text, nullable=False),  # what a result shows of it, JSON text of the caller's
    Column("digest", String(16), nullable=False),
)
Index("items_by_report", items.c.report_id)

report_days = Table(
    "report_days",
    metadata,
    Column("number", Integer, primary_key=True),  # of ``reports``
    Column("report_id", String(16), nullable=False, unique=True),
    Column("first", Integer),
    Column("last", Integer),
)

report_countries = Table(
    "report_countries",
    metadata,
    Column("country", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
Index("report_countries_by_number", report_countries.c.number)

OF_CASES = (
    case_anchors, case_reports, case_names, case_sides, case_people, case_sounds, case_charges, case_list,
    case_entries, case_months, case_places, case_silences, case_disagreements, case_words,
)  # fmt: skip
OF_REPORTS = (items, report_days, report_countries)
"""What search looks at beside the words of stories: see ``items.py``."""

DERIVED = (
    pending, traces, casts, name_keys, tallies, common_names, identities, proposals, cases,
    *OF_CASES, *OF_REPORTS,
)  # fmt: skip
"""What is made anew by other rules. ``rulings`` is not, for it follows from the decisions alone, nor are ``proposal_ids``, for
somebody may have written one down."""
