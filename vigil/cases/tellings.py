"""An event as one report tells it, and how alike two tellings are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, cached_property
from importlib.resources import files

from pydantic import TypeAdapter

from vigil.cases.known import Known
from vigil.cases.material import Account
from vigil.cases.together import Part
from vigil.languages.names import fold
from vigil.model.reading import Event
from vigil.model.when import When

ENOUGH = 0.6
"""Two tellings at this likeness or over can be one event; found on the reference cases, as are the weights below."""

_EQUAL, _CAN_EQUAL, _NEAR, _ONE_UNDATED, _UNDATED = 1.0, 0.75, 0.45, 0.45, 0.55
_SAME_WHO, _SHARED_WHO = 0.25, 0.1
_SAME_OUTCOME, _SAME_PLACE, _OTHER_PLACE = 0.15, 0.15, -0.3
_SAME_BY, _OTHER_BY, _ONE_BY = 0.1, -0.15, -0.02
_SAME_DETAIL, _OTHER_KIND, _OTHER_STATUS = 0.1, -0.25, -0.05
_COUNTRY_DETAILS = ("to", "by_state")
_WORDY_DETAILS = ("offence", "court", "judge", "penalty", "body")
_LONG = 45
"""Days from which an interval of custody is taken for its length rather than for the days on which it may have begun."""
_NEWS_AGE = timedelta(days=31)
"""What happened longer than this before a report is not its news."""
_LEAD = 0.3
"""What stands in this part of a story from its beginning is its news."""
_LATE = timedelta(days=2)
"""A report may be dated a day before what it tells in another time zone; later than this it cannot have happened yet."""


@dataclass(frozen=True, slots=True)
class MergeRule:
    """A row of ``vocab/timeline.toml``."""

    apart: int
    phase: int
    by_tells: bool = False
    news: bool = False
    of_others: bool = False
    once: int = 0


@dataclass(frozen=True)
class Telling:
    """An event in one report.

    ``named`` and ``who`` hold identity ids (in the report's order, and as a set), ``phrases`` the unnamed; countries are
    None where unknown. ``beside_another`` says that its words stand nearest the name of somebody else whose case or
    precedent the report tells: it may be theirs. ``voice`` is the id of the oldest report that carries the same text.
    """

    account: Account
    event: Event
    named: tuple[str, ...]
    who: frozenset[str]
    phrases: tuple[str, ...] = ()
    by: str | None = None
    by_country: str | None = None
    place_country: str | None = None
    detail_countries: dict[str, str | None] = field(default_factory=dict)
    beside_another: bool = False
    voice: str = ""

    @property
    def report(self) -> str:
        """The report's id."""
        return self.account.id

    @cached_property
    def moment(self) -> When | None:
        """When it is said to begin: for custody told with its length, its first day, month or year."""
        date = self.event.date
        if self.event.type == "detention" and date is not None and date.is_interval and date.start and date.end:
            return When(date.edtf.split("/")[0]) if (date.days or 0) >= _LONG else date
        return date

    @property
    def is_news(self) -> bool:
        """Whether it stands where a story tells what is new."""
        return self.event.quote.span.start < _LEAD * len(self.account.report.story.text)

    @property
    def date(self) -> When | None:
        """When it is said to be."""
        return self.event.date


@cache
def merge_rules() -> dict[str, MergeRule]:
    """Return how each type of event is merged, by its key."""
    text = files("vigil.vocab").joinpath("timeline.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, MergeRule]).validate_python(tomllib.loads(text))


def tell(known: Known, account: Account, event: Event, voices: Mapping[str, str]) -> Telling:
    """Return the event of a report with people and countries looked up."""
    by = account.called(event.by) if event.by else None
    named = tuple(dict.fromkeys(known.home[account.id, w] for w in event.who if w in account.people))
    return Telling(
        account=account,
        event=event,
        named=named,
        who=frozenset(named),
        phrases=tuple(w for w in event.who if w not in account.people),
        by=by,
        by_country=account.country(by),
        place_country=account.country(event.place),
        detail_countries={key: account.country(event.detail.get(key)) for key in _COUNTRY_DETAILS},
        beside_another=_beside_another(known, account, event),
        voice=voices[account.id],
    )


def _beside_another(known: Known, account: Account, event: Event) -> bool:
    nearest = known.scenes[account.id].nearest(event.quote.span, known.subjects[account.id])
    company = {who for e in account.reading.events if set(e.who) & set(event.who) for who in e.who}
    home = known.home
    return bool(nearest) and not {home[account.id, p] for p in nearest} & {
        home[account.id, p] for p in company if p in account.people
    }


def tellings_of(known: Known, parts: Iterable[Part], voices: Mapping[str, str]) -> Iterator[Telling]:
    """Yield the events of a case, as each report tells them: what happens to its people, and what named others say in it."""
    for part in parts:
        for event in part.account.reading.events:
            named = [part.account.people[w] for w in event.who if w in part.account.people]
            by_others = merge_rules()[event.type].of_others and any(p.id not in part.precedents for p in named)
            if part.happens_here(event) or (
                by_others and not any(p.id in part.rivals for p in named) and part.concerns(event.quote.span)
            ):
                yield tell(known, part.account, event, voices)


def likeness(one: Telling, other: Telling) -> float | None:
    """Return how alike two tellings of one type are; None where they cannot be the same event."""
    if one.event.type != other.event.type or not _who_meets(one, other) or conflict(one, other):
        return None
    score = _date_score(one, other)
    if score is None:
        return None
    score += _SAME_WHO if one.who == other.who else _SHARED_WHO
    if one.event.status != other.event.status:
        score += _OTHER_STATUS
    score += _SAME_PLACE if share_words(one.event.place, other.event.place) else 0.0
    score += _OTHER_PLACE if _differ(one.place_country, other.place_country) else 0.0
    if one.by and other.by:
        score += _SAME_BY if share_words(one.by, other.by) else _OTHER_BY
    elif one.by or other.by:
        score += _ONE_BY
    return score + _detail_score(one, other)


def _who_meets(one: Telling, other: Telling) -> bool:
    if one.who or other.who:
        return bool(one.who & other.who)
    return any(share_words(a, b) for a in one.phrases for b in other.phrases)


def conflict(one: Telling, other: Telling) -> bool:
    """Whether something told of both rules out that they are one event."""
    statuses = {one.event.status, other.event.status}
    if statuses == {"happened", "did_not_happen"}:
        return True
    if {"feared", "demanded"} & statuses and len(statuses) > 1:
        return True
    outcomes = (one.event.detail.get("outcome"), other.event.detail.get("outcome"))
    if None not in outcomes and outcomes[0] != outcomes[1]:
        return True
    pairs = [(one.detail_countries[key], other.detail_countries[key]) for key in _COUNTRY_DETAILS]
    pairs.append((one.by_country, other.by_country))
    if one.date is None or one.date != other.date:
        pairs.append((one.place_country, other.place_country))
    if any(_differ(a, b) for a, b in pairs):
        return True
    if merge_rules()[one.event.type].by_tells and not share_words(one.by, other.by):
        return True
    return _not_yet(one, other) or _not_yet(other, one) or _is_newer(one, other) or _is_newer(other, one)


def _differ(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b


def _not_yet(past: Telling, dated: Telling) -> bool:
    """Whether the one is told as past in a report that came out before the date of the other."""
    published = past.account.published
    return (
        past.event.status in ("happened", "did_not_happen")
        and past.date is None
        and published is not None
        and published.end is not None
        and dated.date is not None
        and dated.date.start is not None
        and dated.date.start > published.end + _LATE
    )


def _is_newer(fresh: Telling, old: Telling) -> bool:
    """Whether the one is told as news without a day, long after the other was told or had taken place."""
    if not merge_rules()[fresh.event.type].news or fresh.date is not None or not fresh.is_news:
        return False
    published = fresh.account.published
    past = old.date if old.date is not None else old.account.published
    if published is None or published.start is None or past is None or past.end is None:
        return False
    return past.end < published.start - _NEWS_AGE


def _date_score(one: Telling, other: Telling) -> float | None:
    a, b = one.moment, other.moment
    if a is None or b is None:
        return _UNDATED if a is b else _ONE_UNDATED
    if a == b:
        return _EQUAL
    if a.can_equal(b):
        return _CAN_EQUAL
    return _NEAR if days_between(a, b) <= merge_rules()[one.event.type].apart else None


def days_between(a: When, b: When) -> int:
    """Return the days from one date to another that cannot be equal: from day to day, from the end of a month to a day.

    Many where one is unknown.
    """
    gaps = [
        (later.start - earlier.end).days + 1
        for earlier, later in ((a, b), (b, a))
        if earlier.end is not None and later.start is not None and earlier.ended_before(later)
    ]
    return min(gaps, default=10**6)


def _detail_score(one: Telling, other: Telling) -> float:
    mine, theirs = one.event.detail, other.event.detail
    score = 0.0
    if mine.get("outcome") is not None and mine.get("outcome") == theirs.get("outcome"):
        score += _SAME_OUTCOME
    if any(share_words(mine.get(key), theirs.get(key)) for key in _WORDY_DETAILS):
        score += _SAME_DETAIL
    kinds = (mine.get("place_kind"), theirs.get("place_kind"))
    if None not in kinds:
        score += _SAME_DETAIL if share_words(*kinds) else _OTHER_KIND
    elif "remand" in kinds and one.date is None:
        score += _OTHER_KIND  # custody by a court is another event than the arrest (docs/guide.md, note 1)
    return score


def share_words(a: object, b: object) -> bool:
    """Whether half of the words of the shorter of two phrases stand in the other, by their first letters."""
    if not isinstance(a, str) or not isinstance(b, str):
        return False
    mine, theirs = ({w[:6] for w in fold(text).split() if len(w) > 3 or w.isdigit()} for text in (a, b))
    if not mine or not theirs:
        return fold(a) == fold(b)
    return len(mine & theirs) / min(len(mine), len(theirs)) >= 0.5
