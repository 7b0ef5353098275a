"""Decides which attributions are statements: who says what, how, and in whose words."""

from __future__ import annotations

import re

from vigil.analysis.cast import Cast
from vigil.analysis.cues import CueRow, SpeechData, lexicon
from vigil.analysis.dates import Dates
from vigil.analysis.encoder import Attribution, Marks
from vigil.analysis.judged import judged_kind
from vigil.analysis.segment import Segmented
from vigil.analysis.speakers import SpeakerData, Speakers, full_names
from vigil.analysis.statement_kinds import kind_of
from vigil.analysis.subjects import find_subjects
from vigil.languages import Language
from vigil.model.reading import Statement
from vigil.model.text import Span

_WORD = re.compile(r"\w+")
_JOINT = re.compile(r",? (?:and|but) that ")
_FRAME_OF_THING = re.compile(r"object:(?:ask|seek|want|demand|reject|contest|deny|dismiss|press)")
_BARE_OBJECT = frozenset({"him", "her", "them", "it", "me", "us", "you"})
_SHORTEST_TURN = 4
"""Words of the shortest sentence of a transcript that is a statement."""


def find_statements(
    text: Segmented,
    marks: Marks,
    cast: Cast,
    dates: Dates,
    language: Language,
    *,
    publisher: str | None = None,
) -> tuple[Statement, ...]:
    """Return the statements of a story in story order, each with its words, its speaker's and the reporting words.

    ``publisher`` is whom "we" means. What attributes words to nobody who can be named is no statement.
    """
    table = lexicon(language)
    data = language.table("speakers", SpeakerData)
    speakers = Speakers(text, cast, find_subjects(text, language), data, publisher, full_names(text, data.small))
    found: list[Statement] = []
    for mark in sorted(marks.attributions, key=lambda a: (a.source or a.content[0]).start):
        source = _without_date(mark.source, dates)
        speaker = speakers.of(source, mark.how)
        if speaker is None or source is None or speaker.name.lower() in table.data.nobody:
            continue
        word = table.lemma_of(text.text_of(mark.cue)) if mark.cue is not None else None
        row = word[1] if word else None
        if not _counts(text, mark, row, table.data):
            continue
        for content, rest in _parts(text, mark, row, language):
            found.append(
                Statement(
                    speaker=speaker.name,
                    quote=text.story.quote(content),
                    kind=judged_kind(kind_of(text, content, mark.cue, row, language), marks.judge, content),
                    direct=mark.direct,
                    speaker_id=speaker.id,
                    affiliation=speaker.affiliation,
                    speaker_quote=text.story.quote(source),
                    cue=text.story.quote(mark.cue) if mark.cue is not None else None,
                    rest=tuple(text.story.quote(s) for s in rest),
                    how=mark.how,
                )
            )
    return tuple(sorted(_once(_told_once(text, found)), key=lambda s: (s.quote.span, s.speaker)))


def _told_once(text: Segmented, found: list[Statement]) -> list[Statement]:
    """Return the statements without those of the headline that the same speaker makes in the story."""
    headlines = [p.span for p in text.paragraphs if p.kind == "headline"]
    above = [s for s in found if any(h.contains(s.quote.span) for h in headlines)]
    told = {(s.speaker, s.kind) for s in found if s not in above}
    return [s for s in found if s not in above or (s.speaker, s.kind) not in told]


def _parts(
    text: Segmented, mark: Attribution, row: CueRow | None, language: Language
) -> list[tuple[Span, tuple[Span, ...]]]:
    """Return what makes a statement each: the sentences of a transcript's turn, and clauses in which the kind changes."""
    if mark.how == "label":
        return [(span, ()) for span in mark.content]
    first = mark.content[0]
    if mark.direct:
        spoken = [_without_comma(text, span) for span in mark.content]
        return [(spoken[0], tuple(spoken[1:]))]
    for joint in _JOINT.finditer(text.text_of(first)):
        parts = Span(first.start, first.start + joint.start()), Span(first.start + joint.end(), first.end)
        kinds = {kind_of(text, part, mark.cue, row, language) for part in parts}
        if len(kinds) > 1:
            return [(parts[0], ()), (parts[1], mark.content[1:])]
    return [(first, mark.content[1:])]


def _sentences(text: Segmented, turn: Span) -> list[Span]:
    """Return the sentences of a turn that say something: no questions, no two words."""
    spans = [Span(max(s.span.start, turn.start), min(s.span.end, turn.end)) for s in text.sentences_in(turn)]
    return [
        s for s in spans if len(_WORD.findall(text.text_of(s))) >= _SHORTEST_TURN and not text.text_of(s).endswith("?")
    ]


def _without_comma(text: Segmented, span: Span) -> Span:
    """Return quoted words without the comma that a sentence puts behind them."""
    return Span(span.start, span.end - 1) if len(span) > 1 and text.text_of(span).endswith(",") else span


def _without_date(source: Span | None, dates: Dates) -> Span | None:
    """Return the source without an expression of time that opens or closes it."""
    if source is None:
        return None
    for dated in dates.within(source):
        if dated.span.start == source.start and dated.span.end + 1 < source.end:
            return Span(dated.span.end + 1, source.end)
        if dated.span.end >= source.end and dated.span.start > source.start + 1:
            return Span(source.start, dated.span.start - 1)
    return source


def _counts(text: Segmented, mark: Attribution, row: CueRow | None, data: SpeechData) -> bool:
    """Whether enough is said: two words, or what somebody denies, warns of or is accused of, and no mere application."""
    content = text.text_of(mark.content[0]).lower()
    words = _WORD.findall(content)
    if any(content.startswith(idle) for idle in data.idle):
        return False
    if row is not None and row.kind != "asserts":
        if _FRAME_OF_THING.match(mark.how):
            return not set(words) & data.applied and (len(words) > 1 or row.kind == "denies")
        return not (mark.how.startswith("order") and tuple(words[:2]) in data.surrenders)
    if mark.how.startswith("object:") and words[:1] and words[0] in _BARE_OBJECT:
        return False
    return len(words) > 1 or mark.direct or mark.how.startswith("of:")


def _once(found: list[Statement]) -> list[Statement]:
    kept: dict[tuple[Span, str], Statement] = {}
    for statement in found:
        kept.setdefault((statement.quote.span, statement.speaker), statement)
    return list(kept.values())
