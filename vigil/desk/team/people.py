"""Accounts as an owner sees and changes them: invitations, roles, and the end of an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from vigil.desk.team.proofs import PasswordError, check_password, digest, fold
from vigil.desk.team.sessions import From, Team, Visit
from vigil.errors import NotAllowedError, NotFoundError, VigilError
from vigil.model.team import Account, Invitation, Role
from vigil.store import TeamRows

INVITATION_HOLDS = timedelta(hours=72)
"""Over a weekend."""

LONGEST_NAME = 80


class NameTakenError(VigilError):
    """Somebody has an account of that name, or it is no name."""


@dataclass(frozen=True, slots=True)
class AccountDocument:
    """An account as the list shows it; ``last_seen`` is the newest time that one of its sessions was used."""

    id: str
    name: str
    role: Role
    has_code: bool
    made_at: str
    ended_at: str | None
    sessions: int
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class InvitationDocument:
    """An invitation that was not taken yet."""

    number: int
    role: Role
    note: str
    made_at: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class TeamDocument:
    """Everybody who has an account, and who is invited."""

    accounts: tuple[AccountDocument, ...]
    invitations: tuple[InvitationDocument, ...]


def team(at: Team) -> TeamDocument:
    """Return everybody who has an account, by name, and who is invited."""
    with at.store.looking() as rows:
        accounts = tuple(_account_document(rows, account) for account in rows.accounts())
        invitations = tuple(
            InvitationDocument(i.number, i.role, i.note, i.made_at, i.expires_at) for i in rows.invitations(at.at())
        )
    return TeamDocument(accounts, invitations)


def _account_document(rows: TeamRows, account: Account) -> AccountDocument:
    sessions = rows.sessions_of(account.id)
    last = max((session.seen_at for session in sessions), default=None)
    told = (account.id, account.name, account.role, account.has_code, account.made_at, account.ended_at)
    return AccountDocument(*told, len(sessions), last)


def first_invitation(at: Team) -> str | None:
    """Return the token of an invitation for the first owner, None where somebody has an account already.

    Those that were made before are no longer good.
    """
    with at.store.writing() as rows:
        if rows.accounts():
            return None
        rows.withdraw_all()
        return _invite(at, rows, "owner", "the first owner", None)


def invite(at: Team, visit: Visit, role: Role, note: str) -> str:
    """Return the token of an invitation: whoever has it makes one account of that role, once, within 72 hours."""
    with at.store.writing() as rows:
        token = _invite(at, rows, role, note.strip()[:LONGEST_NAME], visit.account.id)
        rows.note(at.deed(visit.account.name, "invited", note.strip()[:LONGEST_NAME], now=role))
        return token


def _invite(at: Team, rows: TeamRows, role: Role, note: str, by: str | None) -> str:
    token = at.token()
    rows.invite(digest(token), Invitation(0, role, note, by, at.at(), at.at(at.now() + INVITATION_HOLDS)))
    return token


def withdraw(at: Team, visit: Visit, number: int) -> None:
    """Take an invitation back. Raises NotFoundError."""
    with at.store.writing() as rows:
        if not rows.withdraw(number):
            raise NotFoundError("this invitation was taken or withdrawn already; see the list of the team")
        rows.note(at.deed(visit.account.name, "invitation_withdrawn", str(number)))


def invited(at: Team, token: str) -> Invitation:
    """Return the invitation of a token. Raises NotFoundError where it was taken, withdrawn, or is too old."""
    with at.store.looking() as rows:
        found = rows.invitation(digest(token), at.at())
    if found is None:
        raise NotFoundError("this invitation was used, withdrawn, or is too old; ask an owner for a new one")
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody typed to make an account."""

    name: str
    password: str
    again: str


def accept(at: Team, token: str, wanted: Wanted, where: From) -> str:
    """Make an account by invitation, and return the token of its first session.

    Raises NotFoundError as ``invited`` does, NameTakenError and PasswordError.
    """
    invited(at, token)
    name = " ".join(wanted.name.split())
    _check_name(name)
    check_password(wanted.password, name)
    if wanted.password != wanted.again:
        raise PasswordError("the two passwords differ; type the same twice")
    kept = at.passwords.keep(wanted.password)
    with at.store.writing() as rows:
        invitation = rows.invitation(digest(token), at.at())
        if invitation is None or not rows.withdraw(invitation.number):
            raise NotFoundError("this invitation was used already; ask an owner for a new one")
        if rows.named(fold(name)) is not None:
            raise NameTakenError("somebody has this name already; add a second name or an initial")
        account = Account(at.chance(8).hex(), name, invitation.role, has_code=False, made_at=at.at())
        rows.make(account, fold(name), kept)
        rows.note(at.deed(name, "joined", name, now=invitation.role))
        return at.begin(rows, account, where)


def _check_name(name: str) -> None:
    if not name or not name.isprintable():
        raise NameTakenError("give the name that your decisions are to carry")
    if len(name) > LONGEST_NAME:
        raise NameTakenError(f"a name has {LONGEST_NAME} characters at most")


def _other(rows: TeamRows, visit: Visit, account_id: str) -> Account:
    account = rows.account(account_id)
    if account is None:
        raise NotFoundError("there is no such account; see the list of the team")
    if account.id == visit.account.id:
        raise NotAllowedError("this is your own account; another owner has to do that")
    return account


def give_role(at: Team, visit: Visit, account_id: str, role: Role) -> None:
    """Give somebody a role; they log in anew with it."""
    with at.store.writing() as rows:
        account = _other(rows, visit, account_id)
        if account.role == role:
            return
        rows.change(account.id, role=role)
        rows.end_sessions(account.id)
        rows.note(at.deed(visit.account.name, "role", account.name, account.role, role))


def end(at: Team, visit: Visit, account_id: str) -> None:
    """End an account: it can no longer log in; what it did stays under its name."""
    with at.store.writing() as rows:
        account = _other(rows, visit, account_id)
        rows.change(account.id, ended_at=at.at())
        rows.end_sessions(account.id)
        rows.note(at.deed(visit.account.name, "account_ended", account.name, "open", "ended"))


def resume(at: Team, visit: Visit, account_id: str) -> None:
    """Let an account that was ended log in again."""
    with at.store.writing() as rows:
        account = _other(rows, visit, account_id)
        rows.change(account.id, ended_at=None)
        rows.note(at.deed(visit.account.name, "account_resumed", account.name, "ended", "open"))


def forget_code(at: Team, visit: Visit, account_id: str) -> None:
    """Take somebody's second factor away who lost it; they set up another at their next login."""
    with at.store.writing() as rows:
        account = _other(rows, visit, account_id)
        rows.change(account.id, seed=None, pending=None, step=0)
        rows.renew_recovery(account.id, ())
        rows.end_sessions(account.id)
        rows.note(at.deed(visit.account.name, "code_taken_away", account.name))
