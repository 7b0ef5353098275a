"""The rules are data: they speak of types, outcomes, acts and standings that exist, and leave no type out."""

from vigil.cases.demands import demand_data
from vigil.cases.routes import route_data
from vigil.cases.standing import standing_data
from vigil.cases.tellings import merge_rules
from vigil.model.vocab import acts, alert_rows, event_types, standings

TYPES = event_types()


def test_every_type_of_event_has_a_row_for_merging() -> None:
    assert list(merge_rules()) == list(TYPES)


def test_standing_rules_speak_of_what_exists() -> None:
    data = standing_data()
    for rule in data.rules:
        assert rule.outcome in (None, *TYPES[rule.type].outcomes)
        assert rule.gives in standings()
    assert data.proceedings | data.journeys <= set(TYPES)
    assert {*data.resolved, *data.holds} <= set(standings())


def test_demand_rules_speak_of_what_exists() -> None:
    data = demand_data()
    assert set(data.acts) <= set(acts())
    for rule in data.acts.values():
        for decisive in (*rule.met, *rule.refused):
            assert decisive.outcome in (None, *TYPES[decisive.type].outcomes)
    outcomes = {o for t in TYPES.values() for o in t.outcomes}
    assert {*data.contrary, *(o for against in data.contrary.values() for o in against)} <= outcomes


def test_route_clues_speak_of_what_exists() -> None:
    for clue in route_data().clues:
        assert clue.field in ("by", "place", "from", *TYPES[clue.type].detail)
    assert route_data().acts_of_host <= set(acts())


def test_alerts_have_messages() -> None:
    assert all(row.message.endswith((".", "{}")) for row in alert_rows().values())
