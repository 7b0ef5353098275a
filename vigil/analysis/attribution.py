"""Proposes who says what: for each reporting word its source and the words that it gives to the source.

Rules over the tables ``languages/TAG/speech.toml`` and ``grammar.toml``; ``speech.py`` decides which become statements.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vigil.analysis.cues import lexicon
from vigil.analysis.encoder import Attribution
from vigil.analysis.frames import Frames
from vigil.analysis.grammar import grammar
from vigil.analysis.labels import labelled_turns, list_items
from vigil.analysis.passage import Found, Passage
from vigil.analysis.quotation import Quotation, is_speech
from vigil.analysis.segment import Segmented
from vigil.analysis.utterance import Utterance, utterances
from vigil.languages import Language
from vigil.model.reading import Mention
from vigil.model.text import Span


@dataclass
class _Last:
    """What was said last: quoted words that follow in the same paragraph, or after a colon, go on with it."""

    index: int | None = None
    paragraph: int = -1
    open_colon: bool = False


def find_attributions(text: Segmented, mentions: tuple[Mention, ...], language: Language) -> tuple[Attribution, ...]:
    """Return who may be saying what, in story order of the first words said.

    Contents never take in the outer marks of a quotation; sources are whole noun phrases with what stands between commas.
    """
    words, table = grammar(language), lexicon(language)
    found: list[Attribution] = []
    last = _Last()
    turns = labelled_turns(text, mentions)
    items: list[Attribution] = []
    for utterance in utterances(text):
        turn = turns.get(utterance.span.start)
        new = [_attribution(f) for f in Frames(Passage(utterance, words, table, text)).read()]
        if turn is not None:
            found.append(turn)
        loose = _loose_quotations(text, utterance, new)
        if loose and not new:
            _go_on(found, last, utterance, loose)
            continue
        if new and not new[-1].content and new[-1].how.startswith("order"):
            items += [
                replace(new[-1], content=(span,), how="list:" + new[-1].how)
                for span in list_items(text, utterance.paragraph)
            ]
        if new:
            last = _Last(len(found) + len(new) - 1, utterance.paragraph, open_colon=not new[-1].content)
            found += new
    return tuple(
        sorted((a for a in (*found, *items) if a.content), key=lambda a: (a.content[0].start, a.content[0].end))
    )


def _attribution(found: Found) -> Attribution:
    return Attribution(found.content, found.source, found.cue, found.direct, found.how)


def _loose_quotations(text: Segmented, utterance: Utterance, new: list[Attribution]) -> list[Quotation]:
    """Return the quotations of an utterance that is nothing but speech in marks."""
    if new or any(a.is_word for a in utterance.atoms):
        return []
    return [a.quotation for a in utterance.atoms if a.quotation is not None and is_speech(text, a.quotation)]


def _go_on(found: list[Attribution], last: _Last, utterance: Utterance, loose: list[Quotation]) -> None:
    """Give speech that stands alone to whoever spoke last in the paragraph, left a colon, or is being resumed."""
    if last.index is None:
        return
    before = found[last.index]
    near = utterance.paragraph == last.paragraph
    resumed = utterance.paragraph == last.paragraph + 1 and (last.open_colon or loose[0].resumed)
    if not ((near and (before.direct or not before.content)) or resumed):
        return
    spans: tuple[Span, ...] = tuple(q.inner for q in loose)
    found[last.index] = replace(before, content=before.content + spans, direct=True)
    last.paragraph = utterance.paragraph
