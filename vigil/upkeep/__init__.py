"""Case files kept up to date: what a report or a decision changes is found through the index of people, and made anew."""

from vigil.upkeep.filing import lookup_keys, note_reviewed
from vigil.upkeep.people import KnownPeople
from vigil.upkeep.progress import bring_up_to_date, differing, settle

__all__ = ["KnownPeople", "bring_up_to_date", "differing", "lookup_keys", "note_reviewed", "settle"]
