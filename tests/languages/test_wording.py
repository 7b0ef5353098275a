"""What Vigil says is marked, collected, and translated in each of its languages."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import vigil
from docs.wording import FOLDER, brought_up_to_date, collected
from vigil.exports.phrases import Phrases
from vigil.languages.spoken import spoken_date
from vigil.languages.wording import LANGUAGES, translations
from vigil.model.when import When

TRANSLATED = [language for language in LANGUAGES if language != "en"]
TEMPLATES = sorted((Path(vigil.__file__).parent / "web" / "templates").rglob("*.html"))
SAID = ("title", "placeholder", "aria-label", "aria-description", "alt", "summary")
"""Attributes whose words are read out or shown."""
NAMES = {"Vigil", "SHA-256"}
CODE = re.compile(r"""[\w-]+="[^"]*"?|\bautofocus\b|\S*[/:=#]\S*""")
"""Attributes that a macro writes, and addresses: no words of a language."""


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_holds_every_message(language: str) -> None:
    with (FOLDER / f"{language}.po").open("rb") as stream:
        held = {(m.id, m.context) for m in read_po(stream) if m.id}
    assert held == {(m.id, m.context) for m in brought_up_to_date(language) if m.id}, "run: make wording"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_with_its_gaps(language: str) -> None:
    wrong = []
    for message in brought_up_to_date(language):
        if not message.id:
            continue
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        asked = message.id if isinstance(message.id, tuple) else (message.id,)
        if message.fuzzy or not all(said) or any(gaps(s) != gaps(asked[-1]) for s in said):
            wrong.append(message.id)
    assert wrong == []


def gaps(text: object) -> list[str]:
    return sorted(re.findall(r"\{\w*\}|%\(\w+\)s", str(text)))


class Shown(HTMLParser):
    """Collects the words that a page would show or read out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.words += [value for name, value in attrs if name in SAID and value]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the parser gives it
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style", "code", "kbd"):
            self.words.append(data)


def unmarked(source: str) -> Iterator[str]:
    """Yield words of a template that stand there outside of any translation."""
    tree = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(source)
    shown = Shown()
    text = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "\0"
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
    )
    shown.feed(text)
    for words in shown.words:
        bare = CODE.sub(" ", words.replace("\0", " ")).strip(' \n·"')
        if re.search(r"[^\W\d_]{2,}", bare) and bare not in NAMES:
            yield bare


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.name))
def test_no_words_stand_unmarked_in_a_template(template: Path) -> None:
    assert list(unmarked(template.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Words</p>", ["Words"]),
        ("<p>{% trans %}Words{% endtrans %}</p>", []),
        ('<a title="Words" href="/more">{{ x }}</a>', ["Words"]),
        ('<a title="{{ gettext("Words") }}">Vigil</a>', []),
        ("{% if x %}<b>{{ x }} more</b>{% endif %}", ["more"]),
    ],
)
def test_unmarked_words_are_found(source: str, found: list[str]) -> None:
    assert list(unmarked(source)) == found


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_language_says_dates_and_numbers_of_things(language: str) -> None:
    assert spoken_date(When("XXXX-01-21"), language)
    assert spoken_date(None, language)
    assert Phrases(language).names(["Aidos", "Marat"]).startswith("Aidos")
    assert translations(language).ngettext("{days} day ago", "{days} days ago", 5)


def test_what_is_collected_has_words_of_code_tables_and_pages() -> None:
    ids = {m.id for m in collected()}
    assert {"Cases", "unnamed people", "Extradition decision"} <= ids
