"""The workbench: pages and a JSON interface on 127.0.0.1."""

from vigil.web.app import make_app

__all__ = ["make_app"]
