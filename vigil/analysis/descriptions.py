"""What stands beside a name and says who its bearer is: titles, appositions, "the baker X", "X, 30, a nurse"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from vigil.analysis.cast import Reference
from vigil.analysis.name_data import MentionData, TitleData, common, plain_title
from vigil.analysis.patterns import one_of
from vigil.analysis.people_data import Gender, PeopleData, noun_gender, person_nouns
from vigil.analysis.phrases import Phrase
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.languages.places import fold
from vigil.model.reading import Mention
from vigil.model.text import Span

_GAP = re.compile(r"[\s,]*(?:\(?\s*(?:aged\s+)?1?\d{1,2}\)?)?[\s,]*(?:and|&)?\s*")
_AGE = re.compile(r"\s*,?\s*\(?\s*(?:aged\s+)?1?\d{1,2}\)?(?=[\s,;.)])")
_COMPLEMENT = 10
_SHORTEST_AGENT = 5


@dataclass(frozen=True, slots=True)
class Description:
    """Words beside one or more names. ``head`` is the noun, or the title; ``span`` covers the name and the words."""

    ids: tuple[str, ...]
    kind: Literal["title", "before", "after", "is"]
    head: str
    span: Span
    phrase: Phrase | None = None
    words: Span | None = None


_LONGEST_LIST = 100
"""Names of the longest list whose members are taken together."""


def name_lists(text: Segmented, names: tuple[Reference, ...]) -> list[tuple[Reference, ...]]:
    """Return the names in lists: those that follow each other with only commas, ages and "and" between."""
    lists: list[list[Reference]] = []
    for name in names:
        if not name.ids:
            continue
        if lists and len(lists[-1]) < _LONGEST_LIST:
            between = text.story.text[lists[-1][-1].span.end : name.span.start]
            if (
                _GAP.fullmatch(between)
                and ("and" in between or "&" in between or "," in between)
                and "\n" not in between
            ):
                lists[-1].append(name)
                continue
        lists.append([name])
    return [tuple(group) for group in lists]


def describe(
    text: Segmented,
    names: tuple[Reference, ...],
    mentions: tuple[Mention, ...],
    phrases: list[Phrase],
    language: Language,
) -> list[Description]:
    """Return every description of a named person, in story order."""
    maker = _Describer(text, mentions, phrases, language)
    return [d for group in name_lists(text, names) for d in maker.of(group)]


def _doing_after(cues: str) -> re.Pattern[str]:
    return re.compile(rf"[ ,)]*(?:who\s+)?(?:has\s+|had\s+|is\s+|was\s+)?(?:been\s+)?{cues}\b")


def _doing_before(cues: str) -> re.Pattern[str]:
    return re.compile(rf"\b{cues}\s*[,:]\s*$")


class _Describer:
    """Looks at both sides of a name, or of a list of names."""

    def __init__(
        self, text: Segmented, mentions: tuple[Mention, ...], phrases: list[Phrase], language: Language
    ) -> None:
        self.text = text
        self.tokens = text.tokens
        self.language = language
        self.nouns = person_nouns(language)
        self.by_first = {p.first: p for p in phrases}
        self.by_last = {p.last: p for p in phrases}
        self.titles = {m.quote.span.end: m for m in mentions if m.type == "TITLE"}
        data = language.table("people", PeopleData)
        self.stops = data.pronouns.after_object
        self.does = [
            (part, _doing_after(one_of(cues)), _doing_before(one_of(cues))) for part, cues in data.does.items()
        ]
        self.done_by = [(part, re.compile(rf"\b{one_of(cues)}\s*$")) for part, cues in data.done_by.items()]
        self.words = data.words
        mentions_data = language.table("mentions", MentionData)
        self.agents, self.not_agents = mentions_data.agents, mentions_data.not_agents
        self.verbs = mentions_data.speech | mentions_data.personal

    def of(self, group: tuple[Reference, ...]) -> list[Description]:
        """Return the descriptions of the names of one list."""
        found: list[Description] = []
        everybody = tuple(i for r in group for i in r.ids)
        for name in group:
            found += self._title(name)
            found += self._does(name)
        found += self._before(group[0], everybody if len(group) > 1 else group[0].ids, many=len(group) > 1)
        for name in group[1:]:
            found += self._before(name, name.ids, many=False)
        for name in group[:-1]:
            found += self._after(name, name.ids, many=False)
        found += self._after(group[-1], everybody if len(group) > 1 else group[-1].ids, many=len(group) > 1)
        if len(group) > 1:
            found += self._after(group[-1], group[-1].ids, many=False)
        return found

    def _index(self, offset: int) -> int:
        return self.text.token_from(offset)

    def _title(self, name: Reference) -> list[Description]:
        gap = self.text.story.text[max(0, name.span.start - 2) : name.span.start]
        for end in range(name.span.start - 2 - gap.count("."), name.span.start):
            title = self.titles.get(end)
            if title is not None and self.text.story.text[end : name.span.start].strip(". ") == "":
                span = Span(title.quote.span.start, name.span.end)
                return [Description(name.ids, "title", title.quote.text, span, None, title.quote.span)]
        return []

    def _before(self, name: Reference, ids: tuple[str, ...], *, many: bool) -> list[Description]:
        """Return "the baker X", "her lawyer, X", "brothers X and Y", and bare "activist X"."""
        first = self._index(name.span.start)
        while first > 0 and self.tokens[first - 1].span.end in self.titles:
            first -= 1
        made_of = self.by_last.get(first - 1) if first and self.tokens[first - 1].lower in self.words.be else None
        if made_of is not None and made_of.opening == "owner" and made_of.count == 1 and not many:
            return [self._made(name, name.ids, "is", made_of)]  # "his lawyer is X"
        among = self._among(name, first, ids)
        if among is not None:
            return [among]
        comma = first > 0 and self.tokens[first - 1].text == ","
        phrase = self.by_last.get(first - 1 if comma else first) or (
            self._with_complement(first - 1) if comma else None
        )
        if phrase is None:
            marked = self._marked(name, first)
            if marked is not None:
                return [marked]
        if phrase is not None and (not comma or phrase.opening in ("the", "owner", "name", "a")):
            plural = phrase.count != 1 and not self._one_of(phrase)
            if plural == many or not plural:
                who = ids if plural else name.ids
                span = Span(self.tokens[phrase.first].span.start, name.span.end)
                words = Span(self.tokens[phrase.first].span.start, self.tokens[first - 1 - comma].span.end)
                return [Description(who, "before", phrase.head, span, phrase, words)]
        return self._bare(name, first, ids if many else name.ids, many=many)

    def _among(self, name: Reference, first: int, ids: tuple[str, ...]) -> Description | None:
        """Return "four special rapporteurs, among them X and Y"."""
        words = [t.lower for t in self.tokens[max(0, first - 3) : first]]
        skip = 3 if words[-2:] == ["among", "them"] and words[0] == "," else 2 if words[-1:] == ["including"] else 0
        phrase = self.by_last.get(first - skip) if skip else None
        if phrase is None or phrase.count == 1:
            return None
        words_span = Span(self.tokens[phrase.first].span.start, self.tokens[phrase.last - 1].span.end)
        return Description(ids, "before", phrase.head, words_span.cover(name.span), phrase, words_span)

    def _one_of(self, phrase: Phrase) -> bool:
        """Whether one of several is meant ("one of his lawyers, X")."""
        words = [t.lower for t in self.tokens[max(0, phrase.first - 2) : phrase.first]]
        return len(words) == 2 and words[1] == "of" and words[0] in self.words.one_of

    def _with_complement(self, comma: int) -> Phrase | None:
        """Return the phrase of "the head of the border service, X", whose complement ends at the comma."""
        sentence = self.tokens[comma].sentence
        for at in range(comma - 1, max(comma - _COMPLEMENT, 0), -1):
            token = self.tokens[at]
            if token.sentence != sentence or token.text in (",", ";", ":", '"', "”") or token.lower in self.verbs:
                return None
            phrase = self.by_last.get(at)
            if phrase is not None and token.lower in self.words.of:
                return phrase
        return None

    def _marked(self, name: Reference, first: int) -> Description | None:
        """Return "Presiding judge: X", "Counsel (X)": a role before a colon or bracket."""
        if first < 2 or self.tokens[first - 1].text not in (":", "("):
            return None
        line = self.tokens[first - 1].paragraph
        colon = self.tokens[first - 1].text == ":"
        for at in range(first - 2, max(first - 6, -1), -1):
            token = self.tokens[at]
            if token.paragraph != line or token.text in (".", ";"):
                break
            if token.lower in self.nouns and (colon or at == first - 2):
                words = Span(token.span.start, token.span.end)
                return Description(name.ids, "before", token.lower, words.cover(name.span), None, words)
        return None

    def _does(self, name: Reference) -> list[Description]:
        """Return what "X, who represents him" and "for the defence, X" say."""
        story = self.text.story.text
        after, before = (
            story[name.span.end : name.span.end + 60].lower(),
            story[max(0, name.span.start - 30) : name.span.start].lower(),
        )
        for part, does_after, does_before in self.does:
            found = does_after.match(after)
            if found or does_before.search(before):
                end = name.span.end + (found.end() if found else 0)
                return [Description(name.ids, "is", part, Span(name.span.start, end))]
        for part, done_before in self.done_by:
            if done_before.search(before):
                return [Description(name.ids, "is", part, name.span)]
        return []

    def _bare(self, name: Reference, first: int, ids: tuple[str, ...], *, many: bool) -> list[Description]:
        """Return a role without an article right before the name ("Trabzon winger X", "said translator X")."""
        if first == 0 or not self.tokens[first - 1].text.islower():
            return []
        head = self.tokens[first - 1].lower
        singular = head[:-1] if head.endswith("s") and head[:-1] in self.nouns else head
        if singular not in self.nouns and not self._agent(head):
            return []
        start = first - 1
        sentence = self.tokens[start].sentence
        while start > 0 and self.tokens[start - 1].sentence == sentence and self._modifies(start - 1):
            start -= 1
        who = ids if many and head != singular else name.ids
        words = Span(self.tokens[start].span.start, self.tokens[first - 1].span.end)
        return [Description(who, "before", singular, words.cover(name.span), None, words)]

    def _agent(self, word: str) -> bool:
        """Whether a word says by its ending what somebody does."""
        ends = word.endswith(self.agents) and word not in self.not_agents
        return ends and len(word) > _SHORTEST_AGENT and common(word, self.language)

    def _modifies(self, at: int) -> bool:
        word = self.tokens[at]
        return word.text.islower() and (
            word.lower in self.nouns or "-" in word.lower or word.lower in self.words.qualifies
        )

    def _after(self, name: Reference, ids: tuple[str, ...], *, many: bool) -> list[Description]:
        """Return ", a nurse", ", 30, a nurse", "(our lawyer)", " is a nurse", ", Europe researcher at"."""
        at = name.span.end
        age = _AGE.match(self.text.story.text, at)
        if age:
            at = age.end()
        index = self._index(at)
        if (
            index >= len(self.tokens)
            or self.tokens[index].sentence != self.tokens[self._index(name.span.start)].sentence
        ):
            return []
        mark = self.tokens[index].text
        if mark in (",", "(", "-", "–", "—", ")") and index + 1 < len(self.tokens):
            start = index + 1 if mark != ")" else index + 2
            return self._apposition(name, ids, start, many=many)
        if self.tokens[index].lower in ("is", "was") and not many:
            phrase = self.by_first.get(index + 1)
            if phrase is not None and phrase.opening == "a" and phrase.count == 1:
                return [self._made(name, ids, "is", phrase)]
        return []

    def _apposition(self, name: Reference, ids: tuple[str, ...], start: int, *, many: bool) -> list[Description]:
        if [t.lower for t in self.tokens[start : start + 3]] == ["one", "of", "the"]:
            several = self.by_first.get(start + 2)
            return [self._made(name, name.ids, "after", several)] if several is not None and not many else []
        phrase = self.by_first.get(start)
        if phrase is not None:
            plural = phrase.count != 1
            goes_on = self.tokens[phrase.last].lower == "and" if phrase.last < len(self.tokens) else False
            if (plural != many and plural) or (phrase.opening == "owner" and goes_on):
                return []  # "X, her mother-in-law and her son" is a list
            if many and not plural:
                return [self._made(name, name.ids, "after", phrase)]
            return [self._made(name, ids, "after", phrase)]
        return self._bare_after(name, ids, start, many=many)

    def _bare_after(self, name: Reference, ids: tuple[str, ...], start: int, *, many: bool) -> list[Description]:
        """Return an apposition without an article: "Laura Mills, Europe and Central Asia researcher at HRW"."""
        sentence = self.tokens[start].sentence if start < len(self.tokens) else -1
        for at in range(start, min(start + 8, len(self.tokens))):
            token = self.tokens[at]
            if (
                token.sentence != sentence
                or token.text in (",", ".", ";", ":", "(", ")")
                or token.lower in self.stops - {"and", "of"}
            ):
                return []
            word = token.lower
            singular = word[:-1] if word.endswith("s") and word[:-1] in self.nouns else word
            follows = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            ends = (
                follows is None
                or follows.sentence != sentence
                or not follows.is_word
                or follows.lower in ("of", "at", "for", "with", "in", "from", "to", "and", "on", "who")
            )
            if singular in self.nouns and ends:
                words = Span(self.tokens[start].span.start, token.span.end)
                who = ids if many and singular != word else name.ids
                return [Description(who, "after", singular, name.span.cover(words), None, words)]
        return []

    def _made(self, name: Reference, ids: tuple[str, ...], kind: Literal["after", "is"], phrase: Phrase) -> Description:
        words = Span(self.tokens[phrase.first].span.start, self.tokens[phrase.last - 1].span.end)
        return Description(ids, kind, phrase.head, name.span.cover(words), phrase, words)


def genders(descriptions: list[Description], names: dict[str, list[str]], language: Language) -> dict[str, Gender]:
    """Return the gender that titles, nouns, given names and endings tell of people by id; ``names`` are their forms."""
    titles, people = language.table("titles", TitleData), language.table("people", PeopleData)
    male = {plain_title(t) for t in titles.honorifics.male}
    female = {plain_title(t) for t in titles.honorifics.female}
    known: dict[str, Gender] = {}
    for description in descriptions:
        found: Gender | None
        if description.kind == "title":
            head = plain_title(description.head)
            found = "male" if head in male else "female" if head in female else None
        else:
            found = noun_gender(description.head, language) if description.head else None
        if found is not None:
            for person in description.ids:
                known.setdefault(person, found)
    given: dict[str, Gender] = {fold(n): "male" for n in people.given.male}
    given.update({fold(n): "female" for n in people.given.female})
    for person, forms in names.items():
        if person not in known:
            guess = _by_name(forms, given, people)
            if guess is not None:
                known[person] = guess
    return known


def _by_name(forms: list[str], given: dict[str, Gender], people: PeopleData) -> Gender | None:
    """Judge by words like "bint", then the given name, then how the other names end."""
    words = [fold(w).strip(".,") for form in forms for w in form.split()]
    marks: dict[str, Gender] = {
        **dict.fromkeys(people.marks.male, "male"),
        **dict.fromkeys(people.marks.female, "female"),
    }
    for table in (marks, given):
        for word in words:
            if word in table:
                return table[word]
    long = [w for w in words if len(w) > _SHORTEST_AGENT - 1]
    if any(w.endswith(people.endings.female) for w in long):
        return "female"
    return "male" if any(w.endswith(people.endings.male) for w in long) else None
