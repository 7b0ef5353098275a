"""An invented team: how its people come in, with a clock that the tests turn."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from pyotp import TOTP

from vigil.casebook import Casebook
from vigil.desk.team import Team, people
from vigil.desk.team.proofs import Passwords
from vigil.model.team import Role
from vigil.run import Surroundings
from vigil.web import make_app
from vigil.web.guard import Door
from vigil.web.workbench import Workbench

HOST = "127.0.0.1:8448"
PASSWORD = "copper lantern window tide"
FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Argon2 with next to no work, for tests that log in often."""


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Office:
    """A workbench for a team, and what its people know."""

    casebook: Casebook
    clock: Clock
    team: Team
    app: FastAPI
    seeds: dict[str, str] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)
    base: str = f"http://{HOST}"

    def browser(self) -> TestClient:
        """Somebody who has not logged in."""
        return TestClient(self.app, base_url=self.base, follow_redirects=False)

    def invitation(self, role: Role) -> str:
        """Return the path of an invitation, the first owner's where nobody has an account."""
        first = people.first_invitation(self.team)
        if first is not None:
            assert role == "owner"
            return f"/invitation/{first}"
        with self.team.store.writing() as rows:
            return f"/invitation/{people._invite(self.team, rows, role, 'invented', None)}"

    def join(self, name: str, role: Role) -> TestClient:
        """Make an account by invitation, with a second factor, and return its browser."""
        browser = self.browser()
        form = {"name": name, "password": PASSWORD, "again": PASSWORD}
        assert browser.post(self.invitation(role), data=form).headers["location"] == "/account/code"
        page = browser.get("/account/code").text
        found = re.search(r'class="seed">([A-Z2-7 ]+)<', page)
        assert found
        self.seeds[name] = found[1].replace(" ", "")
        shown = browser.post("/account/code", data={"code": self.code(name)})
        assert shown.status_code == 200, shown.text
        self.codes[name] = re.findall(r"<code>([A-Z2-7-]{29})</code>", shown.text)
        return browser

    def code(self, name: str) -> str:
        """Return the code that somebody's app shows now."""
        return TOTP(self.seeds[name]).at(self.clock.now)

    def login(
        self, name: str, *, password: str = PASSWORD, code: str | None = None, **more: str
    ) -> tuple[TestClient, Response]:
        """Return a new browser of somebody's, and what the login said; without ``code`` the next one of their app."""
        browser = self.browser()
        if code is None:
            self.clock.pass_(seconds=30)
            code = self.code(name)
        answer = browser.post("/login", data={"name": name, "password": password, "code": code, **more})
        return browser, answer


@contextmanager
def office(casebook: Casebook, now: datetime, *, origin: str | None = None) -> Iterator[Office]:
    """Open a workbench for a team."""
    clock = Clock(now)
    team = Team(casebook.team(), clock, os.urandom, passwords=Passwords(FAST))
    host = HOST if origin is None else origin.removeprefix("https://")
    door = Door(frozenset({host}), "", origin)
    bench = Workbench(casebook, Surroundings(clock), door, "", "", team)
    yield Office(casebook, clock, team, make_app(bench), base=origin or f"http://{HOST}")
