"""What can go wrong, named by what a person can do about it."""

from __future__ import annotations


class VigilError(Exception):
    """Root of every error that Vigil raises on purpose; its text is one line that says what to do."""


class InputError(VigilError):
    """A source cannot be read: missing, empty, broken, too large, or of a kind that is not known."""


class DateError(VigilError, ValueError):
    """A text is not an EDTF date that Vigil can hold."""


class FetchRefusedError(VigilError):
    """An address is not fetched: private network, redirect to one, too large, or the network failed."""


class StoreError(VigilError):
    """The casebook cannot be opened or written."""


class NewerCasebookError(StoreError):
    """The casebook was written by a newer Vigil than this one."""


class NotFoundError(VigilError):
    """No case, report or capture has the id that was asked for."""


class CheckFailedError(VigilError):
    """A finished value breaks an invariant; it is neither saved nor exported."""


class DecisionError(VigilError):
    """A decision cannot be applied: its value does not fit what it is about."""


class NotAllowedError(VigilError):
    """Somebody may not do what they ask for."""


class ConflictError(VigilError):
    """Somebody else decided about the same thing meanwhile; what they decided is to be looked at first."""


class FieldError(VigilError):
    """What was typed into one field of a form does not fit; ``field`` is its name."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
