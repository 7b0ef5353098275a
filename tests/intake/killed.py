"""Reads what was sent to a casebook and is killed after so many reports: ``killed.py FOLDER REPORTS``."""

import os
import sys
from pathlib import Path

from tests.intake.sending import working
from vigil.casebook import Casebook

folder, most = Path(sys.argv[1]), int(sys.argv[2])
with Casebook(folder) as casebook, working(casebook), casebook.imports.bell:
    casebook.imports.bell.wait_for(lambda: casebook.imports.get(1).added >= most)
    os._exit(9)
