"""A program of its own that adds reports: what the crash tests start and kill.

It imports once and then forks a child for each line on standard input, ``FOLDER FIRST COUNT LIMIT DIE_AT``:
the child prints ``child PID``, then the number of each report that is acknowledged, and the parent prints ``end STATUS``.
``LIMIT`` bytes is the size that no file may pass (0: any); at report ``DIE_AT`` the child kills itself inside the
transaction (-1: never).
"""

import os
import resource
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.store.invented import AT, numbered
from vigil.errors import StoreError
from vigil.store import open_store, writer


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def add(folder: Path, first: int, count: int, limit: int, die_at: int) -> int:
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    say("child", os.getpid())
    try:
        with open_store(folder, create=True) as store:
            for number in range(first, first + count):
                if number == die_at:
                    with store._writing() as connection:
                        writer.add(connection, *numbered(number), AT)
                        os.kill(os.getpid(), signal.SIGKILL)
                store.add(*numbered(number), at=AT)
                say(number)
    except StoreError as error:
        say("error", error)
        return 1
    return 0


def main() -> None:
    with TemporaryDirectory() as folder, open_store(Path(folder), create=True) as store:
        store.add(*numbered(0), at=AT)  # what is loaded at first use is then there for every child
    say("ready")
    for line in sys.stdin:
        folder, *numbers = line.split()
        child = os.fork()
        if child == 0:
            first, count, limit, die_at = map(int, numbers)
            os._exit(add(Path(folder), first, count, limit, die_at))
        _, status = os.waitpid(child, 0)
        say("end", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
