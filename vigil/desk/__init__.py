"""What the workbench shows and does, as functions from a desk to documents: pages and the JSON interface say the same."""

from vigil.desk.desk import Desk, Hidden, Viewer
from vigil.model.team import Role

__all__ = ["Desk", "Hidden", "Role", "Viewer"]
