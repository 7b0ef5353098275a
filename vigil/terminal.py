"""Case files and lists for people in a terminal: Rich tables, plain words, and nothing that a text could command."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from vigil.exports.phrases import ENGLISH, inside
from vigil.languages.spoken import spoken_date
from vigil.model.beside import Alike, Beside, Changes, Silence
from vigil.model.case import Case, CaseLine, CasePerson, Citation, TimelineEntry
from vigil.model.contract import HitDocument, UpcomingDocument
from vigil.model.reading import Reading
from vigil.model.report import Report
from vigil.model.vocab import event_types
from vigil.model.when import When

QUOTE_STYLE = "italic dim"
NOTHING = Beside()


def clean(text: str) -> str:
    """Return the text without control and direction-changing characters, which a terminal would obey."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))


def shown(text: object, style: str = "") -> Text:
    """Return text as Rich shows it: never read as markup."""
    return Text(clean(str(text)), style=style)


def progress() -> Progress:
    """Return a bar for standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console(error=True))


@contextmanager
def watched() -> Iterator[Callable[[int, int], None]]:
    """Show how far case files are made anew, from the first word of it until all are."""
    with ExitStack() as shown_while:
        task: list[tuple[Progress, TaskID]] = []

        def watch(done: int, total: int) -> None:
            if not task:
                bar = shown_while.enter_context(progress())
                task.append((bar, bar.add_task("Making case files anew", total=total)))
            bar, number = task[0]
            bar.update(number, completed=done, total=total)
            if done >= total:  # another bar may follow, and two cannot be shown at once
                shown_while.close()
                task.clear()

        yield watch


def case_list(lines: Sequence[CaseLine], news: Mapping[str, Silence], *, headed: bool = True) -> RenderableType:
    """Return the table of ``vigil cases``, or one that goes on without a heading.

    ``news`` is how long each case has had none, by id.
    """
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, show_header=headed)
    table.add_column("Case", no_wrap=True)
    for heading in ("Who", "Standing", "Next date, last news", "In, and may be returned to"):
        table.add_column(heading, overflow="fold")
    table.add_column("Reports", justify="right")
    for line in lines:
        next_date = spoken_date(line.next_date) if line.next_date else "none known"
        route = f"{line.host or 'not known'}, {line.origin or 'not known'}"
        dates = Text.assemble(shown(f"{next_date}\n"), _news(news.get(line.id)))
        row = (line.id, ENGLISH.titled(line.people), ENGLISH.standing_of(line.status))
        table.add_row(*(shown(cell) for cell in row), dates, shown(route), shown(line.reports))
    return table


def _news(silence: Silence | None) -> Text:
    if silence is None:
        return shown("not known")
    told = f"news {ENGLISH.ago(silence)}"
    return shown(f"{told}, too long", "yellow") if silence.warning else shown(told)


def case_file(case: Case, beside: Beside = NOTHING) -> RenderableType:
    """Return one case file: every entry with the words that support it and the number of its source."""
    numbers = {s.report: n for n, s in enumerate(case.sources, start=1)}
    parts: list[RenderableType] = [shown(ENGLISH.title_of(case), "bold"), _facts(case, beside.silence)]
    if beside.silence is not None and beside.silence.warning:
        parts.append(shown(f"Take note: {beside.silence.warning}", "bold yellow"))
    notices = [(numbers[s.report], n) for s in case.sources for n in s.safety_notices]
    parts += [shown(f"Before you open source [{n}]: {notice}", "yellow") for n, notice in notices]
    parts += [shown(f"Take note: {alert.message}", "yellow") for alert in case.alerts]
    parts += _section("What changed", [_changes(beside.changes, numbers)] if beside.changes else [])
    parts += _section("People at risk", [_person(case, p, numbers) for p in case.people_at_risk])
    parts += _section("What happened", [_entries(case.timeline, numbers)] if case.timeline else [])
    parts += _section("What may happen", [_entries(case.feared, numbers)] if case.feared else [])
    parts += _section("Where reports disagree", [_disagreements(case, numbers)] if case.disagreements else [])
    parts += _section("What is asked, and of whom", [_demands(case, numbers)] if case.demands else [])
    parts += _section("Who says what", [_voices(case, numbers)] if case.voices else [])
    parts += _section("What binds the state", _obligations(case, numbers))
    parts += _section("Earlier case files that are alike", [_alike(beside.alike)] if beside.alike else [])
    for precedent in case.precedents:
        heading = f"Told beside this case: {precedent.person.name}"
        told = [_entries(precedent.events, numbers)] if precedent.events else [Text("no event read")]
        parts += _section(heading, [shown(ENGLISH.alike_line(precedent), "dim"), *told])
    parts += _section("Sources", [_sources(case)])
    parts += [shown(ENGLISH.one_voice(numbers[r] for r in group), "dim") for group in case.copies]
    return Group(*parts)


def case_changes(case: Case, told: Changes) -> RenderableType:
    """Return what changed in a case, for ``vigil case --since``."""
    numbers = {s.report: n for n, s in enumerate(case.sources, start=1)}
    return Group(shown(ENGLISH.title_of(case), "bold"), shown(case.id, "dim"), _changes(told, numbers), _sources(case))


def _changes(told: Changes, numbers: dict[str, int]) -> RenderableType:
    lines: list[RenderableType] = [shown(ENGLISH.since_line(told))]
    for change in told.changes:
        lines.append(shown(f"- {ENGLISH.changed(change)}"))
        if change.citations:
            lines.append(Padding(_quotes(change.citations, numbers), (0, 0, 0, 2)))
    if told.reports and not told.changes:
        lines.append(shown("They bring nothing new to this case."))
    return Group(*lines)


def _obligations(case: Case, numbers: dict[str, int]) -> list[RenderableType]:
    missing = ENGLISH.obligations_missing(case)
    if missing is not None:
        return [shown(missing, "dim")]
    lines: list[RenderableType] = [shown(ENGLISH.obligation_limits(), "dim")]
    for held in case.obligations:
        head = Text.assemble(
            shown(f"{held.treaty}, article {held.article}", "bold"), shown(f" ({ENGLISH.bound(held)})")
        )
        lines += [head, Padding(shown(held.says), (0, 0, 0, 2))]
        for ground in held.grounds:
            told = (
                f"brought up by: {inside(ground.says)} {''.join(f'[{n}]' for n in _cited(ground.citations, numbers))}"
            )
            lines.append(Padding(shown(told, "dim"), (0, 0, 0, 2)))
    return lines


def _cited(citations: Iterable[Citation], numbers: dict[str, int]) -> list[int]:
    return sorted({numbers[c.report] for c in citations})


def _alike(found: Iterable[Alike]) -> RenderableType:
    table = _grid()
    for like in found:
        table.add_row(
            shown(like.case), Group(shown(ENGLISH.names(like.people), "bold"), shown(ENGLISH.alike_line(like)))
        )
    return table


def _section(heading: str, body: list[RenderableType]) -> list[RenderableType]:
    return [Text(), shown(heading, "bold underline"), *body] if body else []


def _facts(case: Case, silence: Silence | None) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    rows = (
        ("Case", case.id),
        ("Standing", ENGLISH.standing_of(case.status)),
        ("Next date", spoken_date(case.next_date) if case.next_date else "none known"),
        ("Country they are in", case.host or "not known"),
        ("May be returned to", case.origin or "not known"),
        *((("Last news", ENGLISH.last_news(silence)),) if silence else ()),
    )
    for label, value in rows:
        table.add_row(shown(label, "dim"), shown(value))
    return table


def _quotes(citations: Iterable[Citation], numbers: dict[str, int]) -> Text:
    return shown("\n".join(f"“{c.quote.text}” [{numbers[c.report]}]" for c in citations), QUOTE_STYLE)


def _person(case: Case, person: CasePerson, numbers: dict[str, int]) -> RenderableType:
    standing = ENGLISH.standing_of(person.status) if person.status else ""
    lines: list[RenderableType] = [
        shown(", ".join(part for part in (person.name, ENGLISH.about(case, person), standing) if part))
    ]
    others = [name for name in person.names if name != person.name]
    if others:
        lines.append(shown(f"also written: {', '.join(others)}", "dim"))
    lines.append(Padding(_quotes(person.citations, numbers), (0, 0, 0, 2)))
    return Group(*lines)


def _grid() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=22, overflow="fold")
    table.add_column(overflow="fold", ratio=1)
    return table


def _entries(entries: Iterable[TimelineEntry], numbers: dict[str, int]) -> RenderableType:
    table = _grid()
    for entry in entries:
        told = shown(ENGLISH.what(entry), "bold")
        if ENGLISH.status_word(entry.status):
            told.append_text(shown(f" ({ENGLISH.status_word(entry.status)})", "bold yellow"))
        told.append_text(shown(f" · {ENGLISH.names(entry.who)}"))
        if ENGLISH.circumstances(entry):
            told.append_text(shown(f" · {ENGLISH.circumstances(entry)}", "dim"))
        for correction in entry.corrections:
            told.append_text(
                shown(
                    f" · {inside(ENGLISH.taken_back(correction))} [{numbers[correction.citation.report]}]",
                    "yellow",
                )
            )
        table.add_row(shown(spoken_date(entry.date)), Group(told, _quotes(entry.citations, numbers)))
    return table


def _disagreements(case: Case, numbers: dict[str, int]) -> RenderableType:
    table = _grid()
    for item in case.disagreements:
        values = "; ".join(
            f"{ENGLISH.value_of(item.field, v)} {''.join(f'[{numbers[r]}]' for r in rs)}{' (corrected later)' if v in item.corrected else ''}"
            for v, rs in item.values.items()
        )
        table.add_row(shown(f"{item.about}: {item.field}"), shown(values))
    return table


def _demands(case: Case, numbers: dict[str, int]) -> RenderableType:
    table = _grid()
    for demand in case.demands:
        told = Text.assemble(shown(ENGLISH.asked(demand), "bold"), shown(f" ({demand.state})", "yellow"))
        table.add_row(shown(spoken_date(demand.first_asked)), Group(told, _quotes(demand.citations, numbers)))
    return table


def _voices(case: Case, numbers: dict[str, int]) -> RenderableType:
    table = _grid()
    for voice in case.voices:
        said = Text.assemble(shown(f"{voice.kind}: ", "bold"), _quotes([voice.citation], numbers))
        table.add_row(shown(voice.speaker), said)
    return table


def _sources(case: Case) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    for number, source in enumerate(case.sources, start=1):
        told = f"{source.title or 'Untitled report'}. {source.publisher or 'Publisher not known'}, "
        table.add_row(shown(f"[{number}]"), shown(told + spoken_date(source.published)), shown(source.report, "dim"))
    return table


def reading(report: Report, found: Reading, path: str) -> RenderableType:
    """Return what one report says, for ``vigil read``."""
    lines: list[RenderableType] = [shown(path, "bold"), shown(_imprint(report), "dim")]
    lines += [shown(f"Take care: {notice}", "yellow") for notice in report.safety_notices]
    people = _grid()
    for person in found.people:
        facts = (person.title, person.affiliation, person.ethnicity, person.nationality, person.age)
        told = ", ".join([person.name, *(str(f) for f in facts if f is not None)])
        people.add_row(shown(person.part.replace("_", " ")), shown(told))
    names = {p.id: p.name for p in found.people}
    events = _grid()
    for event in found.events:
        about = " ".join((event.type.replace("_", " "), f"({event.status.replace('_', ' ')})"))
        who = ", ".join(names.get(w, w) for w in event.who)
        words = Text.assemble(shown(f"{about} {who} "), shown(f"“{event.quote.text}”", QUOTE_STYLE))
        events.add_row(shown(spoken_date(event.date)), words)
    said = _grid()
    for statement in found.statements:
        words = Text.assemble(shown(f"{statement.kind}: "), shown(f"“{statement.quote.text}”", QUOTE_STYLE))
        said.add_row(shown(statement.speaker), words)
    asked = _grid()
    for demand in found.demands:
        asked.add_row(shown(demand.by), Text.assemble(f"{demand.act}: ", shown(f"“{demand.quote.text}”", QUOTE_STYLE)))
    counted = _grid()
    for figure in found.figures:
        counted.add_row(shown(_value(figure.value)), shown(figure.what))
    for heading, table in (
        ("People", people),
        ("Events", events),
        ("Said", said),
        ("Asked", asked),
        ("Figures", counted),
    ):
        lines += _section(heading, [table] if table.row_count else [])
    lines += [shown(f"{issue.level}: {issue.message}", "yellow") for issue in (*report.issues, *found.issues)]
    return Group(*lines, Text())


def _value(value: float | tuple[float, float] | None) -> str:
    if value is None:
        return "no number given"
    return f"{value[0]:,} to {value[1]:,}" if isinstance(value, tuple) else f"{value:,}"


def _imprint(report: Report) -> str:
    return f"{report.title or 'Untitled'}. {report.publisher or 'Publisher not known'}, {spoken_date(report.published)}"


def hit(found: HitDocument) -> RenderableType:
    """Return a search result: the report, and the passage with the words marked."""
    published = spoken_date(When(found.published) if found.published else None)
    head = f"{found.title or 'Untitled report'}. {found.publisher or 'Publisher not known'}, {published}"
    passage = Text(found.text)
    start = found.spans[0][0]
    for first, last in found.marks:
        passage.stylize("bold reverse", first - start, last - start)
    return Group(Text.assemble(shown(head, "bold"), shown(f"  {found.report}", "dim")), _safe(passage), Text())


def _safe(text: Text) -> Text:
    """Return styled text without the characters that a terminal would obey, its styles kept."""
    return Text("").join(part for part in text.divide(range(1, len(text))) if clean(part.plain))


def upcoming(ahead: Sequence[UpcomingDocument]) -> RenderableType:
    """Return the table of ``vigil upcoming``."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for heading in ("In", "Date", "What", "Who", "Case", "Words"):
        table.add_column(heading, overflow="fold")
    for item in ahead:
        days = "now" if item.days <= 0 else f"{item.days} days" if item.days > 1 else "1 day"
        date = spoken_date(When(item.entry.date) if item.entry.date else None)
        words = item.entry.quotes[0].text if item.entry.quotes else ""
        cells = (days, date, event_types()[item.entry.type].label, ENGLISH.names(item.people), item.case, words)
        table.add_row(*(shown(cell) for cell in cells))
    return table


def console(*, error: bool = False) -> Console:
    """Return a console on standard output or standard error; colour only where it is a terminal."""
    return Console(stderr=error, highlight=False, soft_wrap=False)
