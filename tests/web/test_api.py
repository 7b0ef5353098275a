"""The JSON interface keeps what its OpenAPI document says, whatever it is asked, and the page about it tells all of it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.samples import around
from vigil.casebook import Casebook
from vigil.web import make_app
from vigil.web.api_docs import type_of
from vigil.web.guard import Door
from vigil.web.workbench import Workbench

from .team import HOST

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SESSION = {"authorization": "Bearer the-session", "host": HOST}
FILES = {"application/zip", "application/octet-stream"}
"""Media types of what is no JSON but a file to keep."""

EXAMPLES = 15
"""Requests an operation."""


@pytest.fixture(scope="module")
def kept(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    folder = tmp_path_factory.mktemp("api") / "casebook"
    shutil.copytree(read_once, folder)
    with Casebook(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def api(kept: Casebook) -> schemathesis.BaseSchema:
    app = make_app(Workbench(kept, around(), Door(frozenset({HOST}), "the-session"), "the-key", "tester"))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=SESSION)


@pytest.fixture(scope="module")
def ids(kept: Casebook) -> dict[str, str]:
    """Ids that are there, by what a path may call them."""
    case = kept.cases()[0]
    return {"case": case.id, "report": case.sources[0].report}


def test_every_operation_answers_as_it_says(api: schemathesis.BaseSchema, ids: dict[str, str]) -> None:
    asked = 0
    for found in api.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: schemathesis.Case[Any]) -> None:
            nonlocal asked
            asked += 1
            for name in case.path_parameters:
                known = next((value for word, value in ids.items() if word in name), None)
                if known is not None and asked % 2:  # made-up ids lead nowhere: every other one leads further
                    case.path_parameters[name] = known
            case.call_and_validate(headers=SESSION, checks=CHECKS)

        ask()
    assert asked >= len(CHECKS)


def test_every_operation_says_what_its_errors_are(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["paths"]
    for path, operations in document["paths"].items():
        for method, told in operations.items():
            content = told["responses"]["422"]["content"]["application/json"]
            assert content["schema"] == {"$ref": "#/components/schemas/ErrorDocument"}, (path, method)
            ((status, answer),) = ((s, a) for s, a in told["responses"].items() if s.startswith("2"))
            content = answer.get("content", {})
            if status == "204":
                assert content == {}, (path, method)
            elif not content.keys() & FILES:
                assert content.get("application/json", {}).get("schema"), (path, method)


def test_every_operation_and_object_stands_on_the_page(client: TestClient) -> None:
    document, text = client.get("/api/openapi.json").json(), client.get("/api/docs").text
    anchors = set(re.findall(r'id="([^"]+)"', text))
    for path, operations in document["paths"].items():
        for method in operations:
            assert f"{method.upper()} {path}" in text
    assert {f"model-{name}" for name in document["components"]["schemas"]} <= anchors
    assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors
    assert "Authorization: Bearer" in text
    assert "<script" not in text.replace('<script src="/static/', "")


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string", "maxLength": 5}, "text"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "whole number or null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Place"}}, "list of Place"),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "number"}]}, "[whole number, number]"),
        ({"enum": ["a", "b"]}, "one of a, b"),
        ({"type": "object", "additionalProperties": {"type": "boolean"}}, "object of true or false"),
        ({"const": "x"}, "x"),
        ({}, "any value"),
    ],
)
def test_types_are_told_in_words(schema: dict[str, object], words: str) -> None:
    assert "".join(part for part, _ in type_of(schema).parts) == words
