"""Collect what Vigil says into the catalogues of its languages: ``make wording``.

Found are the marked words of code and templates, the labels of ``vigil/vocab`` and those of the workbench's sections. What a
catalogue had translated stays; what is new stands in it untranslated, and a test fails until it is translated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from vigil.languages.wording import LANGUAGES
from vigil.web.sections import SECTIONS

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "vigil" / "languages" / "wording"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
LABELLED = ("acts", "alerts", "changes", "events", "standings")
"""Tables of ``vigil/vocab`` with words that are shown."""
_SHOWN = ("label", "message", "outcomes", "detail")
_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where gettext writes when a file was made: the same words give the same bytes."""


def collected() -> Catalog:
    """Return everything that is to be translated."""
    found = Catalog(project="Vigil", creation_date=_DAY, revision_date=_DAY, charset="utf-8")
    marked = extract_from_dir(ROOT / "vigil", METHODS, comment_tags=("Translators:",), options_map={})
    for _, _, message, comments, context in sorted(marked, key=lambda m: (m[0], m[1], str(m[2]))):
        found.add(message, auto_comments=comments, context=context)
    for words in (*labels(), *(section.label for section in SECTIONS)):
        found.add(words)
    return found


def labels() -> Iterator[str]:
    """Yield the words of the tables."""
    for name in LABELLED:
        table = tomllib.loads((ROOT / "vigil" / "vocab" / f"{name}.toml").read_text(encoding="utf-8"))
        for row in table.values():
            for field in _SHOWN:
                value = row.get(field, [])
                yield from ([value] if isinstance(value, str) else [word.replace("_", " ") for word in value])


def brought_up_to_date(language: str) -> Catalog:
    """Return the catalogue of a language with every message in it."""
    path = FOLDER / f"{language}.po"
    made = Catalog(locale=language, project="Vigil", creation_date=_DAY, revision_date=_DAY, fuzzy=False)
    made.header_comment = f"# What Vigil says, in {LANGUAGES[language]}. Collected by docs/wording.py."
    if path.exists():
        with path.open("rb") as stream:
            for message in read_po(stream, locale=language):
                if message.id:
                    made.add(message.id, message.string, context=message.context)
    made.update(collected(), no_fuzzy_matching=True)
    made.obsolete.clear()
    return made


def main() -> None:
    """Write every catalogue."""
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        if language != "en":
            catalogue = brought_up_to_date(language)  # read before the file is opened to write, which empties it
            with (FOLDER / f"{language}.po").open("wb") as out:
                write_po(out, catalogue, width=120, no_location=True, sort_output=True)


if __name__ == "__main__":
    main()
