"""How reports come into a casebook: what is sent is kept first, then read by one worker that a stop does not harm."""

from vigil.intake.adding import Added, Adding
from vigil.intake.backups import Backups
from vigil.intake.imports import Imports
from vigil.intake.incoming import Arriving, Incoming
from vigil.intake.worker import Worker

__all__ = ["Added", "Adding", "Arriving", "Backups", "Imports", "Incoming", "Worker"]
