"""The JSON interface as a page for people: made from the OpenAPI document, so that the two say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

_METHODS = ("get", "post", "put", "patch", "delete")
_MODELS = "#/components/schemas/"
_FORMS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}
_LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "pattern": "matches {}",
}

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Type:
    """What a value may be: words, and the models among them, each (words, name of the model or None)."""

    parts: tuple[tuple[str, str | None], ...]
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that an operation takes: in its ``where`` (path, query, header, body)."""

    name: str
    where: str
    required: bool
    type: Type
    description: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation may answer."""

    status: str
    description: str
    media_type: str | None
    type: Type | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to ask for."""

    id: str
    method: str
    path: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    body: tuple[tuple[str, Type], ...]
    answers: tuple[Answer, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Model:
    """An object that operations take or return."""

    name: str
    description: str
    fields: tuple[Parameter, ...]
    type: Type | None


@dataclass(frozen=True, slots=True)
class ApiDocs:
    """The whole interface: operations by section, then the models."""

    groups: tuple[tuple[str, tuple[Operation, ...]], ...]
    models: tuple[Model, ...]


def api_docs(document: Mapping[str, Any], home: str) -> ApiDocs:
    """Return what an OpenAPI document says; ``home`` is the address that examples ask ("http://127.0.0.1:8448")."""
    groups: dict[str, list[Operation]] = {}
    for path, item in document.get("paths", {}).items():
        for method in _METHODS:
            if method in item:
                tag = next(iter(item[method].get("tags", ())), "")
                groups.setdefault(tag, []).append(_operation(method, path, item[method], home))
    models = document.get("components", {}).get("schemas", {})
    return ApiDocs(
        tuple((tag, tuple(operations)) for tag, operations in groups.items()),
        tuple(_model(name, schema) for name, schema in sorted(models.items())),
    )


def _operation(method: str, path: str, told: Schema, home: str) -> Operation:
    parameters = tuple(
        Parameter(p["name"], p["in"], p.get("required", False), type_of(p["schema"]), p.get("description", ""))
        for p in told.get("parameters", ())
    )
    body = tuple((media, type_of(c["schema"])) for media, c in told.get("requestBody", {}).get("content", {}).items())
    return Operation(
        id=f"{method}{path}".replace("/", "-").replace("{", "").replace("}", ""),
        method=method.upper(),
        path=path,
        title=told.get("summary", path),
        description=told.get("description", ""),
        parameters=parameters,
        body=body,
        answers=tuple(_answers(told.get("responses", {}))),
        example=_example(method, path, parameters, [media for media, _ in body], home),
    )


def _answers(responses: Schema) -> Iterator[Answer]:
    for status, answer in sorted(responses.items()):
        content = answer.get("content", {}) or {None: {}}
        for media, told in content.items():
            schema = told.get("schema")
            yield Answer(status, answer.get("description", ""), media, type_of(schema) if schema else None)


def _example(method: str, path: str, parameters: Sequence[Parameter], bodies: Sequence[str], home: str) -> str:
    """Return a command that asks for the operation, for a POSIX shell."""
    needed = {p.name: p.name.upper() for p in parameters if p.required and p.where == "query"}
    asked = "&".join(f"{quote(name)}={value}" for name, value in needed.items())
    filled = re.sub(r"\{(\w+)[^}]*\}", lambda name: name[1].upper(), path)
    address = home + filled + (f"?{asked}" if asked else "")
    lines = [f"curl --header \"Authorization: Bearer $VIGIL_SESSION\" '{address}'"]
    if method != "get":
        lines.append(f"--request {method.upper()}")
    if bodies:
        lines.append(f"--header 'Content-Type: {bodies[0]}' --data @body")
    return " \\\n  ".join(lines)


def _model(name: str, schema: Schema) -> Model:
    needed = set(schema.get("required", ()))
    fields = tuple(
        Parameter(field, "body", field in needed, type_of(told), told.get("description", ""))
        for field, told in schema.get("properties", {}).items()
    )
    return Model(name, schema.get("description", ""), fields, None if fields else type_of(schema))


def type_of(schema: Schema) -> Type:
    """Return in words what a JSON Schema allows."""
    limits = tuple(words.format(schema[key]) for key, words in _LIMITS.items() if key in schema)
    inner = next((s for s in schema.get("anyOf", ()) if s.get("type") != "null"), None)
    if inner is not None:
        limits += type_of(inner).limits
    return Type(tuple(_parts(schema)), limits)


def _parts(schema: Schema) -> Iterator[tuple[str, str | None]]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_MODELS)
        yield name, name
    elif "enum" in schema:
        yield "one of " + ", ".join(map(str, schema["enum"])), None
    elif "const" in schema:
        yield str(schema["const"]), None
    elif alternatives := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        for number, each in enumerate(alternatives):
            if number:
                yield " or ", None
            yield from _parts(each)
    elif schema.get("type") == "array":
        yield from _list(schema)
    elif isinstance(schema.get("additionalProperties"), Mapping):
        yield "object of ", None
        yield from _parts(schema["additionalProperties"])
    else:
        yield _FORMS.get(schema.get("type", ""), str(schema.get("type", "any value"))), None


def _list(schema: Schema) -> Iterator[tuple[str, str | None]]:
    if "prefixItems" in schema:
        yield "[", None
        for number, each in enumerate(schema["prefixItems"]):
            if number:
                yield ", ", None
            yield from _parts(each)
        yield "]", None
        return
    yield "list of ", None
    yield from _parts(schema.get("items", {}))
