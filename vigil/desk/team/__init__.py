"""The people of a casebook: who may come in, what each may do and see, and what they did."""

from vigil.desk.team.sessions import From, LoginError, Team, Visit, WaitError

__all__ = ["From", "LoginError", "Team", "Visit", "WaitError"]
