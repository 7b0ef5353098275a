"""The history of the schema: one file a revision in ``versions/``, run when a casebook is opened."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""Every revision, oldest first. A casebook at any other was written by a newer Vigil."""

HEAD = REVISIONS[-1]
