"""What the workbench shows and does, as functions from a desk to documents: pages and the JSON interface say the same."""

from vigil.desk.desk import Desk, Hidden, Role, Viewer

__all__ = ["Desk", "Hidden", "Role", "Viewer"]
