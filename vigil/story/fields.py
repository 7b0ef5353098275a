"""What a page says of itself in ``<meta>``, JSON-LD and ``<time>``: claims, none verified."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from vigil.languages import Language
from vigil.story.markup import Markup

_TAGS = re.compile(r"<[^>]*>")
_CONTROL = re.compile(r"[\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class FieldNames:
    """``languages/any/page_fields.toml``."""

    published: tuple[str, ...]
    title: tuple[str, ...]
    publisher: tuple[str, ...]
    byline: tuple[str, ...]
    description: tuple[str, ...]
    article_types: frozenset[str]


@lru_cache(maxsize=1)
def field_names() -> FieldNames:
    """Return the names under which pages give their date, title, publisher and author."""
    return Language("any").table("page_fields", FieldNames)


@dataclass(slots=True)
class PageFields:
    """Values by kind, best first; all are text as the page gives it."""

    published: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    publisher: list[str] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    description: list[str] = field(default_factory=list)
    language: str | None = None
    url: str | None = None


def page_fields(page: Markup) -> PageFields:
    """Return what the page says of itself."""
    fields = PageFields()
    metas = _metas(page)
    articles = [item for leaf in page.leaves if leaf.tag == "script" for item in _articles(leaf.text)]
    for item in articles:
        _from_article(item, fields)
    names = field_names()
    for kind in ("published", "title", "publisher", "byline", "description"):
        values: list[str] = getattr(fields, kind)
        values.extend(value for name in getattr(names, kind) for value in metas.get(name, ()))
    for leaf in page.leaves:
        if leaf.tag == "title":
            fields.title.append(_clean(leaf.text))
        elif leaf.tag == "html" and fields.language is None:
            fields.language = leaf.attributes.get("lang") or leaf.attributes.get("xml:lang")
        elif leaf.tag == "link" and leaf.attributes.get("rel") == "canonical":
            fields.url = fields.url or leaf.attributes.get("href")
    fields.url = fields.url or next(iter(metas.get("og:url", ())), None)
    return fields


def _metas(page: Markup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for leaf in page.leaves:
        if leaf.tag != "meta":
            continue
        value = _clean(leaf.attributes.get("content") or leaf.attributes.get("value") or "")
        for key in ("property", "name", "itemprop"):
            name = leaf.attributes.get(key)
            if name and value:
                found.setdefault(name.lower(), []).append(value)
    return found


def _clean(text: str) -> str:
    return " ".join(html.unescape(_TAGS.sub(" ", text)).split())


def _articles(text: str) -> Iterator[dict[str, Any]]:
    """Return the JSON-LD objects that describe a published text, those of a narrower type than WebPage first."""
    try:
        data = json.loads(_CONTROL.sub(" ", text.strip().removeprefix("<!--").removesuffix("-->").rstrip("; \n")))
    except (ValueError, RecursionError):
        return
    found = [item for item in _objects(data, 0) if _types(item) & field_names().article_types]
    yield from sorted(found, key=lambda item: not _types(item) - {"webpage", "itempage", "videoobject"})


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, dict):
        yield data
        for name, value in data.items():
            if name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
                yield from _objects(value, depth + 1)
    elif isinstance(data, list):
        for value in data[:200]:
            yield from _objects(value, depth + 1)


def _types(item: dict[str, Any]) -> set[str]:
    kind = item.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {k.rsplit("/", 1)[-1].lower() for k in kinds if isinstance(k, str)}


def _from_article(item: dict[str, Any], fields: PageFields) -> None:
    for key, values in (
        ("datePublished", fields.published),
        ("dateCreated", fields.published),
        ("headline", fields.title),
    ):
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            values.append(_clean(value))
    fields.publisher.extend(_names(item.get("publisher")))
    fields.byline.extend(_names(item.get("author")))


def _names(value: Any) -> list[str]:
    """Return the names in an author or publisher, which may be text, an object or a list of either."""
    if isinstance(value, list):
        return [name for item in value[:20] for name in _names(item)]
    if isinstance(value, dict):
        value = value.get("name")
        return _names(value) if value is not None else []
    return [_clean(value)] if isinstance(value, str) and value.strip() else []
