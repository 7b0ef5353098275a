"""The arrows and habits of the design, held against the source itself."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

import vigil

PACKAGE = Path(vigil.__file__).parent

LAYERS = (
    {"errors"},
    {"vocab"},
    {"model"},
    {"languages"},
    {"ingest", "story", "analysis", "cases", "store", "exports", "checks"},
    {"upkeep"},
    {"run"},
    {"casebook_people"},
    {"intake"},
    {"reviewing"},
    {"casebook"},
    {""},
    {"desk"},
    {"web"},
    {"terminal", "options"},
    {"console", "terminal_people"},
    {"cli_cases", "cli_people", "cli_search", "cli_serve"},
    {"cli"},
    {"__main__"},
)
"""Parts of the package, lowest first: each imports itself and what is below. "" is ``vigil/__init__.py``."""

PARTS = set().union(*LAYERS)
NETWORK = {"socket", "ssl", "http", "httpx", "requests", "aiohttp", "urllib3", "ftplib", "smtplib", "asyncio"}
LOOK_UP = "ingest/addresses.py"
"""The fetcher's look-up of names, which nothing else uses."""
FETCHING = {"ingest/fetch.py", LOOK_UP}
LISTENING = "web/serving.py"
"""Opens the socket on which the workbench is served, and no connection to elsewhere."""
OUTSIDE = {"console.py", "cli_serve.py"}
CLOCK_AND_CHANCE = {"time", "random", "secrets", "getpass", "platform"}
READS_OUTSIDE = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today",
    "uuid.uuid1", "uuid.uuid4", "os.environ", "os.getenv", "os.urandom", "os.getcwd", "Path.home", "Path.cwd",
}  # fmt: skip
DATABASE = {"sqlalchemy", "sqlite3", "alembic"}
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST = 400


@dataclass(frozen=True)
class Module:
    """One file of the package: its name from there, and its text."""

    name: str
    text: str

    @property
    def part(self) -> str:
        first = self.name.split("/")[0].removesuffix(".py")
        return "" if first == "__init__" else first

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @cached_property
    def imports(self) -> frozenset[str]:
        """The full name of everything that is imported, wherever in the file."""
        names = {alias.name for node in self.nodes if isinstance(node, ast.Import) for alias in node.names}
        for node in self.nodes:
            if isinstance(node, ast.ImportFrom):
                names |= {f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names}
        return frozenset(names)

    @cached_property
    def roots(self) -> frozenset[str]:
        return frozenset(name.split(".")[0] for name in self.imports)

    @cached_property
    def attributes(self) -> frozenset[str]:
        """The last two names of everything with a dot, as ``date.today``."""
        read = (dotted(node) for node in self.nodes if isinstance(node, ast.Attribute))
        return frozenset(".".join(name.split(".")[-2:]) for name in read)


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def rank(part: str) -> int:
    return next(n for n, layer in enumerate(LAYERS) if part in layer)


def arrows(module: Module) -> Iterator[str]:
    if module.part not in PARTS:
        yield "has no place in the layers: say in LAYERS where it belongs"
        return
    for name in module.imports:
        first, _, rest = name.partition(".")
        other = rest.split(".")[0] if rest.split(".")[0] in PARTS else ""
        if name.startswith("."):
            yield f"imports {name} by dots"
        elif first != "vigil" or name == "vigil.__version__" or other == module.part:
            continue
        elif rank(other) >= rank(module.part):
            yield f"imports {name}"


def network(module: Module) -> Iterator[str]:
    if module.name not in FETCHING | {LISTENING}:
        yield from (f"imports {root}" for root in module.roots & NETWORK)
        yield from (f"imports {name}" for name in module.imports if name.startswith("urllib.request"))
    if module.name != "ingest/fetch.py":
        yield from (f"imports {name}" for name in module.imports if name.startswith("vigil.ingest.addresses"))


def sql(module: Module) -> Iterator[str]:
    if module.part != "store":
        yield from (f"imports {root}" for root in module.roots & DATABASE)


def surroundings(module: Module) -> Iterator[str]:
    if module.name not in OUTSIDE:
        yield from (f"imports {root}" for root in module.roots & CLOCK_AND_CHANCE)
        yield from (f"uses {name}" for name in module.attributes & READS_OUTSIDE)


def quotes(module: Module) -> Iterator[str]:
    if module.name != "model/text.py":
        calls = (node for node in module.nodes if isinstance(node, ast.Call))
        yield from (f"line {c.lineno} makes a Quote" for c in calls if dotted(c.func).split(".")[-1] == "Quote")


def size(module: Module) -> Iterator[str]:
    lines = len(module.text.splitlines())
    if lines > LONGEST:
        yield f"has {lines} lines: divide it by subject"
    if module.name.rpartition("/")[2].removesuffix(".py") in SHAPELESS:
        yield "says nothing of its subject by its name"


Rule = Callable[[Module], Iterator[str]]
RULES: tuple[Rule, ...] = (arrows, network, sql, surroundings, quotes, size)


@pytest.fixture(scope="module")
def package() -> list[Module]:
    found = sorted(PACKAGE.rglob("*.py"))
    return [Module(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) for path in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_the_package_keeps_the_rule(rule: Rule, package: list[Module]) -> None:
    assert [f"{module.name} {fault}" for module in package for fault in rule(module)] == []


@pytest.mark.parametrize(
    ("rule", "name", "text"),
    [
        (arrows, "store/view.py", "from vigil.cases import build_cases"),
        (arrows, "cases/names.py", "def late():\n    import vigil.store.view"),
        (arrows, "model/case.py", "from vigil.languages import Language"),
        (arrows, "languages/names.py", "from vigil import run"),
        (arrows, "analysis/events.py", "from ..store import view"),
        (arrows, "run.py", "from vigil import read"),
        (arrows, "gadgets/view.py", "import re"),
        (network, "exports/site.py", "import urllib.request"),
        (network, "exports/site.py", "from http.client import HTTPSConnection"),
        (network, "ingest/sources.py", "from vigil.ingest.addresses import resolve"),
        (sql, "run.py", "import sqlite3"),
        (surroundings, "cases/same.py", "from datetime import datetime\ndatetime.now()"),
        (surroundings, "store/writer.py", "import os\nos.environ['HOME']"),
        (surroundings, "ingest/fetch.py", "import uuid\nuuid.uuid4()"),
        (surroundings, "ingest/fetch.py", "from time import monotonic"),
        (quotes, "analysis/events.py", "from vigil.model import text\ntext.Quote(span, words)"),
        (size, "analysis/events.py", "\n" * 401),
        (size, "analysis/utils.py", ""),
    ],
)
def test_each_rule_can_be_broken(rule: Rule, name: str, text: str) -> None:
    assert list(rule(Module(name, text)))
