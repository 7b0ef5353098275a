"""Case -> bytes, one file a format. ``FORMATS`` lists them; each gives its files by their path inside the export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vigil.exports.site import site
from vigil.model.beside import Beside
from vigil.model.case import Case

Format = Callable[[Sequence[Case], Mapping[str, Beside]], Mapping[str, bytes]]
"""Takes the cases, and what is shown beside each by its id."""

FORMATS: dict[str, Format] = {"site": site}
"""Every format that ``vigil export --as`` knows, by its name."""
