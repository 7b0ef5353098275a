"""A PostgreSQL server of the tests' own, from Debian's package, on a socket in a folder of theirs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)
"""Where the package puts its programs; None where it is not installed."""


def _as_user(*words: str) -> list[str]:
    """The server does not run as root."""
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else list(words)


@contextmanager
def server() -> Iterator[Path]:
    """Run a server, and give the folder of its socket."""
    assert BINARIES is not None
    with TemporaryDirectory(prefix="vigil-pg-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        folder.chmod(0o755)
        data, control = str(folder / "data"), str(BINARIES.with_name("pg_ctl"))
        made = _as_user(
            str(BINARIES), "-D", data, "-A", "trust", "-U", "vigil", "--locale=C", "-E", "UTF8", "--no-sync"
        )
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        subprocess.run(
            _as_user(control, "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield folder
        finally:
            stop = _as_user(control, "-D", data, "-m", "immediate", "stop")
            subprocess.run(stop, check=True, stdout=subprocess.DEVNULL)


def new_database(socket: Path, name: str) -> str:
    """Make an empty database and return its address."""
    assert BINARIES is not None
    made = [str(BINARIES.with_name("createdb")), "-h", str(socket), "-U", "vigil", "-T", "template0", name]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    return f"postgresql://vigil@/{name}?host={socket}"
