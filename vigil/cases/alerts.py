"""What a reader of a case must not miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vigil.cases.known import Known
from vigil.cases.together import Part
from vigil.languages.spoken import spoken_date
from vigil.model.case import Alert, CaseDemand, Disagreement, Standing, TimelineEntry
from vigil.model.vocab import alert_rows
from vigil.model.when import When

_IN_DANGER: tuple[Standing, ...] = ("at_risk", "in_proceedings", "ordered_removed", "unknown")


@dataclass(frozen=True, slots=True)
class State:
    """What alerts look at."""

    status: Standing
    next_date: When | None
    timeline: tuple[TimelineEntry, ...]
    feared: tuple[TimelineEntry, ...]
    demands: tuple[CaseDemand, ...]
    disagreements: tuple[Disagreement, ...]
    unsure: tuple[TimelineEntry, ...]
    """Entries that would settle how somebody stands but are not taken for sure."""
    case: frozenset[str]
    elsewhere: tuple[tuple[str, str], ...]
    """Reports that name its people and do not tell it: (day, report id)."""


def alerts(known: Known, parts: Iterable[Part], state: State) -> tuple[Alert, ...]:
    """Return the alerts of a case in the order of ``vocab/alerts.toml``."""
    order = list(alert_rows())
    found = [
        *_of_the_case(state),
        *_of_the_reports(tuple(parts)),
        *_elsewhere(known, state.elsewhere),
        *_of_the_names(known, state.case),
        *_of_the_decisions(known, state.case),
    ]
    return tuple(sorted(found, key=lambda a: (order.index(a.code), a.reports, a.message)))


def _alert(code: str, reports: Iterable[str] = (), words: str = "") -> Alert:
    return Alert(code, alert_rows()[code].message.replace("{}", words), tuple(dict.fromkeys(reports)))


def _of_the_case(state: State) -> Iterator[Alert]:
    if state.status in _IN_DANGER:
        reports = [r for e in state.feared if e.type == "return" for r in e.reports]
        reports += [r for d in state.demands if d.act == "no_return" for r in d.reports]
        if reports:
            yield _alert("return-feared", reports)
    ordered = {("extradition_decision", "granted"), ("deportation_decision", "ordered")}
    if state.status == "ordered_removed":
        told = [e for e in state.timeline if (e.type, e.detail.get("outcome")) in ordered]
        yield _alert("removal-ordered", [r for e in told for r in e.reports])
    returns = [e for e in state.timeline if e.type == "return" and e.status == "happened" and e not in state.unsure]
    if returns:
        yield _alert("returned", [r for e in returns for r in e.reports])
    if state.unsure:
        yield _alert("outcome-unsure", [r for e in state.unsure for r in e.reports])
    for disagreement in state.disagreements:
        if disagreement.about.startswith("return of") and disagreement.field in ("status", "outcome"):
            yield _alert("return-disputed", [r for reports in disagreement.values.values() for r in reports])
    if state.next_date is not None:
        yield _alert("date-ahead", words=spoken_date(state.next_date))
    open_years = [e for e in (*state.timeline, *state.feared) if e.date is not None and e.date.yearless]
    if open_years:
        yield _alert("year-open", [r for e in open_years for r in e.reports])


def _of_the_reports(parts: tuple[Part, ...]) -> Iterator[Alert]:
    for part in parts:
        for notice in part.account.report.safety_notices:
            yield _alert("reader-safety", [part.account.id], notice)
        for issue in (*part.account.report.issues, *part.account.reading.issues):
            if issue.level != "info":
                yield _alert("not-read", [part.account.id], issue.message)


def _elsewhere(known: Known, elsewhere: Iterable[tuple[str, str]]) -> Iterator[Alert]:
    """Say which reports published after the case's last one tell of its people as background."""
    last = max((a.day for a in known.accounts), default="")
    later = [report for day, report in elsewhere if day > last]
    if later:
        yield _alert("told-elsewhere", later)


def _of_the_names(known: Known, case: frozenset[str]) -> Iterator[Alert]:
    """Say whose name so many bear that reports with it were not put together by the name alone."""
    for name in sorted({known.by_id[i].common or "" for i in case} - {""}):
        yield _alert("name-common", words=name)


def _of_the_decisions(known: Known, case: frozenset[str]) -> Iterator[Alert]:
    """Say which reports name people of whom decisions contradict each other."""
    contested = {r for i in case if known.by_id[i].contested for r, _ in known.by_id[i].members}
    if contested:
        yield _alert("decisions-contradict", [a.id for a in known.accounts if a.id in contested])
