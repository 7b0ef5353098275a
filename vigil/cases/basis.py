"""What makes a case stand as it does, as far as one entry of it tells."""

from __future__ import annotations

from vigil.cases.standing import StandingRule, standing_data
from vigil.model.case import Case, TimelineEntry


def basis(case: Case) -> TimelineEntry | None:
    """Return the last entry that by itself gives the standing of a case; None where no single one does.

    That is an event that a rule of ``vocab/standing_rules.toml`` has for it, proceedings that were told at all, or what is
    feared. It is looked up in the finished case file, where the doubts that a rule asks about are no longer known.
    """
    rules = [rule for rule in standing_data().rules if rule.gives == case.status]
    decisive = [entry for entry in case.timeline if any(_is_of(rule, entry) for rule in rules)]
    if decisive:
        return decisive[-1]
    if case.status == "in_proceedings":
        opened = [entry for entry in case.timeline if entry.type in standing_data().proceedings]
        return opened[-1] if opened else None
    return case.feared[-1] if case.status == "at_risk" and case.feared else None


def _is_of(rule: StandingRule, entry: TimelineEntry) -> bool:
    if (entry.type, entry.status) != (rule.type, rule.status) or (rule.needs_date and entry.date is None):
        return False
    return rule.outcome is None or entry.detail.get("outcome") == rule.outcome
