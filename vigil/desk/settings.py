"""How a casebook is set up: by which name decisions are kept, through what addresses are fetched, and its backups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from vigil.desk.desk import Desk
from vigil.errors import FetchRefusedError, InputError
from vigil.ingest import Fetcher
from vigil.run import LIMITS, Surroundings

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SettingsDocument:
    """The settings: ``proxy`` is kept with the casebook, ``started_with`` the one that ``vigil serve`` was given.

    The first takes the place of the second. ``backed_up`` is when a backup was last made.
    """

    name: str
    proxy: str | None
    started_with: str | None
    casebook: str
    backed_up: str | None


@dataclass(frozen=True, slots=True)
class BackupDocument:
    """A backup that was made: its folder, and when."""

    folder: str
    at: str


def settings(desk: Desk, around: Surroundings) -> SettingsDocument:
    """Return the settings; proxy and folder only to an owner."""
    with desk.casebook.imports.look() as sent:
        proxy, backed_up = sent.settings.get("proxy"), sent.settings.get("backed_up")
    owner = desk.viewer.may("owner")
    return SettingsDocument(
        name=desk.viewer.name,
        proxy=proxy if owner else None,
        started_with=without_password(around.proxy) if owner and around.proxy else None,
        casebook=str(desk.casebook.folder.absolute()) if owner else "",
        backed_up=backed_up,
    )


def set_name(desk: Desk, name: str) -> None:
    """Keep the name that decisions bear from now on. Raises InputError."""
    desk.ask("owner")
    bare = " ".join(name.split())
    if not bare or len(bare) > LONGEST_NAME or not bare.isprintable():
        raise InputError(f"write a name of 1 to {LONGEST_NAME} letters; decisions bear it")
    desk.casebook.imports.put_setting("name", bare)


def set_proxy(desk: Desk, proxy: str) -> None:
    """Keep through what addresses are fetched from now on; an empty text takes it away. Raises FetchRefusedError."""
    desk.ask("owner")
    bare = proxy.strip()
    if bare:
        check_proxy(desk, bare)
    desk.casebook.imports.put_setting("proxy", bare or None)


def check_proxy(desk: Desk, proxy: str) -> None:
    """Raise FetchRefusedError where a text is no address of a proxy. Nothing is asked."""
    Fetcher(clock=desk.now, proxy=proxy, limits=LIMITS)
    try:
        parts = urlsplit(proxy)
        whole = bool(parts.hostname and parts.port) and proxy.isprintable() and " " not in proxy
    except ValueError:
        whole = False
    if not whole:
        raise FetchRefusedError("not a whole proxy address; write for example socks5h://127.0.0.1:9050")


def way_out(desk: Desk, around: Surroundings) -> str | None:
    """Return the proxy through which addresses are fetched now, without its password; None where there is none."""
    proxy = desk.casebook.imports.setting("proxy") or around.proxy
    return None if proxy is None else without_password(proxy)


def without_password(proxy: str) -> str:
    """Return the address of a proxy as everybody may see it."""
    scheme, mark, rest = proxy.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"


def back_up(desk: Desk, folder: str) -> BackupDocument:
    """Copy the casebook into a new folder below ``folder``. Raises InputError or StoreError."""
    desk.ask("owner")
    made = desk.casebook.backups.copy(folder, desk.now())
    desk.casebook.imports.put_setting("backed_up", desk.at())
    return BackupDocument(str(made), desk.at())


def zipped(desk: Desk) -> Iterator[bytes]:
    """Return the casebook as a ZIP file, block by block."""
    desk.ask("owner")
    return _zipped(desk)


def _zipped(desk: Desk) -> Iterator[bytes]:
    yield from desk.casebook.backups.zipped(desk.now())
    desk.casebook.imports.put_setting("backed_up", desk.at())
