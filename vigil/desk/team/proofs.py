"""What people prove themselves with: passwords, one-time codes, recovery codes. None is kept as it was given."""

from __future__ import annotations

import base64
import hmac
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pyotp import TOTP

from vigil.errors import VigilError

SHORTEST, LONGEST = 12, 1024
"""Characters of a password. NIST SP 800-63B asks for 8, and for 15 where it stands alone; here a code stands beside it."""

_FEWEST_DIFFERENT = 5
_STEP_SECONDS = 30
_RECOVERY_CODES = 10
_RECOVERY_BYTES = 20
"""160 random bits, of which 125 are written: too many to guess, so that a plain hash keeps them (SP 800-63B, 5.1.2.2)."""

_AT_ONCE = 2
"""Passwords hashed at once: each takes 64 MiB and a core, and nobody may fill the memory by asking for many."""


class PasswordError(VigilError):
    """A new password cannot be taken."""


def fold(name: str) -> str:
    """Return a name as accounts are told apart by: case, width and spaces do not make another name."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def digest(secret: str) -> str:
    """Return what is kept of a token or recovery code, which are random and long."""
    return sha256(secret.encode()).hexdigest()


def check_password(password: str, name: str) -> None:
    """Raise PasswordError where a password is too short, too long, or easily told from the name.

    No kinds of characters are asked for (NIST SP 800-63B, 5.1.1.2).
    """
    folded = fold(password)
    if len(password) < SHORTEST:
        raise PasswordError(f"a password has {SHORTEST} characters or more; four words in a row make a good one")
    if len(password) > LONGEST:
        raise PasswordError(f"a password has {LONGEST} characters at most")
    if len(set(folded)) < _FEWEST_DIFFERENT:
        raise PasswordError("this password repeats a few characters; four words in a row make a good one")
    own = [part for part in (fold(name), *fold(name).split()) if len(part) > 2]
    if any(part in folded and len(folded) - len(part) < SHORTEST for part in own):
        raise PasswordError("this password is little more than your name; four words in a row make a good one")


@dataclass(frozen=True, slots=True)
class Passwords:
    """Argon2id at the defaults of argon2-cffi (RFC 9106, second choice: 64 MiB, 3 passes)."""

    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    _room: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_AT_ONCE))

    def keep(self, password: str) -> str:
        """Return the hash of a password."""
        with self._room:
            return self.hasher.hash(_normal(password))

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether this is the password; where there is none to fit, False after the same work."""
        with self._room:
            if kept is None:
                self.hasher.hash(_normal(password[:LONGEST]))
                return False
            try:
                return self.hasher.verify(kept, _normal(password[:LONGEST]))
            except (VerificationError, InvalidHashError):
                return False

    def is_weak(self, kept: str) -> bool:
        """Whether a hash was made with less work than is asked for now."""
        return self.hasher.check_needs_rehash(kept)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def new_seed(chance: Callable[[int], bytes]) -> str:
    """Return the seed of one-time codes: 160 random bits in base 32, as RFC 4226 advises."""
    return base64.b32encode(chance(20)).decode()


def address_of(seed: str, name: str) -> str:
    """Return what an app that makes the codes reads from the picture."""
    return TOTP(seed).provisioning_uri(name=name, issuer_name="Vigil")


def step_of(seed: str, code: str, now: datetime) -> int | None:
    """Return the time step whose code this is, up to one before or after now (RFC 6238, 5.2); None where it is no such code."""
    given = "".join(code.split())
    current = int(now.timestamp()) // _STEP_SECONDS
    made = {step: TOTP(seed).generate_otp(step) for step in (current - 1, current, current + 1)}
    fitting = [step for step, right in made.items() if hmac.compare_digest(right.encode(), given.encode())]
    return fitting[0] if fitting else None


def recovery_codes(chance: Callable[[int], bytes]) -> tuple[str, ...]:
    """Return new recovery codes, in groups that can be copied by hand."""
    return tuple(_grouped(base64.b32encode(chance(_RECOVERY_BYTES)).decode()[:25]) for _ in range(_RECOVERY_CODES))


def _grouped(letters: str) -> str:
    return "-".join(letters[first : first + 5] for first in range(0, len(letters), 5))


def recovery_digest(code: str) -> str:
    """Return what is kept of a recovery code, however it is typed."""
    letters = "".join(c for c in code.upper() if c.isalnum())
    return digest(_grouped(letters))
