"""A small language of word patterns, compiled once, for the cues and triggers in ``languages/``.

A pattern is words in order, matched against folded tokens within one sentence:

- ``custody``       the word itself
- ``=arrest``       any form of the verb (arrest, arrests, arrested, arresting), by the language's ``verbs`` table
- ``+arrest``       its past and participle only (arrested)
- ``%court``        any entry of the list of that name
- ``~may``          the word itself, in small letters only
- ``^``             one to three words with a capital: a name
- ``(a|b c|=d)``    one of several
- ``[a b]``         may be absent
- ``..3``           up to three words, none of them a mark that divides clauses
- ``<who>``         one to five words that name somebody, the person concerned
- ``<by>``          the same for whoever acts
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from vigil.analysis.segment import Token
from vigil.languages import Language

_PIECE = re.compile(r"\s*(\(|\)|\[|\]|\||<\w+>|\.\.\d+|[^\s()\[\]|]+)")
_QUOTATION = frozenset('"“”«»‘’')
_ANY = r"[^\s,;:.!?()\"“”]+ "
_NAME = r"(?:the )?(?:[^\s,;:.!?()\"“”]+\^ ){1,3}?"
_SLOT = (
    r"(?:(?!(?:in|on|at|to|for|of|from|by|with|and|or|that|who|which|into|over|out|away|was|were|is|be|had|has) )"
    r"[^\s,;:.!?()\"“”]+ ){1,5}?"
)


Anchors = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """How verbs that end so are inflected: what is cut from the end, and what is added: base, -s, past, -ing."""

    ends: str
    cut: int
    forms: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class VerbData:
    """``languages/TAG/verbs.toml``. Words in ``cased`` are others with a capital ("may", "May").

    An irregular verb lists base, -s, -ing, past and, where it differs, participle.
    """

    endings: tuple[Ending, ...]
    irregular: tuple[str, ...]
    doubling: tuple[str, ...] = ()
    be: tuple[str, ...] = ()
    have: tuple[str, ...] = ()
    get: tuple[str, ...] = ()
    cased: frozenset[str] = frozenset()
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one verb."""

    base: str
    present: str
    progressive: str
    past: tuple[str, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """All forms."""
        return (self.base, self.present, self.progressive, *self.past)


class Inflector:
    """Gives the forms of a verb by a language's table."""

    def __init__(self, data: VerbData) -> None:
        self.data = data
        self._irregular: dict[str, Forms] = {}
        for line in data.irregular:
            base, present, progressive, *past = line.split()
            self._irregular[base] = Forms(base, present, progressive, tuple(past))

    def forms(self, base: str) -> Forms:
        """Return the forms of the verb ``base``; a prefix with a hyphen ("re-arrest") is kept."""
        prefix, hyphen, stem = base.rpartition("-")
        if hyphen:
            f = self.forms(stem)
            past = tuple(prefix + "-" + p for p in f.past)
            return Forms(base, prefix + "-" + f.present, prefix + "-" + f.progressive, past)
        if base in self._irregular:
            return self._irregular[base]
        if base in self.data.doubling:
            return Forms(base, base + "s", base + base[-1] + "ing", (base + base[-1] + "ed",))
        for row in self.data.endings:
            if base.endswith(row.ends):
                root = base[: len(base) - row.cut] if row.cut else base
                _, present, past_form, progressive = (root + f for f in row.forms)
                return Forms(base, present, progressive, (past_form,))
        return Forms(base, base + "s", base + "ing", (base + "ed",))


@dataclass(frozen=True, slots=True)
class Found:
    """A match: token positions within the sentence, half-open; ``slots`` are those of ``<who>`` and ``<by>``."""

    first: int
    last: int
    slots: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Pattern:
    """A pattern ready to use. Of each set of ``anchors`` one word must stand in the sentence.

    The expression is compiled when a sentence first has them all: most patterns of a language never meet theirs in a run,
    and compiling the 2,600 of English takes a second.
    """

    source: str
    expression: str
    anchors: Anchors

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.expression)


def one_of(words: Iterable[str]) -> str:
    """Return the expression for any one of words as they stand, the first before the others."""
    return "(?:" + "|".join(map(re.escape, words)) + ")"


