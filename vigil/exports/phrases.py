"""Entries of a case in a few plain words, the same in the terminal, in the workbench and in every export."""

from __future__ import annotations

from collections.abc import Iterable

from vigil.languages.spoken import spoken_date
from vigil.languages.wording import translations
from vigil.model.beside import Alike, Change, Changes, Silence
from vigil.model.case import (
    Alert,
    Case,
    CaseDemand,
    CasePerson,
    Correction,
    Obligation,
    Precedent,
    Standing,
    TimelineEntry,
)
from vigil.model.reading import Detail
from vigil.model.treaties import parties
from vigil.model.vocab import acts, alert_rows, change_kinds, event_types, standings
from vigil.model.when import When

_LEADING = ("outcome", "penalty", "offence")
"""Details that are said with the kind of an event, the first that is known."""

_UNSAID = ("happened", "feared", "open")
"""What a new event or demand is as a rule, and needs no word."""

_WITH_BEFORE = ("standing", "next_date", "host", "origin", "event_date", "event_outcome")
"""Kinds of change of which it is always said what was before."""


class Phrases:
    """What is said of a case, in one language of ``wording.LANGUAGES``; names and quotes stay as they are."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        catalogue = translations(language)
        self.gettext, self.ngettext, self.pgettext = catalogue.gettext, catalogue.ngettext, catalogue.pgettext

    def date(self, when: When | str | None) -> str:
        """Return a date (or its EDTF text) as a reader says it."""
        return spoken_date(When(when) if isinstance(when, str) else when, self.language)

    def names(self, people: Iterable[str]) -> str:
        """Return names as a reader lists them: "A", "A and B", "A, B and C"."""
        listed = list(people)
        if len(listed) < 2:
            return "".join(listed)
        return self.gettext("{names} and {last}").format(names=", ".join(listed[:-1]), last=listed[-1])

    def title_of(self, case: Case) -> str:
        """Return what people call the case: the names of those at risk."""
        return self.titled(p.name for p in case.people_at_risk)

    def titled(self, people: Iterable[str]) -> str:
        """Return what people call a case in which these are at risk."""
        return self.names(people) or self.gettext("unnamed people")

    def about(self, case: Case, person: CasePerson) -> str:
        """Return what is known of somebody: title, affiliation, ethnicity, nationality, age; both ages where reports differ."""
        told = next((d for d in case.disagreements if d.field == "age" and d.about == person.name), None)
        age = None if person.age is None else str(person.age)
        if told:
            age = self.gettext("{ages} (reports differ)").format(ages=self.gettext(" or ").join(told.values))
        known = (
            person.title,
            person.affiliation,
            person.ethnicity and self.gettext("ethnic {people}").format(people=person.ethnicity),
            person.nationality,
            age and self.gettext("age {age}").format(age=age),
        )
        return ", ".join(k for k in known if k)

    def standing_of(self, key: str) -> str:
        """Return a standing in plain words."""
        return self.gettext(standings()[key].label)

    def event_type(self, key: str) -> str:
        """Return a type of event in plain words."""
        return self.gettext(event_types()[key].label)

    def act(self, key: str) -> str:
        """Return what is demanded in plain words."""
        return self.gettext(acts()[key].label)

    def status_word(self, key: str) -> str:
        """Return what is said of an entry's status; what happened needs no word."""
        words = {
            "happened": "",
            "scheduled": self.gettext("scheduled"),
            "feared": self.gettext("feared"),
            "demanded": self.gettext("demanded"),
            "did_not_happen": self.gettext("did not happen"),
        }
        return words[key]

    def state_word(self, key: str) -> str:
        """Return how a demand stands."""
        return {"open": self.gettext("open"), "met": self.gettext("met"), "refused": self.gettext("refused")}[key]

    def what(self, entry: TimelineEntry) -> str:
        """Return the kind of event with its outcome or other leading detail: "Extradition decision: refused"."""
        label = self.event_type(entry.type)
        lead = next((entry.detail[k] for k in _LEADING if entry.detail.get(k)), None)
        return f"{label}: {self.gettext(lead)}" if isinstance(lead, str) else label

    def circumstances(self, entry: TimelineEntry) -> str:
        """Return by whom, where, and the further details of an entry, divided by semicolons; empty where none is known."""
        told = []
        if entry.by:
            told.append(self.gettext("by {whom}").format(whom=entry.by))
        if entry.place:
            told.append(entry.place)
        told += [self._detail(k, v) for k, v in entry.detail.items() if k not in _LEADING and v not in ("", None)]
        if entry.according_to:
            told.append(self.gettext("according to {whom}").format(whom=self.names(entry.according_to)))
        return "; ".join(t for t in told if t)

    def _detail(self, key: str, value: Detail) -> str:
        word = self.gettext(key.replace("_", " "))
        if isinstance(value, bool):
            return word if value else self.gettext("not {what}").format(what=word)
        if key == "until":
            return self.gettext("until {date}").format(date=self.date(When(value)))
        if key == "from":
            return self.gettext("from {place}").format(place=value)
        if key == "to":
            return self.gettext("to {place}").format(place=value)
        return f"{word}: {value}"

    def alert(self, alert: Alert) -> str:
        """Return what a reader must not miss."""
        english = alert_rows()[alert.code].message
        before, gap, after = english.partition("{}")
        if not gap:
            return self.gettext(english)
        words = alert.message[len(before) : len(alert.message) - len(after)]
        return self.gettext(english).replace("{}", words)

    def asked(self, demand: CaseDemand) -> str:
        """Return who asks whom for what: "Human Rights Watch asks the Kazakh authorities: do not return"."""
        act = self.act(demand.act)
        if demand.of:
            return self.gettext("{by} asks {of}: {act}").format(by=demand.by, of=demand.of, act=act)
        return self.gettext("{by} asks: {act}").format(by=demand.by, act=act)

    def obligation_limits(self) -> str:
        """Return what is said wherever obligations are shown."""
        return self.gettext(
            "Information for a lawyer, not advice. Facts are matched to articles by rules. Reservations, declarations and "
            "how courts read an article are not looked at; years come from a table that you should check with the source named."
        )

    def obligations_missing(self, case: Case) -> str | None:
        """Return why a case shows no obligations, None where it shows some."""
        if case.obligations:
            return None
        if case.host is None:
            return self.gettext("The country they are in is not known, so no treaty is listed.")
        if case.host not in parties():
            return self.gettext(
                "{state} is not in the table of treaties yet, so none is listed; that says nothing of what binds it."
            ).format(state=case.host)
        return self.gettext("No fact of this case brings up an article in the table of treaties.")

    def bound(self, obligation: Obligation) -> str:
        """Return whether and since when an article binds: "binds Kazakhstan since 1999"."""
        if not obligation.binds:
            pattern = self.gettext("{state} is not party to it")
        elif obligation.until is not None:
            pattern = self.gettext("bound {state} from {since} to {until}")
        elif obligation.since:
            pattern = self.gettext("binds {state} since {since}")
        else:
            pattern = self.gettext("binds {state}; since when is not in the table")
        return pattern.format(state=obligation.state, since=obligation.since, until=obligation.until)

    def ago(self, silence: Silence) -> str:
        """Return how long ago the last news was: "29 days ago"."""
        if silence.days == 0:
            return self.gettext("today")
        return self.ngettext("{days} day ago", "{days} days ago", silence.days).format(days=f"{silence.days:,}")

    def last_news(self, silence: Silence) -> str:
        """Return when the last news was: "22 January 2020, 29 days ago"."""
        return f"{self.date(silence.last)}, {self.ago(silence)}"

    def one_voice(self, numbers: Iterable[int]) -> str:
        """Return that sources carry one text: "Sources 2, 3 and 5 carry the same text and count as one voice"."""
        return self.gettext("Sources {numbers} carry the same text and count as one voice.").format(
            numbers=self.names(map(str, numbers))
        )

    def taken_back(self, correction: Correction) -> str:
        """Return what a later report corrects: "First reported as 5 February 2030, corrected later"."""
        if correction.field == "date":
            was = self.date(When(correction.was))
        else:
            was = self.status_word(correction.was) or self.gettext("happened")
        return self.gettext("First reported as {was}, corrected later").format(was=was)

    def how_it_ended(self, ended: TimelineEntry | None, status: Standing | None = None) -> str:
        """Return how a case ended: its standing where known, and the event that decided it."""
        told = [self.standing_of(status)] if status else []
        if ended is not None:
            told.append(self.what(ended) + (f", {self.date(ended.date)}" if ended.date else ""))
        return "; ".join(told) or self.gettext("not told")

    def alike_line(self, like: Alike | Precedent) -> str:
        """Return why a case is thought alike, and how it ended."""
        reasons = like.reasons if isinstance(like, Alike) else like.alike_because
        status = like.status if isinstance(like, Alike) else None
        ended = self.gettext("How it ended: {end}.").format(end=self.how_it_ended(like.ended, status))
        if not reasons:
            return ended
        return self.gettext("Thought alike because: {reasons}.").format(reasons="; ".join(reasons)) + " " + ended

    def since_line(self, told: Changes) -> str:
        """Return how many reports are new since when."""
        day = self.date(When.of(told.since))
        if not told.reports:
            none = {"published": self.gettext("No report published on or after {day}."),
                    "added": self.gettext("No report added on or after {day}.")}  # fmt: skip
            return none[told.by].format(day=day)
        count = len(told.reports)
        some = {
            "published": self.ngettext(
                "{count} report published on or after {day}.", "{count} reports published on or after {day}.", count
            ),
            "added": self.ngettext(
                "{count} report added on or after {day}.", "{count} reports added on or after {day}.", count
            ),
        }
        return some[told.by].format(count=count, day=day)

    def value_of(self, field: str, value: str) -> str:
        """Return a value of a disagreement as it is said: a date in words."""
        return self.date(When(value)) if field == "date" else value

    def changed(self, change: Change) -> str:
        """Return one change in plain words: "Next date: was none, now 9 April 2030"."""
        english = change_kinds()[change.kind].label
        label = self.gettext(english) + ("" if change.about == english.lower() else f" · {change.about}")
        if change.was is None and (change.now is None or change.now in _UNSAID):
            return label
        if change.was is None and change.kind not in _WITH_BEFORE:
            return f"{label}: {change.now}"
        none = self.gettext("none")
        return self.gettext("{what}: was {was}, now {now}").format(
            what=label, was=change.was or none, now=change.now or none
        )


def inside(sentence: str) -> str:
    """Return a sentence as it goes on inside another: with a small first letter."""
    return sentence[:1].lower() + sentence[1:]


ENGLISH = Phrases()
