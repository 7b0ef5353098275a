"""What stands in the tables of dates: the shapes of ``languages/TAG/dates*.toml``."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.languages import Language


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as written: what it reads and its pattern."""

    pattern: str
    kind: str
    timex: str | None = None
    after: tuple[str, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class TenseWords:
    """Words that make a time lie ahead of its telling or behind it."""

    ahead: tuple[str, ...]
    ahead_phrases: tuple[str, ...]
    behind: tuple[str, ...]
    behind_endings: tuple[str, ...]
    present: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    modals: tuple[str, ...]
    infinitive: tuple[str, ...]
    implicative: tuple[str, ...]
    not_verbs: tuple[str, ...]
    prospective: tuple[str, ...]
    pluperfect: tuple[str, ...]
    determiners: tuple[str, ...]
    possessives: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Words that open a clause of their own, and words that join two verbs in one clause."""

    determiners: tuple[str, ...]
    relatives: tuple[str, ...]
    openers: tuple[str, ...]
    joiners: tuple[str, ...]
    prepositions: tuple[str, ...]
    clause_verbs: tuple[str, ...]
    sessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateData:
    """``languages/TAG/dates.toml``; the comments there say what each list is for."""

    capitalised: bool
    day_first: bool
    doubtful_months: tuple[str, ...]
    leads: tuple[str, ...]
    day_followers: tuple[str, ...]
    slash_leads: tuple[str, ...]
    articles: tuple[str, ...]
    not_before_year: tuple[str, ...]
    not_after_year: tuple[str, ...]
    measures: tuple[str, ...]
    approximate: tuple[str, ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    season_codes: dict[str, str]
    units: dict[str, str]
    parts_of_day: dict[str, str]
    parts: dict[str, str]
    hours: dict[str, str]
    near_days: dict[str, int]
    near: dict[str, int]
    far: dict[str, int]
    shifts: dict[str, int]
    binding: tuple[str, ...]
    counts: dict[str, int]
    decades: dict[str, int]
    yearwords: dict[str, str]
    role: dict[str, tuple[str, ...]]
    tense: TenseWords
    clause: ClauseWords
    rules: tuple[RuleRow, ...]
    fragments: dict[str, str]


@dataclass(frozen=True, slots=True)
class AnchorData:
    """``languages/TAG/dates_anchors.toml``."""

    families: tuple[tuple[str, ...], ...]

    def family(self, word: str) -> tuple[str, ...]:
        """Return the words that tell the same thing as ``word``; none where it is no event's."""
        return next((f for f in self.families if word in f), ())


@dataclass(frozen=True, slots=True)
class FeastData:
    """``languages/TAG/dates_feasts.toml``."""

    feasts: dict[str, str]


@dataclass(frozen=True, slots=True)
class CalendarData:
    """``languages/TAG/dates_calendars.toml``."""

    lunar_from: int
    alone: tuple[str, ...]
    equal: tuple[str, ...]
    lunar: dict[str, int]
    solar: dict[str, int]
    solar_with_year: dict[str, int]
    fragments: dict[str, str]
    rules: tuple[RuleRow, ...]

    @property
    def all_solar(self) -> dict[str, int]:
        """The months of the Persian calendar under every name."""
        return self.solar | self.solar_with_year


@dataclass(frozen=True, slots=True)
class DateTables:
    """All tables of a language that tell how it speaks of time."""

    dates: DateData
    anchors: AnchorData
    feasts: FeastData
    calendars: CalendarData


def date_tables(language: Language) -> DateTables:
    """Return a language's tables of dates. Raises ValidationError where one is wrong."""
    return DateTables(
        language.table("dates", DateData),
        language.table("dates_anchors", AnchorData),
        language.table("dates_feasts", FeastData),
        language.table("dates_calendars", CalendarData),
    )
