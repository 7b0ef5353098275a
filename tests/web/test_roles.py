"""Every route, asked by every role: what changes something says which role it needs, and is refused to those below."""

import pytest
from fastapi.testclient import TestClient

from vigil.model.team import ROLES, Role, reaches
from vigil.web.at import role_of
from vigil.web.sections import SECTIONS

from .routes import Found, routes_of
from .team import Office

ENDS_THE_SESSION = {"/logout", "/lock"}
"""Asked last, or the rest would be asked by nobody."""


@pytest.fixture
def routes(office: Office) -> list[Found]:
    found = routes_of(office.app)
    paths = {f.template for f in found}
    assert {"/cases", "/api/v1/cases", "/team/{account}/role", "/login"} <= paths
    assert {section.path for section in SECTIONS} <= paths
    return sorted(found, key=lambda f: (f.template in ENDS_THE_SESSION, f.template))


def test_what_changes_something_says_its_role(routes: list[Found]) -> None:
    silent = [f"{f.template} {sorted(f.changes)}" for f in routes if f.changes and role_of(f.route) is None]
    assert silent == [], "say the role in the route: dependencies=[needs('reviewer')], see vigil/web/at.py"


def test_what_says_no_role_is_kept_to_owners(office: Office, owner: TestClient) -> None:
    @office.app.post("/silent")
    def silent() -> str:
        return "done"

    browsers = {role: office.join(f"Some {role.title()}", role) for role in ROLES}
    assert {role: browser.post("/silent").status_code for role, browser in browsers.items()} == {
        role: 200 if role == "owner" else 403 for role in ROLES
    }


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_it_reaches_and_no_more(
    office: Office, owner: TestClient, routes: list[Found], role: Role
) -> None:
    browser = office.join(f"Some {role.title()}", role)
    wrong = []
    for found in routes:
        needed = role_of(found.route)
        for method in sorted(found.changes if needed is None else found.methods - {"HEAD", "OPTIONS"}):
            answer = browser.request(method, found.path())
            may = reaches(role, needed or "owner")
            refused = answer.status_code == 403 and "this needs the role" in answer.text
            if refused == may or answer.status_code >= 500:
                wrong.append(f"{method} {found.template}: {answer.status_code}, needs {needed}")
    assert wrong == []


def test_a_stranger_reaches_the_gates_alone(office: Office, owner: TestClient, routes: list[Found]) -> None:
    stranger = office.browser()
    open_ones = set()
    for found in routes:
        for method in sorted(found.methods - {"HEAD", "OPTIONS"}):
            office.clock.pass_(seconds=1)  # not so often that nobody is asked who they are
            answer = stranger.request(method, found.path())
            asked = answer.headers.get("x-vigil-ask") == "login" or answer.headers.get("location", "").startswith(
                "/login"
            )
            if not asked and answer.status_code != 401:
                open_ones.add(f"{method} {found.template}")
    assert open_ones == {"GET /invitation/{token}", "POST /invitation/{token}"}
