"""Options that commands share, and the words they take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ReadFormat(StrEnum):
    """How ``vigil read`` and the commands that list things print."""

    text = "text"
    json = "json"


class CaseFormat(StrEnum):
    """How ``vigil case`` prints."""

    text = "text"
    json = "json"
    html = "html"


class CountBy(StrEnum):
    """Which day of a report ``vigil case --since`` counts."""

    published = "published"
    added = "added"


CasebookOption = Annotated[
    Path, typer.Option("--casebook", metavar="DIR", envvar="VIGIL_CASEBOOK", help="The casebook's folder.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="When the reports were published, if you know: 2020-01-10."),
]
ProxyOption = Annotated[
    str | None,
    typer.Option(
        "--proxy", metavar="URL", envvar="VIGIL_PROXY", help="Fetch through this proxy: socks5h://127.0.0.1:9050."
    ),
]
OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="Count from this day instead of today.")]
DEFAULT_CASEBOOK = Path("casebook")
