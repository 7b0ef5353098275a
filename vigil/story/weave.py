"""Source text to story text: white space folded, character references decoded, every run's place kept."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from vigil.model.text import Segment, SourceMap, Span

# Soft hyphen, zero-width space, word joiner, byte order mark, and the marks that only say in which direction letters run:
# they divide no words and are not shown. (Joiners of letters and emoji are: they change how these look.)
_SIGNS = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_UNSEEN = str.maketrans("", "", _SIGNS)
_SHOWN = rf"[^\s&\u00a0{_SIGNS}]+"
_RUN = re.compile(
    rf"(?P<space>[\s\u00a0{_SIGNS}]+)"
    rf"|(?P<plain>{_SHOWN}(?: {_SHOWN})*)"
    r"|(?P<reference>&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?))"
    r"|(?P<ampersand>&)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text that came from one stretch ``[start, end)`` of the source; equal to it where ``exact``."""

    text: str
    start: int
    end: int
    exact: bool


@dataclass(slots=True)
class Strand:
    """One paragraph while it is put together: single spaces between words, none at either end."""

    runs: list[Run] = field(default_factory=list)
    gap: tuple[int, int] | None = None
    length: int = 0

    def feed(self, source: str, start: int, end: int, *, references: bool) -> None:
        """Add ``source[start:end]``; ``references`` says whether ``&amp;`` and the like are decoded."""
        for found in _RUN.finditer(source, start, end):
            text = found.group()
            if found.lastgroup == "reference" and references:
                text = html.unescape(text)
                if not text.translate(_UNSEEN).strip():
                    self._space(found.start(), found.end(), wide=text.translate(_UNSEEN) != "")
                    continue
                self._word(Run(" ".join(text.split()), found.start(), found.end(), exact=False))
            elif found.lastgroup == "space":
                self._space(found.start(), found.end(), wide=text.translate(_UNSEEN) != "")
            else:
                self._word(Run(text, found.start(), found.end(), exact=True))

    def _space(self, start: int, end: int, *, wide: bool) -> None:
        if wide and self.runs:
            self.gap = (self.gap[0] if self.gap else start, end)

    def _word(self, run: Run) -> None:
        if self.gap is not None:
            start, end = self.gap
            self.runs.append(Run(" ", start, max(end, start), exact=False))
            self.gap = None
            self.length += 1
        self.length += len(run.text)
        last = self.runs[-1] if self.runs else None
        if last is not None and last.exact and run.exact and last.end == run.start:
            self.runs[-1] = Run(last.text + run.text, last.start, run.end, exact=True)
        else:
            self.runs.append(run)

    def space(self, at: int) -> None:
        """Divide what follows from what stands before by a space, although the source has none at ``at``."""
        if self.runs and self.gap is None:
            self.gap = (at, at)

    @property
    def tail(self) -> str:
        """The end of the words put together so far."""
        return self.runs[-1].text if self.runs else ""

    @property
    def text(self) -> str:
        """The words put together so far."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Weaver:
    """The story text while paragraphs are added to it."""

    parts: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    length: int = 0

    def add(self, runs: tuple[Run, ...]) -> Span:
        """Add a paragraph and return its place in the story."""
        if self.parts:
            self.parts.append("\n\n")
            self.length += 2
        start = self.length
        for run in runs:
            at = Span(self.length, self.length + len(run.text))
            self.segments.append(Segment(at, Span(run.start, run.end), exact=run.exact))
            self.parts.append(run.text)
            self.length = at.end
        return Span(start, self.length)

    def text(self) -> str:
        """Return the story text."""
        return "".join(self.parts)

    def source_map(self) -> SourceMap:
        """Return the map back to the source."""
        return SourceMap(tuple(self.segments))