class Line:
    """The folded tokens of a sentence as one string without quotation marks, with the way back to the tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.words = frozenset(t.lower for t in tokens)
        self._numbers = [n for n, t in enumerate(tokens) if t.text not in _QUOTATION]
        marked = [tokens[n].lower + "^" if tokens[n].capitalised else tokens[n].lower for n in self._numbers]
        self._starts: list[int] = []
        at = 1
        for word in marked:
            self._starts.append(at)
            at += len(word) + 1
        self.text = " " + "".join(word + " " for word in marked)

    def token_at(self, char: int) -> int:
        """Return the number of the token that begins at or before ``char``."""
        return self._numbers[bisect_right(self._starts, char) - 1]

    def search(self, pattern: Pattern) -> Iterator[Found]:
        """Yield every match of ``pattern``, left to right without overlaps."""
        if any(self.words.isdisjoint(anchor) for anchor in pattern.anchors):
            return
        for match in pattern.regex.finditer(self.text):
            slots = {
                name.partition("_")[0]: (self.token_at(match.start(name)), self.token_at(match.end(name) - 1) + 1)
                for name in pattern.regex.groupindex
                if match.start(name) >= 0
            }
            yield Found(self.token_at(match.start()), self.token_at(match.end() - 1) + 1, slots)


class Compiler:
    """Compiles patterns for one language."""

    def __init__(self, language: Language) -> None:
        self.data = language.table("verbs", VerbData)
        self.inflector = Inflector(self.data)
        self._written: dict[str, tuple[str, frozenset[str]]] = {}

    def compile(self, source: str) -> Pattern:
        """Return the compiled pattern. Raises ValueError where brackets do not close or a list is unknown."""
        pieces = _PIECE.findall(source)
        if "".join(pieces) != re.sub(r"\s+", "", source):
            raise ValueError(f"not a pattern: {source!r}")
        regex, anchors, rest = self._choice(pieces, 0)
        if rest != len(pieces):
            raise ValueError(f"brackets do not match in {source!r}")
        return Pattern(source, r"(?<= )" + regex, anchors)

    def _choice(self, pieces: Sequence[str], at: int) -> tuple[str, Anchors, int]:
        options: list[str] = []
        found: list[Anchors] = []
        while True:
            regex, anchors, at = self._run(pieces, at)
            options.append(regex)
            found.append(anchors)
            if at >= len(pieces) or pieces[at] != "|":
                break
            at += 1
        if len(options) == 1:
            return options[0], found[0], at
        either = (frozenset().union(*(min(a, key=len) for a in found)),) if all(found) else ()
        return "(?:" + "|".join(options) + ")", either, at

    def _run(self, pieces: Sequence[str], at: int) -> tuple[str, Anchors, int]:
        regex: list[str] = []
        anchors: Anchors = ()
        while at < len(pieces) and pieces[at] not in (")", "]", "|"):
            piece = pieces[at]
            at += 1
            if piece in ("(", "["):
                inner, words, at = self._choice(pieces, at)
                if at >= len(pieces) or pieces[at] != (")" if piece == "(" else "]"):
                    raise ValueError(f"brackets do not match in {' '.join(pieces)!r}")
                at += 1
                regex.append("(?:" + inner + ")" + ("?" if piece == "[" else ""))
                anchors += () if piece == "[" else words
            elif piece.startswith("<"):
                regex.append(f"(?P<{piece[1:-1]}_{at}>{_SLOT})")
            elif piece.startswith("~"):
                anchors += (frozenset({piece[1:]}),)
                regex.append(re.escape(piece[1:]) + " ")
            elif piece == "^":
                regex.append(_NAME)
            elif piece.startswith(".."):
                regex.append(f"(?:{_ANY}){{0,{piece[2:]}}}?")
            else:
                if piece not in self._written:
                    self._written[piece] = self._words(piece)
                words_regex, first_words = self._written[piece]
                regex.append(words_regex)
                anchors += (first_words,)
        return "".join(regex), anchors, at

    def _words(self, piece: str) -> tuple[str, frozenset[str]]:
        """Return the expression for what one piece stands for, and the first words of its entries."""
        entries = self.words_of(piece)
        regex = "(?:" + "|".join(map(self._entry, sorted(entries, key=len, reverse=True))) + ")"
        return regex, frozenset(e.split()[0] for e in entries)

    def _entry(self, words: str) -> str:
        """Return the expression for the words of an entry, with a capital or without where that makes no difference."""
        return "".join(re.escape(w) + (" " if w in self.data.cased else r"\^? ") for w in words.split())

    def words_of(self, piece: str) -> tuple[str, ...]:
        """Return the entries (of one word or more) that one piece of a pattern stands for."""
        if piece[0] == "=" and len(piece) > 1:
            return self.inflector.forms(piece[1:]).every
        if piece[0] == "+" and len(piece) > 1:
            return self.inflector.forms(piece[1:]).past
        if piece[0] == "%" and len(piece) > 1:
            if piece[1:] not in self.data.lists:
                raise ValueError(f"verbs.toml has no list {piece[1:]!r}")
            return self.data.lists[piece[1:]]
        return (piece,)
